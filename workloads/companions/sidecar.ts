import type { Container, ExtraContainer } from '../pods/container';
import type { Companion } from '../pods/pod';

/** What a sidecar is: Kubernetes' fields of a container, of which image and resources must be there. */
export type SidecarProps = ExtraContainer;

/**
 * A helper in the same pod: it starts before the main container and ends after it, and is restarted whenever it ends. With a `startupProbe`, the main
 * container waits until that has succeeded. Hand it to a release: `beside: [new Sidecar({ … })]`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class Sidecar implements Companion {
  /** The companion, as a container of the pod. */
  public readonly container: Container;

  public constructor(props: SidecarProps) {
    this.container = { ...props, restartPolicy: 'Always' };
  }
}

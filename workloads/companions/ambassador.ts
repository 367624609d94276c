import type { Container, ExtraContainer } from '../pods/container';
import type { Companion } from '../pods/pod';

/** A proxy, and what it stands for. */
export interface AmbassadorProps extends Omit<ExtraContainer, 'ports'> {
  /** Where the containers of the pod reach it: a port of their own address, which none of them has. */
  readonly localPort: number;
  /** The service that it stands for. */
  readonly remote: {
    /** Name or address. */
    readonly host: string;
    readonly port: number;
  };
}

/**
 * A proxy in the pod that stands for a service elsewhere: the main container asks `address` and knows neither where the service is nor how it is
 * reached (TLS, retries, which copy). Hand it to a release: `beside: [new Ambassador({ … })]`.
 *
 * Any proxy will do: its command and args may hold `$(LOCAL_PORT)`, `$(REMOTE_HOST)` and `$(REMOTE_PORT)`, which Kubernetes fills in, and its
 * processes find them in the environment.
 *
 * @see https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/
 */
export class Ambassador implements Companion {
  /** The proxy, as a container of the pod. */
  public readonly container: Container;

  /** What the main container asks instead of the remote service: host and port. */
  public readonly address: string;

  public constructor({ localPort, remote, env = [], ...container }: AmbassadorProps) {
    this.address = `127.0.0.1:${localPort}`;
    this.container = {
      ...container,
      restartPolicy: 'Always',
      ports: [{ containerPort: localPort, protocol: 'TCP' }],
      env: [
        { name: 'LOCAL_PORT', value: String(localPort) },
        { name: 'REMOTE_HOST', value: remote.host },
        { name: 'REMOTE_PORT', value: String(remote.port) },
        ...env,
      ],
    };
  }
}

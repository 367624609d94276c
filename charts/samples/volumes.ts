import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClaimClasses } from '../../workloads/claims/claim-class';
import { StaticVolumeClaim } from '../../workloads/claims/static-volume-claim';
import { DurableVolumeClaim, ScratchVolumeClaim } from '../../workloads/claims/volume-claim';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { fileServer } from './small-server';

/** What the sample must know of the cluster. */
export interface DemoVolumesProps {
  /** The StorageClasses that there are: with none, only what needs none is made. */
  readonly classes: ClaimClasses;
  /** The machine whose folder is shown. */
  readonly node: string;
}

const namespace = 'demo-volumes';

/** Each start of a container leaves a line in each volume: those that outlive the pod have more of them. */
const START = 'for folder in /www/*; do date >> "$folder/starts"; done; exec httpd -f -p 8080 -h /www';

/** With one pod at a time, since most volumes are for one machine: the new one starts when the old one is gone. */
const ONE_AT_A_TIME = { replicas: 1, maxSurge: 0, maxUnavailable: 1 } as const;

/**
 * An emptyDir, a volume that goes with its claim, one that stays, and a folder of a machine as a volume that somebody made.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class DemoVolumes extends Chart {
  constructor(scope: Construct, id: string, { classes, node }: DemoVolumesProps) {
    super(scope, id);
    const claims = Object.keys(classes).length === 0 ? [] : this.claims(classes);
    new RollingRelease(this, 'diary', {
      name: 'diary',
      namespace,
      ...ONE_AT_A_TIME,
      pod: {
        container: fileServer({
          command: ['sh', '-c', START],
          volumeMounts: ['empty', ...claims.map(({ name }) => name)].map((name) => ({ name, mountPath: `/www/${name}` })),
        }),
        volumes: [{ name: 'empty', emptyDir: { sizeLimit: '16Mi' } }, ...claims],
      },
    });
    this.addFolder(node);
  }

  private claims(classes: ClaimClasses) {
    const what = { namespace, size: '1Gi', classes };
    const scratch = new ScratchVolumeClaim(this, 'scratch', { ...what, name: 'scratch' });
    const durable = new DurableVolumeClaim(this, 'durable', { ...what, name: 'durable' });
    return [scratch.volume('scratch'), durable.volume('durable')];
  }

  /** Pods of the namespace may mount no folder of a machine, but they may claim a volume that an administrator made of one. */
  private addFolder(node: string): void {
    const folder = new StaticVolumeClaim(this, 'folder', {
      name: 'folder',
      namespace,
      size: '1Gi',
      source: { hostPath: { path: '/var/lib/demo-volumes', type: 'DirectoryOrCreate' }, node },
    });
    new RollingRelease(this, 'folder-server', {
      name: 'folder',
      namespace,
      ...ONE_AT_A_TIME,
      pod: { container: fileServer({ volumeMounts: [{ name: 'folder', mountPath: '/www', readOnly: true }] }), volumes: [folder.volume('folder')] },
    });
  }
}

import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { PINS } from '../../../cluster/values/versions';
import type { Toleration } from '../../../imports/core/tolerations';
import { plainObject } from '../../../objects/plain-object';
import { type Rule, EDIT, MANAGE, READ, addRole, allow, bindClusterRole, bindRole } from '../../../objects/rbac';

const NAME = 'snapshot-controller';
const ACCOUNT = { name: NAME, namespace: 'kube-system' };
const LEADER = { name: `${NAME}-leaderelection`, namespace: ACCOUNT.namespace };
const SELECTOR = { 'app.kubernetes.io/name': NAME };

/** What the controller may do in the whole cluster, exactly as far as its own release grants it. */
const RULES: readonly Rule[] = [
  allow('', ['persistentvolumes'], READ),
  allow('', ['persistentvolumeclaims'], [...READ, 'update']),
  allow('', ['events'], ['list', 'watch', 'create', 'update', 'patch']),
  allow('snapshot.storage.k8s.io', ['volumesnapshotclasses'], READ),
  allow('snapshot.storage.k8s.io', ['volumesnapshotcontents', 'volumesnapshots'], EDIT),
  allow('snapshot.storage.k8s.io', ['volumesnapshotcontents/status'], ['patch']),
  allow('snapshot.storage.k8s.io', ['volumesnapshots/status'], ['update', 'patch']),
  allow('groupsnapshot.storage.k8s.io', ['volumegroupsnapshotclasses'], READ),
  allow('groupsnapshot.storage.k8s.io', ['volumegroupsnapshotcontents'], EDIT),
  allow('groupsnapshot.storage.k8s.io', ['volumegroupsnapshotcontents/status'], ['patch']),
  allow('groupsnapshot.storage.k8s.io', ['volumegroupsnapshots'], [...READ, 'update', 'patch']),
  allow('groupsnapshot.storage.k8s.io', ['volumegroupsnapshots/status'], ['update', 'patch']),
];

/** How the snapshot controller is installed. */
export interface SnapshotControllerProps {
  /**
   * Version of its image.
   * @default the one that this release of cdk8s-metal is tested with
   */
  readonly version?: string;
  /**
   * Pods, one of which works.
   * @default 2, of which another is there at once when one machine is lost
   */
  readonly replicas?: number;
  /**
   * Taints that they may run beside.
   * @default none
   */
  readonly tolerations?: readonly Toleration[];
}

/**
 * What makes a VolumeSnapshot come true with the help of a CSI driver, whichever that is; a cluster has one of it. It needs the kinds of `SnapshotCrds`.
 *
 * @see https://github.com/kubernetes-csi/external-snapshotter
 */
export class SnapshotController extends Chart {
  constructor(scope: Construct, id: string, props: SnapshotControllerProps = {}) {
    super(scope, id);
    const { version = PINS.snapshotController, replicas = 2, tolerations = [] } = props;
    plainObject(this, 'ServiceAccount', { metadata: ACCOUNT });
    addRole(this, { name: `${NAME}-runner` }, RULES);
    bindClusterRole(this, { name: `${NAME}-role` }, `${NAME}-runner`, ACCOUNT);
    addRole(this, LEADER, [allow('coordination.k8s.io', ['leases'], MANAGE)]);
    bindRole(this, LEADER, LEADER.name, ACCOUNT);
    this.addDeployment(version, replicas, tolerations);
  }

  private addDeployment(version: string, replicas: number, tolerations: readonly Toleration[]): void {
    plainObject(this, 'Deployment', {
      metadata: ACCOUNT,
      spec: {
        replicas,
        selector: { matchLabels: SELECTOR },
        // It waits for its kinds for up to 30 seconds, and then gives up: before that it is not seen to work.
        minReadySeconds: 35,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        template: {
          metadata: { labels: SELECTOR },
          spec: {
            serviceAccountName: NAME,
            ...(tolerations.length === 0 ? {} : { tolerations }),
            containers: [
              {
                name: NAME,
                image: `registry.k8s.io/sig-storage/snapshot-controller:${version}`,
                imagePullPolicy: 'IfNotPresent',
                args: ['--v=5', '--leader-election=true'],
              },
            ],
          },
        },
      },
    });
  }
}

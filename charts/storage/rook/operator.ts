import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ROOK_NAMESPACE, ROOK_OPERATOR } from '../../../cluster/facts/storage-names';
import { type Pins, PINS } from '../../../cluster/values/versions';
import type { Toleration } from '../../../imports/core/tolerations';
import { plainObject } from '../../../objects/plain-object';
import { type CsiVersions, addCsiDrivers } from './csi-drivers';
import { operatorPod } from './operator-pod';

const NAME = ROOK_OPERATOR;
const SELECTOR = { app: NAME };

/** How Rook's operator is installed. */
export interface RookOperatorProps {
  /**
   * Versions of Rook and of what runs in the pods of the CSI drivers; Rook's releases each name a set that fits.
   * @default those that this release of cdk8s-metal is tested with
   */
  readonly versions?: Partial<CsiVersions & Pick<Pins, 'rook'>>;
  /** The least severity that the operator logs. @default INFO */
  readonly logLevel?: 'DEBUG' | 'ERROR' | 'INFO' | 'WARNING';
  /**
   * How long the operator waits for a command of Ceph; at least 1. On slow machines it can take longer.
   * @default 15, as Rook has it
   */
  readonly commandTimeoutSeconds?: number;
  /**
   * Pods of each CSI driver that make, grow and delete volumes, on a machine each: one works, the others are ready to.
   * @default 2; where only one machine takes them, say 1: the second would wait for ever
   */
  readonly csiControllers?: number;
  /**
   * Taints that the operator and the CSI drivers' controllers may run beside.
   * @default none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Taints that the pods which mount volumes may run beside; where they do not run, no pod gets a volume.
   * @default all: a pod that bears a machine's taint may have a volume, and gives it back only through them
   */
  readonly csiNodeTolerations?: readonly Toleration[];
  /**
   * The kubelet's folder, the same on all machines.
   * @default /var/lib/kubelet, where kubeadm has it
   */
  readonly kubeletDir?: string;
}

/**
 * Rook's operator, which runs Ceph as the chart `CephCluster` asks it to, and the CSI drivers that make its pools volumes of pods. It needs `RookCommon`
 * and the kinds of `RookCrds` and `CephCsiCrds`.
 *
 * @see https://rook.io/docs/rook/latest-release/Getting-Started/quickstart/
 */
export class RookOperator extends Chart {
  constructor(scope: Construct, id: string, props: RookOperatorProps = {}) {
    super(scope, id);
    const { logLevel = 'INFO', commandTimeoutSeconds = 15, csiControllers = 2, tolerations = [] } = props;
    const { csiNodeTolerations = [{ operator: 'Exists' }], kubeletDir = '/var/lib/kubelet' } = props;
    const versions = { ...PINS, ...props.versions };
    this.addConfig(logLevel, commandTimeoutSeconds);
    addCsiDrivers(this, {
      versions,
      controllers: csiControllers,
      controllerTolerations: tolerations,
      nodeTolerations: csiNodeTolerations,
      kubeletDir,
    });
    this.addDeployment(versions.rook, tolerations);
  }

  private addConfig(logLevel: string, commandTimeoutSeconds: number): void {
    // Rook takes anything else for 15, and does not say so.
    const isRead = Number.isInteger(commandTimeoutSeconds) && commandTimeoutSeconds >= 1;
    this.node.addValidation({
      validate: () => (isRead ? [] : [`commandTimeoutSeconds ${commandTimeoutSeconds} is not a whole number of at least 1; say how many seconds`]),
    });
    plainObject(this, 'ConfigMap', {
      metadata: { name: `${NAME}-config`, namespace: ROOK_NAMESPACE },
      data: {
        ROOK_LOG_LEVEL: logLevel,
        ROOK_CEPH_COMMANDS_TIMEOUT_SECONDS: String(commandTimeoutSeconds),
        // Without the Prometheus operator nobody asks for them.
        ROOK_OPERATOR_METRICS_BIND_ADDRESS: '0',
        ROOK_CEPH_ALLOW_LOOP_DEVICES: 'false',
        // Disks are declared by hand, so that nothing needs to look for them.
        ROOK_ENABLE_DISCOVERY_DAEMON: 'false',
        ROOK_DISABLE_DEVICE_HOTPLUG: 'false',
        ROOK_DISCOVER_DEVICES_INTERVAL: '60m',
        ROOK_DELETE_UNUSED_CRUSH_RULES: 'true',
        ROOK_OBC_WATCH_OPERATOR_NAMESPACE: 'true',
        ROOK_ENFORCE_HOST_NETWORK: 'false',
        // Empty: kubernetes.io/hostname.
        ROOK_CUSTOM_HOSTNAME_LABEL: '',
      },
    });
  }

  private addDeployment(version: string, tolerations: readonly Toleration[]): void {
    plainObject(this, 'Deployment', {
      metadata: {
        name: NAME,
        namespace: ROOK_NAMESPACE,
        labels: {
          operator: 'rook',
          'storage-backend': 'ceph',
          'app.kubernetes.io/name': 'rook-ceph',
          'app.kubernetes.io/instance': 'rook-ceph',
          'app.kubernetes.io/component': NAME,
          'app.kubernetes.io/part-of': NAME,
        },
      },
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: SELECTOR },
        template: { metadata: { labels: SELECTOR }, spec: operatorPod(NAME, version, tolerations) },
      },
    });
  }
}

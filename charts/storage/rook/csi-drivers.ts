import type { Construct } from 'constructs';
import { ROOK_NAMESPACE, driverName } from '../../../cluster/facts/storage-names';
import type { Pins } from '../../../cluster/values/versions';
import type { Toleration } from '../../../imports/core/tolerations';
import { Driver } from '../../../imports/csi.ceph.io/driver';
import { OperatorConfig } from '../../../imports/csi.ceph.io/operator-config';
import { plainObject } from '../../../objects/plain-object';

/** The versions of what runs in the drivers' pods. */
export type CsiVersions = Pick<Pins, 'cephCsi' | 'csiAddons' | 'csiAttacher' | 'csiNodeDriverRegistrar' | 'csiProvisioner' | 'csiResizer' | 'csiSnapshotter'>;

/** The images by the CSI operator's word for each: where they come from, and whose version they have. */
const IMAGES = {
  addons: ['quay.io/csiaddons/k8s-sidecar', 'csiAddons'],
  attacher: ['registry.k8s.io/sig-storage/csi-attacher', 'csiAttacher'],
  plugin: ['quay.io/cephcsi/cephcsi', 'cephCsi'],
  provisioner: ['registry.k8s.io/sig-storage/csi-provisioner', 'csiProvisioner'],
  registrar: ['registry.k8s.io/sig-storage/csi-node-driver-registrar', 'csiNodeDriverRegistrar'],
  resizer: ['registry.k8s.io/sig-storage/csi-resizer', 'csiResizer'],
  snapshotter: ['registry.k8s.io/sig-storage/csi-snapshotter', 'csiSnapshotter'],
} as const;

const IMAGE_SET = 'rook-csi-operator-image-set-configmap';

const here = (name: string) => ({ name, namespace: ROOK_NAMESPACE });

/** What the drivers are told. */
export interface CsiDrivers {
  /** Versions of the images in the pods of the drivers. */
  readonly versions: CsiVersions;
  /** Pods of each driver that make, grow and delete volumes: one works, the other is ready to. No two share a machine. */
  readonly controllers: number;
  /** Taints that the pods which make volumes bear. */
  readonly controllerTolerations: readonly Toleration[];
  /** Taints that the pods which mount volumes bear. */
  readonly nodeTolerations: readonly Toleration[];
  /** Folder of the kubelet on every machine, such as /var/lib/kubelet. */
  readonly kubeletDir: string;
}

/** What has to be the same for both drivers stands in one object for all of them. */
function addDefaults(scope: Construct, { controllers, controllerTolerations, nodeTolerations, kubeletDir }: CsiDrivers): void {
  new OperatorConfig(scope, 'OperatorConfig', {
    metadata: here('ceph-csi-operator-config'),
    spec: {
      driverSpecDefaults: {
        log: { verbosity: 0 },
        imageSet: { name: IMAGE_SET },
        enableMetadata: true,
        generateOMapInfo: false,
        fsGroupPolicy: 'File',
        deployCsiAddons: false,
        cephFsClientType: 'kernel',
        nodePlugin: {
          priorityClassName: 'system-node-critical',
          kubeletDirPath: kubeletDir,
          enableSeLinuxHostMount: false,
          ...(nodeTolerations.length === 0 ? {} : { tolerations: nodeTolerations }),
        },
        controllerPlugin: {
          priorityClassName: 'system-cluster-critical',
          // At most one for each machine: a new one cannot start beside an old one.
          deploymentStrategy: { type: 'Recreate' },
          replicas: controllers,
          ...(controllerTolerations.length === 0 ? {} : { tolerations: controllerTolerations }),
        },
      },
    },
  });
}

/** Has the CSI operator run the drivers for block devices and for file systems. */
export function addCsiDrivers(scope: Construct, props: CsiDrivers): void {
  plainObject(scope, 'ConfigMap', {
    metadata: here(IMAGE_SET),
    data: Object.fromEntries(Object.entries(IMAGES).map(([word, [image, component]]) => [word, `${image}:${props.versions[component]}`])),
  });
  addDefaults(scope, props);
  const pods = { nodePlugin: { updateStrategy: { type: 'RollingUpdate' } }, controllerPlugin: {} };
  new Driver(scope, 'Driver-rbd', { metadata: here(driverName('rbd')), spec: { fsGroupPolicy: 'File', ...pods } });
  new Driver(scope, 'Driver-cephfs', { metadata: here(driverName('cephfs')), spec: { fsGroupPolicy: 'File', cephFsClientType: 'kernel', ...pods } });
}

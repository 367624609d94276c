import type { Construct } from 'constructs';
import { ROOK_NAMESPACE, SNAPSHOT_CLASSES, driverName, retaining } from '../../../cluster/facts/storage-names';
import { VolumeSnapshotClass } from '../../../imports/snapshot.storage.k8s.io/volume-snapshot-class';
import { plainObject } from '../../../objects/plain-object';

/** What becomes of a volume whose claim is deleted: it goes too, or it stays until a person removes it. */
const RECLAIM_POLICIES = ['Delete', 'Retain'] as const;

/** A class in both of its kinds. */
export interface ClassPair {
  /** Of the class that deletes; the one that keeps has `-retain` behind it. */
  readonly name: string;
  /** Name of the driver that makes the volumes. */
  readonly provisioner: string;
  /** What the driver is told, text by key. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the one that deletes is the class of claims that name none. */
  readonly default: boolean;
  /** Whether volumes can grow. */
  readonly allowVolumeExpansion: boolean;
}

/** Adds a class that deletes what is released, and one that keeps it. */
export function addClasses(scope: Construct, { name, provisioner, parameters, default: isDefault, allowVolumeExpansion }: ClassPair): void {
  for (const reclaimPolicy of RECLAIM_POLICIES) {
    plainObject(scope, 'StorageClass', {
      metadata: {
        name: reclaimPolicy === 'Delete' ? name : retaining(name),
        ...(isDefault && reclaimPolicy === 'Delete' ? { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } : {}),
      },
      provisioner,
      parameters,
      reclaimPolicy,
      // At once: a volume of Ceph can be reached from every machine, so that there is nothing to wait for.
      volumeBindingMode: 'Immediate',
      ...(allowVolumeExpansion ? { allowVolumeExpansion } : {}),
    });
  }
}

/** Who does what with a volume: the sidecars name the Secret that they use for it, and Rook makes one for each side. */
const SECRETS = { provisioner: 'provisioner', 'controller-expand': 'provisioner', 'controller-publish': 'provisioner', 'node-stage': 'node' } as const;

type Driver = Parameters<typeof driverName>[0];

const secret = (driver: Driver, use: string, side: 'node' | 'provisioner'): readonly (readonly [string, string])[] => [
  [`csi.storage.k8s.io/${use}-secret-name`, `rook-csi-${driver}-${side}`],
  [`csi.storage.k8s.io/${use}-secret-namespace`, ROOK_NAMESPACE],
];

/** What a driver must be told of every volume; a cluster is known to it by its namespace. */
export const driverParameters = (driver: Driver): Readonly<Record<string, string>> => ({
  clusterID: ROOK_NAMESPACE,
  ...Object.fromEntries(Object.entries(SECRETS).flatMap(([use, side]) => secret(driver, use, side))),
});

/** Adds the class of snapshots of a driver; claims of snapshots that name none get it. */
export function addSnapshotClass(scope: Construct, driver: keyof typeof SNAPSHOT_CLASSES): void {
  const name = SNAPSHOT_CLASSES[driver];
  new VolumeSnapshotClass(scope, `VolumeSnapshotClass-${name}`, {
    metadata: { name, annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } },
    driver: driverName(driver),
    parameters: { clusterID: ROOK_NAMESPACE, ...Object.fromEntries(secret(driver, 'snapshotter', 'provisioner')) },
    deletionPolicy: 'Delete',
  });
}

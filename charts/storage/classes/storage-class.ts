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
  /** Which of the two is the class of claims that name none; undefined: neither. */
  readonly default: 'Delete' | 'Retain' | undefined;
  /** Whether volumes can grow. */
  readonly allowVolumeExpansion: boolean;
  /** Options that volumes are mounted with; none, where it is left out. */
  readonly mountOptions?: readonly string[];
}

/** Adds a class that deletes what is released, and one that keeps it. */
export function addClasses(scope: Construct, pair: ClassPair): void {
  const { name, provisioner, parameters, default: ofDefault, allowVolumeExpansion, mountOptions = [] } = pair;
  for (const reclaimPolicy of RECLAIM_POLICIES) {
    plainObject(scope, 'StorageClass', {
      metadata: {
        name: reclaimPolicy === 'Delete' ? name : retaining(name),
        ...(ofDefault === reclaimPolicy ? { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } : {}),
      },
      provisioner,
      parameters,
      reclaimPolicy,
      // At once: a volume of Ceph can be reached from every machine, so that there is nothing to wait for.
      volumeBindingMode: 'Immediate',
      ...(allowVolumeExpansion ? { allowVolumeExpansion } : {}),
      ...(mountOptions.length === 0 ? {} : { mountOptions }),
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

/** VolumeSnapshotClasses of a driver. */
export interface SnapshotClassesProps {
  /** Labels of the one that deletes with the VolumeSnapshot, by which backup programs find it. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** One besides that keeps what a snapshot holds, and its labels. @default there is none */
  readonly retain?: { readonly labels?: Readonly<Record<string, string>> } | undefined;
}

interface SnapshotClass {
  readonly name: string;
  readonly deletionPolicy: 'Delete' | 'Retain';
  readonly labels: Readonly<Record<string, string>>;
}

function addSnapshotClass(scope: Construct, driver: keyof typeof SNAPSHOT_CLASSES, { name, deletionPolicy, labels }: SnapshotClass): void {
  new VolumeSnapshotClass(scope, `VolumeSnapshotClass-${name}`, {
    metadata: {
      name,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(deletionPolicy === 'Delete' ? { annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } } : {}),
    },
    driver: driverName(driver),
    parameters: { clusterID: ROOK_NAMESPACE, ...Object.fromEntries(secret(driver, 'snapshotter', 'provisioner')) },
    deletionPolicy,
  });
}

/** Adds the classes of snapshots of a driver; snapshots that name none get the one that deletes. */
export function addSnapshotClasses(scope: Construct, driver: keyof typeof SNAPSHOT_CLASSES, { labels = {}, retain }: SnapshotClassesProps): void {
  const name = SNAPSHOT_CLASSES[driver];
  addSnapshotClass(scope, driver, { name, deletionPolicy: 'Delete', labels });
  if (retain !== undefined) addSnapshotClass(scope, driver, { name: retaining(name), deletionPolicy: 'Retain', labels: retain.labels ?? {} });
}

import { storageNodes } from '../facts/storage-nodes';
import type { Disk } from '../model/cluster';
import type { Draft } from '../model/draft';
import { type Path, error, warning } from '../values/problem';
import { tryParseQuantity } from '../values/quantity';
import { type Rule, repeated } from './rule';

const KERNEL_NAME = /^\/dev\/(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+|dm-\d+|md\d+|loop\d+)(p?\d+)?$/;

const STABLE_NAME = /^\/dev\/disk\/by-(id|path)\/[\w.:@+=,-]+$/;

const PARTITION = /-part\d+$/;

/** A name of a disk, where it stands, and the machine that it is in. */
interface Named {
  readonly device: string;
  readonly path: Path;
  readonly machine: string;
}

const disksOf = ({ nodes }: Draft): readonly (Disk & { readonly path: Path; readonly machine: string })[] =>
  nodes.flatMap(({ name, disks }, index) => disks.map((disk, place) => ({ ...disk, path: ['nodes', index, 'disks', place], machine: name })));

/** Every name of a disk in the spec. */
const named = (cluster: Draft): readonly Named[] =>
  disksOf(cluster).flatMap(({ device, metadataDevice, path, machine }) => [
    { device, path: [...path, 'device'], machine },
    ...(metadataDevice === undefined ? [] : [{ device: metadataDevice, path: [...path, 'metadataDevice'], machine }]),
  ]);

/** Disks are named so that the name stays with the disk. */
export const diskDevice: Rule = (cluster) =>
  named(cluster).flatMap(({ device, path, machine }) => {
    if (STABLE_NAME.test(device)) return [];
    if (KERNEL_NAME.test(device)) {
      return [
        error(
          path,
          device,
          'is a name that the kernel may give to another disk after a reboot',
          `run ls -l /dev/disk/by-id/ on ${machine} and use the name that points to it`,
        ),
      ];
    }
    return [error(path, device, 'is no name that stays with a disk', 'use one below /dev/disk/by-id/ or /dev/disk/by-path/')];
  });

/** A machine's disk is listed once. */
export const duplicateDisk: Rule = ({ nodes }) =>
  nodes.flatMap(({ disks }, index) =>
    repeated([...disks.entries()], ([, { device }]) => device || undefined).map(({ value: [place, { device }], first: [other] }) =>
      error(['nodes', index, 'disks', place, 'device'], device, `is already nodes[${index}].disks[${other}]`, 'list each disk of a machine once'),
    ),
  );

/** A disk is in one machine; names by path are the same in machines of one model. */
export const diskOfTwoMachines: Rule = (cluster) =>
  repeated(
    named(cluster).filter(({ device }) => device.startsWith('/dev/disk/by-id/')),
    ({ device }) => device,
  )
    .filter(({ value, first }) => value.path[1] !== first.path[1])
    .map(({ value: { device, path, machine }, first }) =>
      error(
        path,
        device,
        `is already a disk of ${first.machine}, and a disk is in one machine`,
        `run ls -l /dev/disk/by-id/ on ${machine} and use the name of a disk there`,
      ),
    );

/** Disks are taken whole. */
export const diskPartition: Rule = (cluster) =>
  named(cluster).flatMap(({ device, path }) =>
    PARTITION.test(device)
      ? [error(path, device, 'is a partition: something else shares its disk, perhaps the system', 'use a disk that nothing else is on')]
      : [],
  );

const LEAST = tryParseQuantity('10Gi');

/** Below this size Ceph's own bookkeeping takes what is there. */
export const diskSize: Rule = (cluster) =>
  disksOf(cluster).flatMap(({ size, path }) =>
    cluster.storage.kind === 'none' || size === undefined || LEAST === undefined || size.bytes >= LEAST.bytes
      ? []
      : [
          error(
            [...path, 'size'],
            size.text,
            `is less than ${LEAST.text}, which leaves little beside what Ceph keeps for itself`,
            'use a larger disk, or leave this one out',
          ),
        ],
  );

/** Databases are on another disk than their data, and not on one that holds data itself. */
export const metadataDevice: Rule = ({ nodes }) =>
  nodes.flatMap(({ disks }, index) =>
    disks.flatMap((disk, place) => {
      const taken = disks.findIndex(({ device }) => device !== '' && device === disk.metadataDevice);
      if (disk.metadataDevice === undefined || taken < 0) return [];
      return [
        error(
          ['nodes', index, 'disks', place, 'metadataDevice'],
          disk.metadataDevice,
          taken === place ? 'is the disk itself' : `is nodes[${index}].disks[${taken}], which holds data`,
          taken === place ? 'name a faster disk, or remove the field' : 'use a disk that is not in the list',
        ),
      ];
    }),
  );

/** Somebody who asks for storage has a disk for it. */
export const storageDisks: Rule = ({ storage, nodes }) =>
  storage.kind === 'rook' && storageNodes(nodes).length === 0
    ? [error(['storage', 'rook'], undefined, 'has no disk: no machine declares one', 'declare disks at nodes, or write storage: { none: {} }')]
    : [];

/** etcd waits for its disk, and everything waits for etcd. */
export const storageOnControlPlane: Rule = ({ storage, nodes }) =>
  nodes.flatMap(({ role, disks }, index) =>
    storage.kind === 'rook' && nodes.length > 1 && role === 'control-plane' && disks.length > 0
      ? [
          warning(
            ['nodes', index, 'disks'],
            undefined,
            'make a control plane a storage node: where its disks are busy, etcd is slow',
            "use disks of workers, or make sure that the system's disk is a fast one of its own",
          ),
        ]
      : [],
  );

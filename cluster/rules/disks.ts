import { storageNodes } from '../facts/storage-nodes';
import type { Disk } from '../model/cluster';
import type { Draft } from '../model/draft';
import { DISK, PART_OF_DISK } from '../values/meant-quantity';
import { type Path, at, error, warning } from '../values/problem';
import { type Problems, repeated } from './rule';

const KERNEL_NAME = /^\/dev\/(sd[a-z]+|hd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+|dm-\d+|md\d+|loop\d+)(p?\d+)?$/;

const STABLE_NAME = /^\/dev\/disk\/by-(id|path)\/[\w.:@+=,-]+$/;

const PARTITION = /-part\d+$/;

/** A disk, where it is in the spec, and the name of its machine. */
interface Placed {
  readonly disk: Disk;
  readonly path: Path;
  readonly machine: string;
}

function* disksOf({ nodes }: Pick<Draft, 'nodes'>): Generator<Placed, void, undefined> {
  for (const [index, { name, disks }] of nodes.entries())
    for (const [place, disk] of disks.entries()) yield { disk, path: ['nodes', index, 'disks', place], machine: name };
}

/** A name of a disk, where it stands, and the machine that the disk is in. */
interface Named {
  readonly device: string;
  readonly path: Path;
  readonly machine: string;
}

function* deviceNamesOf(cluster: Draft): Generator<Named, void, undefined> {
  for (const { disk, path, machine } of disksOf(cluster)) {
    yield { device: disk.device, path: at(path, 'device'), machine };
    if (disk.metadataDevice !== undefined) yield { device: disk.metadataDevice, path: at(path, 'metadataDevice'), machine };
  }
}

/** Disks have names that stay with them. */
export function* diskDevice(cluster: Draft): Problems {
  for (const { device, path, machine } of deviceNamesOf(cluster)) {
    if (STABLE_NAME.test(device)) continue;
    yield KERNEL_NAME.test(device)
      ? error(
          path,
          device,
          'is a name that the kernel may give to another disk after a reboot',
          `run ls -l /dev/disk/by-id/ on ${machine} and use the name that points to it`,
        )
      : error(path, device, 'is not a name that stays with a disk', 'use one below /dev/disk/by-id/ or /dev/disk/by-path/');
  }
}

/** A machine's disk is listed once. */
export function* duplicateDisk({ nodes }: Draft): Problems {
  for (const [index, { disks }] of nodes.entries())
    for (const { value, first } of repeated(disks.entries(), ([, { device }]) => device || undefined)) {
      const path = ['nodes', index, 'disks', value[0], 'device'];
      yield error(path, value[1].device, `is already nodes[${index}].disks[${first[0]}]`, 'list each disk of a machine once');
    }
}

/** A disk is in one machine. Names by path may be the same in machines of one model. */
export function* diskOfTwoMachines(cluster: Draft): Problems {
  const byId = [...deviceNamesOf(cluster)].filter(({ device }) => device.startsWith('/dev/disk/by-id/'));
  for (const { value, first } of repeated(byId, ({ device }) => device)) {
    if (value.path[1] === first.path[1]) continue;
    const repair = `run ls -l /dev/disk/by-id/ on ${value.machine} and use the name of a disk there`;
    yield error(value.path, value.device, `is already a disk of ${first.machine}, and a disk is in one machine`, repair);
  }
}

/** Disks are taken whole. */
export function* diskPartition(cluster: Draft): Problems {
  for (const { device, path } of deviceNamesOf(cluster)) {
    if (!PARTITION.test(device)) continue;
    yield error(path, device, 'is a partition: something else shares its disk, perhaps the system', 'use a disk that nothing else is on');
  }
}

/** Disks are not so small that Ceph's own data fills them. */
export function* diskSize({ storage, nodes }: Draft): Problems {
  const { least } = DISK;
  if (storage.kind === 'none' || least === undefined) return;
  for (const { disk, path } of disksOf({ nodes })) {
    if (disk.size === undefined || disk.size.bytes >= least.bytes) continue;
    const problem = `is less than ${least.text}, which leaves little beside what Ceph keeps for itself`;
    yield error(at(path, 'size'), disk.size.text, problem, 'use a larger disk, or leave this one out');
  }
}

/** Databases are on another disk than their data, and not on one that holds data itself. */
export function* metadataDevice({ nodes }: Draft): Problems {
  for (const { disk, path } of disksOf({ nodes })) {
    const [, index, , place] = path;
    const taken = nodes[Number(index)]?.disks.findIndex(({ device }) => device !== '' && device === disk.metadataDevice) ?? -1;
    if (taken < 0) continue;
    yield taken === place
      ? error(at(path, 'metadataDevice'), disk.metadataDevice, 'is the disk itself', 'name a faster disk, or remove the field')
      : error(at(path, 'metadataDevice'), disk.metadataDevice, `is nodes[${index}].disks[${taken}], which holds data`, 'use a disk that is not in the list');
  }
}

/** What disks that share a metadataDevice have in common: Rook hands them to Ceph in one command. */
const SHARED: readonly (readonly [field: string, name: string, read: (disk: Disk) => string | undefined])[] = [
  ['databaseSize', 'size of databases', (disk) => disk.databaseSize?.text],
  ['osdsPerDevice', 'number of OSDs', (disk) => String(disk.osdsPerDevice)],
  ['deviceClass', 'class', (disk) => disk.deviceClass],
];

/** Rook passes over a database that is too small, and makes no OSD where disks with one metadataDevice differ. */
export function* databaseSize({ nodes }: Draft): Problems {
  const { least } = PART_OF_DISK;
  for (const { disk, path } of disksOf({ nodes })) {
    const size = disk.databaseSize;
    if (size === undefined) continue;
    const where = at(path, 'databaseSize');
    if (disk.metadataDevice === undefined) yield error(where, size.text, 'has no metadataDevice', 'name a faster disk of the same machine, or remove it');
    else if (least !== undefined && size.bytes < least.bytes)
      yield error(where, size.text, `is less than ${least.text}, which Rook passes over`, 'use 1 to 4 % of the disk');
  }
  for (const [index, { disks }] of nodes.entries())
    for (const { value, first } of repeated(disks.entries(), ([, { metadataDevice: shared }]) => shared))
      for (const [field, name, read] of SHARED) {
        const [own, other] = [read(value[1]), read(first[1])];
        if (own === other) continue;
        const problem = `is not the ${name} of disks[${first[0]}] (${other ?? 'none'}), and both have their databases on ${value[1].metadataDevice ?? ''}`;
        yield error(['nodes', index, 'disks', value[0], field], own, problem, 'give both the same, or databases on disks of their own');
      }
}

/** Rook encrypts all disks of a machine or none. */
export function* diskEncryption({ storage, nodes }: Draft): Problems {
  if (storage.kind === 'none') return;
  for (const [index, { disks }] of nodes.entries()) {
    const plain = disks.findIndex(({ encrypted }) => !encrypted);
    const encrypted = disks.findIndex((disk) => disk.encrypted);
    if (plain < 0 || encrypted < 0) continue;
    const problem = `is not that of disks[${plain}], and Rook encrypts all disks of a machine or none`;
    yield error(['nodes', index, 'disks', encrypted, 'encrypted'], 'true', problem, 'give all disks of the machine the same encrypted');
  }
}

/** Storage that is asked for has disks. */
export function* storageDisks({ storage, nodes }: Draft): Problems {
  if (storage.kind === 'none' || storageNodes(nodes).length > 0) return;
  yield error(['storage', 'rook'], undefined, 'has no disk: no machine declares one', 'declare disks at nodes, or write storage: { none: {} }');
}

/** etcd waits for its disk, and everything waits for etcd. */
export function* storageOnControlPlane({ storage, nodes }: Draft): Problems {
  if (storage.kind === 'none' || nodes.length < 2) return;
  for (const [index, { role, disks }] of nodes.entries()) {
    if (role !== 'control-plane' || disks.length === 0) continue;
    const repair = "use disks of workers, or make sure that the system's disk is a fast one of its own";
    yield warning(['nodes', index, 'disks'], undefined, 'make a control plane a storage node: where its disks are busy, etcd is slow', repair);
  }
}

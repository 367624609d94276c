import { type Size, OSD_FLOOR, bytesOf, osdSize, osdsOn } from '../../../cluster/facts/ceph-sizes';
import type { CephClusterSpec } from '../../../imports/ceph.rook.io/ceph-cluster';
import type { Toleration } from '../../../imports/core/tolerations';
import { memoryProblems } from './memory-problems';

/** A disk that Ceph takes as a whole. It must be empty: Rook passes over one that holds anything. */
export interface RookDevice {
  /** A name that stays with the disk: below /dev/disk/by-id/ or /dev/disk/by-path/. */
  readonly device: string;
  /** `hdd`, `ssd`, `nvme` or a name of your own, which pools can ask for; undefined: Ceph finds out. */
  readonly deviceClass?: string | undefined;
  /** A faster disk of the same machine for the database of this one; undefined: on the disk itself. */
  readonly metadataDevice?: string | undefined;
  /** Room on `metadataDevice` for the database of each OSD, in MiB; undefined: Ceph divides it among the disks that it gets with it. */
  readonly databaseSizeMB?: number | undefined;
  /** Whether what is written is encrypted; not, where it is left out. The same for all disks of a machine. */
  readonly encrypted?: boolean;
  /** How many OSDs share the disk; 1, where it is left out: more only help the fastest ones. */
  readonly osdsPerDevice?: number;
}

/** Keeps pods away that do not tolerate it. */
export interface RookTaint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint; undefined: it has none. */
  readonly value?: string | undefined;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
}

/** A machine with disks for Ceph. */
export interface RookStorageNode {
  /** Name of the node, which must be its host name too. */
  readonly name: string;
  /** The disks of the machine that Ceph gets; each of them as a whole. */
  readonly devices: readonly RookDevice[];
  /** The machine's, such as 16Gi; undefined: not known, and an OSD gets 2Gi, and at most 4Gi. */
  readonly memory?: string | undefined;
  /** Of the node; its OSDs tolerate them. None, where it is left out. */
  readonly taints?: readonly RookTaint[];
}

type Storage = NonNullable<CephClusterSpec['storage']>;

const osdsOf = ({ devices }: RookStorageNode): number => osdsOn(devices);

const sizeOfOsds = (node: RookStorageNode): Size => osdSize(node.memory, osdsOf(node));

/** All values are text, because that is how Rook hands them on. */
function configOf({ deviceClass, metadataDevice, databaseSizeMB, osdsPerDevice = 1 }: RookDevice): Readonly<Record<string, string>> {
  return {
    ...(deviceClass === undefined ? {} : { deviceClass }),
    ...(metadataDevice === undefined ? {} : { metadataDevice }),
    ...(databaseSizeMB === undefined ? {} : { databaseSizeMB: String(databaseSizeMB) }),
    ...(osdsPerDevice === 1 ? {} : { osdsPerDevice: String(osdsPerDevice) }),
  };
}

function deviceOf(device: RookDevice): NonNullable<NonNullable<Storage['nodes']>[number]['devices']>[number] {
  const config = configOf(device);
  return { name: device.device, ...(Object.keys(config).length === 0 ? {} : { config }) };
}

/** Rook reads this of a machine, and passes over it at a disk: https://github.com/rook/rook/issues/16975 */
const encryptionOf = ({ devices }: RookStorageNode): Pick<NonNullable<Storage['nodes']>[number], 'config'> =>
  devices.some(({ encrypted = false }) => encrypted) ? { config: { encryptedDevice: 'true' } } : {};

const keptFree = ({ requests }: Size): bigint => bytesOf(requests.memory) ?? 0n;

const isSame = (one: Size, other: Size): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What an OSD asks for on the machine that has least for it: what holds where a machine says nothing else. */
export function smallestOsd(nodes: readonly RookStorageNode[]): Size {
  const [first = osdSize(undefined, 1), ...others] = nodes.map(sizeOfOsds);
  return others.reduce((least, size) => (keptFree(size) < keptFree(least) ? size : least), first);
}

/** The machines and disks, by name: Rook touches no other. */
export function storageOf(nodes: readonly RookStorageNode[]): Storage {
  const usual = smallestOsd(nodes);
  return {
    useAllNodes: false,
    useAllDevices: false,
    nodes: nodes.map((node) => {
      const resources = sizeOfOsds(node);
      return { name: node.name, ...encryptionOf(node), devices: node.devices.map(deviceOf), ...(isSame(resources, usual) ? {} : { resources }) };
    }),
    allowDeviceClassUpdate: false,
    allowOsdCrushWeightUpdate: false,
    scheduleAlways: false,
    onlyApplyOSDPlacement: false,
  };
}

/** What bears a taint. */
export const tolerationOf = ({ key, value, effect }: RookTaint): Toleration => ({
  key,
  ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
  effect,
});

/** What OSDs must tolerate to run on all of their machines; a taint that only prefers keeps nothing away. */
export function tolerationsOf(nodes: readonly RookStorageNode[]): readonly Toleration[] {
  const taints = nodes.flatMap(({ taints: of = [] }) => of.filter(({ effect }) => effect !== 'PreferNoSchedule').map(tolerationOf));
  return [...new Map(taints.map((toleration) => [JSON.stringify(toleration), toleration])).values()];
}

const twice = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];

function nodeProblems(node: RookStorageNode, index: number): readonly string[] {
  const where = `nodes[${index}] (${node.name})`;
  const [memory, osds] = [bytesOf(node.memory), osdsOf(node)];
  return [
    ...(node.devices.length === 0 ? [`${where} has no devices, so that it stores nothing; name its disks, or leave it out`] : []),
    ...twice(node.devices.map(({ device }) => device)).map((device) => `${where} names ${device} twice; name each disk once`),
    ...node.devices
      .flatMap(({ device, metadataDevice = [] }) => [device].concat(metadataDevice))
      .filter((device) => !/^\/dev\/disk\/by-(id|path)\/./.test(device))
      .map((device) => `${where} device ${device} may be another disk after the next start; use its name below /dev/disk/by-id/ or /dev/disk/by-path/`),
    ...node.devices
      .filter(({ osdsPerDevice = 1 }) => !Number.isInteger(osdsPerDevice) || osdsPerDevice < 1)
      .map(({ device, osdsPerDevice }) => `${where} device ${device} has osdsPerDevice ${osdsPerDevice}; give a whole number from 1 on`),
    ...(new Set(node.devices.map(({ encrypted = false }) => encrypted)).size > 1
      ? [`${where} has disks that are encrypted and disks that are not, and Rook knows this only of whole machines; give all of them the same encrypted`]
      : []),
    ...memoryProblems(`${where} memory`, node.memory),
    ...(memory !== undefined && BigInt(Math.trunc(osds)) * OSD_FLOOR > memory
      ? [`${where} has ${node.memory} of memory for ${osds} OSDs, which need 2Gi each; give it less disks, or more memory`]
      : []),
  ];
}

/** What Rook would not say before a disk is lost, or never. */
export const nodesProblems = (nodes: readonly RookStorageNode[]): readonly string[] => [
  ...(nodes.length === 0 ? ['nodes is empty, and Ceph has nowhere to store anything; name at least one machine with a disk'] : []),
  ...twice(nodes.map(({ name }) => name)).map((name) => `nodes has ${name} twice; name each machine once, with all of its disks`),
  ...nodes.flatMap(nodeProblems),
];

import type { Node } from '../model/cluster';
import { type Quantity, tryParseQuantity } from '../values/quantity';
import { type Workplace, takesPods } from './roles';

/*
 * What each daemon asks for: a row is a daemon, a column is a machine.
 *
 * - CPU is what is kept free for it, on every machine the same: so little that a mon, a mgr, an mds and an OSD leave most of four cores to others. There
 *   are no CPU limits, because a daemon that is slowed down misses heartbeats and is taken for dead.
 * - Memory is what is kept free, and above what the daemon is killed. The columns go by the smallest machine that the daemon may run on. Their edges lie
 *   between the sizes that memory is sold in, because a machine never has all of it. Where nobody says how much there is, the middle column holds.
 * - Floors, below which Rook warns and daemons die: mon 1024MB, mgr 512MB, osd 2048MB.
 *
 * https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/#resource-requirementslimits
 */

type Memory = readonly [free: string, limit?: string];
type Row = readonly [cpu: string, small: Memory, medium: Memory, large: Memory];

const GIB = 2n ** 30n;
const MEDIUM = 12n * GIB;
const LARGE = 24n * GIB;

const everywhere = (cpu: string, ...memory: Memory): Row => [cpu, memory, memory, memory];

// prettier-ignore
const TABLE = {
  //      CPU     below 12Gi         below 24Gi            from 24Gi
  mon:    ['250m', ['1Gi', '2Gi'],    ['1Gi', '2Gi'],      ['1Gi', '2Gi']],
  mgr:    ['250m', ['512Mi', '1Gi'],  ['512Mi', '1536Mi'], ['1Gi', '2Gi']],
  // Half of its limit becomes its cache.
  mds:    ['250m', ['512Mi', '1Gi'],  ['1Gi', '2Gi'],      ['2Gi', '4Gi']],
  rgw:    ['250m', ['256Mi', '1Gi'],  ['512Mi', '2Gi'],    ['1Gi', '2Gi']],
  nfs:    ['100m', ['256Mi', '1Gi'],  ['256Mi', '1Gi'],    ['512Mi', '2Gi']],

  // Beside a daemon or for a moment.
  'mgr-sidecar':  everywhere('20m', '40Mi', '100Mi'),
  crashcollector: everywhere('10m', '60Mi', '60Mi'),
  exporter:       everywhere('20m', '50Mi', '128Mi'),
  logcollector:   everywhere('10m', '100Mi', '1Gi'),
  cleanup:        everywhere('100m', '100Mi', '1Gi'),
  'cmd-reporter': everywhere('100m', '100Mi', '1Gi'),
  // No limit: one that is killed leaves a disk behind that is half made, and then passed over for ever.
  prepareosd:     everywhere('100m', '50Mi'),
} as const satisfies Readonly<Record<string, Row>>;

/**
 * All OSDs of a machine share a quarter of its memory, so that most of it stays for workloads; each has at least Rook's floor, and at most what still helps
 * a disk. What is kept free and the limit are the same, so that no other pod can take it away; Ceph keeps to four fifths of it. Where nobody says how much
 * there is, only the floor is kept free, to which Ceph then keeps, because an OSD that finds no room does not run at all.
 */
const OSD = { cpu: '500m', share: 4n, floor: 2n * GIB, most: 8n * GIB, step: GIB / 2n, unknown: ['2Gi', '4Gi'] as const };

/** What is kept free for a container, and above how much memory it is killed, as Kubernetes writes them. */
export interface Size {
  /** What the scheduler keeps free for it. */
  readonly requests: Readonly<Record<'cpu' | 'memory', string>>;
  /** Above what it is killed; undefined: nothing kills it. */
  readonly limits?: Readonly<Record<'memory', string>>;
}

/** A daemon whose size depends on the memory of the machines. */
export type Daemon = keyof typeof TABLE;

/** What an OSD cannot do without, in bytes. */
export const OSD_FLOOR = OSD.floor;

const sized = (cpu: string, [free, limit]: Memory): Size => ({
  requests: { cpu, memory: free },
  ...(limit === undefined ? {} : { limits: { memory: limit } }),
});

/** An amount such as 16Gi, in bytes; undefined where it is unknown or not an amount. */
export const bytesOf = (memory: string | undefined): bigint | undefined => (memory === undefined ? undefined : tryParseQuantity(memory)?.bytes);

/** What a daemon asks for; `memory` is that of the smallest machine that it may run on. */
export function sizeOf(daemon: Daemon, memory: string | undefined): Size {
  const [cpu, small, medium, large]: Row = TABLE[daemon];
  const bytes = bytesOf(memory);
  if (bytes === undefined) return sized(cpu, medium);
  return sized(cpu, bytes < MEDIUM ? small : bytes < LARGE ? medium : large);
}

const text = (bytes: bigint): string => (bytes % GIB === 0n ? `${bytes / GIB}Gi` : `${bytes / 2n ** 20n}Mi`);

const within = (bytes: bigint): bigint => (bytes < OSD.floor ? OSD.floor : bytes > OSD.most ? OSD.most : bytes - (bytes % OSD.step));

/** What each of a machine's OSDs asks for; `memory` is the machine's. */
export function osdSize(memory: string | undefined, osds: number): Size {
  const bytes = bytesOf(memory);
  if (bytes === undefined) return sized(OSD.cpu, OSD.unknown);
  const limit = text(within(bytes / OSD.share / BigInt(Math.max(Math.trunc(osds), 1))));
  return sized(OSD.cpu, [limit, limit]);
}

/** OSDs on disks. */
export const osdsOn = (disks: readonly { readonly osdsPerDevice?: number }[]): number => disks.reduce((sum, { osdsPerDevice = 1 }) => sum + osdsPerDevice, 0);

/** Memory of the smallest machine that daemons may come to run on; undefined, as soon as that of one is not known. */
export function smallestMemory(cluster: Workplace & { readonly nodes: readonly Pick<Node, 'memory' | 'role'>[] }): Quantity | undefined {
  const memories = cluster.nodes.filter((node) => takesPods(node, cluster)).map(({ memory }) => memory);
  const known = memories.flatMap((memory) => (memory === undefined ? [] : [memory]));
  return known.length < memories.length ? undefined : [...known].sort((one, other) => (one.bytes < other.bytes ? -1 : 1))[0];
}

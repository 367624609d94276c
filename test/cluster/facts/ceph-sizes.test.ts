import { type Daemon, osdSize, sizeOf } from '../../../cluster/facts/ceph-sizes';

/** Kept free and limit, in one text. */
const memory = ({ requests, limits }: ReturnType<typeof sizeOf>): string => `${requests.memory}/${limits?.memory ?? 'none'}`;

const MIB = 2 ** 20;
const mebibytes = (text: string): number => (text.endsWith('Gi') ? 1024 : 1) * Number.parseInt(text, 10);

const DAEMONS: readonly Daemon[] = ['mon', 'mgr', 'mds', 'rgw', 'nfs', 'mgr-sidecar', 'crashcollector', 'exporter', 'logcollector', 'cleanup', 'cmd-reporter'];

describe('an OSD', () => {
  test.each([
    // A quarter of the machine, shared by its OSDs.
    ['16Gi', 1, '4Gi'],
    ['32Gi', 2, '4Gi'],
    ['64Gi', 4, '4Gi'],
    ['32Gi', 1, '8Gi'],
    // In steps of half a GiB.
    ['15Gi', 1, '3584Mi'],
    ['24Gi', 2, '3Gi'],
    // Never below Rook's floor.
    ['8Gi', 1, '2Gi'],
    ['4Gi', 1, '2Gi'],
    ['16Gi', 8, '2Gi'],
    // Never above what still helps a disk.
    ['512Gi', 2, '8Gi'],
    // Other spellings of an amount.
    ['16384Mi', 1, '4Gi'],
    ['68719476736', 4, '4Gi'],
  ])('of a machine with %s and %i of them gets %s, kept free and no more', (machine, osds, expected) => {
    expect(osdSize(machine, osds)).toEqual({ requests: { cpu: '500m', memory: expected }, limits: { memory: expected } });
  });

  test('of a machine of which nobody says how much memory it has keeps little free, so that it runs', () => {
    expect(memory(osdSize(undefined, 3))).toBe('2Gi/4Gi');
  });

  test('never has a limit below 2 GiB, whatever the machine', () => {
    const limits = [1, 2, 3, 7, 8, 9, 16, 31, 100].flatMap((gib) =>
      [1, 2, 3, 12].map((osds) => mebibytes(memory(osdSize(`${gib}Gi`, osds)).split('/')[1] ?? '')),
    );
    expect(Math.min(...limits)).toBe(2048);
    expect(Math.max(...limits)).toBe(8192);
  });
});

describe('a daemon', () => {
  test.each([
    ['mon', ['1Gi/2Gi', '1Gi/2Gi', '1Gi/2Gi']],
    ['mgr', ['512Mi/1Gi', '512Mi/1536Mi', '1Gi/2Gi']],
    ['mds', ['512Mi/1Gi', '1Gi/2Gi', '2Gi/4Gi']],
    ['rgw', ['256Mi/1Gi', '512Mi/2Gi', '1Gi/2Gi']],
    ['nfs', ['256Mi/1Gi', '256Mi/1Gi', '512Mi/2Gi']],
  ] as const)('%s goes by the smallest machine that it may run on', (daemon, expected) => {
    expect(['8Gi', '16Gi', '32Gi'].map((machine) => memory(sizeOf(daemon, machine)))).toEqual(expected);
  });

  test.each([
    // A machine sold with so much has a little less.
    ['12Gi', '16Gi'],
    ['15Gi', '16Gi'],
    [undefined, '16Gi'],
    ['24Gi', '32Gi'],
    ['31Gi', '32Gi'],
    ['7Gi', '8Gi'],
  ])('gets for %s what it gets for %s', (machine, same) => {
    expect(DAEMONS.map((daemon) => sizeOf(daemon, machine))).toEqual(DAEMONS.map((daemon) => sizeOf(daemon, same)));
  });

  test.each([
    ['mon', 1024e6 / MIB],
    ['mgr', 512e6 / MIB],
  ] as const)("%s is never kept below Rook's floor", (daemon, floor) => {
    const [free, limit] = memory(sizeOf(daemon, '2Gi')).split('/').map(mebibytes);
    expect(free).toBeGreaterThanOrEqual(floor);
    expect(limit).toBeGreaterThan(floor);
  });

  test('that prepares a disk has no limit, because one that is killed leaves it half made', () => {
    expect(memory(sizeOf('prepareosd', '8Gi'))).toBe('50Mi/none');
  });

  test('has no CPU limit', () => {
    expect(
      [...DAEMONS.map((daemon) => sizeOf(daemon, undefined)), osdSize(undefined, 1)].filter(({ limits }) => limits !== undefined && 'cpu' in limits),
    ).toEqual([]);
  });
});

test('a machine of 8 GiB that stores and carries one of each keeps three of them for workloads', () => {
  const beside = ['crashcollector', 'exporter', 'mgr-sidecar', ...Array.from({ length: 4 }, () => 'logcollector' as const)] as const;
  const kept = [osdSize('8Gi', 1), ...(['mon', 'mgr', 'mds', ...beside] as const).map((daemon) => sizeOf(daemon, '8Gi'))];
  expect(kept.reduce((sum, size) => sum + mebibytes(memory(size).split('/')[0] ?? ''), 0)).toBeLessThan(5 * 1024);
});

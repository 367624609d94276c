import { Chart } from 'cdk8s';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { CHARTS } from '../../charts/order';
import { exampleCluster, storageCluster } from './example-cluster';

const ROOMS = ['charts', 'objects'].map((room) => path.resolve(__dirname, '../..', room));

const isChartClass = (value: unknown): value is ReturnType<(typeof CHARTS)[number]['chart']> => Object.prototype.isPrototypeOf.call(Chart, Object(value));

const filesOf = (room: string): readonly string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(room, file));

/** The chart classes that the files of both rooms export, each once: some files hand on those of others. */
const chartClasses = [
  ...new Set(
    ROOMS.flatMap(filesOf)
      .flatMap((file): unknown[] => Object.values(jest.requireActual<Record<string, unknown>>(file)))
      .filter(isChartClass),
  ),
];

const ids = CHARTS.map(({ id }) => id);

describe('the order of charts', () => {
  test('has each chart exactly once, and nothing else', () => {
    const names = (classes: readonly (typeof chartClasses)[number][]) => classes.map(({ name }) => name).sort();
    expect(names(CHARTS.map(({ chart }) => chart()))).toEqual(names(chartClasses));
    expect(new Set(CHARTS.map(({ chart }) => chart()))).toEqual(new Set(chartClasses));
  });

  test.each(ids)('%s is a number of four digits and a name', (id) => {
    expect(id).toMatch(/^\d{4}(-[a-z]+)+$/);
  });

  test('counts upwards, without using a number twice', () => {
    const numbers = ids.map((id) => id.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)].sort());
  });

  test('begins with the namespaces', () => {
    expect(ids[0]).toBe('0000-namespaces');
  });

  test.each([
    [{ calico: {} }, ['0000-namespaces', '0100-calico-operator', '0110-calico']],
    [{ calico: { wireguard: true } }, ['0000-namespaces', '0100-calico-operator', '0110-calico', '0115-calico-wireguard']],
    [{ flannel: {} }, ['0000-namespaces', '0120-flannel']],
    [{ kubeRouter: {} }, ['0130-kube-router']],
    [{ none: {} }, []],
  ])('picks for the network plugin %j', (cni, expected) => {
    const cluster = exampleCluster({ network: { cni } });
    expect(CHARTS.filter(({ isFor }) => isFor(cluster)).map(({ id }) => id)).toEqual(expected);
  });

  test('picks for storage', () => {
    const files = (cluster: ReturnType<typeof storageCluster>) =>
      CHARTS.filter(({ id, isFor }) => isFor(cluster) && !id.includes('calico')).map(({ id }) => id);
    const all = [
      '0000-namespaces',
      '0050-rook-crds',
      '0055-ceph-csi-crds',
      '0060-snapshot-crds',
      '0200-rook-common',
      '0210-ceph-csi-operator',
      '0220-rook-operator',
      '0230-ceph-cluster',
      '0240-ceph-pools',
      '0250-storage-classes',
      '0260-rook-toolbox',
      '0270-snapshot-controller',
    ];
    expect(files(storageCluster())).toEqual(all);
    expect(files(storageCluster({ toolbox: false }))).toEqual(all.filter((id) => id !== '0260-rook-toolbox'));
    expect(files(storageCluster({}, { storage: { none: {} } }))).toEqual(['0000-namespaces']);
  });
});

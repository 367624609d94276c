import { App, Chart, JsonPatch } from 'cdk8s';
import { type Static, array, enumeration, integer, object, string } from '../../crd/schema/schema';
import { validate } from '../../crd/validate/validate';
import { CephCluster, cephCluster } from '../../imports/ceph.rook.io/ceph-cluster';

const chart = (): Chart => new Chart(new App(), 'chart');

test('an object is written with apiVersion, kind and metadata first', () => {
  const cluster = new CephCluster(chart(), 'ceph', { metadata: { name: 'rook-ceph' }, spec: { storage: { useAllNodes: true }, placement: {} } });
  expect(JSON.stringify(cluster.toJson())).toBe(
    JSON.stringify({
      apiVersion: 'ceph.rook.io/v1',
      kind: 'CephCluster',
      metadata: { name: 'rook-ceph' },
      spec: { placement: {}, storage: { useAllNodes: true } },
    }),
  );
  expect(CephCluster.resource).toBe(cephCluster);
});

test('synthesis stops with all problems of all objects, each with construct, path, value and repair', () => {
  const app = new App();
  const ceph = new Chart(app, 'chart');
  const metadata = { name: 'rook-ceph' };
  new CephCluster(ceph, 'first', { metadata, spec: { mon: { count: 1, zones: [{ name: 'a' }, { name: 'b' }] }, storage: { osdMaxUpdatesInParallel: 0 } } });
  const loose: object = { storge: {} };
  new CephCluster(ceph, 'second', { metadata, spec: loose });
  const invalid = [
    '[chart/first] spec.storage.osdMaxUpdatesInParallel 0 is too small; give at least 1',
    '[chart/first] spec.mon is refused: zones must be less than or equal to count; ' +
      'make this true: !has(self.zones) || (has(self.zones) && (size(self.zones) <= self.count))',
    '[chart/second] spec.storge is not a known field; did you mean storage?',
  ];
  expect(() => app.synth()).toThrow(`Validation failed with the following errors:\n  ${invalid.join('\n  ')}`);
});

test('an object that was patched after it had been found good is looked at again', () => {
  const ceph = chart();
  const cluster = new CephCluster(ceph, 'ceph', { metadata: { name: 'rook-ceph' }, spec: { storage: { useAllNodes: true } } });
  expect(ceph.toJson()).toHaveLength(1);
  cluster.addJsonPatch(JsonPatch.replace('/spec/storage/useAllNodes', 'yes'));
  expect(() => ceph.toJson()).toThrow('[chart/ceph] spec.storage.useAllNodes "yes" is text; give true or false');
});

describe('types follow from schemas', () => {
  test('for the props of a construct', () => {
    // The compiler is the test here; nothing of this is run.
    const compiled = (owner: Chart): readonly unknown[] => [
      new CephCluster(owner, 'a', { spec: { storage: null } }),
      // @ts-expect-error spec is required
      new CephCluster(owner, 'b', {}),
      // @ts-expect-error status is written by the operator
      new CephCluster(owner, 'c', { spec: {}, status: {} }),
      // @ts-expect-error an unknown field
      new CephCluster(owner, 'd', { spec: { storge: {} } }),
      // @ts-expect-error an unknown choice
      new CephCluster(owner, 'e', { spec: { storage: { store: { type: 'filestore' } } } }),
      // @ts-expect-error null is not for every field
      new CephCluster(owner, 'f', { spec: { storage: { useAllNodes: null } } }),
      // @ts-expect-error a device set needs a count
      new CephCluster(owner, 'g', { spec: { storage: { storageClassDeviceSets: [{ name: 'a', volumeClaimTemplates: [] }] } } }),
    ];
    expect(compiled).toBeInstanceOf(Function);
  });

  test('for values', () => {
    const schema = object({ a: enumeration(['x', 'y']), b: array(integer(), { nullable: true }), c: enumeration([4, 6]) }, { required: ['a'] });
    const values: readonly Static<typeof schema>[] = [
      { a: 'x', b: [1], c: 4 },
      { a: 'y', b: null, c: 6 },
      // @ts-expect-error null is no choice
      { a: null },
      // @ts-expect-error 5 is no choice
      { a: 'x', c: 5 },
      // @ts-expect-error b may be null, but not its items
      { a: 'x', b: [null] },
      // @ts-expect-error a is required
      { b: [] },
    ];
    expect(validate(schema, values[1])).toEqual([]);
    // @ts-expect-error a field that is required must be there
    expect([object({ a: string() }, { required: ['b'] })]).toHaveLength(1);
    // @ts-expect-error a default is of the type
    expect([enumeration(['x'], { default: 'z' }), integer({ default: 1 })]).toHaveLength(2);
  });
});

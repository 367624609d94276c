import { App, Chart, JsonPatch } from 'cdk8s';
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

test('the type of the props follows from the schema', () => {
  // The compiler is the test here; none of this runs.
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

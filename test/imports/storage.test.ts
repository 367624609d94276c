import { App, Chart } from 'cdk8s';
import { CephBlockPool } from '../../imports/ceph.rook.io/ceph-block-pool';
import { CephObjectStore } from '../../imports/ceph.rook.io/ceph-object-store';
import { Driver } from '../../imports/csi.ceph.io/driver';
import { VolumeSnapshot } from '../../imports/snapshot.storage.k8s.io/volume-snapshot';
import { VolumeSnapshotClass } from '../../imports/snapshot.storage.k8s.io/volume-snapshot-class';

const metadata = { namespace: 'rook-ceph' };

/** What synthesis says of a chart with some objects. */
function synthesis(add: (chart: Chart) => void): () => void {
  const app = new App();
  add(new Chart(app, 'storage'));
  return () => app.synth();
}

/** The whole of what it says. */
const refusal = (problems: readonly string[]): Error =>
  new Error(`Validation failed with the following errors:\n  ${problems.map((problem) => `[storage/${problem}`).join('\n  ')}`);

test('props of a CephBlockPool that do not compile stop synthesis as well, each with construct, field, value and repair', () => {
  const pools = synthesis((chart) => {
    // @ts-expect-error size is missing
    new CephBlockPool(chart, 'size', { metadata, spec: { replicated: { requireSafeReplicaSize: true } } });
    // @ts-expect-error it is called erasureCoded
    new CephBlockPool(chart, 'field', { metadata, spec: { erasurecoded: { dataChunks: 2, codingChunks: 1 } } });
    // @ts-expect-error a pool is called as its object is, unless it is one of Ceph's own
    new CephBlockPool(chart, 'name', { metadata, spec: { name: 'mine' } });
    // @ts-expect-error chunks are whole numbers
    new CephBlockPool(chart, 'number', { metadata, spec: { erasureCoded: { dataChunks: '2', codingChunks: 1 } } });
    // @ts-expect-error spec is missing
    new CephBlockPool(chart, 'spec', { metadata });
  });
  expect(pools).toThrow(
    refusal([
      'size] spec.replicated.size is missing; give a whole number',
      'field] spec.erasurecoded is not a known field; did you mean erasureCoded?',
      'name] spec.name "mine" is not supported; use one of .rgw.root, .nfs, .mgr',
      'number] spec.erasureCoded.dataChunks "2" is text; give a whole number',
      'spec] spec is missing; give an object',
    ]),
  );
});

test('props of a CephBlockPool that compile and are wrong all the same stop synthesis', () => {
  const pools = synthesis((chart) => {
    new CephBlockPool(chart, 'bound', { metadata, spec: { replicated: { size: -1 } } });
    new CephBlockPool(chart, 'quota', { metadata, spec: { quotas: { maxSize: '10 GB' } } });
    new CephBlockPool(chart, 'stripe', { metadata, spec: { erasureCoded: { dataChunks: 2, codingChunks: 1, stripeUnit: '8Ki' } } });
    new CephBlockPool(chart, 'domains', { metadata, spec: { erasureCoded: { dataChunks: 4, codingChunks: 2, crushNumFailureDomains: 3 } } });
  });
  expect(pools).toThrow(
    refusal([
      'bound] spec.replicated.size -1 is too small; give at least 0',
      'quota] spec.quotas.maxSize "10 GB" does not have the right form; let it match ^[0-9]+[\\.]?[0-9]*([KMGTPE]i|[kMGTPE])?$',
      'stripe] spec.erasureCoded.stripeUnit "8Ki" is not supported; use one of 4Ki, 16Ki, 64Ki, 256Ki, 1Mi',
      'domains] spec.erasureCoded is refused: crushNumFailureDomains and crushOSDsPerFailureDomain must be specified together; ' +
        'make this true: has(self.crushNumFailureDomains) == has(self.crushOSDsPerFailureDomain)',
    ]),
  );
});

test('a Driver that is not called as a driver can be, or is told what it does not know, stops synthesis', () => {
  const drivers = synthesis((chart) => {
    new Driver(chart, 'name', { metadata: { ...metadata, name: 'rbd' } });
    const rbd = { metadata: { ...metadata, name: 'rook-ceph.rbd.csi.ceph.com' } };
    // @ts-expect-error it is spelled volumeSnapshot
    new Driver(chart, 'choice', { ...rbd, spec: { snapshotPolicy: 'volumesnapshot' } });
    new Driver(chart, 'replicas', { ...rbd, spec: { controllerPlugin: { replicas: 0 } } });
    new Driver(chart, 'reference', { ...rbd, spec: { imageSet: {} } });
    new Driver(chart, 'rotation', { ...rbd, spec: { log: { rotation: { maxFiles: 3 }, verbosity: 6 } } });
    // @ts-expect-error a volume has a name
    new Driver(chart, 'volume', { ...rbd, spec: { nodePlugin: { volumes: [{ volume: { hostPath: { path: '/etc' } } }] } } });
    // @ts-expect-error the container is called provisioner
    new Driver(chart, 'container', { ...rbd, spec: { controllerPlugin: { resources: { provisoner: {} } } } });
  });
  expect(drivers).toThrow(
    refusal([
      "name] the object is refused: .metadata.name must match: '[<prefix>.](rbd|cephfs|nfs|nvmeof).csi.ceph.com'; " +
        "make this true: self.metadata.name.matches('^(.+\\\\.)?(rbd|cephfs|nfs|nvmeof)?\\\\.csi\\\\.ceph\\\\.com$')",
      'choice] spec.snapshotPolicy "volumesnapshot" is not supported; use one of none, volumeGroupSnapshot, volumeSnapshot',
      'replicas] spec.controllerPlugin.replicas 0 is too small; give at least 1',
      'reference] spec.imageSet is refused: \'.name\' cannot be empty; make this true: self.name != ""',
      'rotation] spec.log.verbosity 6 is too large; give at most 5',
      'rotation] spec.log.rotation is refused: Either maxLogSize or periodicity must be set; make this true: (has(self.maxLogSize)) || (has(self.periodicity))',
      'volume] spec.nodePlugin.volumes[0].volume.name is missing; give text',
      'container] spec.controllerPlugin.resources.provisoner is not a known field; did you mean provisioner?',
    ]),
  );
});

test('what one of two fields says is said by exactly one, and zones keep their realm', () => {
  const objects = synthesis((chart) => {
    new VolumeSnapshot(chart, 'both', { spec: { source: { persistentVolumeClaimName: 'a', volumeSnapshotContentName: 'b' } } });
    new VolumeSnapshot(chart, 'none', { spec: { source: {} } });
    // @ts-expect-error Delete or Retain
    new VolumeSnapshotClass(chart, 'policy', { deletionPolicy: 'Recycle', driver: 'rook-ceph.rbd.csi.ceph.com' });
    new CephObjectStore(chart, 'realm', { metadata, spec: { defaultRealm: true, zone: { name: 'house' } } });
  });
  const one =
    'spec.source is refused: exactly one of volumeSnapshotContentName and persistentVolumeClaimName must be set; make this true: ' +
    '(has(self.volumeSnapshotContentName) && !has(self.persistentVolumeClaimName)) || (!has(self.volumeSnapshotContentName) && has(self.persistentVolumeClaimName))';
  expect(objects).toThrow(
    refusal([
      `both] ${one}`,
      `none] ${one}`,
      'policy] deletionPolicy "Recycle" is not supported; use one of Delete, Retain',
      'realm] spec is refused: defaultRealm must not be true when zone.name is set (multisite configuration); ' +
        'make this true: !(has(self.defaultRealm) && self.defaultRealm == true && has(self.zone) && size(self.zone.name) > 0)',
    ]),
  );
});

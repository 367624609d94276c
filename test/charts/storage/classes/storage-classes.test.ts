import { App } from 'cdk8s';
import { type StorageClassesProps, StorageClasses } from '../../../../charts/storage/classes/storage-classes';
import { RookOperator } from '../../../../charts/storage/rook/operator';
import { RookPools } from '../../../../charts/storage/rook/rook-pools';
import { driverName } from '../../../../cluster/facts/storage-names';
import { type KubernetesObject, only, rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const THREE = { kind: 'replicated', size: 3 } as const;
const CODED = { kind: 'erasureCoded', dataChunks: 2, codingChunks: 1 } as const;
const POOL = { name: 'replicapool', protection: THREE, default: true };
const FILES = { name: 'myfs', protection: THREE };
const ALL: StorageClassesProps = {
  blockPools: [POOL, { name: 'bulk', protection: CODED, default: false }],
  filesystem: FILES,
  objectStore: 'objects',
};

const classes = (props: StorageClassesProps = ALL) => rendered((app) => new StorageClasses(app, 'storage-classes', props));
const ofKind = (kind: string, objects: readonly KubernetesObject[] = classes()) => objects.filter((object) => object.kind === kind);
const parametersOf = (name: string) => only(classes(), 'StorageClass', name)['parameters'];

const named =
  (name: string, annotation: string) =>
  (object: KubernetesObject): KubernetesObject => ({
    ...object,
    metadata: { ...object.metadata, name, annotations: { [annotation]: 'true' } } as KubernetesObject['metadata'],
  });

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const DEFAULT_SNAPSHOTS = 'snapshot.storage.kubernetes.io/is-default-class';

const immediate = (object: KubernetesObject): KubernetesObject => (object.kind === 'StorageClass' ? { ...object, volumeBindingMode: 'Immediate' } : object);

describe('the classes of volumes', () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/csi/rbd/storageclass.yaml',
    ours: [
      only(
        rendered((app) => new RookPools(app, 'pools', { blockPools: [POOL] })),
        'CephBlockPool',
        'replicapool',
      ),
      only(classes(), 'StorageClass', 'rook-ceph-block'),
    ],
    except: {
      'says when a volume is made, which is what Kubernetes fills in': immediate,
      'is the one of claims that name none': (object) => (object.kind === 'StorageClass' ? named('rook-ceph-block', DEFAULT_CLASS)(object) : object),
    },
  });

  compareWithUpstream({
    file: 'rook-v1.20.6/csi/cephfs/storageclass.yaml',
    ours: [only(classes(), 'StorageClass', 'rook-cephfs')],
    except: {
      'says when a volume is made, which is what Kubernetes fills in': immediate,
      'says nothing for no mount options': ({ mountOptions: _, ...object }) => object,
    },
  });

  test.each([
    ['rook-ceph-block', 'Delete', true],
    ['rook-ceph-block-retain', 'Retain', false],
    ['rook-ceph-bulk', 'Delete', false],
    ['rook-ceph-bulk-retain', 'Retain', false],
    ['rook-cephfs', 'Delete', false],
    ['rook-cephfs-retain', 'Retain', false],
    ['rook-ceph-bucket', 'Delete', false],
    ['rook-ceph-bucket-retain', 'Retain', false],
  ])('%s: what is released, it will %s', (name, reclaimPolicy, isDefault) => {
    const { metadata, ...object } = only(classes(), 'StorageClass', name);
    expect(object).toMatchObject({ reclaimPolicy, volumeBindingMode: 'Immediate' });
    expect(metadata).toEqual({ name, ...(isDefault ? { annotations: { [DEFAULT_CLASS]: 'true' } } : {}) });
  });

  test('are these, and no more', () => {
    expect(ofKind('StorageClass')).toHaveLength(8);
  });

  test.each([
    ['filesystem', { fsType: 'xfs' }, { parameters: { 'csi.storage.k8s.io/fstype': 'xfs' } }],
    ['image features', { imageFeatures: ['layering', 'exclusive-lock'] }, { parameters: { imageFeatures: 'layering,exclusive-lock' } }],
    ['map options', { mapOptions: ['lock_on_read', 'queue_depth=64'] }, { parameters: { mapOptions: 'lock_on_read,queue_depth=64' } }],
    ['mount options', { mountOptions: ['noatime'] }, { mountOptions: ['noatime'] }],
  ] as const)('of a block pool take its %s (fields, section 11), in both of them', (_, storageClass, expected) => {
    const made = classes({ blockPools: [{ ...POOL, storageClass }] });
    for (const name of ['rook-ceph-block', 'rook-ceph-block-retain']) {
      expect(only(made, 'StorageClass', name)).toMatchObject(expected);
      expect(only(classes(), 'StorageClass', name)).not.toMatchObject(expected);
    }
  });

  test('of CephFS take its mount options (fields, section 11)', () => {
    const made = classes({ filesystem: { ...FILES, storageClass: { mountOptions: ['noatime'], allowVolumeExpansion: false } } });
    for (const object of ofKind('StorageClass', made)) {
      expect(object).toMatchObject({ mountOptions: ['noatime'] });
      expect(object).not.toHaveProperty('allowVolumeExpansion');
    }
  });

  test('that keep can be the ones of claims that name none (field, section 11)', () => {
    const made = classes({ blockPools: [{ ...POOL, storageClass: { defaultReclaim: 'Retain', allowVolumeExpansion: false } }] });
    expect(ofKind('StorageClass', made).map(({ metadata }) => metadata)).toEqual([
      { name: 'rook-ceph-block' },
      { name: 'rook-ceph-block-retain', annotations: { [DEFAULT_CLASS]: 'true' } },
    ]);
    expect(ofKind('StorageClass', made).filter((object) => 'allowVolumeExpansion' in object)).toEqual([]);
  });

  test('refuse image features that miss another', () => {
    const app = new App();
    const chart = new StorageClasses(app, 'storage-classes', { blockPools: [{ ...POOL, storageClass: { imageFeatures: ['layering', 'fast-diff'] } }] });
    expect(chart.node.validate()).toEqual(['blockPools replicapool: the image feature fast-diff needs object-map; add it']);
  });

  test('let volumes grow, of which buckets are none', () => {
    const growing = ofKind('StorageClass').filter((object) => object['allowVolumeExpansion'] === true);
    expect(growing.map(({ metadata }) => metadata.name).filter((name) => name.includes('bucket'))).toEqual([]);
    expect(growing).toHaveLength(6);
  });

  test('differ from the ones that keep what is released in nothing but this', () => {
    const bare = (object: KubernetesObject) => ({ ...object, metadata: undefined, reclaimPolicy: undefined });
    for (const name of ['rook-ceph-block', 'rook-ceph-bulk', 'rook-cephfs', 'rook-ceph-bucket']) {
      expect(bare(only(classes(), 'StorageClass', `${name}-retain`))).toEqual(bare(only(classes(), 'StorageClass', name)));
    }
  });

  test('put the data of an erasure coded pool into it, and the images into its metadata', () => {
    expect(parametersOf('rook-ceph-bulk')).toMatchObject({ pool: 'bulk-metadata', dataPool: 'bulk' });
    expect(parametersOf('rook-ceph-block')).not.toHaveProperty('dataPool');
  });

  test('name pools that exist', () => {
    const made = rendered(
      (app) => new RookPools(app, 'pools', { blockPools: ALL.blockPools ?? [], filesystem: FILES, objectStore: { name: 'objects', protection: THREE } }),
    );
    const names = made.flatMap(({ kind, metadata, spec }) => [
      metadata.name,
      ...(kind === 'CephFilesystem'
        ? (spec as { readonly dataPools: readonly { readonly name: string }[] }).dataPools.map(({ name }) => `${metadata.name}-${name}`)
        : []),
    ]);
    const used = ofKind('StorageClass').flatMap(({ parameters }) =>
      Object.entries(parameters as object).flatMap(([key, value]: [string, unknown]) =>
        ['pool', 'dataPool', 'fsName', 'objectStoreName'].includes(key) ? [String(value)] : [],
      ),
    );
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
    expect(new Set(used)).toEqual(new Set(['replicapool', 'bulk-metadata', 'bulk', 'myfs', 'myfs-replicated', 'objects']));
  });

  test('make buckets in the store, by the operator itself', () => {
    expect(only(classes(), 'StorageClass', 'rook-ceph-bucket')).toMatchObject({
      provisioner: 'rook-ceph.ceph.rook.io/bucket',
      parameters: { objectStoreName: 'objects', objectStoreNamespace: 'rook-ceph' },
    });
  });

  test('are those of what there is', () => {
    const names = (props: StorageClassesProps) => classes(props).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names({})).toEqual([]);
    expect(names({ filesystem: FILES })).toEqual(['StorageClass rook-cephfs', 'StorageClass rook-cephfs-retain', 'VolumeSnapshotClass rook-cephfs']);
    expect(names({ blockPools: [POOL] })).toEqual([
      'StorageClass rook-ceph-block',
      'StorageClass rook-ceph-block-retain',
      'VolumeSnapshotClass rook-ceph-block',
    ]);
  });

  test.each([
    ['other', true],
    ['block', false],
  ])('refuse a second one of the same name, for the pool %s', (name, isDefault) => {
    expect(() => classes({ blockPools: [POOL, { ...POOL, name, default: isDefault }] })).toThrow(
      new Error(
        `StorageClasses storage-classes: blockPools replicapool and ${name} would both have the class rook-ceph-block; make one the default, and give the other another name`,
      ),
    );
  });
});

describe('the classes of snapshots', () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/csi/rbd/snapshotclass.yaml',
    ours: [only(classes(), 'VolumeSnapshotClass', 'rook-ceph-block')],
    except: { 'is called as the class of the volumes, and is the one of claims that name none': named('rook-ceph-block', DEFAULT_SNAPSHOTS) },
  });

  compareWithUpstream({
    file: 'rook-v1.20.6/csi/cephfs/snapshotclass.yaml',
    ours: [only(classes(), 'VolumeSnapshotClass', 'rook-cephfs')],
    except: { 'is called as the class of the volumes, and is the one of claims that name none': named('rook-cephfs', DEFAULT_SNAPSHOTS) },
  });
});

test('classes of snapshots have labels, and variants that keep what a snapshot holds (fields, section 11)', () => {
  const made = classes({ ...ALL, snapshots: { labels: { backup: 'daily' }, retain: { labels: { backup: 'monthly' } } } });
  const annotations = { [DEFAULT_SNAPSHOTS]: 'true' };
  expect(ofKind('VolumeSnapshotClass', made).map(({ metadata, deletionPolicy }) => [deletionPolicy, metadata])).toEqual([
    ['Delete', { name: 'rook-ceph-block', labels: { backup: 'daily' }, annotations }],
    ['Retain', { name: 'rook-ceph-block-retain', labels: { backup: 'monthly' } }],
    ['Delete', { name: 'rook-cephfs', labels: { backup: 'daily' }, annotations }],
    ['Retain', { name: 'rook-cephfs-retain', labels: { backup: 'monthly' } }],
  ]);
});

test('every class goes by the name of a driver that the CSI operator runs', () => {
  const drivers = ofKind(
    'Driver',
    rendered((app) => new RookOperator(app, 'operator')),
  ).map(({ metadata }) => metadata.name);
  const asked = [...ofKind('StorageClass').map(({ provisioner }) => provisioner), ...ofKind('VolumeSnapshotClass').map(({ driver }) => driver)];
  const buckets = 'rook-ceph.ceph.rook.io/bucket';
  expect(new Set(asked.filter((name) => name !== buckets))).toEqual(new Set(drivers));
  expect(drivers).toEqual([driverName('rbd'), driverName('cephfs')]);
});

test('every Secret of a class is one of those that Rook makes', () => {
  const secrets = [...ofKind('StorageClass'), ...ofKind('VolumeSnapshotClass')].flatMap(({ parameters }) =>
    Object.entries(parameters as Readonly<Record<string, string>>).filter(([key]) => key.endsWith('-secret-name')),
  );
  expect(new Set(secrets.map(([, name]) => name))).toEqual(
    new Set(['rook-csi-rbd-provisioner', 'rook-csi-rbd-node', 'rook-csi-cephfs-provisioner', 'rook-csi-cephfs-node']),
  );
  expect(secrets.filter(([key, name]) => (key.includes('node-') ? !name.endsWith('-node') : !name.endsWith('-provisioner')))).toEqual([]);
});

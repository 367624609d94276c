import { Chart } from 'cdk8s';
import { RookBlockPool } from '../../../../charts/storage/rook/block-pool';
import { type RookFilesystemProps, RookFilesystem, filesystemPool } from '../../../../charts/storage/rook/filesystem';
import { RookNfs } from '../../../../charts/storage/rook/nfs';
import { RookObjectStore } from '../../../../charts/storage/rook/object-store';
import { type RookPoolsProps, RookPools } from '../../../../charts/storage/rook/rook-pools';
import { type KubernetesObject, identity, only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const THREE = { kind: 'replicated', size: 3 } as const;
const TWO_OF_THREE = { kind: 'erasureCoded', dataChunks: 2, codingChunks: 1 } as const;

const pools = (props: RookPoolsProps) => rendered((app) => new RookPools(app, 'ceph-pools', props));

/** What a construct adds to a chart of one's own. */
const added = (add: (chart: Chart) => unknown): readonly KubernetesObject[] =>
  rendered((app) => {
    const chart = new Chart(app, 'mine');
    add(chart);
    return chart;
  });

const filesystem = (props: Partial<RookFilesystemProps> = {}) =>
  added((chart) => new RookFilesystem(chart, 'files', { name: 'myfs', protection: THREE, ...props }));

const COMPRESSION = ',"parameters":{"compression_mode":"none"}';

/** The object with further fields in a part of its spec. */
const within =
  (kind: string, part: string, fields: object) =>
  (object: KubernetesObject): KubernetesObject => {
    const spec = object['spec'] as Readonly<Record<string, object>>;
    return object.kind === kind ? { ...object, spec: { ...spec, [part]: { ...spec[part], ...fields } } } : object;
  };

describe('a filesystem', () => {
  compareWithUpstream({
    file: 'rook-v1.20.6/filesystem.yaml',
    ours: filesystem(),
    except: {
      'says nothing of compression, which Ceph does only where it is asked for': (object) => replaced(object, COMPRESSION, ''),
      'spreads the metadata over machines in so many words': within('CephFilesystem', 'metadataPool', { failureDomain: 'host' }),
      'says how much memory and CPU it needs': within('CephFilesystem', 'metadataServer', {
        resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } },
      }),
      'has no wish for zones, of which a home has one': (object) =>
        replaced(
          object,
          ',"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"podAffinityTerm":{"labelSelector":{"matchExpressions":[{"key":"app","operator":"In","values":["rook-ceph-mds"]}]},"topologyKey":"topology.kubernetes.io/zone"}}]',
          '',
        ),
    },
  });

  test('keeps its files in one pool of whole copies', () => {
    expect(filesystemPool({ name: 'myfs', protection: THREE })).toBe('myfs-replicated');
  });

  test('that is erasure coded has a first pool of whole copies all the same', () => {
    expect(only(filesystem({ protection: TWO_OF_THREE, metadataSize: 2, deviceClass: 'ssd' }), 'CephFilesystem')).toMatchObject({
      spec: {
        metadataPool: { failureDomain: 'host', deviceClass: 'ssd', replicated: { size: 2, requireSafeReplicaSize: true } },
        dataPools: [
          { name: 'default', failureDomain: 'host', deviceClass: 'ssd', replicated: { size: 2, requireSafeReplicaSize: true } },
          { name: 'erasurecoded', failureDomain: 'host', deviceClass: 'ssd', erasureCoded: { dataChunks: 2, codingChunks: 1 } },
        ],
      },
    });
    expect(filesystemPool({ name: 'myfs', protection: TWO_OF_THREE })).toBe('myfs-erasurecoded');
  });

  test.each([
    // Servers, machines: whether there is one in reserve, and whether two may share a machine.
    [1, 1, { activeStandby: false, apart: 'required' }],
    [1, 2, { activeStandby: true, apart: 'required' }],
    [2, 2, { activeStandby: false, apart: 'required' }],
    [2, 3, { activeStandby: true, apart: 'preferred' }],
    [2, 4, { activeStandby: true, apart: 'required' }],
    [3, 2, { activeStandby: false, apart: 'preferred' }],
  ])('with %i servers on %i machines has none that waits for ever', (activeMds, machines, expected) => {
    const text = JSON.stringify(only(filesystem({ activeMds, machines }), 'CephFilesystem'));
    expect(text).toContain(`"activeCount":${activeMds},"activeStandby":${expected.activeStandby},`);
    expect(text.match(/(preferred|required)DuringScheduling/g)).toEqual([`${expected.apart}DuringScheduling`]);
  });

  test('lets the probes of slow machines take longer', () => {
    const probe = { disabled: false, probe: { timeoutSeconds: 30 } };
    expect(only(filesystem({ probeTimeoutSeconds: 30 }), 'CephFilesystem')).toMatchObject({
      spec: { metadataServer: { livenessProbe: probe, startupProbe: probe } },
    });
  });
});

describe('a block pool', () => {
  const pool = (props: object) => added((chart) => new RookBlockPool(chart, 'pool', { name: 'fast', protection: THREE, ...props }));

  test('is spread over machines', () => {
    expect(pool({})).toEqual([
      {
        apiVersion: 'ceph.rook.io/v1',
        kind: 'CephBlockPool',
        metadata: { name: 'fast', namespace: 'rook-ceph' },
        spec: { failureDomain: 'host', replicated: { size: 3, requireSafeReplicaSize: true } },
      },
    ]);
  });

  test('of a single copy says that it is meant so', () => {
    expect(only(pool({ protection: { kind: 'replicated', size: 1 } }), 'CephBlockPool')).toMatchObject({
      spec: { replicated: { size: 1, requireSafeReplicaSize: false } },
    });
  });

  test('that is erasure coded is two, on the same disks', () => {
    const made = pool({ protection: TWO_OF_THREE, metadataSize: 3, deviceClass: 'hdd' });
    expect(made.map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
      ['fast', { failureDomain: 'host', deviceClass: 'hdd', erasureCoded: { dataChunks: 2, codingChunks: 1 } }],
      ['fast-metadata', { failureDomain: 'host', deviceClass: 'hdd', replicated: { size: 3, requireSafeReplicaSize: true } }],
    ]);
  });
});

describe('an object store', () => {
  const store = (props: object = {}) => added((chart) => new RookObjectStore(chart, 'store', { name: 'my-store', protection: THREE, ...props }));

  compareWithUpstream({
    file: 'rook-v1.20.6/object.yaml',
    ours: store(),
    except: {
      'says nothing of compression, which Ceph does only where it is asked for': (object) =>
        replaced(replaced(object, COMPRESSION, ''), ',"compression_mode":"none"', ''),
      'says how much memory and CPU it needs': within('CephObjectStore', 'gateway', {
        resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '2Gi' } },
      }),
      'says nothing for what is empty': (object) => replaced(object, '"annotations":null,"labels":null,', ''),
      'keeps the buckets when it is deleted, as a filesystem keeps its files': (object) =>
        replaced(object, '"preservePoolsOnDelete":false', '"preservePoolsOnDelete":true'),
    },
  });

  test('takes its gateways, its port and its probes from its props', () => {
    const probe = { disabled: false, probe: { timeoutSeconds: 30 } };
    expect(only(store({ instances: 2, port: 8080, probeTimeoutSeconds: 30 }), 'CephObjectStore')).toMatchObject({
      spec: { gateway: { instances: 2, port: 8080 }, healthCheck: { startupProbe: probe, readinessProbe: probe } },
    });
  });

  test('keeps its metadata in whole copies where the data is erasure coded', () => {
    expect(only(store({ protection: TWO_OF_THREE, metadataSize: 2 }), 'CephObjectStore')).toMatchObject({
      spec: {
        dataPool: { erasureCoded: { dataChunks: 2, codingChunks: 1 }, parameters: { bulk: 'true' } },
        metadataPool: { replicated: { size: 2, requireSafeReplicaSize: true } },
      },
    });
  });

  test('has the users that are asked for', () => {
    expect(only(store({ users: ['backup'] }), 'CephObjectStoreUser')).toMatchObject({
      metadata: { name: 'backup', namespace: 'rook-ceph' },
      spec: { store: 'my-store', displayName: 'backup' },
    });
  });
});

test('a bucket of an object store is claimed where the application is, of the class that StorageClasses makes', () => {
  const props = { name: 'my-store', protection: THREE, buckets: [{ name: 'photos', namespace: 'album' }] };
  expect(
    only(
      added((chart) => new RookObjectStore(chart, 'store', props)),
      'ObjectBucketClaim',
    ),
  ).toEqual({
    apiVersion: 'objectbucket.io/v1alpha1',
    kind: 'ObjectBucketClaim',
    metadata: { name: 'photos', namespace: 'album' },
    spec: { generateBucketName: 'photos', storageClassName: 'rook-ceph-bucket' },
  });
});

test('NFS servers come as many as are asked for', () => {
  expect(added((chart) => new RookNfs(chart, 'nfs', { servers: 2, probeTimeoutSeconds: 30, memory: '8Gi' }))).toMatchObject([
    {
      kind: 'CephNFS',
      metadata: { name: 'nfs', namespace: 'rook-ceph' },
      spec: {
        server: {
          active: 2,
          livenessProbe: { disabled: false, probe: { timeoutSeconds: 30 } },
          resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
        },
      },
    },
  ]);
});

describe('what a Ceph cluster offers', () => {
  const ALL: RookPoolsProps = {
    replicas: 2,
    blockPools: [
      { name: 'fast', protection: THREE, deviceClass: 'nvme' },
      { name: 'bulk', protection: TWO_OF_THREE, deviceClass: 'hdd' },
    ],
    filesystem: { name: 'cephfs', protection: THREE },
    objectStore: { name: 'objects', protection: THREE },
    nfs: { servers: 1 },
  };

  test('is all that is asked for, in the order in which one needs the other', () => {
    expect(pools(ALL).map(identity)).toEqual([
      'ceph.rook.io/v1 CephBlockPool rook-ceph builtin-mgr',
      'ceph.rook.io/v1 CephBlockPool rook-ceph builtin-nfs',
      'ceph.rook.io/v1 CephBlockPool rook-ceph fast',
      'ceph.rook.io/v1 CephBlockPool rook-ceph bulk',
      'ceph.rook.io/v1 CephBlockPool rook-ceph bulk-metadata',
      'ceph.rook.io/v1 CephFilesystem rook-ceph cephfs',
      'ceph.rook.io/v1 CephFilesystemSubVolumeGroup rook-ceph cephfs-csi',
      'ceph.rook.io/v1 CephObjectStore rook-ceph objects',
      'ceph.rook.io/v1 CephNFS rook-ceph nfs',
    ]);
  });

  test("has Ceph's own pools on the disks of the first, and with as many copies as all", () => {
    const spec = { failureDomain: 'host', deviceClass: 'nvme', replicated: { size: 2, requireSafeReplicaSize: true } };
    expect(only(pools(ALL), 'CephBlockPool', 'builtin-mgr')['spec']).toEqual({ name: '.mgr', ...spec });
    expect(only(pools(ALL), 'CephBlockPool', 'builtin-nfs')['spec']).toEqual({ name: '.nfs', ...spec });
  });

  test('is little more than nothing where nothing is asked for', () => {
    expect(pools({}).map(identity)).toEqual(['ceph.rook.io/v1 CephBlockPool rook-ceph builtin-mgr']);
  });

  test('hands on what all daemons have in common', () => {
    const text = JSON.stringify(pools({ ...ALL, machines: 1, memory: '8Gi', probeTimeoutSeconds: 60 }));
    expect(text.match(/"timeoutSeconds":60/g)).toHaveLength(5);
    expect(text).toContain('"activeStandby":false');
    expect(text.match(/"limits":\{"memory":"1Gi"\}/g)).toHaveLength(3);
  });

  test('refuses memory that is none', () => {
    expect(() => pools({ memory: '8 Gi' })).toThrow('[ceph-pools] memory 8 Gi is not an amount of memory; write a number and a unit, such as 16Gi');
  });

  test('refuses what the definitions do not allow, with its place', () => {
    expect(() => pools({ filesystem: { name: 'cephfs', protection: THREE, activeMds: 0 } })).toThrow(
      '[ceph-pools/Filesystem/Filesystem] spec.metadataServer.activeCount 0 is too small; give at least 1',
    );
  });
});

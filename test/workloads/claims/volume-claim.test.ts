import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { claimClasses } from '../../../workloads/claims/claim-class';
import { type StaticSource, StaticVolumeClaim } from '../../../workloads/claims/static-volume-claim';
import { DurableVolumeClaim, ScratchVolumeClaim } from '../../../workloads/claims/volume-claim';
import { exampleCluster } from '../../charts/example-cluster';
import { only, rendered } from '../../charts/objects';
import { refusals, untyped } from '../refused';

const DATA = { name: 'data', namespace: 'shop', size: '10Gi' } as const;

const built = (build: (scope: Construct) => unknown) =>
  rendered((app) => {
    const chart = new Chart(app, 'shop');
    build(chart);
    return chart;
  });

describe('a claim', () => {
  test('on a volume that stays says so by its class', () => {
    expect(built((scope) => new DurableVolumeClaim(scope, 'data', DATA))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'shop' },
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'rook-ceph-block-retain', resources: { requests: { storage: '10Gi' } } },
      },
    ]);
  });

  test('on a volume that goes with it says so by its class', () => {
    expect(built((scope) => new ScratchVolumeClaim(scope, 'data', DATA))).toMatchObject([{ spec: { storageClassName: 'rook-ceph-block' } }]);
  });

  test('on a volume for several machines names a class that has such', () => {
    const shared = { ...DATA, accessMode: 'ReadWriteMany', labels: { team: 'shop' } } as const;
    expect(built((scope) => new DurableVolumeClaim(scope, 'data', { ...shared, storageClass: 'rook-cephfs-retain' }))).toMatchObject([
      { metadata: { labels: { team: 'shop' } }, spec: { accessModes: ['ReadWriteMany'], storageClassName: 'rook-cephfs-retain' } },
    ]);
  });

  test('is mounted by its name', () => {
    const mounted = { name: 'files', persistentVolumeClaim: { claimName: 'data' } };
    expect(new DurableVolumeClaim(Testing.chart(), 'data', DATA).volume('files')).toEqual(mounted);
    expect(new ScratchVolumeClaim(Testing.chart(), 'data', DATA).volume('files')).toEqual(mounted);
  });

  test("may be of classes of one's own", () => {
    const classes = { slow: { reclaim: 'Retain', shared: false }, fast: { reclaim: 'Delete', shared: true } } as const;
    expect(built((scope) => new DurableVolumeClaim(scope, 'data', { ...DATA, classes }))).toMatchObject([{ spec: { storageClassName: 'slow' } }]);
    expect(built((scope) => new ScratchVolumeClaim(scope, 'data', { ...DATA, classes, storageClass: 'fast' }))).toMatchObject([
      { spec: { storageClassName: 'fast' } },
    ]);
  });
});

describe('the namespace of a claim', () => {
  const { namespace: _, ...unplaced } = DATA;
  const nfs = { server: 'nas', path: '/media' };
  const claims = (scope: Construct) => {
    new DurableVolumeClaim(scope, 'durable', { ...unplaced, name: 'durable' });
    new ScratchVolumeClaim(scope, 'scratch', { ...unplaced, name: 'scratch' });
    new StaticVolumeClaim(scope, 'static', { ...unplaced, name: 'static', source: { nfs } });
  };

  test('is that of its Chart', () => {
    const objects = rendered((app) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      claims(chart);
      return chart;
    });
    expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'shop', 'shop']);
    expect(only(objects, 'PersistentVolume')).toMatchObject({ metadata: { name: 'shop-static' }, spec: { claimRef: { namespace: 'shop' } } });
  });

  test('is asked for where neither says one', () => {
    const problem = 'namespace is missing; give one here, or give one to the Chart shop, for all that is in it';
    expect(refusals(claims)).toEqual(['durable', 'scratch', 'static'].map((id) => `[shop/${id}] ${problem}`));
  });
});

describe('the classes of a cluster', () => {
  const nodes = ['11', '12', '13', '14'].map((end, index) => ({
    name: `desktop-${index + 1}`,
    address: `192.168.0.${end}`,
    role: index === 0 ? ('control-plane' as const) : ('worker' as const),
    ...(index === 0 ? {} : { disks: [{ device: `/dev/disk/by-id/ata-DISK_${end}` }] }),
  }));

  test('are those of its pools, each in two kinds', () => {
    expect(claimClasses(exampleCluster({ nodes }))).toEqual({
      'rook-ceph-block': { reclaim: 'Delete', shared: false, snapshots: 'rook-ceph-block' },
      'rook-ceph-block-retain': { reclaim: 'Retain', shared: false, snapshots: 'rook-ceph-block' },
      'rook-cephfs': { reclaim: 'Delete', shared: true, snapshots: 'rook-cephfs' },
      'rook-cephfs-retain': { reclaim: 'Retain', shared: true, snapshots: 'rook-cephfs' },
    });
  });

  test('are none where there is no storage', () => {
    expect(claimClasses(exampleCluster())).toEqual({});
  });
});

describe('a claim that could not be fulfilled is refused', () => {
  const durable = (changes: object) => refusals((scope) => new DurableVolumeClaim(scope, 'data', { ...DATA, ...changes }));
  const scratch = (changes: object) => refusals((scope) => new ScratchVolumeClaim(scope, 'data', { ...DATA, ...changes }));

  test.each([
    [
      'a class that nobody knows',
      { storageClass: 'rook-ceph-blok-retain' },
      'storageClass rook-ceph-blok-retain is not a class of the cluster; did you mean rook-ceph-block-retain?',
    ],
    [
      'a class that is like none',
      { storageClass: 'gp3' },
      'storageClass gp3 is not a class of the cluster; known are rook-ceph-block, rook-ceph-block-retain, rook-cephfs, rook-cephfs-retain',
    ],
    [
      'a class that deletes',
      { storageClass: 'rook-ceph-block' },
      'storageClass rook-ceph-block deletes the volume with the claim; use a ScratchVolumeClaim, or one of rook-ceph-block-retain, rook-cephfs-retain',
    ],
    ['no class at all', { classes: {} }, 'storageClass is missing, and no class of the cluster has reclaim Retain; give classes that have one'],
    ['a size with a unit of another kind', { size: '10GB' }, 'size 10GB is not an amount of bytes; write 10G'],
    ['a size in words', { size: 'large' }, 'size large is not an amount of bytes; write it as Kubernetes does, such as 10Gi'],
    ['a size without a unit', { size: '10' }, 'size 10 has no unit; write 10G'],
    [
      'several machines on a disk',
      { accessMode: 'ReadWriteMany' },
      'accessMode ReadWriteMany is not for storageClass rook-ceph-block-retain, whose volumes one machine mounts; use a shared class, or ReadWriteOnce',
    ],
  ])('%s', (_, changes, problem) => {
    expect(durable(changes)).toEqual([`[shop/data] ${problem}`]);
  });

  test('a class that keeps, for what may go', () => {
    expect(scratch({ storageClass: 'rook-cephfs-retain' })).toEqual([
      '[shop/data] storageClass rook-cephfs-retain keeps the volume when the claim is gone; use a DurableVolumeClaim, or one of rook-ceph-block, rook-cephfs',
    ]);
  });

  test('what does not compile', () => {
    const chart = Testing.chart();
    // @ts-expect-error there is no such class
    new DurableVolumeClaim(chart, 'unknown', { ...DATA, storageClass: 'rook-ceph-blok-retain' });
    // @ts-expect-error this one deletes
    new DurableVolumeClaim(chart, 'deletes', { ...DATA, storageClass: 'rook-ceph-block' });
    // @ts-expect-error this one keeps
    new ScratchVolumeClaim(chart, 'keeps', { ...DATA, storageClass: 'rook-ceph-block-retain' });
    expect(chart.node.findAll().flatMap((node) => node.node.validate())).toHaveLength(3);
  });
});

describe('who a claim is, and how it is mounted, is as the API server takes it', () => {
  const OBJECT = 'use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends';
  test.each([
    ['a name', { name: 'My_Data' }, `name My_Data is not the name of an object; ${OBJECT}`],
    [
      "namespace: 'My_NS'",
      { namespace: 'My_NS' },
      'namespace My_NS is not the name of a namespace; use at most 63 lower-case letters, digits and dashes, a letter or digit at both ends',
    ],
    [
      'a label',
      { labels: { team: 'a b' } },
      'labels.team "a b" is not the value of a label; use at most 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends',
    ],
    ['a mode', { accessMode: 'ReadWriteone' }, 'accessMode ReadWriteone is not known; did you mean ReadWriteOnce?'],
  ])('%s', (_, changes, problem) => {
    expect(refusals((scope) => new DurableVolumeClaim(scope, 'data', { ...DATA, ...(changes as object) }))).toEqual([`[shop/data] ${problem}`]);
    const source = { nfs: { server: 'nas', path: '/x' } };
    expect(refusals((scope) => new StaticVolumeClaim(scope, 'data', { ...DATA, source, ...(changes as object) }))).toEqual([`[shop/data] ${problem}`]);
  });

  test.each([
    [
      { nfs: { server: '', path: 'x' } },
      ['source.nfs.server is missing; give some text', 'source.nfs.path x is not an absolute path; give one that begins with /'],
    ],
    [{ local: { path: '/a/../b' }, node: 'mini-1' }, ['source.local.path /a/../b leads up by ..; give the path without ..']],
    [
      { csi: { driver: 'a b', volumeHandle: '' } },
      [
        'source.csi.driver "a b" is not the name of a CSI driver; use at most 63 letters, digits, dashes and dots',
        'source.csi.volumeHandle is missing; give some text',
      ],
    ],
  ])('a source %j', (source, problems) => {
    expect(refusals((scope) => new StaticVolumeClaim(scope, 'data', { ...DATA, source: untyped(source) }))).toEqual(
      problems.map((problem) => `[shop/data] ${problem}`),
    );
  });
});

describe('a static volume', () => {
  const claim = (source: StaticSource) => built((scope) => new StaticVolumeClaim(scope, 'data', { ...DATA, source }));

  test('and its claim are for each other, and outlive each other', () => {
    const all = claim({ nfs: { server: '192.168.0.5', path: '/export/data' } });
    expect(only(all, 'PersistentVolume')).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'shop-data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '10Gi' },
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data' },
        nfs: { server: '192.168.0.5', path: '/export/data' },
      },
    });
    expect(only(all, 'PersistentVolumeClaim')).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: '', resources: { requests: { storage: '10Gi' } }, volumeName: 'shop-data' },
    });
  });

  test.each([{ local: { path: '/srv/data' } }, { hostPath: { path: '/srv/data', type: 'DirectoryOrCreate' } }])('%j draws pods to its machine', (where) => {
    expect(only(claim({ ...where, node: 'mini-1' }), 'PersistentVolume')).toMatchObject({
      spec: {
        ...where,
        nodeAffinity: {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['mini-1'] }] }] },
        },
      },
    });
  });

  test.each([
    [{ local: { path: '/srv/data' } }, 'source.local is on one machine, and node is missing; name the machine'],
    [{ nfs: { server: 'nas', path: '/' }, csi: { driver: 'x', volumeHandle: 'y' } }, 'source has nfs and csi; give one of nfs, csi, local and hostPath'],
    [{}, 'source has nothing; give one of nfs, csi, local and hostPath'],
  ])('%j is refused', (source, problem) => {
    expect(refusals((scope) => new StaticVolumeClaim(scope, 'data', { ...DATA, source: untyped(source) }))).toEqual([`[shop/data] ${problem}`]);
  });
});

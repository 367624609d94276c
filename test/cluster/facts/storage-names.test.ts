import {
  BLOCK_CLASS,
  BUCKET_CLASS,
  FILESYSTEM_CLASS,
  ROOK_PROVISIONERS,
  SNAPSHOT_CLASSES,
  blockClass,
  driverName,
  metadataPoolName,
  retaining,
} from '../../../cluster/facts/storage-names';

test.each([
  ['the driver of block volumes', driverName('rbd'), 'rook-ceph.rbd.csi.ceph.com'],
  ['the driver of files', driverName('cephfs'), 'rook-ceph.cephfs.csi.ceph.com'],
  ['the metadata of an erasure coded pool', metadataPoolName('bulk'), 'bulk-metadata'],
  ['the class of the default pool', blockClass({ name: 'fast', default: true }), 'rook-ceph-block'],
  ['the class of another pool', blockClass({ name: 'fast', default: false }), 'rook-ceph-fast'],
  ['the class that keeps volumes', retaining('rook-ceph-block'), 'rook-ceph-block-retain'],
  ['the class of the filesystem', FILESYSTEM_CLASS, 'rook-cephfs'],
  ['the class of buckets', BUCKET_CLASS, 'rook-ceph-bucket'],
])('%s is %s', (_, name, expected) => expect(name).toBe(expected));

test('the provisioners of volumes come before that of buckets', () => {
  expect(ROOK_PROVISIONERS).toEqual([
    'rook-ceph.rbd.csi.ceph.com',
    'rook-ceph.cephfs.csi.ceph.com',
    'rook-ceph.nfs.csi.ceph.com',
    'rook-ceph.ceph.rook.io/bucket',
  ]);
});

test('the classes of snapshots have the names of the first classes of their drivers', () => {
  expect(SNAPSHOT_CLASSES).toEqual({ rbd: BLOCK_CLASS, cephfs: FILESYSTEM_CLASS });
});

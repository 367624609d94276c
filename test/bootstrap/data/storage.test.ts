import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CEPH_KINDS, CSI_KINDS, rookConstants, storageConstants, storageNetworkConstants } from '../../../bootstrap/data/storage';
import { defineCluster } from '../../../cluster/define';
import { ROOT } from '../bash';
import { HOME } from '../home';

const definedIn = (file: string): readonly string[] =>
  [...readFileSync(join(ROOT, 'dist', file), 'utf8').matchAll(/^ {2}name: (\w+)\.(?:ceph\.rook\.io|csi\.ceph\.io)$/gm)].map(([, kind = '']) => kind);

test('the teardown deletes each kind of Ceph that we install once, and the CephCluster after them', () => {
  expect([...CEPH_KINDS, 'cephclusters'].sort()).toEqual([...definedIn('0050-rook-crds.k8s.yaml')].sort());
  expect([...CSI_KINDS].sort()).toEqual([...definedIn('0055-ceph-csi-crds.k8s.yaml')].sort());
});

test('storage is called the same in both programs', () => {
  expect(storageConstants(HOME)).toEqual({ STORAGE: 'none' });
  const nodes = ['cp', 'a', 'b', 'c'].map((name, index) => ({
    name,
    address: `192.168.0.1${index}`,
    ...(index === 0 ? { role: 'control-plane' as const } : { disks: [{ device: `/dev/disk/by-id/ata-${name}` }] }),
  }));
  expect(storageConstants(defineCluster({ nodes }))).toEqual({ STORAGE: 'rook' });
});

test('bash gets the names of Rook that the charts use', () => {
  expect(rookConstants(HOME)).toMatchObject({
    TOOLBOX_WANTED: 'no',
    ROOK_NAMESPACE: 'rook-ceph',
    CEPH_CLUSTER: 'rook-ceph',
    ROOK_PROVISIONERS: ['rook-ceph.rbd.csi.ceph.com', 'rook-ceph.cephfs.csi.ceph.com', 'rook-ceph.nfs.csi.ceph.com', 'rook-ceph.ceph.rook.io/bucket'],
  });
});

test("a machine is told Ceph's cluster networks (field, section 11)", () => {
  const disk = (name: string) => ({ disks: [{ device: `/dev/disk/by-id/${name}` }] });
  const cluster = defineCluster({
    storage: { rook: { network: { host: true, cluster: ['10.10.0.0/24'] } } },
    nodes: [
      { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
      { name: 'a', address: '192.168.0.12', ...disk('a') },
      { name: 'b', address: '192.168.0.13', ...disk('b') },
    ],
  });
  expect([cluster, HOME].map(storageNetworkConstants)).toEqual([{ CEPH_CLUSTER_NETWORKS: ['10.10.0.0/24'] }, { CEPH_CLUSTER_NETWORKS: [] }]);
});

test('cluster.sh is told which disks have their databases elsewhere (field, section 11)', () => {
  const nodes = ['cp', 'a', 'b'].map((name, index) => ({
    name,
    address: `192.168.0.1${index}`,
    ...(index === 0
      ? { role: 'control-plane' as const }
      : { disks: [{ device: `/dev/disk/by-id/${name}`, ...(name === 'a' ? { metadataDevice: '/dev/disk/by-id/fast' } : {}) }] }),
  }));
  expect(rookConstants(defineCluster({ nodes }))).toMatchObject({ SEPARATE_DATABASES: ['a /dev/disk/by-id/a /dev/disk/by-id/fast'] });
});

import { App } from 'cdk8s';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterProgram } from '../../bootstrap/cluster-program';
import { MetalCluster } from '../../charts/metal-cluster';
import { stagesOf } from '../../charts/order';
import { defineCluster } from '../../cluster/define';
import { endpointHostPort } from '../../cluster/facts/api-server';
import { SOURCES } from '../bootstrap/bash';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

/* cluster.sh storage teardown with the real kubectl. No operator and no controller runs here, so what holds on is let go with --force only, and the
   namespace itself, which a controller empties, stays. */

const disk = (name: string) => ({ disks: [{ device: `/dev/disk/by-id/ata-${name}` }] });
const CLUSTER = defineCluster({
  network: { cni: { none: {} } },
  nodes: [
    { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
    { name: 'w1', address: '192.168.0.12', ...disk('A') },
    { name: 'w2', address: '192.168.0.13', ...disk('B') },
    { name: 'w3', address: '192.168.0.14', ...disk('C') },
  ],
});

/** ssh to a machine whose files are below MACHINES_FOLDER. Its kubectl is the real one and reads the real kubeconfig; no other command finds an admin.conf. */
const SSH = `#!/usr/bin/env bash
while [[ $1 != -- ]]; do shift; done
command="\${3//\\/var\\/lib\\//$MACHINES_FOLDER/$2/}"
[[ $3 != *kubectl* ]] || command="\${command//\\/etc\\/kubernetes\\/admin.conf/$KUBECONFIG}"
exec sh -c "$command"
`;

describeWithApiServer('cluster.sh storage teardown', () => {
  let server: ApiServer;
  let folder: string;

  beforeAll(async () => {
    server = await startApiServer();
    folder = mkdtempSync(join(tmpdir(), 'teardown-'));
    const app = new App({ outdir: join(folder, 'dist') });
    new MetalCluster(app, CLUSTER.name, { cluster: CLUSTER });
    app.synth();
    mkdirSync(join(folder, 'dist/bootstrap'));
    mkdirSync(join(folder, 'bin'));
    const program = clusterProgram(CLUSTER, SOURCES, stagesOf(CLUSTER), [])
      .replace('GONE_SECONDS=300 CLEANUP_SECONDS=3600', 'GONE_SECONDS=3 CLEANUP_SECONDS=3')
      .replace('wait_until 60 5', 'wait_until 5 1');
    writeFileSync(join(folder, 'dist/bootstrap/cluster.sh'), program);
    writeFileSync(join(folder, 'dist/bootstrap/node.sh'), '');
    writeFileSync(join(folder, 'bin/ssh'), SSH);
    chmodSync(join(folder, 'bin/ssh'), 0o755);
    cpSync(join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl'), join(folder, 'bin/kubectl'));
    for (const { name } of CLUSTER.nodes) {
      const state = join(folder, 'machines', name, 'cdk8s-metal');
      mkdirSync(state, { recursive: true });
      writeFileSync(join(state, 'state'), `cluster\t${CLUSTER.name} at ${endpointHostPort(CLUSTER)}\n`);
    }
    for (const { file } of stagesOf(CLUSTER)) untilApplied(join(folder, 'dist', file));
    // As Rook's operator and provisioner leave them.
    server.kubectl('--namespace', 'rook-ceph', 'patch', 'cephblockpool', 'replicapool', '--type', 'merge', '--patch', FINALIZER('cephblockpool.ceph.rook.io'));
    server.kubectl('--namespace', 'rook-ceph', 'patch', 'cephcluster', 'rook-ceph', '--type', 'merge', '--patch', FINALIZER('cephcluster.ceph.rook.io'));
    writeFileSync(join(folder, 'volume.json'), JSON.stringify(VOLUME));
    server.kubectl('apply', '--filename', join(folder, 'volume.json'));
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const FINALIZER = (name: string): string => JSON.stringify({ metadata: { finalizers: [name] } });

  const VOLUME = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pvc-1' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      claimRef: { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'photos' },
      csi: { driver: 'rook-ceph.rbd.csi.ceph.com', volumeHandle: '1' },
    },
  };

  /** Kinds are served some moments after their definition. */
  function untilApplied(file: string): void {
    for (let attempt = 1; ; attempt += 1) {
      try {
        server.kubectl('apply', '--server-side', '--filename', file);
        return;
      } catch (error) {
        if (attempt === 10) throw error;
        spawnSync('sleep', ['1']);
      }
    }
  }

  const teardown = (...args: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync('bash', [join(folder, 'dist/bootstrap/cluster.sh'), 'storage', 'teardown', '--yes', ...args], {
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: folder,
        PATH: `${folder}/bin:${process.env['PATH']}`,
        KUBECONFIG: server.kubeconfig,
        MACHINES_FOLDER: join(folder, 'machines'),
      },
    });

  const left = (kind: string): readonly string[] => server.kubectl('get', kind, '--all-namespaces', '--output', 'name').split('\n').filter(Boolean);

  test('says whose volumes are on it, and does nothing', () => {
    const { status, stderr } = teardown();
    expect([status, stderr]).toEqual([
      2,
      'cluster.sh: persistentvolume pvc-1 is there, for photos of the namespace default; delete that claim, or a kept volume by itself: kubectl delete persistentvolume pvc-1\n' +
        'cluster.sh: the storage of cluster home is in use; nothing was done; delete the applications, then what is listed above, in that order\n',
    ]);
    expect(left('storageclass')).toContain('storageclass.storage.k8s.io/rook-ceph-block');
    server.kubectl('delete', 'persistentvolume', 'pvc-1', '--wait=false');
    server.kubectl('patch', 'persistentvolume', 'pvc-1', '--type', 'merge', '--patch', '{"metadata":{"finalizers":null}}');
  });

  test('stops at what a finalizer holds, and shows it', () => {
    const { status, stderr } = teardown();
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /waiting until all cephblockpools\.ceph\.rook\.io are gone: not within 3 s\. The last answer:\n {4}rook-ceph +replicapool +\[cephblockpool/,
    );
    expect(left('storageclass')).toEqual([]);
    expect(left('cephclusters.ceph.rook.io')).toHaveLength(1);
  });

  test('lets it go with --force, and takes away everything but the namespace, which nobody empties here', () => {
    const { status, stderr, stdout } = teardown('--force');
    expect(stderr).toMatch(/^warning: cephblockpools\.ceph\.rook\.io replicapool was let go without the operator$/m);
    expect(stderr).toMatch(/^warning: cephclusters\.ceph\.rook\.io rook-ceph was let go without the operator$/m);
    expect(stdout).toMatch(/^home {2}done {7}0050-rook-crds\.k8s\.yaml is deleted$/m);
    expect(stderr.trim().split('\n').at(-1)).toMatch(/^cluster\.sh: the namespace rook-ceph is not gone; /);
    expect(status).toBe(1);
    const definitions = left('customresourcedefinitions');
    expect(definitions.filter((name) => /ceph|objectbucket/.test(name))).toEqual([]);
    expect(definitions.filter((name) => name.includes('snapshot')).length).toBeGreaterThan(2);
    expect(left('deployments').filter((name) => /rook|ceph/.test(name))).toEqual([]);
    expect(left('clusterroles').filter((name) => /rook|ceph/.test(name))).toEqual([]);
  });

  test('finds nothing more in another run, and asks the API server nothing that it does not know', () => {
    const { stderr } = teardown('--force');
    expect(stderr).not.toMatch(/error|unknown/i);
    expect(readFileSync(join(folder, '.local/state/cdk8s-metal/home/log/teardown.log'), 'utf8')).toContain('replicapool');
  });
});

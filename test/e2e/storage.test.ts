import { App } from 'cdk8s';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RookCrds } from '../../charts/storage/rook/crds';
import { CephCsiCrds } from '../../charts/storage/rook/csi-crds';
import { CephCsiOperator } from '../../charts/storage/rook/csi-operator';
import { ROOK_NAMESPACES } from '../../charts/storage/rook/namespace';
import { RookOperator } from '../../charts/storage/rook/operator';
import { RookCommon } from '../../charts/storage/rook/rook-common';
import { SnapshotController } from '../../charts/storage/snapshot/controller';
import { SnapshotCrds } from '../../charts/storage/snapshot/crds';
import { Namespaces } from '../../objects/namespaces';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

/** The charts that can be applied before there is a Ceph cluster, under the names of their files. */
function charts(outdir: string): App {
  const app = new App({ outdir });
  const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }];
  new Namespaces(app, '0000-namespaces', { namespaces: ROOK_NAMESPACES });
  new RookCrds(app, '0050-rook-crds');
  new CephCsiCrds(app, '0055-ceph-csi-crds');
  new SnapshotCrds(app, '0060-snapshot-crds');
  new RookCommon(app, '0200-rook-common');
  new CephCsiOperator(app, '0210-ceph-csi-operator', { tolerations });
  new RookOperator(app, '0220-rook-operator', { tolerations });
  new SnapshotController(app, '0270-snapshot-controller', { tolerations });
  return app;
}

describeWithApiServer('kubectl apply -f of all of storage but the Ceph cluster', () => {
  let server: ApiServer;
  let folder: string;

  beforeAll(async () => {
    server = await startApiServer();
    folder = mkdtempSync(join(tmpdir(), 'storage-'));
    charts(folder).synth();
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The exit code and the lines of kubectl's output: here a failure is an answer, too. */
  function apply(): { readonly code: number | null; readonly lines: readonly string[] } {
    const program = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl');
    const { status, stdout, stderr } = spawnSync(program, ['--kubeconfig', server.kubeconfig, 'apply', '-f', folder], { encoding: 'utf8' });
    return { code: status, lines: `${stdout}${stderr}`.trim().split('\n') };
  }

  const unlike = (lines: readonly string[], ending: string): readonly string[] => lines.filter((line) => !line.endsWith(ending));

  test('misses at most the kinds that it brings itself, in the first pass', () => {
    // How many depends on how soon they are established after the file before.
    const missing = /no matches for kind "(OperatorConfig|Driver)" in version "csi.ceph.io\/v1"$|^ensure CRDs are installed first$/;
    const { lines } = apply();
    expect(unlike(lines, ' created').filter((line) => !missing.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(100);
    server.kubectl('wait', '--for=condition=Established', 'customresourcedefinitions', '--all', '--timeout=60s');
  });

  test('converges in the second pass, and changes nothing in the third', () => {
    expect(apply()).toMatchObject({ code: 0 });
    const { code, lines } = apply();
    expect({ code, others: unlike(lines, ' unchanged') }).toEqual({ code: 0, others: [] });
    expect(lines.length).toBeGreaterThan(100);
  });

  test('takes each of its files alone, word for word', () => {
    const files = readdirSync(folder);
    expect(files).toHaveLength(8);
    files.forEach((file) => expect(() => server.kubectl('apply', '--dry-run=server', '--validate=strict', '-f', join(folder, file))).not.toThrow());
  });

  test('leaves kinds that explain themselves', () => {
    const storage = server.kubectl('explain', 'cephcluster.spec.storage');
    expect(storage).toMatch(/^DESCRIPTION:\n {4}[A-Z][^\n]+\.$/m);
    expect(storage).not.toContain('<empty>');
  });
});

import { App } from 'cdk8s';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MetalCluster } from '../../charts/metal-cluster';
import { stagesOf } from '../../charts/order';
import { readCluster } from '../../cluster/define';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

const root = resolve(__dirname, '../..');
const dist = join(root, 'dist');
const upstream = process.env['UPSTREAM'] ?? resolve(root, '../shared/upstream');
const operatorKinds = join(upstream, 'calico-v3.32.1/operator-crds.yaml');

/** What `kubectl apply` keeps of an object in an annotation must fit into it. */
const LARGEST_OBJECT = 262_144;

const examples = [
  join(root, 'cluster.yaml'),
  ...readdirSync(join(root, 'test/fixtures/valid'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(root, 'test/fixtures/valid', file)),
];

const DRY_RUN = ['apply', '--dry-run=server', '--validate=strict', '-f'];

const manifestsIn = (folder: string): readonly string[] => readdirSync(folder).filter((file) => file.endsWith('.yaml'));

const objectsIn = (folder: string): readonly unknown[] =>
  manifestsIn(folder).flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as unknown));

const isNamespace = (object: unknown): object is { readonly metadata: { readonly name: string } } =>
  typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'Namespace';

/** The files that hold the definitions of kinds: a dry run of objects needs them to be there. */
const definitions = manifestsIn(dist).filter((file) => /^00[56]/.test(file));

/** The exit code and all output of kubectl: here a failure is an answer, too. */
function kubectl({ kubeconfig }: ApiServer, args: readonly string[], input = ''): { readonly code: number | null; readonly output: string } {
  const program = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl');
  const { status, stdout, stderr } = spawnSync(program, ['--kubeconfig', kubeconfig, ...args], { input, encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}

/** kubectl always sends the selector of a PodDisruptionBudget, because its lists are replaced as a whole, and so says that it did something. */
const saysConfigured = (line: string): boolean => /^poddisruptionbudget\.policy\/\S+ configured$/.test(line);

/** What tells whether it did. */
const budgetVersions = (server: ApiServer): string =>
  server.kubectl('get', 'poddisruptionbudgets', '-A', '--output', 'jsonpath={range .items[*]}{.metadata.uid} {.metadata.resourceVersion} {end}');

/** Stands for the operator, which brings these definitions when it starts: no pod runs here. */
function bringOperatorKinds(server: ApiServer): void {
  server.kubectl('apply', '--server-side', '-f', operatorKinds);
  server.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s');
}

const describeWithUpstream = (title: string, tests: () => void): void =>
  existsSync(operatorKinds)
    ? describeWithApiServer(title, tests)
    : describe.skip(`${title} (skipped: set UPSTREAM to a folder with calico-v3.32.1/operator-crds.yaml)`, tests);

describeWithUpstream('kubectl apply -f dist/', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
  });

  afterAll(() => server.stop());

  const objects = objectsIn(dist).length;

  test("misses only the operator's kinds in the first pass, and at most those whose definitions came just before", () => {
    const { code, output } = kubectl(server, ['apply', '-f', dist]);
    const missed = [...output.matchAll(/no matches for kind "(\w+)" in version "([^"]+)"/g)].map(([, kind, version]) => `${version ?? ''} ${kind ?? ''}`);
    const ofOperator = missed.filter((kind) => kind.startsWith('operator.tigera.io/'));
    expect(code).toBe(1);
    expect(ofOperator).toEqual(['operator.tigera.io/v1 Installation', 'operator.tigera.io/v1 APIServer']);
    expect(
      missed.filter((kind) => !ofOperator.includes(kind) && !/^(ceph\.rook|csi\.ceph|gateway\.networking\.k8s|snapshot\.storage\.k8s)\.io\//.test(kind)),
    ).toEqual([]);
    expect(output.split('\n').filter((line) => line.endsWith(' created'))).toHaveLength(objects - missed.length);
  });

  test('converges in the second pass, when the operator has brought them', () => {
    bringOperatorKinds(server);
    expect(kubectl(server, ['apply', '-f', dist])).toMatchObject({ code: 0 });
  });

  test('changes nothing from then on', () => {
    const before = budgetVersions(server);
    const { code, output } = kubectl(server, ['apply', '-f', dist]);
    const lines = output.trim().split('\n');
    expect(code).toBe(0);
    expect(lines.filter((line) => !line.endsWith(' unchanged') && !saysConfigured(line))).toEqual([]);
    expect(lines).toHaveLength(objects);
    expect(budgetVersions(server)).toBe(before);
  });

  test('waits for Rook in words that come true when Rook says so, and not before', () => {
    const { cluster } = readCluster(readFileSync(join(root, 'cluster.yaml'), 'utf8'));
    const waits = (cluster === undefined ? [] : stagesOf(cluster)).flatMap(({ waits: of }) => of).filter(({ until }) => until.join(' ').includes('jsonpath'));
    const answers = () => waits.map(({ until }) => kubectl(server, [...until, '--timeout=5s']).code);
    expect(answers()).toEqual([1, 1]);
    const asked = waits.map(({ until }) => until.slice(2, until.indexOf('--namespace')).filter((word) => word !== '--all'));
    const made = asked.flatMap((words) =>
      server
        .kubectl('get', ...words, '--namespace', 'rook-ceph', '--output', 'name')
        .trim()
        .split('\n'),
    );
    made.forEach((name) =>
      server.kubectl('patch', name, '--namespace', 'rook-ceph', '--subresource=status', '--type=merge', '--patch', '{"status":{"phase":"Ready"}}'),
    );
    expect(answers()).toEqual([0, 0]);
    expect(made).toEqual([
      'cephcluster.ceph.rook.io/rook-ceph',
      'cephblockpool.ceph.rook.io/builtin-mgr',
      'cephblockpool.ceph.rook.io/replicapool',
      'cephfilesystem.ceph.rook.io/cephfs',
      'cephfilesystemsubvolumegroup.ceph.rook.io/cephfs-csi',
    ]);
  });

  test('holds no object that kubectl could not annotate', () => {
    const sizes = objectsIn(dist).map((object) => JSON.stringify(object).length);
    expect(sizes.filter((size) => size > LARGEST_OBJECT)).toEqual([]);
    expect(sizes.length).toBeGreaterThan(5);
  });
});

describeWithUpstream('The API server takes every object of every example, and a second time finds nothing to change', () => {
  let server: ApiServer;
  let folder: string;

  beforeAll(async () => {
    server = await startApiServer();
    bringOperatorKinds(server);
    definitions.forEach((file) => server.kubectl('apply', '-f', join(dist, file)));
    server.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s');
    folder = mkdtempSync(join(tmpdir(), 'examples-'));
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(examples.map((file) => [basename(file, '.yaml'), file]))('%s', (name, file) => {
    const { cluster } = readCluster(readFileSync(file, 'utf8'));
    if (cluster === undefined) throw new Error(`${file} is no cluster`);
    const app = new App({ outdir: join(folder, name) });
    new MetalCluster(app, cluster.name, { cluster });
    app.synth();
    const made = objectsIn(join(folder, name));
    const expected = made.length;
    expect(expected === 0).toBe(cluster.network.cni.kind === 'none');
    if (expected === 0) return;
    // A dry run makes none; of those that another example made, this one says so and is not heard.
    made.filter(isNamespace).forEach(({ metadata }) => kubectl(server, ['create', 'namespace', metadata.name, '--save-config']));
    // Those of another example: what a class says can never be changed, only the class taken away.
    server.kubectl('delete', 'storageclasses', '--all');
    const run = (args: readonly string[], ending: string): unknown => {
      const { code, output } = kubectl(server, [...args, join(folder, name)]);
      return { code, others: output.split('\n').filter((line) => !line.endsWith(ending) && !saysConfigured(line) && line !== '') };
    };
    const fine = { code: 0, others: [] };
    expect(run(DRY_RUN, '(server dry run)')).toEqual(fine);
    expect(kubectl(server, ['apply', '-f', join(folder, name)])).toMatchObject({ code: 0 });
    const before = budgetVersions(server);
    expect(run(['apply', '-f'], ' unchanged')).toEqual(fine);
    expect(budgetVersions(server)).toBe(before);
  });

  test('and refuses one that is wrong, so that the test can fail', () => {
    const wrong = 'apiVersion: operator.tigera.io/v1\nkind: Installation\nmetadata: { name: other }\nspec: { calicoNetwork: { bgp: Perhaps } }\n';
    const { code, output } = kubectl(server, [...DRY_RUN, '-'], wrong);
    expect(code).toBe(1);
    expect(output).toContain('Unsupported value: "Perhaps": supported values: "Enabled", "Disabled"');
  });
});

import { mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesOf, peers, projectWith, root, tarball, typescript } from './project';
import { run } from './run';

const [example = ''] = examplesOf('README.md');

/** One name of each sub-path, as somebody would use it. */
const EVERY_PATH = `
import { App, Chart } from 'cdk8s';
import { type Cluster, type ClusterSpec, ClusterError, MetalCluster, defineCluster } from 'cdk8s-metal';
import { bootstrapPrograms } from 'cdk8s-metal/bootstrap';
import { Namespaces } from 'cdk8s-metal/charts';
import type { ClusterNode } from 'cdk8s-metal/cluster';
import { type CustomResourceDefinition, customResource, customResourceDefinition, defineResource, schema } from 'cdk8s-metal/crd';
import { kubeadmDocuments } from 'cdk8s-metal/kubeadm';
import { CephBlockPool } from 'cdk8s-metal/kinds/ceph.rook.io';
import { ClientProfile } from 'cdk8s-metal/kinds/csi.ceph.io';
import { HTTPRoute } from 'cdk8s-metal/kinds/gateway.networking.k8s.io';
import { ObjectBucketClaim } from 'cdk8s-metal/kinds/objectbucket.io';
import { Installation } from 'cdk8s-metal/kinds/operator.tigera.io';
import { IPPool } from 'cdk8s-metal/kinds/projectcalico.org';
import { VolumeSnapshot } from 'cdk8s-metal/kinds/snapshot.storage.k8s.io';
import { type RollingReleaseProps, keepApart } from 'cdk8s-metal/workloads';

const spec: ClusterSpec = { nodes: [{ name: 'a', address: '192.168.0.11', role: 'control-plane' }] };
const cluster: Cluster = defineCluster(spec);
const [node]: readonly ClusterNode[] = cluster.nodes;
const Backup = class extends customResource(
  defineResource({
    group: 'example.com',
    version: 'v1',
    kind: 'Backup',
    plural: 'backups',
    scope: 'Namespaced',
    schema: schema.object({ spec: schema.object({ keep: schema.integer({ minimum: 1 }) }) }),
  }),
) {};
const definition: CustomResourceDefinition = customResourceDefinition(Backup.resource);
const kinds = [CephBlockPool, ClientProfile, HTTPRoute, ObjectBucketClaim, Installation, IPPool, VolumeSnapshot].map(({ resource }) => resource.kind);
const pod: RollingReleaseProps['pod'] | undefined = undefined;
const app = new App();
const metal = new MetalCluster(app, 'home', { cluster, warn: () => undefined });
new Backup(new Chart(app, '0900-backup'), 'nightly', { spec: { keep: 7 } });
console.log(node?.name, definition.kind, kinds.join(), typeof keepApart, typeof Namespaces, typeof ClusterError, pod, app.charts.length > 3);
console.log([...bootstrapPrograms(metal).keys()].join(), cluster.nodes.flatMap((each) => kubeadmDocuments(cluster, each)).length > 2);
`;
const SAID =
  'a CustomResourceDefinition CephBlockPool,ClientProfile,HTTPRoute,ObjectBucketClaim,Installation,IPPool,VolumeSnapshot function function function undefined true\nbootstrap/node.sh,bootstrap/cluster.sh true\n';

describe('In a project of somebody else', () => {
  let project: string;
  const compile = (...args: readonly string[]): string => run(project, 'node_modules/.bin/tsc', '--strict', '--target', 'es2022', ...args);

  beforeAll(() => {
    project = projectWith(tarball, ...peers('newest'), typescript);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test.each([
    ['node10', 'commonjs', '.ts'],
    ['node16', 'node16', '.cts'],
    ['node16', 'node16', '.mts'],
    ['nodenext', 'nodenext', '.mts'],
    ['bundler', 'esnext', '.mts'],
  ])('every sub-path is found by moduleResolution %s with module %s, in a file that ends in %s', (resolution, module, extension) => {
    const folder = `${resolution}${extension}`;
    mkdirSync(join(project, folder));
    writeFileSync(join(project, folder, `app${extension}`), EVERY_PATH);
    compile('--module', module, '--moduleResolution', resolution, `${folder}/app${extension}`);
    expect(run(project, process.execPath, `${folder}/app${extension.replace('ts', 'js')}`)).toBe(SAID);
  });

  test('the library is loaded without what only some of its users need', () => {
    const loaded = run(project, process.execPath, '-p', "require('cdk8s'); require('cdk8s-metal'); Object.keys(require.cache).join('\\n')");
    expect(loaded).toMatch(/node_modules\/cdk8s-metal\/lib\/index\.js$/m);
    // cdk8s has a YAML parser of its own, below itself.
    const ours = loaded.split('\n').map((path) => path.replace(`${realpathSync(project)}/node_modules/`, ''));
    const HEAVY =
      /^(@sinclair|@bufbuild|cdk8s-plus-28|yaml)\/|^cdk8s-metal\/lib\/(workloads\/releases|imports\/ceph|charts\/samples\/web|cluster\/(read|rules))/;
    expect(ours.filter((path) => HEAVY.test(path))).toEqual([]);
  });

  test('the command of the package writes all of dist/, and says what it does not know', () => {
    const command = (...args: readonly string[]): string => run(project, 'node_modules/.bin/cdk8s-metal', ...args);
    expect(command('--version')).toBe(`${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }).version}\n`);
    command('synth', '--cluster', 'node_modules/cdk8s-metal/cluster.yaml', '--output', 'all');
    const files = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    expect(files(join(project, 'all'))).toEqual(files(join(root, 'dist')));
    expect(() => command('sinth')).toThrow('sinth is not a verb of cdk8s-metal; did you mean synth?');
  });

  test('nothing else of the package can be imported', () => {
    expect(() => run(project, process.execPath, '-e', "require('cdk8s-metal/lib/cluster/define')")).toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('the example of the README compiles, runs and writes manifests', () => {
    writeFileSync(join(project, 'app.ts'), example);
    compile('--module', 'nodenext', 'app.ts');
    run(project, process.execPath, 'app.js');
    const written = (name: string): string => readFileSync(join(project, 'dist', name), 'utf8');
    expect(readdirSync(join(project, 'dist')).sort()).toEqual([
      '0000-namespaces.k8s.yaml',
      '0100-calico-operator.k8s.yaml',
      '0110-calico.k8s.yaml',
      '0900-encryption.k8s.yaml',
    ]);
    expect(written('0110-calico.k8s.yaml')).toMatch(/^ {8}encapsulation: None$[^]*^ {4}mtu: 9000$/m);
    expect(written('0900-encryption.k8s.yaml')).toBe(
      'apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata:\n  name: default\nspec:\n  wireguardEnabled: true\n',
    );
  });

  test('the compiler refuses what the example would misspell', () => {
    writeFileSync(join(project, 'wrong.ts'), example.replace('nodeCidr', 'nodesCidr'));
    expect(() => compile('--noEmit', '--module', 'nodenext', 'wrong.ts')).toThrow("'nodesCidr' does not exist in type");
  });

  test('the TypeScript of all pages to learn from compiles', () => {
    const pages = readdirSync(join(root, 'docs/learn')).filter((page) => page.endsWith('.md'));
    const programs = pages.flatMap((page) =>
      examplesOf(`docs/learn/${page}`).map((code, index) => {
        const file = `${page.replace(/\W/g, '-')}-${index}.ts`;
        writeFileSync(join(project, file), code);
        return file;
      }),
    );
    expect(programs.length).toBeGreaterThan(30);
    compile('--noEmit', '--module', 'nodenext', ...programs);
  });
});

test('the Korean README has the same example', () => {
  expect(examplesOf('README.md')).toHaveLength(1);
  expect(examplesOf('README.ko.md')).toEqual([example]);
});

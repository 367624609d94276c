// How fast and how large: ratios of medians, all taken in one run on one machine. `npm run bench`, or `npm run bench -- --rounds 3` for a glance.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { manyNodes } from './many-nodes';
import { type Contender, type Measured, measure } from './measure';

const root = resolve(__dirname, '..');
const upstream = process.env['UPSTREAM'] ?? resolve(root, '../shared/upstream');
const kubectl = join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl');
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const rounds = Number(parseArgs({ options: { rounds: { type: 'string', default: '7' } } }).values.rounds);

const node = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Contender => ({
  name,
  program: process.execPath,
  args,
  folder: root,
  env: { CDK8S_OUTDIR: join(work, 'out'), ...env },
});
const compiled = node('app, compiled', ['lib/main.js']);
const withTsNode = node('app, with ts-node', ['-r', 'ts-node/register', 'main.ts']);

function show({ name, milliseconds, mebibytes }: Measured): void {
  console.log(`  ${name.padEnd(44)} ${milliseconds.toFixed(0).padStart(6)} ms  ${mebibytes === undefined ? '' : `${mebibytes.toFixed(0).padStart(5)} MiB`}`);
}

function compare(one: Measured | undefined, other: Measured | undefined, goal?: number): void {
  if (one === undefined || other === undefined) return;
  const ratio = one.milliseconds / other.milliseconds;
  const verdict = goal === undefined ? '' : `  goal <= ${goal.toFixed(1)}: ${ratio <= goal ? 'met' : 'MISSED'}`;
  console.log(`  ${`${one.name} / ${other.name}`.padEnd(44)} ${ratio.toFixed(2).padStart(6)} x${verdict}`);
}

function againstKustomize(): void {
  console.log('\nThe app alone, and kubectl kustomize of the files that it emits');
  const floor = node('node -e 0', ['-e', '0']);
  const files = join(work, 'kustomize');
  const contenders = [compiled, withTsNode, floor];
  if (existsSync(kubectl)) {
    measure([{ ...compiled, env: { CDK8S_OUTDIR: files } }], 0);
    const resources = readdirSync(files).filter((name) => name.endsWith('.yaml'));
    writeFileSync(join(files, 'kustomization.yaml'), `resources: ${JSON.stringify(resources)}\n`);
    contenders.push({ name: 'kubectl kustomize', program: kubectl, args: ['kustomize', files], folder: work });
  } else console.log('  kubectl kustomize is skipped: set KUBEBUILDER_ASSETS to a folder with kubectl');
  const measured = measure(contenders, rounds);
  measured.forEach(show);
  const [app, tsNode, , kustomize] = measured;
  compare(app, kustomize, 0.8);
  compare(tsNode, kustomize, 2);
}

function againstInclude(): void {
  console.log("\nnpx cdk8s synth, and the same of an app that includes upstream's YAML");
  // Upstream has no samples.
  const spec = join(work, 'without-samples.yaml');
  writeFileSync(spec, readFileSync(join(root, 'cluster.yaml'), 'utf8').replace(/^samples: true/m, 'samples: false'));
  const synth = (name: string, folder: string): Contender => ({
    name,
    program: 'npx',
    args: ['cdk8s', 'synth', '--output', join(work, name)],
    folder,
    env: { CLUSTER: spec },
  });
  const ours = synth('ours', root);
  if (!existsSync(upstream)) console.log("  upstream's is skipped: set UPSTREAM to a folder with calico-v3.32.1 and rook-v1.20.6");
  const measured = measure([ours, ...(existsSync(upstream) ? [synth('including upstream', join(root, 'bench/include-upstream'))] : [])], rounds);
  measured.forEach(show);
  compare(measured[0], measured[1], 0.6);
}

function ofRequiring(): void {
  console.log('\nrequire of the library, compiled, and of what it is built upon');
  const required = (name: string, path: string): Contender => node(`require('${name}')`, ['-e', `require('${path}')`]);
  const measured = measure([node('node -e 0', ['-e', '0']), required('cdk8s', 'cdk8s'), required('cdk8s-metal', './lib')], rounds);
  measured.forEach(show);
  const [floor, ...libraries] = measured;
  // What node itself takes is not the library's.
  const [cdk8s, ours] = libraries.map((library) => ({ ...library, milliseconds: library.milliseconds - (floor?.milliseconds ?? 0) }));
  compare(ours, cdk8s, 2);
}

function byNodes(): void {
  console.log('\nThe app, compiled, by the number of machines');
  const contenders = [5, 100, 1000, 5000].map((count) => {
    const spec = join(work, `${count}.yaml`);
    writeFileSync(spec, manyNodes(count));
    return { ...compiled, name: `${count} nodes`, env: { ...compiled.env, CLUSTER: spec } };
  });
  const measured = measure(contenders, rounds);
  measured.forEach(show);
  const [five, hundred, thousand, most] = measured;
  compare(hundred, five);
  compare(thousand, five, 1.5);
  compare(most, five);
  const peak = most?.mebibytes ?? Number.NaN;
  console.log(`  ${'5000 nodes, peak memory'.padEnd(44)} ${peak.toFixed(0).padStart(6)} MiB  goal < 512: ${peak < 512 ? 'met' : 'MISSED'}`);
}

try {
  console.log(`Medians of ${rounds} rounds, contenders in turn`);
  againstKustomize();
  againstInclude();
  ofRequiring();
  byNodes();
} finally {
  rmSync(work, { recursive: true });
}

import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { peers, projectWith, tarball } from './project';
import { run } from './run';

/** The whole default cluster, as cdk8s of the project writes it. */
const APP = `
const { App } = require('cdk8s');
const { readFileSync } = require('node:fs');
const { MetalCluster, readCluster } = require('cdk8s-metal');
const { cluster } = readCluster(readFileSync(require.resolve('cdk8s-metal/package.json').replace('package.json', 'cluster.yaml'), 'utf8'));
const app = new App({ outdir: 'dist' });
new MetalCluster(app, cluster.name, { cluster });
app.synth();
`;

/** File → text of what is written with the newest or the oldest peers, and the versions that were installed. */
function written(which: 'newest' | 'oldest'): { readonly versions: readonly string[]; readonly files: Readonly<Record<string, string>> } {
  const project = projectWith(tarball, ...peers(which));
  try {
    run(project, process.execPath, '-e', APP);
    const versionOf = (name: string): string =>
      `${name}@${(JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string }).version}`;
    const names = readdirSync(join(project, 'dist')).sort();
    return {
      versions: ['cdk8s', 'constructs'].map(versionOf),
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(project, 'dist', name), 'utf8')])),
    };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

test('the oldest cdk8s and constructs that the package takes write the same bytes as the newest', () => {
  const [oldest, newest] = [written('oldest'), written('newest')];
  expect(oldest.versions).toEqual(peers('oldest'));
  expect(newest.versions).not.toEqual(oldest.versions);
  expect(Object.keys(oldest.files).length).toBeGreaterThan(10);
  expect(oldest.files).toEqual(newest.files);
});

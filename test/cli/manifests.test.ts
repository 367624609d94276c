import { App } from 'cdk8s';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MetalCluster } from '../../charts/metal-cluster';
import { readCluster } from '../../cluster/define';
import { writeManifests } from '../../cli/manifests';
import { Installation } from '../../imports/operator.tigera.io/installation';

const home = mkdtempSync(join(tmpdir(), 'manifests-'));
afterAll(() => rmSync(home, { recursive: true }));

const { cluster } = readCluster(readFileSync(resolve(__dirname, '../../cluster.yaml'), 'utf8'));

/** The app of the default cluster, with one more object in its last chart. */
function appInto(folder: string, calicoNetwork: object = {}): App {
  if (cluster === undefined) throw new Error('cluster.yaml is refused');
  const app = new App({ outdir: mkdtempSync(join(home, folder)) });
  const metal = new MetalCluster(app, 'home', { cluster, warn: () => undefined });
  const chart = metal.charts['0110-calico'];
  if (chart === undefined) throw new Error('the default cluster has Calico');
  new Installation(chart, 'more', { metadata: { name: 'overlay' }, spec: { calicoNetwork } });
  return app;
}

const filesOf = ({ outdir }: App): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(outdir).map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));

test('what is written is what cdk8s writes', () => {
  const [theirs, ours] = [appInto('theirs-'), appInto('ours-')];
  theirs.synth();
  writeManifests(ours);
  expect(Object.keys(filesOf(ours)).length).toBeGreaterThan(20);
  expect(filesOf(ours)).toEqual(filesOf(theirs));
});

test('an object that is invalid is refused in the words of cdk8s, and nothing is written', () => {
  const [theirs, ours] = [appInto('theirs-', { mtu: 'much' }), appInto('ours-', { mtu: 'much' })];
  const wordsOf = (act: () => void): string => {
    try {
      act();
      return 'nothing';
    } catch (error) {
      return String(error);
    }
  };
  const words = wordsOf(() => {
    writeManifests(ours);
  });
  expect(words).toContain('0110-calico/more');
  expect(words).toBe(
    wordsOf(() => {
      theirs.synth();
    }),
  );
  expect(filesOf(ours)).toEqual({});
});

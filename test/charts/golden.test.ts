import { App, Yaml } from 'cdk8s';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CHARTS } from '../../charts/order';
import { readCluster } from '../../cluster/define';

/*
 * The files of whole clusters that a reviewer reads, beside dist/, which is that of cluster.yaml: a folder of test/fixtures/golden has the name of a spec in
 * test/fixtures/valid. After a change that is meant: WRITE_GOLDENS=1 npx jest test/charts/golden, and read the difference.
 */

const fixtures = resolve(__dirname, '../fixtures');
const golden = join(fixtures, 'golden');
const writes = process.env['WRITE_GOLDENS'] === '1';

/** Those that differ from cluster to cluster by more than a version. */
const FILES = ['0230-ceph-cluster', '0240-ceph-pools', '0250-storage-classes', '0260-rook-toolbox'];

/** A cluster's files of those, by name. */
function filesOf(spec: string): Readonly<Record<string, string>> {
  const { cluster } = readCluster(readFileSync(spec, 'utf8'));
  if (cluster === undefined) throw new Error(`${spec} is no cluster`);
  const app = new App();
  for (const chart of CHARTS.filter(({ id }) => FILES.includes(id))) chart.addTo(app, cluster);
  return Object.fromEntries(app.charts.map((chart) => [`${chart.node.id}.k8s.yaml`, Yaml.stringify(...(chart.toJson() as readonly unknown[]))]));
}

const specs = readdirSync(golden).map((name) => [name, join(fixtures, 'valid', `${name}.yaml`)] as const);

test('there are goldens, and each belongs to a spec', () => {
  expect(specs.length).toBeGreaterThanOrEqual(2);
  expect(specs.filter(([, spec]) => !existsSync(spec))).toEqual([]);
});

describe.each(specs)('the storage of %s', (name, spec) => {
  const made = filesOf(spec);
  const folder = join(golden, name);

  if (writes) {
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(made)) writeFileSync(join(folder, file), text);
  }

  test('has these files', () => {
    expect(Object.keys(made).sort()).toEqual(
      readdirSync(folder)
        .map((file) => basename(file))
        .sort(),
    );
  });

  test.each(Object.keys(made))('%s reads as it did', (file) => {
    expect(made[file]).toBe(readFileSync(join(folder, file), 'utf8'));
  });
});

test('goldens are compared, and not written, unless somebody asks for it', () => {
  expect(writes).toBe(false);
});

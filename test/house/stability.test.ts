import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeConstants } from '../../bootstrap/data/nodes';
import { kubeadmDocuments } from '../../bootstrap/kubeadm/documents';
import { renderYaml } from '../../bootstrap/kubeadm/yaml';
import { judgeText } from '../../cluster/judge';
import type { Cluster } from '../../cluster/model/cluster';
import { RULES } from '../../cluster/rules/rules';
import { formatProblem } from '../../cluster/values/problem';

/* What was a cluster in a released version stays one, and its machines get the same: test/fixtures/stability/README.md. */

const root = join(__dirname, '../fixtures/stability');
const writes = process.env['WRITE_SUMS'] === '1';

/** A version that is past its end of life may be refused, and so may disks of one machine of which some are encrypted: none of them ever was. */
const { kubernetesVersion: _kubernetes, componentVersions: _components, diskEncryption: _encryption, ...LASTING } = RULES;

function read(file: string): Cluster {
  const { cluster, problems } = judgeText(readFileSync(file, 'utf8'), LASTING);
  if (cluster === undefined) throw new Error(problems.map((problem) => formatProblem(problem, file)).join('\n'));
  return cluster;
}

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

const sumsOf = (cluster: Cluster): Readonly<Record<string, string>> => ({
  nodes: sum(JSON.stringify(nodeConstants(cluster))),
  kubeadm: sum(cluster.nodes.map((node) => renderYaml(kubeadmDocuments(cluster, node))).join('---\n')),
});

const versions = readdirSync(root).filter((name) => /^\d/.test(name));

test('there are specs of a released version', () => {
  expect(versions).toContain('0.1.0');
  expect(writes).toBe(false);
});

describe.each(versions)('of %s', (version) => {
  const folder = join(root, version);
  const sums = join(folder, 'sums.json');
  const specs = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  if (writes) writeFileSync(sums, `${JSON.stringify(Object.fromEntries(specs.map((name) => [name, sumsOf(read(join(folder, name)))])), undefined, 2)}\n`);
  const known = new Map(Object.entries(JSON.parse(readFileSync(sums, 'utf8')) as Readonly<Record<string, unknown>>));

  test.each(specs)('%s is read, and its machines get the same', (name) => {
    expect(sumsOf(read(join(folder, name)))).toEqual(known.get(name));
  });

  test('no spec has been removed', () => {
    expect(specs).toEqual([...known.keys()]);
  });
});

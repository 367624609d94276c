import { App } from 'cdk8s';
import { bootstrapPrograms } from '../../cli/bootstrap';
import { MetalCluster } from '../../charts/metal-cluster';
import { judge } from '../../cluster/judge';
import { formatProblem } from '../../cluster/values/problem';
import { type SchemaField, SCHEMA_FIELDS, withGroup, withValue } from './schema-fields';

/*
 * A field that can be written and does nothing is worse than none (field section 6). Each field of the schema gets another value, alone; then a manifest,
 * a program (with the plan in it) or a warning must be another one. A field is found by itself; if it does something only beside others, say so below.
 */

const DISKS = [2, 3, 4, 5, 6];

/** A machine with one disk. */
const worker = (number: number, more: object = {}, disk: object = {}) => ({
  name: `worker-${number}`,
  address: `192.168.0.2${number}`,
  disks: [{ device: `/dev/disk/by-id/disk-${number}`, ...disk }],
  ...more,
});

const nodes = (more: object = {}, disk: object = {}) => [
  { name: 'cp-1', address: '192.168.0.11', role: 'control-plane', ...more },
  ...DISKS.map((number) => worker(number, more, disk)),
];

/** The same machine, whose disks have their databases on a faster one. */
const withDatabases = (node: object) =>
  'disks' in node && Array.isArray(node.disks)
    ? { ...node, disks: node.disks.map((disk: object) => ({ ...disk, metadataDevice: '/dev/disk/by-path/fast' })) }
    : node;

const rook = (fields: object) => ({ storage: { rook: fields } });

const dualStack = (network: object) => ({
  network: { nodeCidr: '192.168.0.0/24,fd00:0:0:1::/64', podCidr: '10.244.0.0/16,fd00:10:244::/56', serviceCidr: '10.96.0.0/12,fd00:10:96::/112', ...network },
  nodes: nodes().map((node) => ({ ...node, address: `${node.address},fd00:0:0:1::${node.address.slice(-2)}` })),
});

/** What other fields must be for a field to do anything; the field itself may stand here, too, and is then what it is changed from. */
const BESIDE: readonly (readonly [fields: RegExp, spec: object])[] = [
  [/^storage\.rook\.blockPools\[\]\.default$/, rook({ blockPools: [{ name: 'one' }, { name: 'other' }] })],
  [/^storage\.rook\.blockPools\[\]\.metadataReplicas$/, rook({ blockPools: [{ name: 'one', erasureCoding: { dataChunks: 2, codingChunks: 2 } }] })],
  [/^storage\.rook\..*deviceClass$/, { nodes: nodes({}, { deviceClass: 'ssd' }) }],
  // Only what would be warned of can be allowed.
  [/^storage\.rook\.allowUnsafeReplicas$/, rook({ replicas: 2 })],
  [/^storage\.rook\.network\.(public|cluster)$/, rook({ network: { host: true } })],
  [/^storage\.rook\.cephxKeyType$/, { nodes: nodes({ kernel: '7.0.0' }) }],
  // The examples have two families, as all of these must alike.
  [/^network\.nodeCidr$/, dualStack({ nodeCidr: '192.168.0.0/22,fd00:0:0:1::/64' })],
  [/^network\.podCidr$/, dualStack({ podCidr: '10.240.0.0/16,fd00:10:240::/56' })],
  [/^network\.serviceCidr$/, dualStack({ serviceCidr: '10.112.0.0/12,fd00:10:112::/112' })],
  // Several control planes are reached through something that outlives one of them.
  [/^nodes\[\]\.role$/, { controlPlane: { endpoint: { loadBalancer: 'lb.example:6443' } } }],
  [/^nodes\[\]\.disks\[\]\.databaseSize$/, { nodes: nodes().map((node) => withDatabases(node)) }],
  [/^sources\.registryAccess\[\]\.host$/, { sources: { registryAccess: [{ host: 'ghcr.io', ca: '/ca.crt' }] } }],
  [/^sources\.registryAccess\[\]\.(ca|login\.file)$/, { sources: { registryAccess: [{ host: 'ghcr.io', login: { file: '/login' } }] } }],
  [/^sources\.registryAccess\[\]\.login\.command$/, { sources: { registryAccess: [{ host: 'ghcr.io', login: { command: 'login' } }] } }],
  [/^proxy\.noProxy$/, { proxy: { http: 'http://192.168.0.2:3128' } }],
  // The keys of Ceph go by the oldest kernel of all.
  [/^nodes\[\]\.kernel$/, { nodes: nodes({ kernel: '7.0.0' }) }],
];

const specFor = ({ name }: SchemaField): object =>
  BESIDE.filter(([fields]) => fields.test(name)).reduce<object>((spec, [, beside]) => ({ ...spec, ...beside }), { nodes: nodes() });

/** Definitions of kinds are the same for every cluster that has them, and most of the work. */
const SAME_FOR_ALL = ['0050-rook-crds', '0055-ceph-csi-crds', '0060-snapshot-crds'] as const;

/** All that comes of a spec, as one text; undefined: it is refused. */
function outputOf(spec: object): string | undefined {
  const { cluster, problems } = judge(spec);
  if (cluster === undefined) return undefined;
  const app = new App();
  const without = cluster.storage.kind === 'none' ? [] : SAME_FOR_ALL;
  const metal = new MetalCluster(app, 'sweep', { cluster, without, warn: () => undefined });
  const manifests = app.charts.map((chart) => chart.toJson() as unknown);
  return JSON.stringify([manifests, [...bootstrapPrograms(metal).values()], problems.map((one) => formatProblem(one))]);
}

const refusal = (spec: object): string =>
  judge(spec)
    .problems.map((one) => formatProblem(one))
    .join('\n');

const known = new Map<string, string | undefined>();

function once(spec: object): string | undefined {
  const key = JSON.stringify(spec);
  if (!known.has(key)) known.set(key, outputOf(spec));
  return known.get(key);
}

/** What comes of other values: the first that is accepted and changes something will do. */
function verdict({ name }: SchemaField, specs: readonly object[], usual: string): string {
  const refused: string[] = [];
  for (const spec of specs) {
    const output = outputOf(spec);
    if (output !== undefined && output !== usual) return 'changes something';
    if (output === undefined) refused.push(refusal(spec));
  }
  return refused.length < specs.length ? `${name} does nothing` : `no value of ${name} is accepted:\n${refused.join('\n')}`;
}

test.each(SCHEMA_FIELDS.map((field) => [field.name, field] as const))('%s with another value changes a manifest, a program or a warning', (_, field) => {
  const before = withGroup(specFor(field), field);
  const usual = once(before);
  if (usual === undefined) throw new Error(`the spec that ${field.name} is changed in is refused:\n${refusal(before)}`);
  const others = field.values.map((value) => withValue(specFor(field), field, value)).filter((spec) => JSON.stringify(spec) !== JSON.stringify(before));
  expect(verdict(field, others, usual)).toBe('changes something');
});

test('the fields are those of the tables in README.md', () => {
  expect(SCHEMA_FIELDS.length).toBeGreaterThan(100);
  expect(SCHEMA_FIELDS.map(({ name }) => name)).toEqual(expect.arrayContaining(['nodes[].disks[].encrypted', 'network.cni.none', 'samples']));
});

import { CLUSTER_SCHEMA } from '../../cluster/spec/cluster-spec';
import type { Resource } from '../../crd/schema/definition';
import { cephCluster } from '../../imports/ceph.rook.io/ceph-cluster';
import { installation } from '../../imports/operator.tigera.io/installation';
import { type Described, fieldsOf } from '../../scripts/generate/described';
import { type Hover, type Place, editor, literalOf, wanted } from './hover';

const { write, hovers, fieldsOfType } = editor();

/** The places of all fields in a literal that has all of them, and what an editor shows at each. */
function hovered(before: string, schema: Described): { readonly places: readonly Place[]; readonly shown: readonly Hover[] } {
  const { text, places } = literalOf(schema, before.length);
  write(`${before}${text});\n`);
  return { places, shown: hovers(places) };
}

function bodyOf({ versions: [{ schema }] }: Resource): Described {
  const { status: _status, ...properties } = (schema as Described).properties ?? {};
  return { properties };
}

const texts = (shown: readonly Hover[]): readonly Pick<Hover, 'path' | 'text'>[] => shown.map(({ path, text }) => ({ path, text }));

test('hovering a field of defineCluster({ … }) shows its description, its default and its examples', () => {
  const { places, shown } = hovered("import { defineCluster } from './index';\ndefineCluster(", CLUSTER_SCHEMA);
  expect(places.length).toBe(fieldsOf(CLUSTER_SCHEMA).length);
  expect(texts(shown)).toEqual(places.map(wanted));
  const required = new Set(fieldsOf(CLUSTER_SCHEMA).flatMap((field) => (field.required ? [field.path] : [])));
  expect(shown.filter(({ path, tags }) => !required.has(path) && !tags.some(([name]) => name === 'default'))).toEqual([]);
  expect(shown.find(({ path }) => path === 'kubeadm.extraArgs.etcd')?.tags).toEqual([
    ['default', 'none'],
    ['example', "{ v: '2' }"],
  ]);
}, 60_000);

test.each([installation, cephCluster])(
  'hovering a field of new $kind(…, { … }) shows its description',
  (resource) => {
    const { kind, group } = resource;
    const { places, shown } = hovered(`import { ${kind} } from './imports/${group}';\nnew ${kind}(undefined as never, '', `, bodyOf(resource));
    expect(places.length).toBeGreaterThan(800);
    expect(texts(shown)).toEqual(places.map(wanted));
  },
  60_000,
);

/** Fields that bear another name here than in cdk8s-plus-28, which costs their docstring, and one of which upstream says nothing. */
const SILENT = /\.(hostIPC|hostPID|setHostnameAsFQDN|dnsConfig\.options\[\]\.value)$/;

test.each(['RollingRelease', 'BlueGreenRelease', 'CanaryRelease'])(
  'hovering a field of new %s(…, { … }) says what it is for',
  (release) => {
    const before = `import { type ${release}Props, ${release} } from './workloads';\nnew ${release}(undefined as never, '', `;
    write(before);
    const { places, shown } = hovered(before, fieldsOfType(`${release}Props`));
    expect(places.length).toBeGreaterThan(40);
    expect(texts(shown).filter(({ path, text }) => text === '' && !SILENT.test(path))).toEqual([]);
  },
  60_000,
);

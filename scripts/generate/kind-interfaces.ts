import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Resource } from '../../crd/schema/definition';
import { interfaceText } from './declarations';
import { type Described, fieldsOf, isGroup, sentenceOf } from './described';

/** An interface for a group of fields, in the folder of a group of kinds. */
interface Declared {
  readonly folder: string;
  readonly name: string;
  readonly schema: Described;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isResource = (value: unknown): value is Resource => isRecord(value) && 'versions' in value && 'plural' in value;
const isSchema = (value: unknown): value is Described => isRecord(value) && typeof value['type'] === 'string';

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What the owner of an object writes: all but the status, which controllers do. */
function bodyOf({ kind, versions: [{ schema }] }: Resource): Described {
  const described: Described = schema;
  const properties = Object.fromEntries(Object.entries(described.properties ?? {}).filter(([name]) => name !== 'status'));
  return { ...described, description: `What the owner of an object of kind ${kind} writes, beside its metadata.`, properties };
}

/** A kind has a name for its body, and one for its spec. */
function ofKind(folder: string, resource: Resource): readonly Declared[] {
  const body = bodyOf(resource);
  const { spec } = body.properties ?? {};
  const named = { folder, name: `${resource.kind}Body`, schema: body };
  return spec === undefined || !isGroup(spec) ? [named] : [named, { folder, name: `${resource.kind}Spec`, schema: spec }];
}

/** A schema value goes by the name that it is exported with; of a list, by that of one item: `tolerations` are each a Toleration. */
function ofSchema(folder: string, name: string, schema: Described): readonly Declared[] {
  const group = schema.items ?? schema;
  return isGroup(group) ? [{ folder, name: capital(schema.items === undefined ? name : name.replace(/(?<=ch)es$|s$/, '')), schema: group }] : [];
}

function declaredIn(root: string, folder: string): readonly Declared[] {
  const load = createRequire(__filename);
  const files = readdirSync(join(root, folder)).filter((file) => file !== 'generated.ts');
  const values = files.sort().flatMap((file) => Object.entries(load(join(root, folder, file)) as Readonly<Record<string, unknown>>));
  return values.flatMap(([name, value]) => (isResource(value) ? ofKind(folder, value) : isSchema(value) ? ofSchema(folder, name, value) : []));
}

/** Interfaces as text, and the names that they use. */
function written(declared: Declared, nameOf: (properties: object) => Declared | undefined): { readonly text: string; readonly uses: readonly Declared[] } {
  const uses: Declared[] = [];
  const text = interfaceText(declared.name, declared.schema, (properties) => {
    const used = nameOf(properties);
    if (used !== undefined) uses.push(used);
    return used?.name;
  });
  return { text, uses };
}

/** Fields of kinds, and of what they use, that say nothing of themselves. */
function silentFields(all: readonly Declared[]): readonly string[] {
  return all.flatMap(({ folder, name, schema }) =>
    fieldsOf(schema).flatMap((field) => (sentenceOf(field.schema) === undefined ? [`${folder}: ${name}.${field.path} has neither description nor doc`] : [])),
  );
}

/** The interfaces of all kinds below a folder, as TypeScript text by group: those of the kinds, and of what they use. */
export function kindInterfaces(root: string): ReadonlyMap<string, string> {
  const all = readdirSync(root)
    .sort()
    .flatMap((folder) => declaredIn(root, folder));
  const silent = silentFields(all.filter(({ name }) => name.endsWith('Body')));
  if (silent.length > 0) throw new Error([...new Set(silent)].join('\n'));
  const names = new Map<object, Declared>();
  // A kind's own name comes first; one that is served and stored has it twice.
  for (const declared of [...all.filter(({ name }) => /Spec$|Body$/.test(name)), ...all]) {
    const properties = declared.schema.properties ?? {};
    if (!names.has(properties)) names.set(properties, declared);
  }
  const texts = new Map<string, ReturnType<typeof written>>();
  const write = (declared: Declared): void => {
    const key = `${declared.folder}/${declared.name}`;
    if (texts.has(key)) return;
    const result = written(declared, (properties) => names.get(properties));
    texts.set(key, result);
    result.uses.forEach(write);
  };
  all.filter(({ name }) => name.endsWith('Body')).forEach(write);
  return new Map(
    [...new Set(all.map(({ folder }) => folder))].flatMap((folder) => {
      const own = [...texts].filter(([key]) => key.startsWith(`${folder}/`)).sort(([a], [b]) => (a < b ? -1 : 1));
      const others = own.flatMap(([, { uses }]) => uses).filter((used) => used.folder !== folder);
      const imports = [...new Set(others.map((used) => used.folder))].sort().map((other) => {
        const from = [...new Set(others.filter((used) => used.folder === other).map(({ name }) => name))].sort();
        return `import type { ${from.join(', ')} } from '../${other}/generated';\n`;
      });
      return own.length === 0 ? [] : [[folder, `${imports.join('')}\n${own.map(([, { text }]) => text).join('\n')}`] as const];
    }),
  );
}

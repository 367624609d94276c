import { CLUSTER_SCHEMA } from '../../cluster/spec/cluster-spec';

/* Every field of the spec, found in its schema, with values that it may have. */

/** A part of the schema, as JSON has it. */
interface Schema {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly default?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  readonly byDefault?: string | undefined;
}

/** A field of the spec. */
export interface SchemaField {
  /** `nodes[].disks[].size`, as the tables of the READMEs have it. */
  readonly name: string;
  /** Its steps; `[]` is the item of a list. */
  readonly steps: readonly string[];
  /** Values that it may have, the likeliest first. */
  readonly values: readonly unknown[];
}

/** What a field that must be there has, where a test does not care. */
function plain(schema: Schema): unknown {
  if (schema.type === 'object') return Object.fromEntries((schema.required ?? []).map((name) => [name, plain(schema.properties?.[name] ?? {})]));
  return schema.examples?.[0] ?? schema.enum?.[0] ?? schema.default ?? schema.minimum;
}

const unique = (values: readonly unknown[]): readonly unknown[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

/** A text, a list of texts and a record have what their examples give; whoever adds one without gets no value, and the test fails. */
function valuesOf(schema: Schema): readonly unknown[] {
  const { type, minimum = 0, maximum = 0, examples = [] } = schema;
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'integer':
      return unique([...examples, Math.min(minimum + 1, maximum), Math.max(maximum - 1, minimum), minimum, maximum, Math.floor((minimum + maximum) / 2)]);
    case 'array':
      return schema.items?.type === 'object' && examples.length === 0 ? [[plain(schema.items)]] : examples;
    case 'object':
      return schema.properties === undefined ? examples : [plain(schema)];
    default:
      // The second is another name, address or path of the same form.
      return schema.enum ?? unique(examples.flatMap((example) => [example, `${String(example)}2`]));
  }
}

const isGroup = ({ type, properties }: Schema): boolean => type === 'object' && properties !== undefined;

/** A group has a meaning of its own where leaving it out is a choice, less those that only hold such groups; others only hold fields, as the list of machines. */
const isChoice = (schema: Schema, isNeeded: boolean): boolean =>
  isGroup(schema)
    ? schema.byDefault !== undefined && !(Object.keys(schema.properties ?? {}).length > 0 && Object.values(schema.properties ?? {}).every(isGroup))
    : !(isNeeded && schema.items?.type === 'object');

function fieldsIn(schema: Schema, steps: readonly string[]): readonly SchemaField[] {
  const inside = schema.items ?? schema;
  const here = schema.items === undefined ? steps : [...steps, '[]'];
  return Object.entries(inside.properties ?? {}).flatMap(([name, field]) => {
    const path = [...here, name];
    const own = isChoice(field, inside.required?.includes(name) === true)
      ? [{ name: path.join('.').replaceAll('.[]', '[]'), steps: path, values: valuesOf(field) }]
      : [];
    return [...own, ...fieldsIn(field, path)];
  });
}

const ROOT: Schema = CLUSTER_SCHEMA;

/** All of them, groups whose presence says something among them. */
export const SCHEMA_FIELDS: readonly SchemaField[] = fieldsIn(ROOT, []);

type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Goes to the group that holds a field, through the last item of each list, and makes what is missing on the way; with the name of the field there. */
function holderOf(spec: Container, steps: readonly string[]): readonly [Container, string] {
  let holder = spec;
  let schema = ROOT;
  for (const step of steps.slice(0, -1)) {
    const inside: Schema = step === '[]' ? (schema.items ?? {}) : (schema.properties?.[step] ?? {});
    const name = step === '[]' ? String(Math.max(0, Object.keys(holder).length - 1)) : step;
    const there = holder[name] ?? (inside.type === 'array' ? [] : plain(inside));
    if (!isContainer(there)) throw new Error(`${steps.join('.')} goes through ${step}, which holds no fields`);
    holder[name] = there;
    [holder, schema] = [there, inside];
  }
  return [holder, steps.at(-1) ?? ''];
}

/** A spec in which the group of a field exists, and nothing else is changed. */
export function withGroup(spec: object, { steps }: SchemaField): object {
  const copy: Container = structuredClone({ ...spec });
  holderOf(copy, steps);
  return copy;
}

/** A spec in which a field has a value. */
export function withValue(spec: object, { steps }: SchemaField, value: unknown): object {
  const copy: Container = structuredClone({ ...spec });
  const [holder, name] = holderOf(copy, steps);
  holder[name] = structuredClone(value);
  return copy;
}

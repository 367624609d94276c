import { quoted } from '../../cluster/values/problem';
import type { Form } from './form';

/**
 * Forms by the paths of their fields: `ports[].name` is the name of each port, `labels.*` the value of each label, `labels.@` its key.
 * Only what is there is looked at; a field that is `needed` is missed where the object is that it belongs to.
 */
export type Table = Readonly<Record<string, Form>>;

/** Fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has fields. */
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field, and what it is. */
interface Found {
  readonly path: string;
  readonly value: unknown;
}

const joined = (path: string, name: string): string => {
  const step = /^[A-Za-z_][\w-]*$/.test(name) ? name : `[${JSON.stringify(name)}]`;
  return path === '' || step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
};

const itemsOf = ({ path, value }: Found): readonly Found[] =>
  Array.isArray(value) ? value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item })) : [];

function step(found: Found, name: string): readonly Found[] {
  if (name.endsWith('[]')) return step(found, name.slice(0, -2)).flatMap(itemsOf);
  const { path, value } = found;
  if (!isFields(value)) return [];
  if (name === '*') return Object.entries(value).map(([key, part]) => ({ path: joined(path, key), value: part }));
  if (name === '@') return Object.keys(value).map((key) => ({ path, value: key }));
  return [{ path: joined(path, name), value: value[name] }];
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** A value for a message: text is quoted where it is not one plain word, what has parts is not shown. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return ` ${quoted(value)}`;
  return typeof value === 'number' || typeof value === 'boolean' ? ` ${value}` : '';
}

function problemOf({ path, value }: Found, form: Form): readonly string[] {
  const { fits, problem, repair, repairOf, needed = false } = form;
  if (isMissing(value) || (needed && value === '')) return needed ? [`${path} is missing; ${repair}`] : [];
  return fits(value) ? [] : [`${path}${shown(value)} ${problem}; ${repairOf?.(value) ?? repair}`];
}

/** The fields of a value at the path of a table. */
export const fieldsAt = (value: unknown, path: string, root = ''): readonly Found[] =>
  path.split('.').reduce<readonly Found[]>((found, name) => found.flatMap((one) => step(one, name)), [{ path: root, value }]);

/** All fields of a value that do not look as a table says, below a path. */
export const tableProblems = (table: Table, value: unknown, root = ''): readonly string[] =>
  Object.entries(table).flatMap(([path, form]) => fieldsAt(value, path, root).flatMap((found) => problemOf(found, form)));

/** The same table below a path: that of a container for `containers[]`. */
export const below = (path: string, table: Table): Table => Object.fromEntries(Object.entries(table).map(([field, form]) => [`${path}.${field}`, form]));

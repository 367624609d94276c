import type { Resource } from '../../crd/schema/definition';
import type { Found } from './definitions';
import { describes, differencesOf } from './counterpart';

interface ComparedKind {
  readonly name: string;
  readonly differences: readonly string[];
}

/** The result of comparing the kinds below imports/ with upstream's definitions. */
export interface Comparison {
  /** Each upstream file that defines a kind of imports/, with these kinds. */
  readonly files: readonly { readonly file: string; readonly kinds: readonly ComparedKind[] }[];
  /** Upstream's kinds that imports/ lacks, as `group kind`. */
  readonly notOurs: readonly string[];
  /** Kinds of imports/ that no file defines, as `group/version kind`. */
  readonly notFound: readonly string[];
}

const nameOf = ({ apiVersion, kind }: Resource): string => `${apiVersion} ${kind}`;

/** Compares each kind with every definition of it. */
export function compared(ours: readonly Resource[], found: readonly Found[]): Comparison {
  const pairs = found.flatMap(({ file, definition }) =>
    ours
      .filter((resource) => describes(definition, resource))
      .map((resource) => ({ file, name: nameOf(resource), differences: differencesOf(resource, definition) })),
  );
  const described = new Set(pairs.map(({ name }) => name));
  const strangers = found.filter(({ definition }) => !ours.some((resource) => describes(definition, resource)));
  return {
    files: [...new Set(pairs.map(({ file }) => file))].map((file) => ({ file, kinds: pairs.filter((pair) => pair.file === file) })),
    notOurs: [...new Set(strangers.map(({ definition: { spec } }) => `${spec.group} ${spec.names.kind}`))].sort(),
    notFound: ours.map(nameOf).filter((name) => !described.has(name)),
  };
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
const list = (title: string, names: readonly string[]): readonly string[] => (names.length === 0 ? [] : [title, ...names.map((name) => `  ${name}`)]);

/** The lines that are printed: each file with its kinds and their differences, then the kinds that were not compared, and last the counts. */
export function summary({ files, notOurs, notFound }: Comparison): readonly string[] {
  const all = files.flatMap(({ kinds }) => kinds);
  const total = all.reduce((sum, { differences }) => sum + differences.length, 0);
  return [
    ...files.flatMap(({ file, kinds }) => [
      file,
      ...kinds.flatMap(({ name, differences }) => [`  ${name}: ${counted(differences.length, 'difference')}`, ...differences.map((line) => `    ${line}`)]),
    ]),
    ...list('defined upstream only', notOurs),
    ...list('not found upstream', notFound),
    `${counted(all.length, 'comparison')} in ${counted(files.length, 'file')}, ${counted(total, 'difference')}`,
  ];
}

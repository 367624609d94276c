import { stringify } from 'yaml';
import { type Described, type Field, fieldsOf, isGroup } from './described';

/** A language of the README. */
export interface Language {
  /** The first row of the table: field, default, meaning. */
  readonly heading: readonly [string, string, string];
  readonly required: string;
  /** What a field means. */
  readonly meaning: (field: Field) => string;
  /** What holds where a field is left out, if that is not a value. */
  readonly words: (english: string) => string;
  /** The sentences that follow the meaning. */
  readonly choice: (values: readonly string[]) => string;
  readonly examples: (values: readonly string[]) => string;
}

/** English: all of it is in the schema. */
export const ENGLISH: Language = {
  heading: ['field', 'default', 'meaning'],
  required: 'required',
  meaning: ({ schema }) => schema.description ?? '',
  words: (english) => english,
  choice: (values) => `One of ${values.join(', ')}.`,
  examples: (values) => `Example: ${values.join(', ')}.`,
};

const code = (value: unknown): string => `\`${stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()}\``;

function fallback({ schema, required }: Field, { required: word, words }: Language): string {
  if (required) return word;
  if (schema.default !== undefined) return `\`${typeof schema.default === 'string' ? schema.default : JSON.stringify(schema.default)}\``;
  return schema.byDefault === undefined ? '–' : words(schema.byDefault);
}

function meaning(field: Field, { meaning: text, choice, examples }: Language): string {
  const { enum: values, examples: shown } = field.schema;
  return [text(field), ...(values ? [choice(values.map(code))] : []), ...(shown ? [examples(shown.map(code))] : [])].join(' ');
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;

/** The table of all fields of a spec, in Markdown. A group that has nothing to say of its default shows a dash: its fields have theirs. */
export function fieldTable(spec: Described, language: Language): string {
  const rows = fieldsOf(spec).map((field) => row([`\`${field.path}\``, fallback(field, language), meaning(field, language)]));
  return [row(language.heading), row(['---', '---', '---']), ...rows].join('');
}

/** What a field must say so that it can be explained: a description, and what holds where it is left out. */
export function unexplained(spec: Described): readonly string[] {
  return fieldsOf(spec).flatMap(({ path, schema, required }) => {
    const silent = schema.default === undefined && schema.byDefault === undefined;
    return [
      ...(schema.description === undefined ? [`${path} has no description`] : []),
      ...(!required && !isGroup(schema) && silent ? [`${path} may be left out, but has neither default nor byDefault`] : []),
    ];
  });
}

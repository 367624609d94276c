import { parse } from 'yaml';
import { type Described, fieldsOf } from './described';
import type { Language } from './field-table';

/** What docs/fields.ko.yaml holds. */
interface Translation {
  /** Words for what holds where a field is left out, by the English ones. */
  readonly defaults: Readonly<Record<string, string>>;
  /** What each field means, by its path. */
  readonly fields: Readonly<Record<string, string>>;
}

function differences(what: string, wanted: readonly string[], present: readonly string[]): readonly string[] {
  const missing = [...new Set(wanted)].filter((key) => !present.includes(key));
  return [
    ...missing.map((key) => `${what} lacks ${key}`),
    ...present.filter((key) => !wanted.includes(key)).map((key) => `${what} has ${key}, which no field has`),
  ];
}

/** Korean, out of the text of docs/fields.ko.yaml; throws, with all of them, what is missing there or too much. */
export function korean(spec: Described, text: string): Language {
  const { defaults, fields } = parse(text) as Translation;
  const all = fieldsOf(spec);
  const problems = [
    ...differences(
      'defaults',
      all.flatMap(({ schema: { byDefault } }) => (byDefault === undefined ? [] : [byDefault])),
      Object.keys(defaults),
    ),
    ...differences(
      'fields',
      all.map(({ path }) => path),
      Object.keys(fields),
    ),
  ];
  if (problems.length > 0) throw new Error(problems.map((problem) => `docs/fields.ko.yaml: ${problem}`).join('\n'));
  return {
    heading: ['필드', '기본값', '뜻'],
    required: '필수',
    meaning: ({ path }) => fields[path] ?? '',
    words: (english) => defaults[english] ?? '',
    choice: (values) => `${values.join(', ')} 중 하나.`,
    examples: (values) => `예: ${values.join(', ')}.`,
  };
}

import { stringify } from 'yaml';

type Scalar = string | number | boolean | null;

const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** What an object holds, undefined as null. */
const valuesOf = (collection: object): readonly (Scalar | object)[] =>
  Object.values(collection).map((value: unknown) => {
    if (typeof value === 'object' || isScalar(value)) return value;
    if (value === undefined) return null;
    throw new Error(`a ${typeof value} is not a plain value`);
  });

/** Whether text that stands without quotes is a number to Go's reader, which knows more of them than YAML 1.1: `0o644`, `0X1F`, `1_000`. */
const NUMBER_TO_GO = /^[-+]?(0[box][\da-f_]+|[\d_]*\d[\d_]*(\.[\d_]*)?(e[-+]?\d+)?)$/i;

/** Several lines that begin with space or tab, which `yaml` writes as a block that Go's reader refuses, or reads as other lines. */
const BLOCK_WITH_LEADING_SPACE = /^\n*[ \t][^]*\n|^\n+[ \t]/;

/** Whether kubectl would read something else than this value. */
const misread = (value: Scalar, text: string): boolean =>
  (text === value && NUMBER_TO_GO.test(text)) || (typeof value === 'string' && BLOCK_WITH_LEADING_SPACE.test(value));

/** How each key and scalar of some documents is written after `- `. The lines that follow the first are indented for a list at the margin. */
function writtenScalars(documents: readonly object[]): ReadonlyMap<Scalar, string> {
  const scalars = new Set<Scalar>();
  const collect = (value: Scalar | object): void => {
    if (isScalar(value)) scalars.add(value);
    else {
      if (!Array.isArray(value)) for (const key of Object.keys(value)) scalars.add(key);
      valuesOf(value).forEach(collect);
    }
  };
  documents.forEach(collect);
  const items = stringify([...scalars], { lineWidth: 0, version: '1.1' })
    .slice(0, -1)
    .split(/\n(?=- )/);
  return new Map(
    [...scalars].map((scalar, index) => {
      const text = (items[index] ?? '').slice('- '.length);
      return [scalar, misread(scalar, text) ? JSON.stringify(scalar) : text];
    }),
  );
}

/**
 * Documents as YAML, in the bytes of cdk8s and in a quarter of its time: how a text is written is asked of `yaml` once for each text, and not for each of its
 * places. Text that kubectl would take for a number without quotes has quotes.
 *
 * @param documents What `ApiObject.toJson()` gives: plain values, no object in two places, keys of one line.
 */
export function yamlOf(documents: readonly object[]): string {
  const written = writtenScalars(documents);
  const lines: string[] = [];

  /** Adds a list or a map. `lead` stands before its first line, `indent` before the others. */
  function add(collection: object, indent: string, lead: string): void {
    const keys = Array.isArray(collection) ? undefined : Object.keys(collection);
    let before = lead;
    for (const [index, value] of valuesOf(collection).entries()) {
      const head = keys === undefined ? '-' : `${written.get(keys[index] ?? '') ?? ''}:`;
      if (isScalar(value)) lines.push(`${before}${head} ${(written.get(value) ?? '').replaceAll(/\n(?=.)/g, `\n${indent}`)}`);
      else if (Object.keys(value).length === 0) lines.push(`${before}${head} ${Array.isArray(value) ? '[]' : '{}'}`);
      else if (keys === undefined) add(value, `${indent}  `, `${before}- `);
      else {
        lines.push(`${before}${head}`);
        add(value, `${indent}  `, `${indent}  `);
      }
      before = indent;
    }
  }

  documents.forEach((document, index) => {
    if (index > 0) lines.push('---');
    add(document, '', '');
  });
  return `${lines.join('\n')}\n`;
}

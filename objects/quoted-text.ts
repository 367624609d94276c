import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type * as Yaml from 'yaml';

// Loading the library loads no YAML: only who writes a chart needs it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
const yaml = (): typeof Yaml => require('yaml') as typeof Yaml;

/**
 * Texts that some reader takes for a number, a word of its own or a time where they stand without quotes. cdk8s quotes what YAML 1.1 asks for; kubectl, which reads
 * with go-yaml 2, knows 0o and prefixes in capitals too, and drops underscores before it looks.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.0/resolve.go
 * @see https://yaml.org/spec/1.2.2/#1032-tag-resolution
 */
const MISREAD: readonly RegExp[] = [
  /^[-+]?(0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9]+)$/i,
  /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?$/i,
  /^[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?$/,
  /^[-+]?\.(inf|nan)$/i,
  /^([yn]|yes|no|on|off|true|false|null|~|=)?$/i,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?$/,
];

/** Several lines that begin with space or tab, which are written as a block that Go's reader refuses, or reads as other lines. */
const BLOCK_WITH_LEADING_SPACE = /^\n*[ \t][^]*\n|^\n+[ \t]/;

/** Whether a reader would take a text, as it is written, for something else. */
export const isMisread = (text: string, written: string): boolean =>
  (written === text && MISREAD.some((form) => form.test(text.replaceAll('_', '')))) || BLOCK_WITH_LEADING_SPACE.test(text);

const needsQuotes = (text: string): boolean =>
  (BLOCK_WITH_LEADING_SPACE.test(text) || MISREAD.some((form) => form.test(text.replaceAll('_', '')))) &&
  isMisread(text, yaml().stringify(text, { version: '1.1' }).slice(0, -1));

function inQuotes(text: string): Yaml.Scalar {
  const { Scalar } = yaml();
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

const textOf = (text: string): Yaml.Scalar | string => (needsQuotes(text) ? inQuotes(text) : text);

/**
 * Fields of which a key needs quotes. The writer of YAML that cdk8s brings knows the nodes of its own copy only, but asks every object for `toJSON()`, without an
 * argument, and takes a Map; JSON.stringify gives the name of the field.
 */
class Fields {
  constructor(private readonly fields: readonly (readonly [string, unknown])[]) {}

  public toJSON(field?: string): unknown {
    return field === undefined ? new Map(this.fields.map(([key, value]) => [textOf(key), value])) : Object.fromEntries(this.fields);
  }
}

/** The same value for the writer of cdk8s, in which texts and keys that a reader would take for something else are quoted. As JSON it is the same. */
export function quoted(value: unknown): unknown {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map(quoted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, part]) => [key, quoted(part)] as const);
  return fields.some(([key]) => needsQuotes(key)) ? new Fields(fields) : Object.fromEntries(fields);
}

const DONE = new WeakSet<Chart>();

/** Lets the chart of a scope write such texts in quotes where cdk8s writes it: in `app.synth()`. */
export function quoteTexts(scope: Construct): void {
  const chart = Chart.of(scope);
  if (DONE.has(chart)) return;
  DONE.add(chart);
  const render = chart.toJson.bind(chart) as () => readonly unknown[];
  chart.toJson = () => render().map(quoted);
}

import type { Option, Verb } from './verbs';

/** Lines of two columns. */
function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

const optionRow = ({ word, short, value, variable, fallback, help }: Option): readonly [string, string] => [
  `-${short}, --${word} ${value}`,
  `${help}; default: $${variable}, else ${fallback}`,
];

/** How the command is used. */
export const usage = (verbs: readonly Verb[]): readonly string[] => [
  'usage: cdk8s-metal VERB [OPTIONS]',
  '',
  ...columns([...verbs.map(({ word, help }) => [word, help] as const), ['help VERB', 'says what a verb takes'], ['--version', 'says which version this is']]),
];

/** How one verb is used. */
export const usageOf = ({ word, help, options }: Verb): readonly string[] => [
  `usage: cdk8s-metal ${word}${options.length === 0 ? '' : ' [OPTIONS]'}`,
  '',
  `${word} ${help}.`,
  '',
  ...columns(options.map(optionRow)),
];

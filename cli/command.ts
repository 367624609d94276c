import { parseArgs } from 'node:util';
import { nearestName } from '../cluster/values/nearest-name';
import { usage, usageOf } from './usage';
import { type Option, type Surroundings, type Verb, VERBS, WRONG_USAGE } from './verbs';

/** What a command line asks for: a verb with its values, help, or nothing that there is. */
type Asked = { readonly verb: Verb; readonly values: ReadonlyMap<string, string> } | { readonly print: readonly string[] } | { readonly refused: string };

const HELP = ['help', '--help', '-h'];

/** What to do instead of a word that there is not. */
function instead(word: string, words: readonly string[]): string {
  const nearest = nearestName(word, words);
  return nearest === undefined ? `there ${words.length === 1 ? 'is' : 'are'} ${words.join(', ')}` : `did you mean ${nearest}?`;
}

function verbCalled(word: string): Asked {
  const verb = VERBS.find((row) => row.word === word);
  if (verb !== undefined) return { print: usageOf(verb) };
  const words = [...VERBS.map((row) => row.word), 'help'];
  return { refused: `${word} is not a verb of cdk8s-metal; ${instead(word, words)}` };
}

const configOf = (options: readonly Option[]) => Object.fromEntries(options.map(({ word, short }) => [word, { type: 'string', short }] as const));

/** The values of a verb's options, or the first that it does not take. */
function valuesOf(verb: Verb, args: readonly string[]): Asked {
  const { tokens } = parseArgs({ args: [...args], options: configOf(verb.options), strict: false, allowPositionals: true, tokens: true });
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return { refused: `${verb.word} takes no argument such as ${token.value}; ${usageOf(verb)[0] ?? ''}` };
    const option = verb.options.find(({ word }) => word === token.name);
    if (option === undefined) {
      const words = verb.options.map(({ word }) => `--${word}`);
      return { refused: `${verb.word} has no option ${token.rawName}; ${instead(token.rawName, words)}` };
    }
    if (token.value === undefined || token.value === '') return { refused: `${token.rawName} needs a value; write ${token.rawName} ${option.value}` };
    values.set(option.word, token.value);
  }
  return { verb, values };
}

function ask(args: readonly string[], version: string): Asked {
  const [word, ...rest] = args;
  if (word === undefined) return { refused: usage(VERBS).join('\n') };
  if (['--version', '-v', 'version'].includes(word)) return { print: [version] };
  if (HELP.includes(word)) return rest[0] === undefined ? { print: usage(VERBS) } : verbCalled(rest[0]);
  const verb = VERBS.find((row) => row.word === word);
  if (verb === undefined) return verbCalled(word);
  return rest.some((argument) => HELP.slice(1).includes(argument)) ? { print: usageOf(verb) } : valuesOf(verb, rest);
}

/** Does what a command line asks for: `cdk8s-metal synth --output there`. @returns the exit code */
export function command(args: readonly string[], version: string, surroundings: Surroundings): number {
  const asked = ask(args, version);
  if ('refused' in asked) {
    surroundings.say(asked.refused);
    return WRONG_USAGE;
  }
  if ('print' in asked) {
    asked.print.forEach(surroundings.print);
    return 0;
  }
  const { verb, values } = asked;
  const valueOf = (word: string): string => {
    const option = verb.options.find((row) => row.word === word);
    // An empty variable is one that is not set, as everywhere in a shell.
    return values.get(word) ?? (surroundings.env[option?.variable ?? ''] || option?.fallback) ?? '';
  };
  return verb.run(valueOf, surroundings);
}

/* Finds what bash calculates with although it may be text, as bash runs the commands in `x[$(…)]`. A line with `# number: reason`, or below such a comment, is let be. */

/** Numbers by themselves. */
const OWN = new Set(['SECONDS', 'BASHPID', 'BASH_VERSINFO', 'RANDOM']);
const NUMERIC = /^"?(\d+"?$|\$\(\(|\$\{#|\$\?)/;

interface Names {
  readonly numbers: ReadonlySet<string>;
  readonly maps: ReadonlySet<string>;
}

const matches = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, first]) => first ?? '');

/** Names that are numbers, as nothing else is ever assigned to them, and those of associative arrays. */
function namesOf(text: string): Names {
  const numbers = new Set(OWN);
  const texts = new Set<string>();
  for (const name of matches(text, /\(\(([a-z_]\w*) = (?:\d+|\$\{#)/g)) numbers.add(name);
  for (const [, name = '', value = ''] of text.matchAll(/(?<![\w$])([A-Za-z_]\w*)\+?=("\$\{#[^"]*"|\$\(\(.*?\)\)|[^\s;]*)/g))
    (NUMERIC.test(value) ? numbers : texts).add(name);
  for (const [, name = '', list = ''] of text.matchAll(/\bfor ([a-z_]\w*) in ([^;]*)/g)) (/^"\$\{![^ ]*"$/.test(list) ? numbers : texts).add(name);
  for (const names of matches(text, /\b(?:read|mapfile)((?: +-\w+(?: +-?[^ -]\S*)?)*(?: +[a-z_]\w*)+)/g)) names.split(/ +/).forEach((name) => texts.add(name));
  const maps = matches(text, /-A ([A-Za-z_][^\n]*)/g).flatMap((line) => matches(line, /([A-Za-z_]\w*)(?:=|$| )/g));
  return { numbers: new Set([...numbers].filter((name) => !texts.has(name))), maps: new Set(maps) };
}

/** The names and parameters in an expression, but for what is a length. */
const operands = (expression: string): readonly string[] =>
  matches(expression.replaceAll(/\$\{#[^}]*\}|\$#|\$\?|(?<![\w$])\d+#?/g, ' ').replaceAll(/"[^"$]*"/g, ' '), /(\$\d|[A-Za-z_]\w*)/g);

function suspects(line: string, { numbers, maps }: Names): readonly string[] {
  const calculated = [
    ...matches(line, /\(\((.*?)\)\)/g),
    ...matches(line, /\$\{\w+:([^-+=?}][^}]*)\}/g),
    ...[...line.matchAll(/(?<![\w[])([A-Za-z_]\w*)\[\$?\{?([A-Za-z_]\w*)\}?\]/g)].flatMap(([, array = '', index = '']) => (maps.has(array) ? [] : [index])),
  ].flatMap(operands);
  const forbidden = [
    ...matches(line, /\[\[[^\]]* (-(?:eq|ne|lt|le|gt|ge)) /g),
    ...matches(line.replaceAll(/\(%[^)]*\)T/g, ''), /printf [^|;]*(%[0-9]*d)/g),
    ...matches(line, /\b(?:local|declare|readonly) (-\w*i\w*)/g),
  ];
  return [...calculated.filter((name) => !numbers.has(name)), ...forbidden];
}

const comment = (line: string | undefined): string => /(?:^|\s)#\s.*$/.exec(line ?? '')?.[0] ?? '';

/** Path → text in, one line for each line that calculates with text out. */
export function arithmeticOnText(sources: ReadonlyMap<string, string>): readonly string[] {
  const names = namesOf([...sources.values()].join('\n'));
  return [...sources].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, at, lines) => {
      if (line.trimStart().startsWith('#') || /# number: ./.test(comment(line) + comment(/^\s*#/.test(lines[at - 1] ?? '') ? lines[at - 1] : ''))) return [];
      const found = [...new Set(suspects(line, names))];
      return found.length === 0 ? [] : [`${path}:${at + 1} calculates with ${found.join(', ')}: ${line.trim()}`];
    }),
  );
}

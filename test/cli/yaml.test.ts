import { Yaml } from 'cdk8s';
import { yamlOf } from '../../cli/yaml';

const TEXTS = [
  ...['', '-', '- x', '~', 'a: b', 'a:', '#c', 'a #b', '"q"', "it's", '|', '>', '@x', '%y', '*a', '&b', '!t', '? q', '{a', '[b', 'a,b', '---', '...'],
  ...[' lead', 'trail ', 'a\nb', 'a\n', 'a\n\n', '\n', 'a\n \n', 'line\n  in\nx', 'a\n\n\nb\n', 'k\r\nz', 'a\tb', 'x'.repeat(200), 'word '.repeat(50)],
  ...['yes', 'null', '1.5', '<<', '2001-01-01', '1:30', '.5', '+1', '1e3', '.inf', '10.0.0.1', '10.0.0.0/8', 'true', 'é', '\u0000', '\u00a0x', '😀'],
];
const SCALARS = [...TEXTS, 1, 0, -5, 1.5, 1e21, 1e-7, true, false, null];

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % (2 ** 31 - 1);
    return (state >> 4) % below;
  };
}

function value(pick: (below: number) => number, depth: number): unknown {
  const kind = pick(depth > 3 ? 2 : 4);
  if (kind < 2) return SCALARS[pick(SCALARS.length)];
  const members = Array.from({ length: pick(4) }, () => value(pick, depth + 1));
  if (kind === 2) return members;
  return Object.fromEntries(members.map((member) => [`${TEXTS[pick(TEXTS.length)]?.replaceAll(/[\r\n]/g, '')}`, member]));
}

test('values of every shape and odd texts are written in the bytes of cdk8s', () => {
  const pick = numbers(7);
  for (let round = 0; round < 2000; round++) {
    const documents = [{ a: value(pick, 0), b: value(pick, 0) }, { c: value(pick, 0) }];
    expect(yamlOf(documents)).toBe(Yaml.stringify(...documents));
  }
});

test.each([
  ['0o644', '"0o644"'],
  ['-0X1F', '"-0X1F"'],
  ['1_000', '"1_000"'],
  ['0644', '"0644"'],
  ['10.96.0.10', '10.96.0.10'],
  ['0xyz', '0xyz'],
  ['=', '"="'],
  ['.5e-3', '".5e-3"'],
  ['  \n', String.raw`"  \n"`],
  ['\tall:\n', String.raw`"\tall:\n"`],
])('the text %j is written as %s, which every reader takes for that text', (text, written) => {
  expect(yamlOf([{ a: text }])).toBe(`a: ${written}\n`);
});

test('undefined is null, as cdk8s has it', () => {
  expect(yamlOf([{ a: undefined, b: [undefined] }])).toBe('a: null\nb:\n  - null\n');
});

test('what is not a plain value is refused', () => {
  expect(() => yamlOf([{ a: Symbol('x') }])).toThrow('a symbol is not a plain value');
});

import { tokensOf } from '../../../cluster/read/tokens';

const pieces = (text: string): readonly string[] => [...tokensOf(text)].map(({ type, source, offset }) => `${offset} ${type} ${source.trim()}`.trim());

test.each([
  ['a: b', ['0 scalar a', '1 map-value-ind :', '2 space', '3 scalar b']],
  ['a: "#x" # c', ['0 scalar a', '1 map-value-ind :', '2 space', '3 double-quoted-scalar "#x"', '7 space', '8 comment # c']],
  ['[a', ['0 flow-seq-start [', '1 scalar a']],
  ['a: [\nb', ['0 scalar a', '1 map-value-ind :', '2 space', '3 flow-seq-start [', '4 newline', '5 flow-error-end', '5 scalar b']],
])('%s is divided', (text, expected) => expect(pieces(text)).toEqual(expected));

test.each(['a: |\n  x: [\n\nb: {', '\ufeffa: 1\n---\nb', 'a: "unclosed\nb', '- - a\n  - b\n'])('the pieces of %j make up the text', (text) => {
  const tokens = [...tokensOf(text)];
  expect(tokens.map(({ source }) => source).join('')).toBe(text);
  expect(tokens.every(({ source, offset }) => text.startsWith(source, offset))).toBe(true);
});

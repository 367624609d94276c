import { interfaceText } from '../../scripts/generate/declarations';
import type { Described } from '../../scripts/generate/described';
import { ENGLISH, fieldTable, unexplained } from '../../scripts/generate/field-table';
import { korean } from '../../scripts/generate/korean';
import { specInterfaces } from '../../scripts/generate/spec-interfaces';

const SPEC: Described = {
  description: 'A house.',
  required: ['rooms'],
  properties: {
    colour: { type: 'string', enum: ['red', "painter's"], default: 'red', description: 'Colour of the walls.' },
    height: { type: 'integer', description: 'Height, in metres.', byDefault: 'as its neighbours', examples: [12] },
    rooms: {
      type: 'array',
      description: 'The rooms.',
      items: { type: 'object', properties: { door: { type: 'boolean', default: true, description: 'Whether it | has one.' } } },
    },
  },
};

test('the table of fields shows what is required, defaults, choices and examples', () => {
  expect(fieldTable(SPEC, ENGLISH)).toBe(`| field | default | meaning |
| --- | --- | --- |
| \`colour\` | \`red\` | Colour of the walls. One of \`red\`, \`painter's\`. |
| \`height\` | as its neighbours | Height, in metres. Example: \`12\`. |
| \`rooms\` | required | The rooms. |
| \`rooms[].door\` | \`true\` | Whether it \\| has one. |
`);
});

test('interfaces have a docstring on every member, with its default and examples', () => {
  expect(specInterfaces({ name: 'HouseSpec', schema: SPEC })).toBe(`/** A house. */
export interface HouseSpec {
/**
 * Colour of the walls.
 *
 * @default 'red'
 */
readonly colour?: 'red' | 'painter\\'s';
/**
 * Height, in metres.
 *
 * @default as its neighbours
 * @example 12
 */
readonly height?: number;
/** The rooms. */
readonly rooms: readonly (RoomSpec)[];
}

export interface RoomSpec {
/**
 * Whether it | has one.
 *
 * @default true
 */
readonly door?: boolean;
}
`);
});

test('what a schema says cannot end the docstring that it stands in', () => {
  const text = interfaceText('Glob', { description: 'A glob.', properties: { all: { type: 'string', description: 'Such as /**/x.' } } }, () => undefined);
  expect(text).toContain('/** Such as /**\\/x. */');
});

test('a word that begins with @ is no tag of the docstring', () => {
  const text = interfaceText('Cron', { description: 'A time.', properties: { when: { type: 'string', description: 'Such as @weekly.' } } }, () => undefined);
  expect(text).toContain('/** Such as `@weekly`. */');
});

test('a field that says nothing of itself, or of being left out, is named', () => {
  const spec: Described = { properties: { mute: { type: 'string' }, group: { description: 'A group.', properties: { odd: { description: 'Odd.' } } } } };
  expect(unexplained(spec)).toEqual([
    'mute has no description',
    'mute may be left out, but has neither default nor byDefault',
    'group.odd may be left out, but has neither default nor byDefault',
  ]);
});

const DEFAULTS = 'defaults:\n  as its neighbours: 이웃집만큼\n';
const FIELDS = 'fields:\n  colour: 벽의 색.\n  height: 높이(미터).\n  rooms: 방들.\n  rooms[].door: 문이 있는지.\n';

test('the Korean table has the same rows, in Korean', () => {
  expect(fieldTable(SPEC, korean(SPEC, `${DEFAULTS}${FIELDS}`)).split('\n')).toEqual([
    '| 필드 | 기본값 | 뜻 |',
    '| --- | --- | --- |',
    "| `colour` | `red` | 벽의 색. `red`, `painter's` 중 하나. |",
    '| `height` | 이웃집만큼 | 높이(미터). 예: `12`. |',
    '| `rooms` | 필수 | 방들. |',
    '| `rooms[].door` | `true` | 문이 있는지. |',
    '',
  ]);
});

test('every Korean sentence that is missing, or that no field has, is named at once', () => {
  const text = `defaults:\n  as a castle: 성만큼\n${FIELDS.replace('  rooms: 방들.\n', '  garden: 정원.\n')}`;
  expect(() => korean(SPEC, text)).toThrow(
    [
      'docs/fields.ko.yaml: defaults lacks as its neighbours',
      'docs/fields.ko.yaml: defaults has as a castle, which no field has',
      'docs/fields.ko.yaml: fields lacks rooms',
      'docs/fields.ko.yaml: fields has garden, which no field has',
    ].join('\n'),
  );
});

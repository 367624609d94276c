import { strangeCharacters } from '../../../cluster/read/characters';
import { readCluster } from '../../../cluster/define';
import { formatProblem } from '../../../cluster/values/problem';

const told = (text: string): readonly string[] => [...strangeCharacters(text)].map(({ offset, problem, repair }) => `${offset} ${problem}; ${repair}`);

const INSTEAD = (meant: string): string => `write ${meant} in its place, or put the value in quotes`;

test.each([
  ['a full-width comma', 'nodes: [{ name: a，address: b }]', [`17 the character ， (U+FF0C) is not the ASCII ,; ${INSTEAD(',')}`]],
  ['a full-width colon', 'name：home', [`4 the character ： (U+FF1A) is not the ASCII :; ${INSTEAD(':')}`]],
  ['full-width digits', 'a: １', [`3 the character １ (U+FF11) is not the ASCII 1; ${INSTEAD('1')}`]],
  ['an ideographic comma', 'a: [b、c]', [`5 the character 、 (U+3001) is not the ASCII ,; ${INSTEAD(',')}`]],
  [
    'typographic quotes',
    'name: “home”',
    [`6 the character “ (U+201C) is not the ASCII "; ${INSTEAD('"')}`, `11 the character ” (U+201D) is not the ASCII "; ${INSTEAD('"')}`],
  ],
  ['a dash of typographers', '– name: a', [`0 the character – (U+2013) is not the ASCII -; ${INSTEAD('-')}`]],
  ['a no-break space', 'name:\u00a0home', ['5 the space here is U+00A0 (no-break space); write an ordinary space']],
  ['a full-width space', 'name:\u3000home', ['5 the space here is U+3000 (full-width space); write an ordinary space']],
  ['a space without a name here', 'name:\u2003home', ['5 the space here is U+2003; write an ordinary space']],
  ['a zero width space', 'na\u200bme: home', ['2 the invisible character U+200B (zero width space) is here; delete it']],
  ['a byte order mark inside', 'a: 1\n\ufeffb: 2', ['5 the invisible character U+FEFF (byte order mark) is here; delete it']],
])('%s is named', (_, text, lines) => expect(told(text)).toEqual(lines));

test.each([
  ['a byte order mark at the begin', '\ufeffname: home'],
  ['a comment', 'name: home # 집，\u3000“홈” – \u00a0'],
  ['double quotes', 'key: "~/내\u3000키，1"'],
  ['single quotes', "key: '~/내 키：1'"],
  ['letters of any language', 'labels: { 방: 다락 }'],
])('%s may hold what it wants', (_, text) => expect(told(text)).toEqual([]));

test('all of them are told at once, with their places, and not what follows from them', () => {
  const text = 'name： home\nnodes:\n\u00a0 - { name: a，address: 192.168.0.1 }\n';
  expect(readCluster(text).problems.map((problem) => formatProblem(problem, 'c').split(';')[0])).toEqual([
    'c:1:5  the character ： (U+FF1A) is not the ASCII :',
    'c:3:1  the space here is U+00A0 (no-break space)',
    'c:3:14  the character ， (U+FF0C) is not the ASCII ,',
  ]);
});

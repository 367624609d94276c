import { isDns1035Label, isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName } from '../../../crd/schema/name';

const as = (count: number): string => 'a'.repeat(count);

/** Results of k8s.io/apimachinery/pkg/util/validation. */
const TABLES: readonly (readonly [check: (text: string) => boolean, taken: readonly string[], refused: readonly string[]])[] = [
  [isDnsLabel, ['a', '1', '1a', 'a-b', 'a--b', as(63)], ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'é', 'a\n', as(64)]],
  [isDns1035Label, ['a', 'a1', 'a-b', as(63)], ['', '1a', '-a', 'a-', 'A', 'a.b', as(64)]],
  [isDnsSubdomain, ['a', '1a', 'a.b', as(64), as(253), `${'a.'.repeat(126)}a`], ['', '.a', 'a.', 'a..b', 'A.b', 'a_b', 'a/b', as(254)]],
  [isLabelValue, ['', 'a', 'A', '1', 'a_b', 'A_b.c', 'a..b', as(63)], ['-', '_', 'a_', '-a', 'a b', 'a/b', 'é', as(64)]],
  [
    isQualifiedName,
    ['a', 'A', 'A_b.c', 'example.com/a', `example.com/${as(63)}`],
    ['', '-', 'a b', '/a', 'example.com/', 'a/b/c', 'Example.com/a', `example.com/${as(64)}`],
  ],
];

const rows = TABLES.flatMap(([check, taken, refused]) => [
  ...taken.map((text) => ({ check, name: check.name, text, expected: true })),
  ...refused.map((text) => ({ check, name: check.name, text, expected: false })),
]);

test.each(rows)('$name("$text") is $expected', ({ check, text, expected }) => {
  expect(check(text)).toBe(expected);
});

import { tryParseCpu } from '../../../cluster/values/cpu';

test.each([
  ['250m', 250],
  ['2', 2000],
  ['0.5', 500],
  ['1.25', 1250],
  ['0', 0],
  ['0.5m', undefined],
  ['', undefined],
  ['half', undefined],
  ['-1', undefined],
])('%s is %p thousandths of a processor', (text, expected) => {
  expect(tryParseCpu(text)).toBe(expected);
});

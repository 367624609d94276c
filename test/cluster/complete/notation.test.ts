import { addresses, cidrs, ranges } from '../../../cluster/complete/notation';
import type { Problem } from '../../../cluster/values/problem';

const READERS = {
  addresses: (text: string, report: (problem: Problem) => void) => addresses(['a'], text, report),
  cidrs: (text: string, report: (problem: Problem) => void) => cidrs(['a'], text, report),
  ranges: (text: string, report: (problem: Problem) => void) => ranges([text], report),
} as const;

test.each([
  ['addresses', '192.168.0.1', ['192.168.0.1'], []],
  ['addresses', '192.168.0.1 , fd00::1', ['192.168.0.1', 'fd00::1'], []],
  ['addresses', '192.168.0.1,x', ['192.168.0.1'], ['x is not an address']],
  ['addresses', '192.168.0.1,192.168.0.2', ['192.168.0.1', '192.168.0.2'], ['192.168.0.1,192.168.0.2 has two of one family']],
  ['cidrs', '10.0.0.0/8,fd00::/64', ['10.0.0.0/8', 'fd00::/64'], []],
  ['cidrs', '10.1.0.0/8', ['10.0.0.0/8'], ['10.1.0.0/8 has host bits set']],
  ['cidrs', '10.0.0.0', [], ['10.0.0.0 is not a network']],
  ['ranges', '10.0.0.1-10.0.0.9', ['10.0.0.1-10.0.0.9'], []],
  ['ranges', '10.0.0.9-10.0.0.1', [], ['10.0.0.9-10.0.0.1 is neither a range nor a network']],
] as const)('%s of %s', (reader, text, values, reported) => {
  const problems: Problem[] = [];
  expect(READERS[reader](text, (problem) => problems.push(problem)).map((value) => value.text)).toEqual(values);
  expect(problems.map(({ value, problem }) => `${value ?? ''} ${problem}`)).toEqual(reported);
});

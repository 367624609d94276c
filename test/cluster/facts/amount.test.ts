import { amountOf, memoryText, plus, times } from '../../../cluster/facts/amount';

test('requests of several containers are added up, and what is not said counts nothing', () => {
  expect(amountOf({ cpu: '250m', memory: '1Gi' }, { cpu: '1' }, {}, { memory: 'much' })).toEqual({ cpu: 1250, memory: 2n ** 30n });
  expect(plus(times(amountOf({ cpu: '10m', memory: '1Mi' }), 3), amountOf({ memory: '1Ki' }))).toEqual({ cpu: 30, memory: 3n * 2n ** 20n + 1024n });
});

test.each([
  [2n ** 31n, '2Gi'],
  [2n ** 30n + 2n ** 20n, '1025Mi'],
  [1n, '1Mi'],
  [0n, '0Mi'],
])('%p bytes are said as %s', (bytes, text) => {
  expect(memoryText(bytes)).toBe(text);
});

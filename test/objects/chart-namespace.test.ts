import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { namespaceIn, namespaceProblems } from '../../objects/chart-namespace';

test.each([
  ['its own', 'own', 'shop', 'own'],
  ["its Chart's", undefined, 'shop', 'shop'],
  ['none', undefined, undefined, undefined],
])('the namespace of an object is %s', (_, given, ofChart, expected) => {
  const chart = new Chart(new App(), 'shop', ofChart === undefined ? {} : { namespace: ofChart });
  expect(namespaceIn(new Construct(chart, 'deep'), given)).toBe(expected);
});

test('a namespace that nobody gives is asked for, with the Chart that could', () => {
  const chart = new Chart(new App(), 'shop');
  expect(namespaceProblems(chart, undefined)).toEqual(['namespace is missing; give one here, or give one to the Chart shop, for all that is in it']);
  expect(namespaceProblems(chart, 'shop')).toEqual([]);
});

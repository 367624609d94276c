import { sentence } from '../../../crd/schema/violation';
import { scaleProblems } from '../../../crd/validate/scale';

const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };

test.each<[unknown, readonly string[]]>([
  [{}, []],
  [{ spec: {} }, []],
  [{ spec: 5 }, []],
  [{ spec: { replicas: 0 } }, []],
  [{ spec: { replicas: 2 ** 31 - 1 } }, []],
  [{ spec: { replicas: 2 ** 31 } }, ['spec.replicas 2147483648 is not a number of replicas; give a whole number, 0 or more']],
  [{ spec: { replicas: -1 } }, ['spec.replicas -1 is not a number of replicas; give a whole number, 0 or more']],
  [{ spec: { replicas: '1' } }, ['spec.replicas "1" is not a number of replicas; give a whole number, 0 or more']],
])('the scale subresource of %j', (value, expected) => {
  expect(scaleProblems(scale, value).map(sentence)).toEqual(expected);
});

test('a kind without the subresource has no such problem', () => {
  expect(scaleProblems(undefined, { spec: { replicas: -1 } })).toEqual([]);
});

import { celEnv, celFunc, CelScalar, parse } from '@bufbuild/cel';
import { unknownNames } from '../../../crd/cel/names';

const { funcs } = celEnv({ funcs: [celFunc('sets.contains', [CelScalar.DYN], CelScalar.BOOL, () => true)] });

const unknown = (text: string): readonly string[] => unknownNames(parse(text).expr, funcs);

test.each<[string, readonly string[]]>([
  ['self.a == oldSelf.a', []],
  ['type(self) == int', []],
  ['self.all(x, x > 1)', []],
  ['self.all(x, y > 1)', ['y']],
  ['self.map(x, x + y)', ['y']],
  ['x', ['x']],
  ['true || other == 1', ['other']],
  ['true || frobnicate(self)', ['frobnicate()']],
  ['true || self.frobnicate(x)', ['frobnicate()', 'x']],
  ['sets.contains(self)', []],
  ['sets.equal(self)', ['equal()', 'sets']],
  ['[a, {b: c}]', ['a', 'c', 'b']],
  ['has(self.a) ? self.a : z', ['z']],
])('unknownNames(%j) is %j', (text, expected) => {
  expect(unknown(text)).toEqual(expected);
});

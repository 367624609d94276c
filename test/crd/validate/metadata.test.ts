import { defineResource } from '../../../crd/schema/definition';
import { object, string } from '../../../crd/schema/schema';
import { sentence } from '../../../crd/schema/violation';
import { validate } from '../../../crd/validate/validate';

const schema = object({ spec: object({ a: string() }), status: object({}) }, { required: ['spec'] });
const names = { group: 'example.com', version: 'v1', kind: 'Cat', plural: 'cats', scope: 'Cluster' } as const;
const whole = { apiVersion: 'example.com/v1', kind: 'Cat', metadata: { name: 'tom' }, spec: {} };

describe('metadata is checked', () => {
  const cat = defineResource({ ...names, schema, subresources: { status: {} } });
  const long = 'a'.repeat(64);
  const key = 'use letters, digits, -, _ and ., at most 63, with an optional domain and a slash before them';
  test.each<[string, object, readonly string[]]>([
    ['for a name', { metadata: {} }, ['metadata.name is missing; give the object a name']],
    [
      'for a name in capitals',
      { metadata: { name: 'Tom' } },
      ['metadata.name "Tom" is not a name; use lower case letters, digits, - and ., at most 253, with a letter or digit at both ends'],
    ],
    ['for unknown metadata', { metadata: { name: 'tom', lables: {} } }, ['metadata.lables is not a known field; did you mean labels?']],
    ['for a label that is not text', { metadata: { name: 'tom', labels: { a: 5 } } }, ['metadata.labels.a 5 has the wrong type; give text']],
    [
      'for the key of a label',
      { metadata: { name: 'tom', labels: { '-': 'x' } } },
      [`metadata.labels.- "x" has a key that is not allowed for a label; ${key}`],
    ],
    [
      'for the value of a label',
      { metadata: { name: 'tom', labels: { a: long } } },
      [`metadata.labels.a "${long.slice(0, 59)}… is not a value for a label; use letters, digits, -, _ and ., at most 63`],
    ],
    [
      'for the key of an annotation',
      { metadata: { name: 'tom', annotations: { 'a b': '' } } },
      [`metadata.annotations["a b"] "" has a key that is not allowed for an annotation; ${key}`],
    ],
    [
      'for the size of annotations',
      { metadata: { name: 'tom', annotations: { a: 'x'.repeat(262144) } } },
      ['metadata.annotations hold 262145 bytes; keep them within 262144'],
    ],
  ])('%s', (_title, change, expected) => {
    expect(validate(cat, { ...whole, ...change }).map(sentence)).toEqual(expected);
  });
});

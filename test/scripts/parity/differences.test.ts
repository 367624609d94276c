import { differences } from '../../../scripts/parity/differences';

const column = { name: 'Age', type: 'date', jsonPath: '.x' };
const whole = (schema: object, more: object = {}): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'as.b', annotations: { 'controller-gen.kubebuilder.io/version': 'v1' } },
  spec: { group: 'b', preserveUnknownFields: false, versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }], ...more },
});

describe('two schemas are the same to the API server', () => {
  test.each([
    ['when only descriptions differ', { type: 'string', description: 'a' }, { type: 'string' }],
    ['when the order of keys differs', { type: 'object', minProperties: 1 }, { minProperties: 1, type: 'object' }],
    ['when the order of required fields differs', { required: ['a', 'b'] }, { required: ['b', 'a'] }],
    [
      'when the order of versions differs',
      whole({}, { versions: [{ name: 'v1' }, { name: 'v2' }] }),
      whole({}, { versions: [{ name: 'v2' }, { name: 'v1' }] }),
    ],
    ['when one root names apiVersion and requires metadata', whole({ required: ['metadata'], properties: { apiVersion: { type: 'string' } } }), whole({})],
  ])('%s', (_title, ours, upstream) => {
    expect(differences(ours, upstream)).toEqual([]);
  });
});

describe('two schemas differ', () => {
  test.each([
    ['by a keyword', { type: 'string' }, { type: 'string', pattern: 'a' }, ['pattern: ours nothing, upstream "a"']],
    [
      'by a property that is called description',
      { properties: { description: { type: 'string' } } },
      { properties: {} },
      ['properties.description: ours {"type":"string"}, upstream nothing'],
    ],
    [
      'deep down',
      { items: { properties: { a: { items: { minimum: 1 } } } } },
      { items: { properties: { a: { items: { minimum: 2 } } } } },
      ['items.properties.a.items.minimum: ours 1, upstream 2'],
    ],
    [
      'by a default with a field called description',
      { default: { description: 'a' } },
      { default: { description: 'b' } },
      ['default.description: ours "a", upstream "b"'],
    ],
    [
      'by a rule',
      { 'x-kubernetes-validations': [{ rule: 'a' }] },
      { 'x-kubernetes-validations': [] },
      ['x-kubernetes-validations[0]: ours {"rule":"a"}, upstream nothing'],
    ],
    [
      'by the rest of a definition',
      whole({}, { columns: [column] }),
      whole({}, { columns: [{ ...column, priority: 1 }] }),
      ['spec.columns[0].priority: ours nothing, upstream 1'],
    ],
  ])('%s', (_title, ours, upstream, expected) => {
    expect(differences(ours, upstream)).toEqual(expected);
  });
});

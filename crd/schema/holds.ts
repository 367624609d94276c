import type { StructuralSchema } from './schema';

const schemasBelow = ({ properties, items, additionalProperties }: StructuralSchema): readonly StructuralSchema[] => [
  ...Object.values(properties ?? {}),
  ...(items ? [items] : []),
  ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
];

/**
 * A function that tells whether a schema, or one below it, has a keyword. Walks through values ask it, so as not to enter what cannot concern them:
 * a list of 1,000 machines has one schema. Each answer is kept; schemas do not change.
 */
export function holds(keyword: keyof StructuralSchema): (schema: StructuralSchema) => boolean {
  const answers = new WeakMap<StructuralSchema, boolean>();
  return function isHeld(schema: StructuralSchema): boolean {
    const known = answers.get(schema);
    if (known !== undefined) return known;
    const answer = schema[keyword] !== undefined || schemasBelow(schema).some(isHeld);
    answers.set(schema, answer);
    return answer;
  };
}

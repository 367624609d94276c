import { type StructuralSchema, foreign, object } from '../../../crd/schema/schema';
import { sentence } from '../../../crd/schema/violation';
import { validate } from '../../../crd/validate/validate';

/** The problems of an object whose field `a` has a schema and a value. */
export const sentences = (schema: StructuralSchema, value: unknown): readonly string[] => validate(object({ a: foreign(schema) }), { a: value }).map(sentence);

import { map, string } from '../../crd/schema/schema';

/** Rook marks many shapes so: null is a value of its own, and what the schema does not name is kept. */
export const OPEN = { nullable: true, preserveUnknownFields: true } as const;

/** Settings that Rook hands on as they are: text by key. */
export const settings = map(string(), OPEN);

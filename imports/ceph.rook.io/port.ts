import { integer } from '../../crd/schema/schema';

/** A port to listen on. */
export const port = (description: string) => integer({ format: 'int32', minimum: 1, maximum: 65535, description });

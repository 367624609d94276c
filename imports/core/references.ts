import { boolean, object, string } from '../../crd/schema/schema';

/** The name of an object in the same namespace. */
export const localObjectReference = object({ name: string({ default: '' }) }, { mapType: 'atomic' });

/** One key of a Secret in the same namespace; with `optional`, it may be missing. */
export const secretKeySelector = object({ key: string(), name: string({ default: '' }), optional: boolean() }, { required: ['key'], mapType: 'atomic' });

/** A Secret of any namespace. */
export const secretReference = object({ name: string(), namespace: string() }, { mapType: 'atomic' });

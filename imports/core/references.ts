import { boolean, object, string } from '../../crd/schema/schema';

/** The name of an object in the same namespace. */
export const localObjectReference = object(
  { name: string({ default: '', doc: 'The name of the object.' }) },
  { mapType: 'atomic', doc: 'An object in the same namespace, by its name.' },
);

/** One key of a Secret in the same namespace; with `optional`, it may be missing. */
export const secretKeySelector = object(
  {
    key: string({ doc: 'The key of the Secret whose value is meant.' }),
    name: string({ default: '', doc: 'The name of the Secret.' }),
    optional: boolean({ doc: 'Whether the Secret or the key may be missing; false by default.' }),
  },
  { required: ['key'], mapType: 'atomic', doc: 'One key of a Secret in the same namespace.' },
);

/** A Secret of any namespace. */
export const secretReference = object(
  { name: string({ doc: 'The name of the Secret.' }), namespace: string({ doc: 'The namespace of the Secret.' }) },
  { mapType: 'atomic', doc: 'A Secret of any namespace.' },
);

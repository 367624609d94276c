import { object, string } from '../../crd/schema/schema';

/** An object anywhere in the cluster, or a part of it. */
export const objectReference = object(
  {
    apiVersion: string({ doc: 'Group and version of the object, such as apps/v1.' }),
    fieldPath: string({ doc: 'The part of the object that is meant, such as spec.containers{name}; all of it when left out.' }),
    kind: string({ doc: 'The kind of the object.' }),
    name: string({ doc: 'The name of the object.' }),
    namespace: string({ doc: 'The namespace of the object; none where the kind has none.' }),
    resourceVersion: string({ doc: 'The state of the object that is meant, as the API server numbers it.' }),
    uid: string({ doc: 'What tells the object from an earlier one of the same name.' }),
  },
  { mapType: 'atomic', doc: 'An object anywhere in the cluster, or a part of it.' },
);

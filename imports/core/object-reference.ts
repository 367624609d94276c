import { object, string } from '../../crd/schema/schema';

/** An object anywhere in the cluster, or a part of it. */
export const objectReference = object(
  { apiVersion: string(), fieldPath: string(), kind: string(), name: string(), namespace: string(), resourceVersion: string(), uid: string() },
  { mapType: 'atomic' },
);

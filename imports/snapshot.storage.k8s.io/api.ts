import type { Version } from '../../crd/schema/definition';
import { type Rule, boolean, enumeration, object, string } from '../../crd/schema/schema';

/** Group and version of what is served and stored. */
export const snapshots = { group: 'snapshot.storage.k8s.io', version: 'v1' } as const;

/** Kinds in groups of Kubernetes say who approved of them. */
export const approved = (request: number) => ({ 'api-approved.kubernetes.io': `https://github.com/kubernetes-csi/external-snapshotter/pull/${request}` });

/** The version before, which is neither served nor stored any more: only objects that were stored in it long ago need its name. */
export const v1beta1 = (kind: string): Omit<Version, 'schema' | 'storage'> => ({
  name: 'v1beta1',
  served: false,
  deprecated: true,
  deprecationWarning: `snapshot.storage.k8s.io/v1beta1 ${kind} is deprecated; use snapshot.storage.k8s.io/v1 ${kind}`,
});

/** The rule that a field is not taken away again. */
export const keeps = (field: string): Rule => ({ rule: `!has(oldSelf.${field}) || has(self.${field})`, message: `${field} is required once set` });

/** The rule that there is one of two fields, and not the other. */
export const oneOf = (a: string, b: string): Rule => ({
  rule: `(has(self.${a}) && !has(self.${b})) || (!has(self.${a}) && has(self.${b}))`,
  message: `exactly one of ${a} and ${b} must be set`,
});

/** Handling of the snapshot in the storage system at deletion: Delete or Retain. */
export const deletionPolicy = enumeration(['Delete', 'Retain'], {
  description: 'Handling of the snapshot in the storage system when its VolumeSnapshot is deleted.',
});

/** Status fields that all kinds of snapshots share. */
export const progress = { error: object({ message: string(), time: string({ format: 'date-time' }) }), readyToUse: boolean() };

import type { Column } from '../../crd/definition';

/** Group and version of Rook's kinds, all of which live in a namespace. */
export const ceph = { group: 'ceph.rook.io', version: 'v1', scope: 'Namespaced' } as const;

/** How far the operator has come. */
export const PHASE: Column = { name: 'Phase', type: 'string', jsonPath: '.status.phase' };

/** When the object was made. */
export const AGE: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

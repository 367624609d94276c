import type { Column } from '../../crd/schema/definition';

/** Props that all kinds of Rook share. */
export const rook = { group: 'ceph.rook.io', version: 'v1', scope: 'Namespaced', subresources: { status: {} } } as const;

/** Column with the phase of an object. */
export const PHASE: Column = { name: 'Phase', type: 'string', jsonPath: '.status.phase' };

/** Column with the age of an object. */
export const AGE: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

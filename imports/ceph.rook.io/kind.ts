import type { Column } from '../../crd/schema/definition';

/** What all of Rook's kinds have in common. */
export const rook = { group: 'ceph.rook.io', version: 'v1', scope: 'Namespaced', subresources: { status: {} } } as const;

/** How far the operator is with an object. */
export const PHASE: Column = { name: 'Phase', type: 'string', jsonPath: '.status.phase' };

/** Since when there is an object. */
export const AGE: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

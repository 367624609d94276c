import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, object, string } from '../../crd/schema/schema';
import { AGE, PHASE, rook } from './kind';
import { plainStatus } from './status';
import type { CephObjectZoneGroupBody, CephObjectZoneGroupSpec } from './generated';

export type { CephObjectZoneGroupSpec };

const specShape = object(
  { realm: string({ description: 'Name of the CephObjectRealm that contains the zone group.' }) },
  { doc: 'Which realm a group of zones belongs to.', required: ['realm'] },
);

const spec: Schema<CephObjectZoneGroupSpec> = specShape;

/** CephObjectZoneGroup as a kind. */
export const cephObjectZoneGroup = defineResource<CephObjectZoneGroupBody>({
  ...rook,
  kind: 'CephObjectZoneGroup',
  plural: 'cephobjectzonegroups',
  shortNames: ['cephozg'],
  schema: object({ spec, status: plainStatus }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * Zones that hold the same objects.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-zonegroup-crd/
 */
export class CephObjectZoneGroup extends customResource(cephObjectZoneGroup) {}

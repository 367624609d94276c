import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, object, string } from '../../crd/schema/schema';
import { AGE, PHASE, rook } from './kind';
import { objectPools } from './object-pools';
import { plainStatus } from './status';
import type { CephObjectZoneBody, CephObjectZoneSpec } from './generated';

export type { CephObjectZoneSpec };

const specShape = object(
  {
    ...objectPools,
    customEndpoints: array(string(), { nullable: true, description: 'Endpoints of the zone for other clusters. Default: the Service.' }),
    preservePoolsOnDelete: boolean({ default: true, description: 'Whether the pools are kept when the zone is deleted.' }),
    zoneGroup: string({ description: 'Name of the CephObjectZoneGroup that contains the zone.' }),
  },
  { doc: 'The pools of a zone, and the group that it belongs to.', required: ['zoneGroup'] },
);

const spec: Schema<CephObjectZoneSpec> = specShape;

/** CephObjectZone as a kind. */
export const cephObjectZone = defineResource<CephObjectZoneBody>({
  ...rook,
  kind: 'CephObjectZone',
  plural: 'cephobjectzones',
  shortNames: ['cephoz'],
  schema: object({ spec, status: plainStatus }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * The object stores of one cluster that hold the same objects.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-zone-crd/
 */
export class CephObjectZone extends customResource(cephObjectZone) {}

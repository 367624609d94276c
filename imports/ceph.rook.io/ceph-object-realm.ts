import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, object, string, withFacets } from '../../crd/schema/schema';
import { AGE, PHASE, rook } from './kind';
import { plainStatus } from './status';
import type { CephObjectRealmBody, CephObjectRealmSpec } from './generated';

export type { CephObjectRealmSpec };

const specShape = object(
  {
    defaultRealm: boolean({ description: 'Whether this is the default realm; at most one realm is.' }),
    pull: object(
      { endpoint: string({ pattern: '^https*://', description: 'URL of a gateway of the master zone.' }) },
      { description: 'Cluster that the realm is pulled from, when it exists already.' },
    ),
  },
  { doc: "Whether a realm is new, or another cluster's." },
);

const spec: Schema<CephObjectRealmSpec> = specShape;

/** CephObjectRealm as a kind. */
export const cephObjectRealm = defineResource<CephObjectRealmBody>({
  ...rook,
  kind: 'CephObjectRealm',
  plural: 'cephobjectrealms',
  shortNames: ['cephor'],
  schema: object({ spec: withFacets(spec, { nullable: true }), status: plainStatus }),
  columns: [PHASE, AGE],
});

/**
 * Realm: users, buckets and names that object stores of several clusters share.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-realm-crd/
 */
export class CephObjectRealm extends customResource(cephObjectRealm) {}

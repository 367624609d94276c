import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { quantity } from '../core/quantity';
import { secretKeySelector } from '../core/references';
import { accountName } from './ceph-object-store-account';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, info, observedGeneration, secretVersion } from './status';

const access = enumeration(['*', 'read', 'write', 'read, write']);

const capabilities = object(
  {
    'amz-cache': access,
    bilog: access,
    bucket: access,
    buckets: access,
    datalog: access,
    info: access,
    mdlog: access,
    metadata: access,
    'oidc-provider': access,
    ratelimit: access,
    roles: access,
    usage: access,
    user: access,
    'user-policy': access,
    users: access,
    zone: access,
  },
  { nullable: true, description: 'Administrative permissions of the user.' },
);

const specShape = object({
  accountRef: object(
    { name: accountName('The CephObjectStoreAccount.') },
    {
      required: ['name'],
      rules: immutable('accountRef is immutable'),
      description: 'Account of the user, who then has only the permissions that policies grant.',
    },
  ),
  capabilities,
  clusterNamespace: string({ description: 'Namespace of the object store. Default: the namespace of this object.' }),
  displayName: string({ description: 'Display name of the user.' }),
  keys: array(object({ accessKeyRef: secretKeySelector, secretKeyRef: secretKeySelector }), {
    description: 'Secrets with the keys. Default: Rook generates a pair.',
  }),
  opMask: array(enumeration(['read', 'write', 'delete']), {
    minItems: 0,
    maxItems: 3,
    listType: 'set',
    description: 'Operations on objects that the user is allowed. Default: all.',
  }),
  quotas: object(
    {
      maxBuckets: integer({ nullable: true, description: 'Largest number of buckets. Default: 1000.' }),
      maxObjects: integer({ format: 'int64', nullable: true, description: 'Largest number of objects in all buckets.' }),
      maxSize: withFacets(quantity, { nullable: true, description: 'Largest size of all buckets, such as 10Gi.' }),
    },
    { nullable: true, description: 'Quotas of the user.' },
  ),
  store: string({ description: 'The CephObjectStore.' }),
});

/** Spec of a CephObjectStoreUser. */
export interface CephObjectStoreUserSpec extends Static<typeof specShape> {}

const spec: Schema<CephObjectStoreUserSpec> = specShape;

/** CephObjectStoreUser as a kind. */
export const cephObjectStoreUser = defineResource({
  ...rook,
  kind: 'CephObjectStoreUser',
  plural: 'cephobjectstoreusers',
  shortNames: ['rcou', 'objectuser', 'cephosu'],
  schema: object(
    { spec, status: object({ info, keys: array(secretVersion, { nullable: true }), observedGeneration, phase: string() }, OPEN_STATUS) },
    { required: ['spec'] },
  ),
  columns: [PHASE, AGE],
});

/**
 * A user of an object store; the Secret rook-ceph-object-user-STORE-NAME gets the keys.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Object-Storage/ceph-object-store-user-crd/
 */
export class CephObjectStoreUser extends customResource(cephObjectStoreUser) {}

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { quantity } from '../core/quantity';
import { secretKeySelector } from '../core/references';
import { accountName } from './ceph-object-store-account';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, info, observedGeneration, secretVersion } from './status';
import type { CephObjectStoreUserBody, CephObjectStoreUserSpec } from './generated';

export type { CephObjectStoreUserSpec };

const access = (what: string) =>
  enumeration(['*', 'read', 'write', 'read, write'], { doc: `Whether ${what} may be read, written, or both (* or read, write).` });

const capabilities = object(
  {
    'amz-cache': access('the cache of requests of S3'),
    bilog: access('logs of buckets'),
    bucket: access('buckets and their owners'),
    buckets: access('buckets and their owners'),
    datalog: access('logs of data for other zones'),
    info: access('facts about the store'),
    mdlog: access('logs of metadata for other zones'),
    metadata: access('metadata of users and buckets'),
    'oidc-provider': access('providers of OpenID Connect'),
    ratelimit: access('limits of the rate of requests'),
    roles: access('roles'),
    usage: access('statistics of usage'),
    user: access('users and their keys'),
    'user-policy': access('policies of users'),
    users: access('users and their keys'),
    zone: access('zones'),
  },
  { nullable: true, description: 'Administrative permissions of the user.' },
);

const specShape = object(
  {
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
    keys: array(
      object({
        accessKeyRef: withFacets(secretKeySelector, { doc: 'The access key, in a Secret.' }),
        secretKeyRef: withFacets(secretKeySelector, { doc: 'The secret key, in a Secret.' }),
      }),
      { description: 'Secrets with the keys. Default: Rook generates a pair.' },
    ),
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
  },
  { doc: 'What a user may do in an object store.' },
);

const spec: Schema<CephObjectStoreUserSpec> = specShape;

/** CephObjectStoreUser as a kind. */
export const cephObjectStoreUser = defineResource<CephObjectStoreUserBody>({
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
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-user-crd/
 */
export class CephObjectStoreUser extends customResource(cephObjectStoreUser) {}

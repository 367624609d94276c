import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { objectGateway } from './object-gateway';
import { objectPools } from './object-pools';
import { objectSecurity } from './object-security';
import { port } from './port';
import { OPEN_STATUS, conditions, daemonKey, info, observedGeneration } from './status';
import type { CephObjectStoreBody, CephObjectStoreSpec } from './generated';

export type { CephObjectStoreSpec };

const keystone = object(
  {
    acceptedRoles: array(string(), { description: 'Keystone roles whose users may use the store.' }),
    implicitTenants: string({ description: 'Whether new users get a tenant of their own: true, false, swift or s3.' }),
    revocationInterval: integer({ nullable: true, description: 'Interval of querying revoked tokens, in seconds.' }),
    serviceUserSecretName: string({ description: 'Name of the Secret with the credentials of the gateways at Keystone.' }),
    tokenCacheSize: integer({ nullable: true, description: 'Number of cached tokens.' }),
    url: string({ description: 'URL of Keystone.' }),
  },
  { required: ['acceptedRoles', 'serviceUserSecretName', 'url'], nullable: true, description: 'Keystone, the authentication service of OpenStack.' },
);

const hosting = object(
  {
    advertiseEndpoint: object(
      {
        dnsName: string({ minLength: 1, doc: 'The host name.' }),
        port: port('Port number.'),
        useTls: boolean({ description: 'Whether the endpoint uses HTTPS.' }),
      },
      { required: ['dnsName', 'port', 'useTls'], nullable: true, description: 'Endpoint that is given to bucket claims and users. Default: the Service.' },
    ),
    dnsNames: array(string(), { description: 'Domain names for buckets as subdomains (virtual-host style); all must resolve to the gateways.' }),
  },
  { nullable: true, description: 'Names of the store.' },
);

const protocols = object(
  {
    enableAPIs: array(enumeration(['s3', 's3website', 'swift', 'swift_auth', 'admin', 'sts', 'iam', 'notifications']), {
      nullable: true,
      description: 'APIs that the gateways serve. Default: all.',
    }),
    s3: object(
      {
        authUseKeystone: boolean({ nullable: true, description: 'Whether keys are verified by Keystone.' }),
        enabled: boolean({ nullable: true, description: 'Deprecated; use enableAPIs.' }),
      },
      { nullable: true, doc: 'How S3 is spoken.' },
    ),
    swift: object(
      {
        accountInUrl: boolean({ nullable: true, description: 'Whether URLs contain the account.' }),
        urlPrefix: string({ nullable: true, description: 'Prefix of paths. Default: swift.' }),
        versioningEnabled: boolean({ nullable: true, description: 'Whether objects can have versions.' }),
      },
      { nullable: true, doc: 'How Swift is spoken.' },
    ),
  },
  { doc: 'Which protocols the gateways speak.' },
);

const specShape = object(
  {
    ...objectPools,
    allowUsersInNamespaces: array(string(), { description: 'Further namespaces in which users of the store may be created; * means all.' }),
    auth: object({ keystone }, { doc: 'Who else knows the users.' }),
    defaultRealm: boolean({ description: 'Whether its realm is the default realm; not with zone.' }),
    gateway: withFacets(objectGateway, { nullable: true, description: 'Gateways, the daemons that serve S3 and Swift.' }),
    healthCheck: object(
      { readinessProbe: withFacets(daemonProbe, { preserveUnknownFields: true }), startupProbe: daemonProbe },
      { nullable: true, description: 'Probes of the gateways.' },
    ),
    hosting,
    preservePoolsOnDelete: boolean({ description: 'Whether the pools are kept when the store is deleted.' }),
    protocols,
    security: withFacets(objectSecurity, { nullable: true, description: 'Encryption of objects and connections.' }),
    zone: object(
      { name: string({ description: 'Name of the CephObjectZone.' }) },
      { required: ['name'], nullable: true, description: 'Zone of the store; the pools are then those of the zone.' },
    ),
  },
  {
    doc: 'The pools of an object store, and the daemons that serve it.',
    rules: [
      {
        rule: '!(has(self.defaultRealm) && self.defaultRealm == true && has(self.zone) && size(self.zone.name) > 0)',
        message: 'defaultRealm must not be true when zone.name is set (multisite configuration)',
      },
    ],
  },
);

const spec: Schema<CephObjectStoreSpec> = specShape;

const addresses = array(string(), { nullable: true });

const status = object(
  {
    cephx: daemonKey,
    conditions,
    endpoints: object({ insecure: addresses, secure: addresses }),
    info,
    message: string(),
    observedGeneration,
    phase: string(),
    replicas: integer({ format: 'int32' }),
    selector: string(),
  },
  OPEN_STATUS,
);

/** CephObjectStore as a kind. */
export const cephObjectStore = defineResource<CephObjectStoreBody>({
  ...rook,
  kind: 'CephObjectStore',
  plural: 'cephobjectstores',
  shortNames: ['cephos'],
  schema: object({ spec, status }, { required: ['spec'] }),
  subresources: {
    status: {},
    scale: { specReplicasPath: '.spec.gateway.instances', statusReplicasPath: '.status.replicas', labelSelectorPath: '.status.selector' },
  },
  columns: [
    PHASE,
    { name: 'Endpoint', type: 'string', jsonPath: '.status.info.endpoint' },
    { name: 'SecureEndpoint', type: 'string', jsonPath: '.status.info.secureEndpoint' },
    AGE,
  ],
});

/**
 * Buckets with objects, served by S3 and Swift.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Object-Storage/ceph-object-store-crd/
 */
export class CephObjectStore extends customResource(cephObjectStore) {}

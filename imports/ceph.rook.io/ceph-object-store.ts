import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { objectGateway } from './object-gateway';
import { objectPools } from './object-pools';
import { objectSecurity } from './object-security';
import { port } from './port';
import { OPEN_STATUS, conditions, daemonKey, info, observedGeneration } from './status';

const keystone = object(
  {
    acceptedRoles: array(string(), { description: 'Who may use the store, by role.' }),
    implicitTenants: string({ description: 'Whether new users get a tenant of their own: true, false, swift or s3.' }),
    revocationInterval: integer({ nullable: true, description: 'How often revoked tokens are asked for, in seconds.' }),
    serviceUserSecretName: string({ description: "The Secret with the gateways' own credentials." }),
    tokenCacheSize: integer({ nullable: true, description: 'How many tokens are remembered.' }),
    url: string({ description: 'Where Keystone is.' }),
  },
  { required: ['acceptedRoles', 'serviceUserSecretName', 'url'], nullable: true, description: 'Users and roles of OpenStack.' },
);

const hosting = object(
  {
    advertiseEndpoint: object(
      { dnsName: string({ minLength: 1 }), port: port('The port.'), useTls: boolean({ description: 'Whether it is HTTPS.' }) },
      { required: ['dnsName', 'port', 'useTls'], nullable: true, description: 'What bucket claims and users are told; the Service when left out.' },
    ),
    dnsNames: array(string(), { description: 'Names below which each bucket is a name of its own; all must lead to the gateways.' }),
  },
  { nullable: true, description: 'Under which names the store is reached.' },
);

const protocols = object({
  enableAPIs: array(enumeration(['s3', 's3website', 'swift', 'swift_auth', 'admin', 'sts', 'iam', 'notifications']), {
    nullable: true,
    description: 'What the gateways speak; all when left out.',
  }),
  s3: object(
    {
      authUseKeystone: boolean({ nullable: true, description: 'Whether Keystone knows the keys.' }),
      enabled: boolean({ nullable: true, description: 'Give enableAPIs instead: this field is deprecated.' }),
    },
    { nullable: true },
  ),
  swift: object(
    {
      accountInUrl: boolean({ nullable: true, description: 'Whether URLs name the account.' }),
      urlPrefix: string({ nullable: true, description: 'What paths begin with; swift when left out.' }),
      versioningEnabled: boolean({ nullable: true, description: 'Whether objects can have versions.' }),
    },
    { nullable: true },
  ),
});

const specShape = object(
  {
    ...objectPools,
    allowUsersInNamespaces: array(string(), { description: 'Other namespaces that may have users of the store; * means all.' }),
    auth: object({ keystone }),
    defaultRealm: boolean({ description: 'Whether its realm is the one that is meant where none is named; not with zone.' }),
    gateway: withFacets(objectGateway, { nullable: true, description: 'The daemons that speak S3 and Swift.' }),
    healthCheck: object(
      { readinessProbe: withFacets(daemonProbe, { preserveUnknownFields: true }), startupProbe: daemonProbe },
      { nullable: true, description: 'How the gateways are probed.' },
    ),
    hosting,
    preservePoolsOnDelete: boolean({ description: 'Whether the pools stay when the store is deleted.' }),
    protocols,
    security: withFacets(objectSecurity, { nullable: true, description: 'How objects and connections are encrypted.' }),
    zone: object(
      { name: string({ description: 'The CephObjectZone.' }) },
      { required: ['name'], nullable: true, description: 'The zone that the store is in; then the zone has the pools.' },
    ),
  },
  {
    rules: [
      {
        rule: '!(has(self.defaultRealm) && self.defaultRealm == true && has(self.zone) && size(self.zone.name) > 0)',
        message: 'defaultRealm must not be true when zone.name is set (multisite configuration)',
      },
    ],
  },
);

/** The pools of an object store, and the daemons that serve it. */
export interface CephObjectStoreSpec extends Static<typeof specShape> {}

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
export const cephObjectStore = defineResource({
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
 * @see https://rook.io/docs/rook/v1.20/CRDs/Object-Storage/ceph-object-store-crd/
 */
export class CephObjectStore extends customResource(cephObjectStore) {}

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, object, string, withFacets } from '../../crd/schema/schema';
import { secretKeySelector } from '../core/references';
import { AGE, PHASE, rook } from './kind';
import { OPEN_STATUS, observedGeneration, secretVersion } from './status';
import type { CephBucketTopicBody, CephBucketTopicSpec } from './generated';

export type { CephBucketTopicSpec };

const disableVerifySSL = boolean({ description: 'Whether the certificate of the server is accepted without verification.' });
const uri = (description: string) => string({ minLength: 1, description });

const endpoint = object(
  {
    amqp: object(
      {
        ackLevel: enumeration(['none', 'broker', 'routable', 'routeable'], {
          default: 'broker',
          description: 'Required acknowledgement: none, broker, or routable, from a consumer; routeable is deprecated.',
        }),
        disableVerifySSL,
        exchange: string({ minLength: 1, description: 'Exchange that routes by topic.' }),
        uri: uri('amqp://HOST:PORT/VHOST'),
      },
      { required: ['exchange', 'uri'], doc: 'A broker that speaks AMQP, such as RabbitMQ.' },
    ),
    http: object(
      { disableVerifySSL, sendCloudEvents: boolean({ description: 'Whether requests have the headers of CloudEvents.' }), uri: uri('http://HOST:PORT') },
      { required: ['uri'], doc: 'A server that takes requests.' },
    ),
    kafka: object(
      {
        ackLevel: enumeration(['none', 'broker'], { default: 'broker', description: 'Required acknowledgement: none or broker.' }),
        disableVerifySSL,
        mechanism: enumeration(['PLAIN', 'SCRAM-SHA-512', 'SCRAM-SHA-256', 'GSSAPI', 'OAUTHBEARER'], {
          default: 'PLAIN',
          description: 'Authentication of the gateway at the broker.',
        }),
        passwordSecretRef: withFacets(secretKeySelector, { doc: 'The password, in a Secret.' }),
        uri: uri('kafka://HOST:PORT'),
        useSSL: boolean({ description: 'Whether the connection is encrypted.' }),
        userSecretRef: withFacets(secretKeySelector, { doc: 'The name of the user, in a Secret.' }),
      },
      { required: ['uri'], doc: 'A broker of Kafka.' },
    ),
  },
  { description: 'Endpoint that receives the notifications: exactly one of amqp, http and kafka.' },
);

const specShape = object(
  {
    endpoint,
    objectStoreName: string({ minLength: 1, description: 'Name of the CephObjectStore with the buckets.' }),
    objectStoreNamespace: string({ minLength: 1, description: 'Namespace of the CephObjectStore.' }),
    opaqueData: string({ description: 'Text that is added to every notification.' }),
    persistent: boolean({ description: 'Whether notifications are stored and sent again until they are acknowledged.' }),
  },
  { doc: 'Endpoint that receives notifications of buckets.', required: ['endpoint', 'objectStoreName', 'objectStoreNamespace'] },
);

const spec: Schema<CephBucketTopicSpec> = specShape;

/** CephBucketTopic as a kind. */
export const cephBucketTopic = defineResource<CephBucketTopicBody>({
  ...rook,
  kind: 'CephBucketTopic',
  plural: 'cephbuckettopics',
  shortNames: ['cephbt'],
  schema: object(
    { spec, status: object({ ARN: string({ nullable: true }), observedGeneration, phase: string(), secrets: array(secretVersion) }, OPEN_STATUS) },
    { required: ['spec'] },
  ),
  columns: [PHASE, AGE],
});

/**
 * Endpoint that receives notifications of buckets.
 *
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-notifications/
 */
export class CephBucketTopic extends customResource(cephBucketTopic) {}

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, enumeration, object, string } from '../../crd/schema/schema';
import { AGE, PHASE, rook } from './kind';
import { plainStatus } from './status';
import type { CephBucketNotificationBody, CephBucketNotificationSpec } from './generated';

export type { CephBucketNotificationSpec };

const EVENTS = [
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
  's3:ObjectLifecycle:Expiration:Current',
  's3:ObjectLifecycle:Expiration:NonCurrent',
  's3:ObjectLifecycle:Expiration:DeleteMarker',
  's3:ObjectLifecycle:Expiration:AbortMultipartUpload',
  's3:ObjectLifecycle:Transition:Current',
  's3:ObjectLifecycle:Transition:NonCurrent',
  's3:LifecycleExpiration:*',
  's3:LifecycleExpiration:Delete',
  's3:LifecycleExpiration:DeleteMarkerCreated',
  's3:LifecycleTransition',
  's3:ObjectSynced:*',
  's3:ObjectSynced:Create',
  's3:ObjectSynced:Delete',
  's3:ObjectSynced:DeletionMarkerCreated',
  's3:Replication:*',
  's3:Replication:Create',
  's3:Replication:Delete',
  's3:Replication:DeletionMarkerCreated',
  's3:ObjectRestore:*',
  's3:ObjectRestore:Post',
  's3:ObjectRestore:Completed',
  's3:ObjectRestore:Delete',
] as const;

const named = (description: string) =>
  array(
    object(
      { name: string({ minLength: 1, doc: 'Which metadata or tag.' }), value: string({ doc: 'The value that it must have.' }) },
      { required: ['name', 'value'] },
    ),
    { description },
  );

const specShape = object(
  {
    events: array(enumeration(EVENTS), { description: 'Events that are notified.' }),
    filter: object(
      {
        keyFilters: array(
          object(
            {
              name: enumeration(['prefix', 'suffix', 'regex'], { doc: 'How the name is compared.' }),
              value: string({ doc: 'The beginning, the end, or a regular expression.' }),
            },
            { required: ['name', 'value'] },
          ),
          { description: 'Conditions on the name of the object.' },
        ),
        metadataFilters: named('Conditions on the metadata of the object.'),
        tagFilters: named('Conditions on the tags of the object.'),
      },
      { description: 'Conditions on the objects. Default: all objects.' },
    ),
    topic: string({ minLength: 1, description: 'Name of the CephBucketTopic that receives the notifications.' }),
  },
  { doc: 'What must happen in a bucket for a topic to be told.', required: ['topic'] },
);

const spec: Schema<CephBucketNotificationSpec> = specShape;

/** CephBucketNotification as a kind. */
export const cephBucketNotification = defineResource<CephBucketNotificationBody>({
  ...rook,
  kind: 'CephBucketNotification',
  plural: 'cephbucketnotifications',
  shortNames: ['cephbn'],
  schema: object({ spec, status: plainStatus }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/**
 * Notification of events in buckets; an ObjectBucketClaim requests it by the label `bucket-notification-NAME`.
 *
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-notifications/
 */
export class CephBucketNotification extends customResource(cephBucketNotification) {}

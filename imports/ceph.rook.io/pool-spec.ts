import { type Schema, type Static, boolean, enumeration, intOrString, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { QUANTITY } from '../core/quantity';
import { mirrorPeers, snapshotSchedules, statusCheck } from './mirroring';
import { settings } from './open';

const replicatedShape = object(
  {
    hybridStorage: object(
      {
        primaryDeviceClass: string({ minLength: 1, description: 'Where the copy lies that is read, such as ssd.' }),
        secondaryDeviceClass: string({ minLength: 1, description: 'Where the others lie, such as hdd.' }),
      },
      { required: ['primaryDeviceClass', 'secondaryDeviceClass'], nullable: true, description: 'One copy on fast devices, the others on slow ones.' },
    ),
    replicasPerFailureDomain: integer({ minimum: 1, description: 'How many copies lie in one failure domain.' }),
    requireSafeReplicaSize: boolean({ description: 'Must be false for a size of 1.' }),
    size: integer({ minimum: 0, description: 'How many copies there are of the data.' }),
    subFailureDomain: string({ description: 'What keeps apart copies within one failure domain, such as host.' }),
    targetSizeRatio: number({ minimum: 0, description: 'Which share of the capacity the pool is expected to fill.' }),
  },
  { required: ['size'], description: 'Whole copies on several OSDs.' },
);

/** Whole copies on several OSDs. */
export interface Replicated extends Static<typeof replicatedShape> {}

const replicated: Schema<Replicated> = replicatedShape;

const erasureCodedShape = object(
  {
    algorithm: enumeration(['isa', 'jerasure'], { description: 'The plugin that computes the chunks; isa in new versions of Ceph.' }),
    codingChunks: integer({ minimum: 0, description: 'How many chunks may be lost; each needs an OSD of its own.' }),
    crushNumFailureDomains: integer({ format: 'int32', minimum: 1, description: 'Over how many failure domains the chunks are spread.' }),
    crushOSDsPerFailureDomain: integer({ format: 'int32', minimum: 1, description: 'How many chunks may lie in one failure domain.' }),
    dataChunks: integer({ minimum: 0, description: 'Into how many chunks the data is cut; each needs an OSD of its own.' }),
    stripeUnit: intOrString({
      pattern: QUANTITY,
      enum: ['4Ki', '16Ki', '64Ki', '256Ki', '1Mi'],
      description: 'How much of an object is one stripe of a chunk.',
    }),
  },
  {
    required: ['codingChunks', 'dataChunks'],
    rules: [
      {
        rule: 'has(self.crushNumFailureDomains) == has(self.crushOSDsPerFailureDomain)',
        message: 'crushNumFailureDomains and crushOSDsPerFailureDomain must be specified together',
      },
    ],
    description: 'Chunks of the data, and chunks to compute lost ones from.',
  },
);

/** Chunks of the data, and chunks to compute lost ones from. */
export interface ErasureCoded extends Static<typeof erasureCodedShape> {}

const erasureCoded: Schema<ErasureCoded> = erasureCodedShape;

const mirroring = object(
  {
    enabled: boolean(),
    mode: enumeration(['pool', 'image', 'init-only'], { description: 'Whether all images are mirrored, or those that say so.' }),
    peers: mirrorPeers,
    snapshotSchedules,
  },
  { description: 'A copy of the pool in another cluster.' },
);

/** What every pool has; how a pool is named depends on whose it is. */
export const poolFields = {
  application: string({ description: 'Which application the pool is for, where Ceph does not know.' }),
  compressionMode: enumeration(['none', 'passive', 'aggressive', 'force', ''], {
    nullable: true,
    description: 'Give parameters.compression_mode instead: this field is deprecated.',
  }),
  crushRoot: string({ nullable: true, description: 'The root of the CRUSH hierarchy that the pool uses; default when left out.' }),
  deviceClass: string({ nullable: true, description: 'On which OSDs the pool lies: hdd, ssd, nvme or a class of your own; all when left out.' }),
  enableCrushUpdates: boolean({ nullable: true, description: 'Whether later changes of failureDomain, crushRoot and deviceClass have effect.' }),
  enableRBDStats: boolean({ description: 'Whether there are metrics of each image.' }),
  erasureCoded,
  failureDomain: string({ description: 'What keeps copies or chunks apart: osd, host, rack, zone; host when left out.' }),
  mirroring,
  parameters: withFacets(settings, { description: "The pool's settings as Ceph names them, such as compression_mode." }),
  quotas: object(
    {
      maxBytes: integer({ format: 'int64', description: 'Give maxSize instead: this field is deprecated.' }),
      maxObjects: integer({ format: 'int64', description: 'How many RADOS objects the pool may hold.' }),
      maxSize: string({ pattern: '^[0-9]+[\\.]?[0-9]*([KMGTPE]i|[kMGTPE])?$', description: 'How much the pool may hold, such as 100Gi.' }),
    },
    { nullable: true, description: 'What the pool may hold at most.' },
  ),
  replicated,
  statusCheck,
};

const shape = object(poolFields);

/** How a pool protects its data, and where it lies. */
export interface PoolSpec extends Static<typeof shape> {}

/**
 * A pool without a name of its own: of an object store. Exactly one of `replicated` and `erasureCoded`.
 *
 * @see https://rook.io/docs/rook/v1.20/CRDs/Block-Storage/ceph-block-pool-crd/#pool-settings
 */
export const poolSpec: Schema<PoolSpec> = shape;

const namedShape = object({ ...poolFields, name: string({ description: 'What the pool is called in Ceph.' }) });

/** A pool of a filesystem. */
export interface NamedPoolSpec extends Static<typeof namedShape> {}

/** A pool that may have a name of its own: of a filesystem. Exactly one of `replicated` and `erasureCoded`. */
export const namedPoolSpec: Schema<NamedPoolSpec> = namedShape;

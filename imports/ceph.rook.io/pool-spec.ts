import { type Schema, boolean, enumeration, intOrString, integer, number, object, string, withFacets } from '../../crd/schema/schema';
import { QUANTITY } from '../core/quantity';
import { mirrorPeers, snapshotSchedules, statusCheck } from './mirroring';
import { settings } from './open';
import type { ErasureCoded, NamedPoolSpec, PoolSpec, Replicated } from './generated';

export type { NamedPoolSpec, PoolSpec };

const replicatedShape = object(
  {
    hybridStorage: object(
      {
        primaryDeviceClass: string({ minLength: 1, description: 'Device class of the primary copy, which is read, such as ssd.' }),
        secondaryDeviceClass: string({ minLength: 1, description: 'Device class of the other copies, such as hdd.' }),
      },
      {
        required: ['primaryDeviceClass', 'secondaryDeviceClass'],
        nullable: true,
        description: 'Hybrid storage: the primary copy on fast devices, the others on slow ones.',
      },
    ),
    replicasPerFailureDomain: integer({ minimum: 1, description: 'Number of copies in one failure domain.' }),
    requireSafeReplicaSize: boolean({ description: 'Whether a size without redundancy is refused; must be false for a size of 1.' }),
    size: integer({ minimum: 0, description: 'Number of copies of the data.' }),
    subFailureDomain: string({ description: 'Failure domain of the copies within one failure domain, such as host.' }),
    targetSizeRatio: number({ minimum: 0, description: 'Expected share of the capacity of the cluster that the pool uses.' }),
  },
  { required: ['size'], description: 'Replication: whole copies on several OSDs.' },
);

/** Replication: whole copies on several OSDs. */
export const replicated: Schema<Replicated> = replicatedShape;

const erasureCodedShape = object(
  {
    algorithm: enumeration(['isa', 'jerasure'], { description: 'Plugin that computes the chunks. Default: isa in new versions of Ceph.' }),
    codingChunks: integer({ minimum: 0, description: 'Number of coding chunks: as many may be lost. Each needs an OSD of its own.' }),
    crushNumFailureDomains: integer({ format: 'int32', minimum: 1, description: 'Number of failure domains for the chunks.' }),
    crushOSDsPerFailureDomain: integer({ format: 'int32', minimum: 1, description: 'Number of OSDs, and so of chunks, in one failure domain.' }),
    dataChunks: integer({ minimum: 0, description: 'Number of data chunks. Each needs an OSD of its own.' }),
    stripeUnit: intOrString({ pattern: QUANTITY, enum: ['4Ki', '16Ki', '64Ki', '256Ki', '1Mi'], description: 'Size of a stripe unit.' }),
  },
  {
    required: ['codingChunks', 'dataChunks'],
    rules: [
      {
        rule: 'has(self.crushNumFailureDomains) == has(self.crushOSDsPerFailureDomain)',
        message: 'crushNumFailureDomains and crushOSDsPerFailureDomain must be specified together',
      },
    ],
    description: 'Erasure coding: data chunks, and coding chunks that replace lost ones.',
  },
);

/** Erasure coding: data chunks, and coding chunks that replace lost ones. */
export const erasureCoded: Schema<ErasureCoded> = erasureCodedShape;

const mirroring = object(
  {
    enabled: boolean({ doc: 'Whether the pool is mirrored; false by default.' }),
    mode: enumeration(['pool', 'image', 'init-only'], {
      description: 'Which images are mirrored: pool mirrors all of them, image those for which mirroring is enabled.',
    }),
    peers: mirrorPeers,
    snapshotSchedules,
  },
  { description: 'Mirroring of the pool to another cluster.' },
);

/** Fields of every pool; the name is defined by the kind that owns the pool. */
export const poolFields = {
  application: string({ description: 'Name of the application that uses the pool; needed for pools of object stores only.' }),
  compressionMode: enumeration(['none', 'passive', 'aggressive', 'force', ''], { nullable: true, description: 'Deprecated; use parameters.compression_mode.' }),
  crushRoot: string({ nullable: true, description: 'Root of the CRUSH hierarchy for the pool. Default: default.' }),
  deviceClass: string({ nullable: true, description: 'Device class of the OSDs for the pool: hdd, ssd, nvme or a class of your own. Default: all OSDs.' }),
  enableCrushUpdates: boolean({ nullable: true, description: 'Whether later changes of failureDomain, crushRoot and deviceClass are applied.' }),
  enableRBDStats: boolean({ description: 'Whether metrics of each image are collected.' }),
  erasureCoded,
  failureDomain: string({ description: 'Failure domain of copies or chunks: osd, host, rack, zone. Default: host.' }),
  mirroring,
  parameters: withFacets(settings, { description: 'Settings of the pool as Ceph names them, such as compression_mode.' }),
  quotas: object(
    {
      maxBytes: integer({ format: 'int64', description: 'Deprecated; use maxSize.' }),
      maxObjects: integer({ format: 'int64', description: 'Largest number of RADOS objects in the pool.' }),
      maxSize: string({ pattern: '^[0-9]+[\\.]?[0-9]*([KMGTPE]i|[kMGTPE])?$', description: 'Largest size of the pool, such as 100Gi.' }),
    },
    { nullable: true, description: 'Quotas of the pool.' },
  ),
  replicated,
  statusCheck,
};

const shape = object(poolFields, { doc: 'How a pool protects its data, and where it lies.' });

/**
 * A pool without a name of its own: of an object store. Exactly one of `replicated` and `erasureCoded`.
 *
 * @see https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-block-pool-crd/#pool-settings
 */
export const poolSpec: Schema<PoolSpec> = shape;

const namedShape = object({ ...poolFields, name: string({ description: 'Name of the pool in Ceph.' }) }, { doc: 'A pool of a filesystem.' });

/** A pool that may have a name of its own: of a filesystem. Exactly one of `replicated` and `erasureCoded`. */
export const namedPoolSpec: Schema<NamedPoolSpec> = namedShape;

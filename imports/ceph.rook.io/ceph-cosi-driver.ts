import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, enumeration, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { rook } from './kind';
import { placement } from './placement';

const specShape = object({
  deploymentStrategy: enumeration(['Never', 'Auto', 'Always'], { description: 'Whether the driver runs; Auto: where an object store is.' }),
  image: string({ description: "The driver's image." }),
  objectProvisionerImage: string({ description: "The image of the driver's sidecar." }),
  placement: withFacets(placement, { description: 'Where the driver may run.' }),
  resources: withFacets(resources, { description: 'What the driver may use, and what is kept free for it.' }),
});

/** Whether and how the COSI driver runs. */
export interface CephCOSIDriverSpec extends Static<typeof specShape> {}

const spec: Schema<CephCOSIDriverSpec> = specShape;

/** The COSI driver as a kind. */
export const cephCOSIDriver = defineResource({
  group: rook.group,
  version: rook.version,
  scope: rook.scope,
  kind: 'CephCOSIDriver',
  plural: 'cephcosidrivers',
  shortNames: ['cephcosi'],
  schema: object({ spec }, { required: ['spec'] }),
});

/**
 * The driver that makes buckets for the Container Object Storage Interface.
 *
 * @see https://rook.io/docs/rook/v1.20/Storage-Configuration/Object-Storage-RGW/cosi/
 */
export class CephCOSIDriver extends customResource(cephCOSIDriver) {}

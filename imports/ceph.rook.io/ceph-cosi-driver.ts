import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, enumeration, object, string, withFacets } from '../../crd/schema/schema';
import { resources } from '../core/resources';
import { rook } from './kind';
import { placement } from './placement';
import type { CephCOSIDriverBody, CephCOSIDriverSpec } from './generated';

export type { CephCOSIDriverSpec };

const specShape = object(
  {
    deploymentStrategy: enumeration(['Never', 'Auto', 'Always'], {
      description: 'When the driver is deployed: Never, Always, or Auto, when there is an object store.',
    }),
    image: string({ description: 'Image of the driver.' }),
    objectProvisionerImage: string({ description: "Image of the driver's sidecar." }),
    placement: withFacets(placement, { description: 'Placement of the driver.' }),
    resources: withFacets(resources, { description: 'Resource requests and limits of the driver.' }),
  },
  { doc: 'Whether and how the COSI driver runs.' },
);

const spec: Schema<CephCOSIDriverSpec> = specShape;

/** The COSI driver as a kind. */
export const cephCOSIDriver = defineResource<CephCOSIDriverBody>({
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
 * @see https://rook.io/docs/rook/latest-release/Storage-Configuration/Object-Storage-RGW/cosi/
 */
export class CephCOSIDriver extends customResource(cephCOSIDriver) {}

import { type Schema, type Static, array, object, string, withFacets } from '../../crd/schema/schema';
import { claimSpec } from '../core/claim-spec';
import { labels } from '../core/label-selector';

const template = (annotations: typeof labels) =>
  object({
    metadata: object({
      annotations,
      finalizers: array(string()),
      labels,
      name: string({ description: 'Metadata of the claim; its name tells the purpose of the volume.' }),
      namespace: string(),
    }),
    spec: claimSpec,
  });

/** Template of a claim for each daemon. */
export interface ClaimTemplate extends Static<ReturnType<typeof template>> {}

/** Template of a claim for each daemon. */
export const claimTemplate: Schema<ClaimTemplate> = template(labels);

/** A claim as it is made for each OSD of a device set; Rook reads annotations of its own there, such as `crushDeviceClass`. */
export const deviceSetClaimTemplate: Schema<ClaimTemplate> = template(withFacets(labels, { preserveUnknownFields: true }));

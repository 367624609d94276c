import { type Schema, array, object, string, withFacets } from '../../crd/schema/schema';
import { claimSpec } from '../core/claim-spec';
import { labels } from '../core/label-selector';
import type { ClaimTemplate } from './generated';

const template = (annotations: typeof labels, doc: string) =>
  object(
    {
      metadata: object(
        {
          annotations: withFacets(annotations, { doc: 'Annotations of the claim.' }),
          finalizers: array(string(), { doc: 'Whom the deletion of the claim waits for.' }),
          labels: withFacets(labels, { doc: 'Labels of the claim.' }),
          name: string({ description: 'Metadata of the claim; its name tells the purpose of the volume.' }),
          namespace: string({ doc: 'The namespace of the claim; that of the cluster when left out.' }),
        },
        { doc: 'Name, labels and annotations of the claim.' },
      ),
      spec: claimSpec,
    },
    { doc },
  );

/** Template of a claim for each daemon. */
export const claimTemplate: Schema<ClaimTemplate> = template(labels, 'A claim as it is made for each daemon.');

/** A claim as it is made for each OSD of a device set; Rook reads annotations of its own there, such as `crushDeviceClass`. */
export const deviceSetClaimTemplate: Schema<ClaimTemplate> = template(
  withFacets(labels, { preserveUnknownFields: true }),
  'A claim as it is made for each OSD of a device set; its annotations may hold what Rook reads, such as `crushDeviceClass`.',
);

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, object, string, withFacets } from '../../crd/schema/schema';
import { immutable } from '../core/immutable';
import { labels } from '../core/label-selector';
import { secretReference } from '../core/references';
import { csi, namedObject } from './api';
import type { ClientProfileBody, ClientProfileSpec } from './generated';

export type { ClientProfileSpec };

const client = {
  cephCsiSecrets: object({ controllerPublishSecret: secretReference }, { description: 'Secrets that are used instead of those of the StorageClass.' }),
  radosNamespace: string({ rules: immutable('field is immutable'), description: 'RADOS namespace of the pool. Default: the whole pool.' }),
};

const specShape = object(
  {
    cephConnectionRef: namedObject('CephConnection with the addresses of the cluster.'),
    cephFs: object(
      {
        ...client,
        fuseMountOptions: withFacets(labels, { description: 'Mount options for ceph-fuse.' }),
        kernelMountOptions: withFacets(labels, { description: 'Mount options for the kernel.' }),
        subVolumeGroup: string({ description: 'Subvolume group of the volumes. Default: csi.' }),
      },
      { description: 'Settings for CephFS.' },
    ),
    nfs: object({}, { doc: 'How NFS is used; there is nothing to set.' }),
    nvmeof: object(client, { description: 'Settings for NVMe over Fabrics.' }),
    rbd: object(client, { description: 'Settings for RBD.' }),
  },
  { doc: 'How StorageClasses with this `clusterID` use a Ceph cluster.', required: ['cephConnectionRef'] },
);

const spec: Schema<ClientProfileSpec> = specShape;

/** ClientProfile as a kind. */
export const clientProfile = defineResource<ClientProfileBody>({
  ...csi,
  kind: 'ClientProfile',
  plural: 'clientprofiles',
  scope: 'Namespaced',
  schema: object({ spec, status: object({}) }),
  subresources: { status: {} },
});

/**
 * Settings for StorageClasses whose `clusterID` is its name; Rook creates one for its own cluster.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export class ClientProfile extends customResource(clientProfile) {}

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { object } from '../../crd/schema/schema';
import { csi } from './api';
import { driverSpec } from './driver-spec';
import type { DriverBody } from './generated';

/** Driver as a kind. */
export const driver = defineResource<DriverBody>({
  ...csi,
  kind: 'Driver',
  plural: 'drivers',
  scope: 'Namespaced',
  schema: object(
    { spec: driverSpec, status: object({}) },
    {
      rules: [
        {
          rule: "self.metadata.name.matches('^(.+\\\\.)?(rbd|cephfs|nfs|nvmeof)?\\\\.csi\\\\.ceph\\\\.com$')",
          message: ".metadata.name must match: '[<prefix>.](rbd|cephfs|nfs|nvmeof).csi.ceph.com'",
        },
      ],
    },
  ),
  subresources: { status: {} },
});

/**
 * Has the CSI operator run a driver, whose name is that of StorageClasses' provisioner: `rook-ceph.rbd.csi.ceph.com`.
 *
 * @see https://github.com/ceph/ceph-csi-operator/blob/v1.0.4/docs/design/operator.md
 */
export class Driver extends customResource(driver) {}

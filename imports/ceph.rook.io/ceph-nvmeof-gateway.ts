import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, boolean, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { daemonPod, daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { port } from './port';
import { daemonStatus } from './status';
import type { CephNVMeOFGatewayBody, CephNVMeOFGatewaySpec } from './generated';

export type { CephNVMeOFGatewaySpec };

const specShape = object(
  {
    ...daemonPod({}),
    configMapRef: string({ minLength: 1, description: 'Name of the ConfigMap with a complete nvmeof.conf. Default: Rook creates one.' }),
    group: string({ minLength: 1, description: 'Name of the group of gateways that take over from each other.' }),
    hostNetwork: boolean({ description: 'Whether gateways use the network of their node. Default: as in the CephCluster.' }),
    image: string({ minLength: 1, maxLength: 1024, description: 'Image, such as quay.io/ceph/nvmeof:1.5. Default: the image that Ceph names.' }),
    instances: integer({ minimum: 1, description: 'Number of gateways.' }),
    livenessProbe: withFacets(daemonProbe, { description: 'Liveness probe.' }),
    nvmeofConfig: map(labels, { description: 'Changes to nvmeof.conf by section.' }),
    pool: string({ minLength: 1, description: "Pool for the gateways' own configuration." }),
    ports: object(
      {
        discoveryPort: port('Port for discovery. Default: 8009.'),
        gatewayPort: port('Port for the configuration of gateways. Default: 5500.'),
        ioPort: port('Port for data. Default: 4420.'),
        monitorPort: port('Port for the monitor. Default: 5499.'),
      },
      { description: 'Ports of the gateways.' },
    ),
  },
  { doc: 'How many gateways there are, and how they run.', required: ['group', 'instances', 'pool'] },
);

const spec: Schema<CephNVMeOFGatewaySpec> = specShape;

/** Gateways from NVMe over TCP as a kind. */
export const cephNVMeOFGateway = defineResource<CephNVMeOFGatewayBody>({
  ...rook,
  kind: 'CephNVMeOFGateway',
  plural: 'cephnvmeofgateways',
  shortNames: ['nvmeof'],
  schema: object({ spec, status: object(daemonStatus) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/** Gateways to block devices by NVMe over TCP, for machines without a client of Ceph. */
export class CephNVMeOFGateway extends customResource(cephNVMeOFGateway) {}

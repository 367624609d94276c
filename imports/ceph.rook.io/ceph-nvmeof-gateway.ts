import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, boolean, integer, map, object, string, withFacets } from '../../crd/schema/schema';
import { labels } from '../core/label-selector';
import { daemonPod, daemonProbe } from './daemon-pod';
import { AGE, PHASE, rook } from './kind';
import { port } from './port';
import { daemonStatus } from './status';

const specShape = object(
  {
    ...daemonPod({}),
    configMapRef: string({ minLength: 1, description: 'The ConfigMap with a whole nvmeof.conf; one is made when left out.' }),
    group: string({ minLength: 1, description: 'The name of the group within which gateways stand in for each other.' }),
    hostNetwork: boolean({ description: "Whether gateways are in their nodes' network; as the CephCluster says when left out." }),
    image: string({ minLength: 1, maxLength: 1024, description: 'The image, such as quay.io/ceph/nvmeof:1.5; the one that Ceph names when left out.' }),
    instances: integer({ minimum: 1, description: 'How many gateways.' }),
    livenessProbe: withFacets(daemonProbe, { description: 'When a gateway is restarted.' }),
    nvmeofConfig: map(labels, { description: 'Changes to nvmeof.conf, by section.' }),
    pool: string({ minLength: 1, description: "The pool with the gateways' own settings." }),
    ports: object(
      {
        discoveryPort: port('For discovery; 8009 by default.'),
        gatewayPort: port('For who configures gateways; 5500 by default.'),
        ioPort: port('For data; 4420 by default.'),
        monitorPort: port('For the monitor; 5499 by default.'),
      },
      { description: 'Where gateways listen.' },
    ),
  },
  { required: ['group', 'instances', 'pool'] },
);

/** How many gateways there are, and how they run. */
export interface CephNVMeOFGatewaySpec extends Static<typeof specShape> {}

const spec: Schema<CephNVMeOFGatewaySpec> = specShape;

/** Gateways from NVMe over TCP as a kind. */
export const cephNVMeOFGateway = defineResource({
  ...rook,
  kind: 'CephNVMeOFGateway',
  plural: 'cephnvmeofgateways',
  shortNames: ['nvmeof'],
  schema: object({ spec, status: object(daemonStatus) }, { required: ['spec'] }),
  columns: [PHASE, AGE],
});

/** Gateways through which machines that know nothing of Ceph reach block devices, as NVMe over TCP. */
export class CephNVMeOFGateway extends customResource(cephNVMeOFGateway) {}

import { type Schema, type Static, array, boolean, enumeration, integer, object, string } from '../../crd/schema';
import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/definition';
import { conditions } from '../core/conditions';
import { topologySpreadConstraints } from '../core/topology-spread';
import { container, containers, workload } from './workload';

const logging = object({ logSeverity: enumeration(['Fatal', 'Error', 'Warn', 'Info', 'Debug', 'Trace'], { default: 'Info' }) });

const specShape = object({
  apiServerDeployment: workload('Changes to the Deployment calico-apiserver.', {
    containers: array(
      object(
        {
          ...container(['calico-apiserver', 'tigera-queryserver', 'calico-l7-admission-controller']),
          ports: array(
            object(
              { containerPort: integer({ format: 'int32' }), name: enumeration(['apiserver', 'queryserver', 'l7admctrl']) },
              { required: ['containerPort', 'name'] },
            ),
          ),
        },
        { required: ['name'] },
      ),
    ),
    initContainers: containers(['calico-apiserver-certs-key-cert-provisioner']),
    priorityClassName: string(),
    topologySpreadConstraints,
  }),
  calicoWebhooksDeployment: workload('Changes to the Deployment calico-webhooks.', {
    containers: array(
      object(
        {
          ...container(['calico-webhooks']),
          ports: array(
            object(
              { containerPort: integer({ format: 'int32', minimum: 1, maximum: 65535 }), name: enumeration(['calico-webhooks']) },
              { required: ['containerPort', 'name'] },
            ),
          ),
        },
        { required: ['name'] },
      ),
    ),
    hostNetwork: boolean({ description: 'For an API server that does not reach pods.' }),
  }),
  logging: object({ apiServer: logging, queryServer: logging }, { description: 'From which severity on the servers log.' }),
});

/** How Calico's API server runs. */
export interface APIServerSpec extends Static<typeof specShape> {}

const spec: Schema<APIServerSpec> = specShape;

/** Calico's API server as a kind: one object, named `default`. */
export const apiServer = defineResource({
  group: 'operator.tigera.io',
  version: 'v1',
  kind: 'APIServer',
  plural: 'apiservers',
  scope: 'Cluster',
  schema: object(
    { spec, status: object({ conditions, state: string() }) },
    {
      rules: [
        { rule: "self.metadata.name == 'default' || self.metadata.name == 'tigera-secure'", message: "resource name must be 'default' or 'tigera-secure'" },
      ],
    },
  ),
  subresources: { status: {} },
});

/**
 * Has the operator run Calico's API server, so that `kubectl` serves projectcalico.org/v3; its name must be `default`.
 *
 * @see https://docs.tigera.io/calico/latest/reference/installation/api#apiserver
 */
export class APIServer extends customResource(apiServer) {}

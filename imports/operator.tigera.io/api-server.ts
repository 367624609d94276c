import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, integer, object, string } from '../../crd/schema/schema';
import { conditions } from '../core/conditions';
import { topologySpreadConstraints } from '../core/topology-spread';
import { container, containers, workload } from './workload';

const logging = object({ logSeverity: enumeration(['Fatal', 'Error', 'Warn', 'Info', 'Debug', 'Trace'], { default: 'Info' }) });

const withPorts = <const C extends string, const N extends string>(names: readonly C[], containerPort: Schema<number>, portNames: readonly N[]) => {
  const ports = array(object({ containerPort, name: enumeration(portNames) }, { required: ['containerPort', 'name'] }));
  return array(object({ ...container(names), ports }, { required: ['name'] }));
};

const specShape = object({
  apiServerDeployment: workload('Changes to the Deployment calico-apiserver.', {
    containers: withPorts(['calico-apiserver', 'tigera-queryserver', 'calico-l7-admission-controller'], integer({ format: 'int32' }), [
      'apiserver',
      'queryserver',
      'l7admctrl',
    ]),
    initContainers: containers(['calico-apiserver-certs-key-cert-provisioner']),
    priorityClassName: string(),
    topologySpreadConstraints,
  }),
  calicoWebhooksDeployment: workload('Changes to the Deployment calico-webhooks.', {
    containers: withPorts(['calico-webhooks'], integer({ format: 'int32', minimum: 1, maximum: 65535 }), ['calico-webhooks']),
    hostNetwork: boolean({ description: 'Whether the pods use the network of their node, for clusters whose API server cannot reach pods.' }),
  }),
  logging: object({ apiServer: logging, queryServer: logging }, { description: 'Lowest severity that is logged.' }),
});

/** Spec of an APIServer. */
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

import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, object, string, withFacets } from '../../crd/schema/schema';
import { conditions } from '../core/conditions';
import { topologySpreadConstraints } from '../core/topology-spread';
import { container, initContainers, priorityClassName, workload } from './workload';
import type { APIServerBody, APIServerSpec } from './generated';

export type { APIServerSpec };

const logging = object(
  { logSeverity: enumeration(['Fatal', 'Error', 'Warn', 'Info', 'Debug', 'Trace'], { default: 'Info', description: 'The least severity that is logged.' }) },
  { description: 'What the server logs.' },
);

const withPorts = <const C extends string, const N extends string>(names: readonly C[], containerPort: Schema<number>, portNames: readonly N[]) => {
  const ports = array(
    object(
      {
        containerPort: withFacets(containerPort, { description: 'Number of the port, which must be free on the host network.' }),
        name: enumeration(portNames, { description: 'Which port is changed.' }),
      },
      { required: ['containerPort', 'name'] },
    ),
    { description: 'Changes to ports, each by its name.' },
  );
  return array(object({ ...container(names), ports }, { required: ['name'] }), { description: 'Changes to containers, each by its name.' });
};

const specShape = object(
  {
    apiServerDeployment: workload('Changes to the Deployment calico-apiserver.', {
      containers: withPorts(['calico-apiserver', 'tigera-queryserver', 'calico-l7-admission-controller'], integer({ format: 'int32' }), [
        'apiserver',
        'queryserver',
        'l7admctrl',
      ]),
      initContainers: initContainers(['calico-apiserver-certs-key-cert-provisioner']),
      priorityClassName,
      topologySpreadConstraints,
    }),
    calicoWebhooksDeployment: workload('Changes to the Deployment calico-webhooks.', {
      containers: withPorts(['calico-webhooks'], integer({ format: 'int32', minimum: 1, maximum: 65535 }), ['calico-webhooks']),
      hostNetwork: boolean({ description: 'Whether the pods use the network of their node, for clusters whose API server cannot reach pods.' }),
    }),
    logging: object({ apiServer: logging, queryServer: logging }, { description: 'Lowest severity that is logged.' }),
  },
  { doc: "How Calico's API server runs." },
);

const spec: Schema<APIServerSpec> = specShape;

/** Calico's API server as a kind: one object, named `default`. */
export const apiServer = defineResource<APIServerBody>({
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

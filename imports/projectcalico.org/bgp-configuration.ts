import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, object, string } from '../../crd/schema/schema';
import { logSeverity, onOff, password } from './settings';
import { served, stored } from './versions';
import type { BGPConfigurationBody, BGPConfigurationSpec } from './generated';

export type { BGPConfigurationSpec };

const cidrs = (description: string) =>
  array(object({ cidr: string({ format: 'cidr', description: 'The network.' }) }, { mapType: 'atomic' }), { listType: 'atomic', description });
const routePriority = (description: string) => integer({ minimum: 1, maximum: 2147483646, description });

const specShape = object(
  {
    asNumber: integer({ format: 'int32', description: 'AS number of nodes without one of their own. Default: 64512.' }),
    bindMode: enumeration(['None', 'NodeIP'], { description: "Addresses that BGP listens on: None, all, or NodeIP, the node's only. Default: None." }),
    communities: array(
      object(
        {
          name: string({ description: 'Name of the community.' }),
          value: string({ pattern: '^(\\d+):(\\d+)$|^(\\d+):(\\d+):(\\d+)$', description: 'Value of the community: aa:nn, or aa:nn:mm.' }),
        },
        { mapType: 'atomic' },
      ),
      { listType: 'atomic', description: 'Names of BGP communities, with their values.' },
    ),
    ignoredInterfaces: array(string(), { listType: 'set', description: 'Interfaces whose routes are not announced to peers; patterns with * are allowed.' }),
    ipv4NormalRoutePriority: routePriority("Metric of Calico's IPv4 routes; lower metrics take precedence."),
    ipv6NormalRoutePriority: routePriority("Metric of Calico's IPv6 routes; lower metrics take precedence."),
    listenPort: integer({ minimum: 1, maximum: 65535, description: 'TCP port of BGP. Default: 179.' }),
    localWorkloadPeeringIPV4: string({ description: 'IPv4 address at which nodes peer with their own pods.' }),
    localWorkloadPeeringIPV6: string({ description: 'IPv6 address at which nodes peer with their own pods.' }),
    logSeverityScreen: logSeverity({ default: 'Info', description: 'Lowest severity that BIRD logs.' }),
    nodeMeshMaxRestartTime: string({ description: 'Time that peers of the mesh keep routes while a node restarts. Default: 120s.' }),
    nodeMeshPassword: password,
    nodeToNodeMeshEnabled: boolean({ description: 'Whether all nodes peer with each other; false with route reflectors. Default: true.' }),
    prefixAdvertisements: array(
      object(
        {
          cidr: string({ format: 'cidr', description: 'The network.' }),
          communities: array(string(), { description: 'Communities, by name in communities or by value.' }),
        },
        { mapType: 'atomic' },
      ),
      { listType: 'atomic', description: 'Communities that are added to announcements, by network.' },
    ),
    programClusterRoutes: onOff('Whether BIRD programs the routes to pods on other nodes.'),
    serviceClusterIPs: cidrs('CIDRs of cluster IPs that are announced to peers.'),
    serviceExternalIPs: cidrs('CIDRs of external IPs that are announced to peers.'),
    serviceLoadBalancerAggregation: enumeration(['Enabled', 'Disabled'], {
      default: 'Enabled',
      description: 'Whether networks are announced instead of single addresses.',
    }),
    serviceLoadBalancerIPs: cidrs('CIDRs of load balancer IPs that are announced to peers.'),
  },
  {
    doc: 'How nodes speak BGP.',
    rules: ['nodeMeshPassword', 'nodeMeshMaxRestartTime'].map((field) => ({
      rule: `!has(self.${field}) || !has(self.nodeToNodeMeshEnabled) || self.nodeToNodeMeshEnabled == true`,
      message: `${field} cannot be set when nodeToNodeMeshEnabled is false`,
      reason: 'FieldValueForbidden',
    })),
  },
);

const spec: Schema<BGPConfigurationSpec> = specShape;
const kind = { kind: 'BGPConfiguration', plural: 'bgpconfigurations', scope: 'Cluster', schema: object({ spec }) } as const;

/** BGPConfiguration as it is served. */
export const bgpConfiguration = defineResource<BGPConfigurationBody>({ ...served, ...kind });

/** BGPConfiguration as it is stored. */
export const crdBGPConfiguration = defineResource<BGPConfigurationBody>({ ...stored, ...kind });

/**
 * BGP settings of nodes: `default` for all nodes, `node.<name>` for one.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/bgpconfig
 */
export class BGPConfiguration extends customResource(bgpConfiguration) {}

/** A BGPConfiguration as it is stored, for clusters without Calico's API server. */
export class CrdBGPConfiguration extends customResource(crdBGPConfiguration) {}

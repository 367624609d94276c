import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, array, boolean, enumeration, integer, object, string } from '../../crd/schema/schema';
import { password, saidTwice } from './settings';
import { served, stored } from './versions';
import type { BGPPeerBody, BGPPeerSpec } from './generated';

export type { BGPPeerSpec };

const unset = (field: string): string => `(!has(self.${field}) || size(self.${field}) == 0)`;
const exclusive = (one: string, other: string, message: string) =>
  ({ rule: `${unset(one)} || ${unset(other)}`, message, reason: 'FieldValueForbidden' }) as const;

const specShape = object(
  {
    asNumber: integer({ format: 'int32', description: 'AS number of the peer.' }),
    filters: array(string(), { description: 'Names of BGPFilters, which are applied in this order.' }),
    keepOriginalNextHop: boolean({ description: 'Deprecated; use nextHopMode.' }),
    keepaliveTime: string({ description: 'Interval of keepalive messages, such as 30s.' }),
    localASNumber: integer({ format: 'int32', description: 'AS number that the node uses with this peer.' }),
    localWorkloadSelector: string({ maxLength: 4096, description: 'Calico selector of the pods on the node that are peers.' }),
    maxRestartTime: string({ description: 'Time that the peer keeps routes while the node restarts. Default: 120s.' }),
    nextHopMode: enumeration(['Auto', 'Self', 'Keep'], { description: 'Next hop in announcements to the peer. Default: Auto.' }),
    node: string({ maxLength: 253, description: 'Name of the node that peers. Default: all nodes, if nodeSelector is not set either.' }),
    nodeSelector: string({ maxLength: 4096, description: 'Calico selector of the nodes that peer.' }),
    numAllowedLocalASNumbers: integer({ format: 'int32', description: "How often the node's own AS number may occur in the path of an accepted route." }),
    password,
    peerIP: string({ maxLength: 64, description: 'Address of the peer: address, address:port or [address]:port.' }),
    peerSelector: string({ maxLength: 4096, description: 'Calico selector of the nodes to peer with.' }),
    reachableBy: string({ description: 'Address of the gateway to the peer, for which a static route is added.' }),
    reversePeering: saidTwice(['Auto', 'Manual'], 'Whether nodes that peerSelector selects peer in the other direction too. Default: Auto.'),
    sourceAddress: enumeration(['UseNodeIP', 'None'], {
      description: 'Source address of the session: UseNodeIP, or None, which the kernel chooses. Default: UseNodeIP.',
    }),
    ttlSecurity: integer({ description: 'Number of hops to the peer, verified by TTL.' }),
  },
  {
    doc: 'With whom which nodes speak BGP.',
    rules: [
      exclusive('node', 'nodeSelector', 'node and nodeSelector cannot both be set'),
      exclusive('peerIP', 'peerSelector', 'peerIP and peerSelector cannot both be set'),
      {
        rule: `${unset('peerSelector')} || !has(self.asNumber) || self.asNumber == 0`,
        message: 'asNumber must be empty when peerSelector is set',
        reason: 'FieldValueForbidden',
      },
      exclusive('localWorkloadSelector', 'peerIP', 'peerIP must be empty when localWorkloadSelector is set'),
      exclusive('localWorkloadSelector', 'peerSelector', 'peerSelector must be empty when localWorkloadSelector is set'),
      {
        rule: `${unset('localWorkloadSelector')} || (has(self.asNumber) && self.asNumber != 0)`,
        message: 'asNumber is required when localWorkloadSelector is set',
        reason: 'FieldValueInvalid',
      },
    ],
  },
);

const spec: Schema<BGPPeerSpec> = specShape;
const kind = { kind: 'BGPPeer', plural: 'bgppeers', scope: 'Cluster', schema: object({ spec }) } as const;

/** BGPPeer as it is served. */
export const bgpPeer = defineResource<BGPPeerBody>({ ...served, ...kind });

/** BGPPeer as it is stored. */
export const crdBGPPeer = defineResource<BGPPeerBody>({ ...stored, ...kind });

/**
 * With whom which nodes speak BGP, for example the router at home.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/bgppeer
 */
export class BGPPeer extends customResource(bgpPeer) {}

/** A BGPPeer as it is stored, for clusters without Calico's API server. */
export class CrdBGPPeer extends customResource(crdBGPPeer) {}

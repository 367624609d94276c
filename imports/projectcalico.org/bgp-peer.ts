import { customResource } from '../../crd/custom-resource';
import { defineResource } from '../../crd/schema/definition';
import { type Schema, type Static, array, boolean, enumeration, integer, object, string } from '../../crd/schema/schema';
import { password, saidTwice } from './settings';
import { served, stored } from './versions';

const unset = (field: string): string => `(!has(self.${field}) || size(self.${field}) == 0)`;
const exclusive = (one: string, other: string, message: string) =>
  ({ rule: `${unset(one)} || ${unset(other)}`, message, reason: 'FieldValueForbidden' }) as const;

const specShape = object(
  {
    asNumber: integer({ format: 'int32', description: "The peer's autonomous system." }),
    filters: array(string(), { description: 'Names of BGPFilters, applied in this order.' }),
    keepOriginalNextHop: boolean({ description: 'Deprecated: nextHopMode says it.' }),
    keepaliveTime: string({ description: 'Pause between keepalives, for example 30s.' }),
    localASNumber: integer({ format: 'int32', description: 'The autonomous system under which our node speaks to this peer.' }),
    localWorkloadSelector: string({ maxLength: 4096, description: 'The pods on the node that are peers themselves, as a Calico selector.' }),
    maxRestartTime: string({ description: 'How long the peer keeps routes while our node restarts; 120s by default.' }),
    nextHopMode: enumeration(['Auto', 'Self', 'Keep'], { description: 'The next hop that the peer is told; Auto by default.' }),
    node: string({ maxLength: 253, description: 'The one node that peers; all nodes when neither node nor nodeSelector is set.' }),
    nodeSelector: string({ maxLength: 4096, description: 'The nodes that peer, as a Calico selector.' }),
    numAllowedLocalASNumbers: integer({ format: 'int32', description: 'How often our own AS may stand in the path of a route that we take.' }),
    password,
    peerIP: string({ maxLength: 64, description: 'The peer: address, or address:port, or [address]:port.' }),
    peerSelector: string({ maxLength: 4096, description: 'The nodes to peer with, as a Calico selector.' }),
    reachableBy: string({ description: 'The gateway on the way to the peer; a static route goes over it.' }),
    reversePeering: saidTwice(['Auto', 'Manual'], 'Whether nodes that peerSelector selects peer back by themselves; Auto by default.'),
    sourceAddress: enumeration(['UseNodeIP', 'None'], { description: "Our address in the session: the node's (the default), or what the kernel chooses." }),
    ttlSecurity: integer({ description: 'How many hops the peer is away, checked by TTL.' }),
  },
  {
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

/** With whom which nodes speak BGP. */
export interface BGPPeerSpec extends Static<typeof specShape> {}

const spec: Schema<BGPPeerSpec> = specShape;
const kind = { kind: 'BGPPeer', plural: 'bgppeers', scope: 'Cluster', schema: object({ spec }) } as const;

/** BGPPeer as it is served. */
export const bgpPeer = defineResource({ ...served, ...kind });

/** BGPPeer as it is stored. */
export const crdBGPPeer = defineResource({ ...stored, ...kind });

/**
 * With whom which nodes speak BGP, for example the router at home.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/bgppeer
 */
export class BGPPeer extends customResource(bgpPeer) {}

/** A BGPPeer as it is stored, for clusters without Calico's API server. */
export class CrdBGPPeer extends customResource(crdBGPPeer) {}

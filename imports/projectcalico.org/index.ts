/* `cdk8s-metal/kinds/projectcalico.org`: the kinds of projectcalico.org, each as a construct class with the type of its spec. */

export { type BGPConfigurationSpec, BGPConfiguration, CrdBGPConfiguration } from './bgp-configuration';
export { type BGPPeerSpec, BGPPeer, CrdBGPPeer } from './bgp-peer';
export { type FelixConfigurationSpec, CrdFelixConfiguration, FelixConfiguration } from './felix-configuration';
export { type GlobalNetworkPolicySpec, CrdGlobalNetworkPolicy, GlobalNetworkPolicy } from './global-network-policy';
export { type IPPoolSpec, CrdIPPool, IPPool } from './ip-pool';
export { type NetworkPolicySpec, CrdNetworkPolicy, NetworkPolicy } from './network-policy';

import type { Calico } from '../model/cluster';

/** The protocol that wraps packets between machines, within a subnet or across subnets; undefined: none does. */
export const encapsulationProtocol = (encapsulation: Calico['encapsulation']): 'IPIP' | 'VXLAN' | undefined => {
  switch (encapsulation) {
    case 'IPIP':
    case 'IPIPCrossSubnet':
      return 'IPIP';
    case 'VXLAN':
    case 'VXLANCrossSubnet':
      return 'VXLAN';
    case 'None':
      return undefined;
  }
};

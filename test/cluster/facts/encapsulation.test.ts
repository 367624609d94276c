import { encapsulationProtocol } from '../../../cluster/facts/encapsulation';

test.each([
  ['IPIP', 'IPIP'],
  ['IPIPCrossSubnet', 'IPIP'],
  ['VXLAN', 'VXLAN'],
  ['VXLANCrossSubnet', 'VXLAN'],
  ['None', undefined],
] as const)('%s wraps in %s', (encapsulation, protocol) => expect(encapsulationProtocol(encapsulation)).toBe(protocol));

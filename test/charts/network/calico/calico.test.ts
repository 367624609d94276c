import { type CalicoProps, Calico } from '../../../../charts/network/calico/calico';
import { type KubernetesObject, identity, only, rendered } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const POOL = { cidr: '10.244.0.0/16' };
const POOL_V6 = { cidr: 'fd00:10:244::/56' };

const calico = (props: Partial<CalicoProps> = {}) => rendered((app) => new Calico(app, 'calico', { pools: [POOL], ...props }));

const installation = (props?: Partial<CalicoProps>) => only(calico(props), 'Installation');

function child(object: object, key: string): object {
  const value: unknown = Object.entries(object).find(([name]) => name === key)?.[1];
  return typeof value === 'object' && value !== null ? value : {};
}

/** Upstream's Installation with its network, `spec.calicoNetwork`, changed. */
const changedNetwork =
  (change: (network: object) => object) =>
  (object: KubernetesObject): KubernetesObject => {
    const spec = child(object, 'spec');
    return object.kind === 'Installation' ? { ...object, spec: { ...spec, calicoNetwork: change(child(spec, 'calicoNetwork')) } } : object;
  };

const POOL_DEFAULTS = { allowedUses: ['Workload', 'Tunnel'], assignmentMode: 'Automatic', disableBGPExport: false, disableNewAllocations: false };

/** Upstream leaves out what may be left out, which for three kinds is everything. */
const withSpec = (object: KubernetesObject): KubernetesObject => ({ spec: {}, ...object });

describe("Calico's chart", () => {
  compareWithUpstream({
    file: 'calico-v3.32.1/custom-resources.yaml',
    ours: calico({ pools: [{ cidr: '192.168.0.0/16', blockSize: 26 }], whisker: true }),
    normal: withSpec,
    except: {
      'what the cluster decides is written, not left to the operator': changedNetwork((network) => ({
        ...network,
        bgp: 'Enabled',
        linuxDataplane: 'Iptables',
      })),
      'a node has the address that kubelet registers, not the first one found': changedNetwork((network) => ({
        ...network,
        nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
      })),
      'a pool has the defaults that the operator would write back': changedNetwork((network) => ({
        ...network,
        ipPools: [{ ...child(child(network, 'ipPools'), '0'), ...POOL_DEFAULTS }],
      })),
    },
  });

  test('asks for exactly one installation and the API server, and for the flow log only on request', () => {
    expect(calico().map(identity)).toEqual(['operator.tigera.io/v1 Installation default', 'operator.tigera.io/v1 APIServer default']);
    expect(calico({ whisker: true }).map(identity).slice(2)).toEqual(['operator.tigera.io/v1 Goldmane default', 'operator.tigera.io/v1 Whisker default']);
  });

  test('says all of an IPv4 network', () => {
    expect(installation({ pools: [{ ...POOL, blockSize: 24 }] })).toEqual({
      apiVersion: 'operator.tigera.io/v1',
      kind: 'Installation',
      metadata: { name: 'default' },
      spec: {
        calicoNetwork: {
          bgp: 'Enabled',
          linuxDataplane: 'Iptables',
          ipPools: [
            {
              name: 'default-ipv4-ippool',
              cidr: '10.244.0.0/16',
              blockSize: 24,
              encapsulation: 'VXLANCrossSubnet',
              natOutgoing: 'Enabled',
              nodeSelector: 'all()',
              allowedUses: ['Workload', 'Tunnel'],
              assignmentMode: 'Automatic',
              disableBGPExport: false,
              disableNewAllocations: false,
            },
          ],
          nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
        },
      },
    });
  });

  test('has a pool and an address for each family of dual stack', () => {
    expect(installation({ pools: [POOL, POOL_V6] })).toMatchObject({
      spec: {
        calicoNetwork: {
          ipPools: [
            { name: 'default-ipv4-ippool', cidr: '10.244.0.0/16', blockSize: 26 },
            { name: 'default-ipv6-ippool', cidr: 'fd00:10:244::/56', blockSize: 122 },
          ],
          nodeAddressAutodetectionV4: { kubernetes: 'NodeInternalIP' },
          nodeAddressAutodetectionV6: { kubernetes: 'NodeInternalIP' },
        },
      },
    });
  });

  test('looks for no IPv4 address where pods have IPv6 only', () => {
    const text = JSON.stringify(installation({ pools: [POOL_V6] }));
    expect(text).toContain('nodeAddressAutodetectionV6');
    expect(text).not.toContain('nodeAddressAutodetectionV4');
  });

  test.each([
    ['dataplane', { dataplane: 'BPF' }, { linuxDataplane: 'BPF' }],
    ['dataplane', { dataplane: 'Nftables' }, { linuxDataplane: 'Nftables' }],
    ['BGP', { bgp: 'Disabled' }, { bgp: 'Disabled' }],
    ['packet size', { mtu: 1450 }, { mtu: 1450 }],
    ['encapsulation', { encapsulation: 'IPIP' }, { ipPools: [{ encapsulation: 'IPIP' }] }],
  ] as const)('takes the %s from %j', (_, props, expected) => {
    expect(installation(props)).toMatchObject({ spec: { calicoNetwork: expected } });
  });

  test('leaves out what Calico finds out by itself', () => {
    expect(JSON.stringify(installation())).not.toContain('mtu');
  });

  test.each([
    [{ pools: [POOL, POOL_V6], encapsulation: 'IPIP' }, 'encapsulation IPIP cannot carry the IPv6 pool fd00:10:244::/56; use VXLANCrossSubnet, VXLAN or None'],
    [{ encapsulation: 'IPIPCrossSubnet', bgp: 'Disabled' }, 'encapsulation IPIPCrossSubnet needs BGP, which is Disabled; enable bgp, or use VXLAN'],
    [{ encapsulation: 'None', bgp: 'Disabled' }, 'encapsulation None needs BGP, which is Disabled; enable bgp, or use VXLAN'],
  ] as const)('refuses %j', (props, message) => {
    expect(() => calico(props)).toThrow(new Error(`Validation failed with the following errors:\n  [calico] ${message}`));
  });

  test.each(['VXLAN', 'VXLANCrossSubnet'] as const)('carries IPv6 in %s without BGP', (encapsulation) => {
    expect(() => calico({ pools: [POOL, POOL_V6], encapsulation, bgp: 'Disabled' })).not.toThrow();
  });
});

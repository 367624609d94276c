import { App } from 'cdk8s';
import { type CalicoWireguardProps, CalicoWireguard } from '../../../../charts/network/calico/wireguard';
import { MetalCluster } from '../../../../charts/metal-cluster';
import { only, rendered } from '../../objects';
import { dualStackCluster } from '../../example-cluster';

const felix = (props?: CalicoWireguardProps) =>
  only(
    rendered((app) => new CalicoWireguard(app, 'wireguard', props)),
    'FelixConfiguration',
  );

describe('WireGuard of Calico (field, section 11)', () => {
  test.each<[CalicoWireguardProps, object]>([
    [{}, { wireguardEnabled: true }],
    [{ families: [6] }, { wireguardEnabledV6: true }],
    [{ families: [4, 6] }, { wireguardEnabled: true, wireguardEnabledV6: true }],
  ])('is for the families %j, and says nothing else of what the operator keeps', (props, spec) => {
    expect(felix(props)).toEqual({ apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec });
  });

  test('is for both families where pods have both', () => {
    const cluster = dualStackCluster({ cni: { calico: { wireguard: true } } });
    const { charts } = new MetalCluster(new App(), 'home', { cluster, warn: () => undefined });
    expect(charts['0115-calico-wireguard']?.toJson()).toMatchObject([{ spec: { wireguardEnabled: true, wireguardEnabledV6: true } }]);
  });
});

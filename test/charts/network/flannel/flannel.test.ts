import { type FlannelProps, FLANNEL_NAMESPACES, Flannel } from '../../../../charts/network/flannel/flannel';
import { Namespaces } from '../../../../objects/namespaces';
import { withParsedJson } from '../../config-json';
import { withGrants } from '../../grants';
import { only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const flannel = (props: Partial<FlannelProps> = {}) => rendered((app) => new Flannel(app, 'flannel', { network: '10.244.0.0/16', ...props }));

describe("flannel's chart", () => {
  compareWithUpstream({
    file: 'flannel-v0.28.9/kube-flannel.yml',
    ours: [...rendered((app) => new Namespaces(app, 'namespaces', { namespaces: FLANNEL_NAMESPACES })), ...flannel()],
    normal: (object) => withParsedJson(withGrants(object)),
    except: {
      'runs beside every taint, also NoExecute (field section 7)': (object) =>
        replaced(object, '"tolerations":[{"operator":"Exists","effect":"NoSchedule"}]', '"tolerations":[{"operator":"Exists"}]'),
      "takes the interface that has the machine's address, not that of the default route (field section 7)": (object) =>
        replaced(
          replaced(object, '"--kube-subnet-mgr","--healthz-port=8081"', '"--kube-subnet-mgr","--healthz-port=8081","--iface=$(HOST_IP)"'),
          '{"name":"EVENT_QUEUE_DEPTH"',
          '{"name":"HOST_IP","valueFrom":{"fieldRef":{"fieldPath":"status.hostIP"}}},{"name":"EVENT_QUEUE_DEPTH"',
        ),
    },
  });

  test('takes the pod network and the backend for what flannel reads', () => {
    const config = withParsedJson(only(flannel({ network: '10.100.0.0/16', backend: 'host-gw' }), 'ConfigMap'));
    expect(config).toMatchObject({ data: { 'net-conf.json': { Network: '10.100.0.0/16', Backend: { Type: 'host-gw' } } } });
  });

  test('asks the API server itself, where it is told which', () => {
    const variables = [
      { name: 'KUBERNETES_SERVICE_HOST', value: '192.168.0.11' },
      { name: 'KUBERNETES_SERVICE_PORT', value: '6443' },
    ];
    const pod = (props: Partial<FlannelProps>) => JSON.stringify(only(flannel(props), 'DaemonSet'));
    expect(pod({ apiServer: { host: '192.168.0.11', port: 6443 } })).toContain(JSON.stringify(variables).slice(1, -1));
    expect(pod({})).not.toContain('KUBERNETES_SERVICE');
  });

  test('takes both versions for its images', () => {
    const images = JSON.stringify(only(flannel({ version: 'v1.2.3', cniPluginVersion: 'v4.5.6' }), 'DaemonSet')).match(/"image":"[^"]*"/g);
    expect(images).toEqual([
      '"image":"ghcr.io/flannel-io/flannel:v1.2.3"',
      '"image":"ghcr.io/flannel-io/flannel-cni-plugin:v4.5.6"',
      '"image":"ghcr.io/flannel-io/flannel:v1.2.3"',
    ]);
  });
});

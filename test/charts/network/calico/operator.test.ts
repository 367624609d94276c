import { type CalicoOperatorProps, CALICO_OPERATOR_NAMESPACES, CalicoOperator } from '../../../../charts/network/calico/operator';
import { Namespaces } from '../../../../objects/namespaces';
import { withGrants } from '../../grants';
import { identity, only, rendered, replaced } from '../../objects';
import { compareWithUpstream } from '../../upstream';

const operator = (props?: CalicoOperatorProps) => rendered((app) => new CalicoOperator(app, 'calico-operator', props));

describe("the operator's chart", () => {
  compareWithUpstream({
    file: 'calico-v3.32.1/tigera-operator.yaml',
    ours: [...rendered((app) => new Namespaces(app, 'namespaces', { namespaces: CALICO_OPERATOR_NAMESPACES })), ...operator()],
    normal: withGrants,
    except: {
      'says nothing for an empty list, which the API server drops, so that a repeated apply would find a change': (object) =>
        replaced(object, ',"imagePullSecrets":[]', ''),
      'says nothing for an empty text, for the same reason': (object) => replaced(object, '"WATCH_NAMESPACE","value":""', '"WATCH_NAMESPACE"'),
    },
  });

  test('takes its version for the image and for the variable that the operator compares it with', () => {
    const deployment = JSON.stringify(only(operator({ version: 'v1.2.3' }), 'Deployment'));
    expect(deployment.match(/v\d+\.\d+\.\d+/g)).toEqual(['v1.2.3', 'v1.2.3']);
  });

  test('tells Calico where the API server is, before the operator starts', () => {
    const objects = operator({ apiServer: { host: '192.168.0.11', port: 6443 } });
    expect(only(objects, 'ConfigMap')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kubernetes-services-endpoint', namespace: 'tigera-operator' },
      data: { KUBERNETES_SERVICE_HOST: '192.168.0.11', KUBERNETES_SERVICE_PORT: '6443' },
    });
    expect(objects.map(identity).slice(-2)).toEqual([
      'v1 ConfigMap tigera-operator kubernetes-services-endpoint',
      'apps/v1 Deployment tigera-operator tigera-operator',
    ]);
  });

  test('reads that ConfigMap', () => {
    expect(JSON.stringify(only(operator(), 'Deployment'))).toContain('"envFrom":[{"configMapRef":{"name":"kubernetes-services-endpoint","optional":true}}]');
  });

  test('has no such ConfigMap where kube-proxy serves the API server', () => {
    expect(operator().filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  test('takes an IPv6 address as it is', () => {
    expect(only(operator({ apiServer: { host: 'fd00::11', port: 6443 } }), 'ConfigMap')).toMatchObject({ data: { KUBERNETES_SERVICE_HOST: 'fd00::11' } });
  });

  test('refuses a name for the API server', () => {
    expect(() => operator({ apiServer: { host: 'api.home.arpa', port: 6443 } })).toThrow(
      '[calico-operator] apiServer.host api.home.arpa is not an address, and Calico must reach the API server before the cluster has DNS; give the address behind it',
    );
  });

  test('brings no custom resource definitions: the operator installs its own', () => {
    expect(operator().filter(({ kind }) => kind === 'CustomResourceDefinition')).toEqual([]);
  });
});

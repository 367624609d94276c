import { App, Chart } from 'cdk8s';
import { CALICO_OPERATOR_NAMESPACES, CalicoOperator } from '../../charts/calico/operator';
import { Namespaces } from '../../charts/namespaces';
import { withGrants } from './grants';
import { asObjects, byIdentity, identity, only, rendered } from './objects';
import { describeUpstream, upstream } from './upstream';

const operator = (props?: ConstructorParameters<typeof CalicoOperator>[2]) => rendered((app) => new CalicoOperator(app, 'calico-operator', props));

describeUpstream("the operator's chart, beside upstream's tigera-operator.yaml", () => {
  const theirs = byIdentity(asObjects(upstream('calico-v3.32.1/tigera-operator.yaml')).map(withGrants));
  const namespaces = rendered((app) => new Namespaces(app, 'namespaces', { namespaces: CALICO_OPERATOR_NAMESPACES }));
  const ours = byIdentity([...namespaces, ...operator()].map(withGrants));

  test('has the same objects, none missing and none more', () => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  });

  test.each(Object.keys(theirs))('says the same in %s', (id) => {
    expect(ours[id]).toStrictEqual(theirs[id]);
  });
});

describe('the comparison of rules', () => {
  const role = (rules: readonly unknown[]) => withGrants({ apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'x' }, rules });
  const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };

  test('takes rules for the same that add up to the same', () => {
    expect(role([{ ...pods, verbs: ['list'] }, { ...pods, verbs: ['get'] }])).toEqual(role([pods]));
  });

  test.each([
    ['another verb', { ...pods, verbs: ['get', 'list', 'watch'] }],
    ['another group', { ...pods, apiGroups: ['', 'apps'] }],
    ['another resource', { ...pods, resources: ['pods', 'pods/log'] }],
    ['a name', { ...pods, resourceNames: ['x'] }],
  ])('sees %s', (_, rule) => {
    expect(role([rule])).not.toEqual(role([pods]));
  });

  test('refuses what it does not know', () => {
    expect(() => role([{ nonResourceURLs: ['/healthz'], verbs: ['get'] }])).toThrow('a rule has nonResourceURLs, which this comparison does not know');
  });
});

describe("the operator's chart", () => {
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
    expect(objects.map(identity).slice(-2)).toEqual(['v1 ConfigMap tigera-operator kubernetes-services-endpoint', 'apps/v1 Deployment tigera-operator tigera-operator']);
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
    expect(new CalicoOperator(new App(), 'x')).toBeInstanceOf(Chart);
  });
});

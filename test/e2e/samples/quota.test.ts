import { webContainer } from '../../../charts/samples/web';
import { hardened } from '../../../workloads/pods/container';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from '../simulated-cluster';
import { deploymentsIn, podsIn, podsOf, settled } from './state';

const namespace = 'demo-quota';

interface Condition {
  readonly type: string;
  readonly reason?: string;
  readonly message?: string;
}

describeWithSimulatedCluster('The sample of quotas', () => {
  let cluster: SimulatedCluster;

  beforeAll(async () => {
    cluster = await startSimulatedCluster();
    await cluster.apply('0580-demo-quota');
    await settled(cluster, namespace, 'web');
  });

  afterAll(() => cluster.stop());

  /** Why the Deployment cannot have all of its pods. */
  const failure = (): Promise<string> =>
    cluster.until('the Deployment says why a pod is missing', async () => {
      const conditions = (await cluster.objects(deploymentsIn(namespace))).flatMap(
        ({ status }) => (status as { readonly conditions?: readonly Condition[] }).conditions ?? [],
      );
      return conditions.find(({ type }) => type === 'ReplicaFailure')?.message;
    });

  /** A pod such as the sample's, whose container is told nothing about resources but what is given. */
  function pod(name: string, resources: object): object {
    const { resources: _, livenessProbe: _l, readinessProbe: _r, volumeMounts: _v, ...container } = webContainer('v1');
    const securityContext = { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } };
    return { metadata: { name }, spec: { securityContext, containers: [{ ...hardened(container), resources }] } };
  }

  test('counts the pods and what they ask for', () => {
    const quota = JSON.parse(cluster.kubectl('-n', namespace, 'get', 'resourcequota', 'room', '-o', 'json')) as { readonly status: object };
    expect(quota.status).toMatchObject({ used: { pods: '2', 'requests.cpu': '10m', 'requests.memory': '16Mi', 'limits.memory': '64Mi' } });
  });

  test('refuses the fourth pod, in the API server’s own words', async () => {
    cluster.kubectl('-n', namespace, 'scale', 'deployment', 'web', '--replicas=4');
    expect(await failure()).toMatch(/^pods "web-[\w-]+" is forbidden: exceeded quota: room, requested: pods=1, used: pods=3, limited: pods=3$/);
    expect(await podsOf(cluster, namespace, 'web')).toHaveLength(3);
    cluster.kubectl('-n', namespace, 'scale', 'deployment', 'web', '--replicas=2');
    await settled(cluster, namespace, 'web');
  });

  test('refuses a container that is larger than each may be', async () => {
    const { status, body } = await cluster.call('POST', podsIn(namespace), pod('large', { limits: { memory: '1Gi' } }));
    expect([status, (body as { readonly message: string }).message]).toEqual([
      403,
      'pods "large" is forbidden: maximum memory usage per Container is 64Mi, but limit is 1Gi',
    ]);
  });

  test('gives a container that asks for nothing what is usual here', async () => {
    const { status, body } = await cluster.call('POST', `${podsIn(namespace)}?dryRun=All`, pod('modest', {}));
    expect([status, (body as { readonly spec: { readonly containers: readonly object[] } }).spec.containers[0]]).toMatchObject([
      201,
      { resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { cpu: '100m', memory: '16Mi' } } },
    ]);
  });
});

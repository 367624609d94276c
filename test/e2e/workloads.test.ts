import type { Resource } from '../../crd/schema/definition';
import { customResourceDefinition } from '../../crd/schema/manifest';
import { httpRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import { volumeSnapshot } from '../../imports/snapshot.storage.k8s.io/volume-snapshot';
import type { KubernetesObject } from '../charts/objects';
import { examples } from '../workloads/examples';
import { type Answer, type ApiServer, describeWithApiServer, startApiServer } from './api-server';

const KINDS: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  HTTPRoute: 'httproutes',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services',
  StatefulSet: 'statefulsets',
  VolumeSnapshot: 'volumesnapshots',
};

/** Where an object is created; in strict validation, with nothing kept. */
function pathOf({ apiVersion, kind, metadata: { namespace } }: KubernetesObject): string {
  const plural = KINDS[kind];
  if (plural === undefined) throw new Error(`say the plural of ${kind}`);
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${group}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}?dryRun=All&fieldValidation=Strict`;
}

interface PodTemplate {
  readonly metadata: object;
  readonly spec: { readonly securityContext: object };
}

const templateOf = (deployment: KubernetesObject): PodTemplate => (deployment['spec'] as { readonly template: PodTemplate }).template;

const said = ({ status, body }: Answer): string => `${status} ${JSON.stringify(body)}`.slice(0, 2_000);

describeWithApiServer('in a namespace that enforces Pod Security restricted, a real API server', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
    for (const resource of [httpRoute, volumeSnapshot] satisfies readonly Resource[]) {
      const answer = await server.call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', customResourceDefinition(resource));
      if (answer.status !== 201) throw new Error(said(answer));
    }
    server.kubectl('wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s');
    server.kubectl('create', 'namespace', 'shop');
    server.kubectl('label', 'namespace', 'shop', 'pod-security.kubernetes.io/enforce=restricted', 'pod-security.kubernetes.io/enforce-version=v1.36');
  }, 180_000);

  afterAll(() => server.stop());

  const createPod = ({ metadata, spec }: PodTemplate): Promise<Answer> =>
    server.call('POST', '/api/v1/namespaces/shop/pods?dryRun=All&fieldValidation=Strict', { metadata: { ...metadata, name: 'pod' }, spec });

  test.each(examples)('takes all objects of the example of $name, field by field', async ({ objects }) => {
    const answers = await Promise.all(objects.map((object) => server.call('POST', pathOf(object), object)));
    expect(answers.filter(({ status }) => status !== 201).map(said)).toEqual([]);
  });

  const withPods = examples
    .map(({ name, objects }) => ({ name, templates: objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet').map(templateOf) }))
    .filter(({ templates }) => templates.length > 0);

  test.each(withPods)('takes the pods of the example of $name', async ({ templates }) => {
    const answers = await Promise.all(templates.map(createPod));
    expect(answers.filter(({ status }) => status !== 201).map(said)).toEqual([]);
  });

  test('refuses the same pod with a little less', async () => {
    const [template] = withPods.flatMap(({ templates }) => templates);
    if (template === undefined) throw new Error('no example has pods');
    const answer = await createPod({ ...template, spec: { ...template.spec, securityContext: { runAsNonRoot: true } } });
    expect(said(answer)).toContain('violates PodSecurity \\"restricted:v1.36\\": seccompProfile');
  });
});

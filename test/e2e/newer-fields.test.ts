import { newer } from '../objects/newer';
import { type OpenApiSchemas, unknownFields } from './known-fields';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

const PATHS: Readonly<Record<string, string>> = {
  Deployment: '/apis/apps/v1/namespaces/default/deployments',
  HorizontalPodAutoscaler: '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers',
  Job: '/apis/batch/v1/namespaces/default/jobs',
  PersistentVolume: '/api/v1/persistentvolumes',
  PersistentVolumeClaim: '/api/v1/namespaces/default/persistentvolumeclaims',
  Service: '/api/v1/namespaces/default/services',
};

/** Group → the kinds that workloads are made of, with the name of their props. */
const KINDS = {
  'api/v1': ['PersistentVolume', 'PersistentVolumeClaim', 'Service'],
  'apis/apps/v1': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'apis/autoscaling/v2': ['HorizontalPodAutoscaler'],
  'apis/batch/v1': ['CronJob', 'Job'],
  'apis/networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'apis/policy/v1': ['PodDisruptionBudget'],
} as const;

/** Behind feature gates that are off by default, or never taken where they are: the API server drops or refuses them. */
const NOT_YET = [
  'EphemeralContainer.restartPolicyRules',
  'Lifecycle.stopSignal',
  'PodSpec.schedulingGroup',
  'VolumeProjection.clusterTrustBundle',
  'VolumeProjection.podCertificate',
];

const at = (value: unknown, path: readonly (number | string)[]): unknown =>
  path.reduce<unknown>((part, step) => (typeof part === 'object' && part !== null ? (part as Readonly<Record<string, unknown>>)[step] : undefined), value);

describeWithApiServer('fields that cdk8s-plus-28 does not have, on a real API server', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer();
  }, 180_000);

  afterAll(() => server.stop());

  // What is behind a gate that is off is dropped without a word: so that the answer must have it.
  test.each(newer)('$field is taken, and kept', async ({ kind, object, path }) => {
    const { status, body } = await server.call('POST', `${PATHS[kind] ?? kind}?dryRun=All&fieldValidation=Strict`, object);
    expect(status === 201 ? at(body, path) : body).toEqual(at(object, path));
  });

  test('and are all that there are', async () => {
    const groups = await Promise.all(
      Object.entries(KINDS).map(async ([group, kinds]) => {
        const { body } = await server.call('GET', `/openapi/v3/${group}`);
        const { schemas } = (body as { readonly components: { readonly schemas: OpenApiSchemas } }).components;
        const roots = kinds.map((kind): readonly [string, string] => [
          Object.keys(schemas).find((name) => name.endsWith(`.${kind}`)) ?? kind,
          `Kube${kind}${group.endsWith('v2') ? 'V2' : ''}Props`,
        ]);
        return unknownFields(schemas, roots).map((field) => field.replace('RulesV2.', 'Rules.'));
      }),
    );
    expect([...new Set(groups.flat())].sort()).toEqual([...newer.map(({ field }) => field), ...NOT_YET].sort());
  });
});

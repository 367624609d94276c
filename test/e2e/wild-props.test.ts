import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';
import { DurableVolumeClaim } from '../../workloads/claims/volume-claim';
import { StaticVolumeClaim } from '../../workloads/claims/static-volume-claim';
import { RecreateRelease } from '../../workloads/releases/recreate-release';
import { RollingRelease } from '../../workloads/releases/rolling-release';
import { StatefulRelease } from '../../workloads/releases/stateful-release';
import { type KubernetesObject, asObjects } from '../charts/objects';
import { plain, wildClaim, wildPlace, wildPod, wildPorts } from '../workloads/wild-props';
import { type Answer, type ApiServer, describeWithApiServer, startApiServer } from './api-server';

/* The same each time, so that a failure is seen again; SEED=$RANDOM ROUNDS=3000 looks further. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 300);
const SEED = Number(process.env['SEED'] ?? 2026);
const SECONDS = Number(process.env['SECONDS_AT_MOST'] ?? 60);

const PLURALS: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Service: 'services',
  StatefulSet: 'statefulsets',
};

/** What is built, or undefined where synth refuses it: both are right. */
function built(build: (scope: Construct) => unknown): readonly KubernetesObject[] | undefined {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart);
  if (chart.node.findAll().some(({ node }) => node.validate().length > 0)) return undefined;
  return asObjects(JSON.parse(JSON.stringify(chart.toJson())) as unknown[]);
}

const said = ({ status, body }: Answer): string => {
  const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : JSON.stringify(body);
  return `${status} ${message}`.slice(0, 1_000);
};

describeWithApiServer(`random props that compile give objects that a real API server takes, or a problem at synth (SEED=${SEED} ROUNDS=${ROUNDS})`, () => {
  let server: ApiServer;
  let asked = 0;

  beforeAll(async () => {
    server = await startApiServer();
    server.kubectl('create', 'namespace', 'shop');
  }, 180_000);

  afterAll(() => server.stop());

  /** What the API server refuses of objects, and of the pods that they are going to make. */
  async function refused(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
    const post = (group: string, plural: string, object: object, isNamespaced: boolean) =>
      server.call('POST', `${group}${isNamespaced ? '/namespaces/shop' : ''}/${plural}?dryRun=All&fieldValidation=Strict`, object);
    const answers = await Promise.all(
      objects.flatMap((object) => {
        const group = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`;
        const template = (object['spec'] as { readonly template?: { readonly metadata: object } } | undefined)?.template;
        const pods = template === undefined ? [] : [post('/api/v1', 'pods', { ...template, metadata: { ...template.metadata, name: 'pod' } }, true)];
        return [post(group, PLURALS[object.kind] ?? object.kind, object, object.kind !== 'PersistentVolume'), ...pods];
      }),
    );
    asked += answers.length;
    return answers.filter(({ status }) => status !== 201).map(said);
  }

  /** How many of them synth did not refuse. */
  const taken = async <Props>(props: fc.Arbitrary<Props>, build: (scope: Construct, props: Props) => unknown): Promise<number> => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(props, async (some) => {
        const objects = built((scope) => build(scope, plain(some)));
        if (objects === undefined) return;
        count += 1;
        expect(await refused(objects)).toEqual([]);
      }),
      { seed: SEED, numRuns: ROUNDS, interruptAfterTimeLimit: SECONDS * 1_000, markInterruptAsFailure: false },
    );
    return count;
  };

  // A generator whose props are always refused proves nothing.
  const least = ROUNDS / 20;

  test('of releases', async () => {
    expect(await taken(wildPod, (scope, pod) => new RollingRelease(scope, 'web', { name: 'web', replicas: 2, pod }))).toBeGreaterThan(least);
  });

  test('of Services and labels', async () => {
    const probe = { tcpSocket: { port: 8080 } };
    const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };
    const container = { name: 'web', image: 'docker.io/library/busybox:1.37.0', resources, readinessProbe: probe, livenessProbe: probe };
    const numbers = [8080, 8081].map((containerPort, index) => ({ name: ['http', 'web'][index] ?? '', containerPort }));
    const pod = { container: { ...container, ports: numbers } };
    const built = taken(fc.tuple(wildPorts, wildPlace), (scope, [ports, place]) => {
      new RecreateRelease(scope, 'web', { ...place, name: 'web', replicas: 1, ports, pod });
      new StatefulRelease(scope, 'db', { ...place, name: 'db', replicas: 1, ports, pod, claims: [{ name: 'data', size: '1Gi' }] });
    });
    expect(await built).toBeGreaterThan(least);
  });

  test('of claims', async () => {
    const built = taken(wildClaim, (scope, claim) => {
      new DurableVolumeClaim(scope, 'durable', claim);
      new StaticVolumeClaim(scope, 'static', { ...claim, name: `${claim.name}2`, source: { nfs: { server: 'nas', path: '/x' } } });
    });
    expect(await built).toBeGreaterThan(least);
  });

  test('and there were many of them', () => {
    expect(asked).toBeGreaterThan(ROUNDS / 10);
  });
});

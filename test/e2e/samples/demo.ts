import { App } from 'cdk8s';
import { setTimeout as pause } from 'node:timers/promises';
import { CHARTS } from '../../../charts/order';
import { SAMPLES } from '../../../charts/samples/rows';
import type { Container, Probe } from '../../../workloads/pods/container';
import { type KubernetesObject, asObjects } from '../../charts/objects';
import type { Answer } from '../api-server';
import { type SimulatedCluster, describeWithSimulatedCluster, homeCluster, startSimulatedCluster } from '../simulated-cluster';

/** What these tests read of a pod. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly hostname?: string;
    readonly subdomain?: string;
    readonly securityContext?: object;
    readonly containers: readonly (Container & { readonly startupProbe?: Probe })[];
    readonly initContainers?: readonly Container[];
    readonly volumes?: readonly { readonly name: string; readonly hostPath?: object; readonly persistentVolumeClaim?: { readonly claimName: string } }[];
  };
  readonly status: { readonly phase: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** What is behind a Service. */
export interface Endpoint {
  readonly hostname?: string;
  readonly conditions: { readonly ready?: boolean };
  readonly targetRef?: { readonly name: string };
}

/** A sample that was applied to a cluster of its own. */
export interface Demo {
  readonly namespace: string;
  readonly cluster: SimulatedCluster;
  /** kubectl in the sample's namespace. */
  readonly kubectl: (...args: readonly string[]) => string;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  /** The pods that are not on their way out. */
  readonly pods: (selector?: string) => Promise<readonly Pod[]>;
  /** The endpoints of a Service that get requests. */
  readonly endpoints: (service: string) => Promise<readonly Endpoint[]>;
  /** Applies the sample once more. */
  readonly again: () => Promise<void>;
  /** Says of a pod what its readiness probe would say; nobody probes on a simulated machine. */
  readonly setReady: (pod: string, ready: boolean) => Promise<void>;
}

export const nameOf = ({ metadata }: Pod): string => metadata.name;

export const isReady = ({ status }: Pod): boolean => status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;

/** So long may nothing happen, where it is asserted that nothing does. */
export const aWhile = (): Promise<void> => pause(3_000);

type WithItems<T> = { readonly items: readonly T[] };

function demoOf(cluster: SimulatedCluster, id: string): Demo {
  const namespace = id.slice('0000-'.length);
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await cluster.call('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  };
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  return {
    namespace,
    cluster,
    get,
    kubectl: (...args) => cluster.kubectl('--namespace', namespace, ...args),
    post: (path, body) => cluster.call('POST', path, body),
    pods: async (selector = '') => {
      const { items } = await get<WithItems<Pod & { readonly metadata: { readonly deletionTimestamp?: string } }>>(
        `${pods}?labelSelector=${encodeURIComponent(selector)}`,
      );
      return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    },
    endpoints: async (service) => {
      const slices = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io/service-name=${service}`;
      const { items } = await get<WithItems<{ readonly endpoints?: readonly Endpoint[] }>>(slices);
      return items.flatMap(({ endpoints = [] }) => endpoints).filter(({ conditions }) => conditions.ready === true);
    },
    again: () => cluster.apply(id),
    setReady: async (pod, ready) => {
      const status = ready ? 'True' : 'False';
      const conditions = ['Ready', 'ContainersReady'].map((type) => ({ type, status }));
      const { status: code } = await cluster.call('PATCH', `${pods}/${pod}/status`, { status: { conditions } }, 'application/strategic-merge-patch+json');
      if (code !== 200) throw new Error(`${pod} cannot be made ${ready ? 'ready' : 'unready'}: ${code}`);
    },
  };
}

/** Asks until the answer is as it should be, and returns it; else an error with the last answer. */
export async function eventually<T>(what: string, ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`it did not come true that ${what}; last seen ${JSON.stringify(answer).slice(0, 2_000)}`);
    await pause(100);
  }
}

/** What a chart of the home's cluster renders to. */
export function objectsOf(id: string): readonly KubernetesObject[] {
  const app = new App();
  CHARTS.find((chart) => chart.id === id)?.addTo(app, homeCluster());
  return app.charts.flatMap((chart) => asObjects(chart.toJson()));
}

/** Tests of a sample, in a cluster that it was applied to; `demo()` is for within them, `before` for what the sample needs. */
export const describeDemo = (id: string, tests: (demo: () => Demo) => void, before?: (cluster: SimulatedCluster) => Promise<void>): void => {
  if (!SAMPLES.some((sample) => sample.id === id)) throw new Error(`${id} is no sample`);
  describeWithSimulatedCluster(`${id}, with real controllers and a real scheduler`, () => {
    let demo: Demo | undefined;
    beforeAll(async () => {
      const cluster = await startSimulatedCluster();
      demo = demoOf(cluster, id);
      await before?.(cluster);
      await cluster.apply(id);
    }, 300_000);
    afterAll(() => demo?.cluster.stop());
    tests(() => {
      if (demo === undefined) throw new Error('the cluster has not started');
      return demo;
    });
  });
};

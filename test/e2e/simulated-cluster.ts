import { type Chart, App } from 'cdk8s';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SAMPLES } from '../../charts/samples/rows';
import { readCluster } from '../../cluster/define';
import { taintsOf } from '../../cluster/facts/roles';
import type { Cluster, Node } from '../../cluster/model/cluster';
import { placesOf } from '../../workloads/places/node-names';
import { type KubernetesObject, asObjects } from '../charts/objects';
import { type ApiServer, apiServerIsHere, areHere, startApiServer } from './api-server';

/* Real controllers and a real scheduler; the machines are simulated, run nothing, and call each pod ready as soon as it is theirs. */

/** How long anything may take; the machine that the tests run on may be busy. */
const SECONDS = 180;

/** What is seen of a collection, in the order in which it happens. */
export interface Watch {
  /** Each state of each object, the first ones as they were when the watch began. */
  readonly seen: readonly KubernetesObject[];
  stop(): void;
}

/** A cluster with the machines of cluster.yaml, simulated. */
export interface SimulatedCluster extends ApiServer {
  /** Applies a sample by the id of its chart, after its namespaces; as it is in dist/, or as it is built here. */
  apply(id: string, build?: (app: App, id: string) => Chart): Promise<void>;
  /** The objects of a collection: `/api/v1/namespaces/demo-rolling/pods`. */
  objects(path: string): Promise<readonly KubernetesObject[]>;
  /** Asks again and again until there is an answer; an error that says what was waited for when there is none. */
  until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T>;
  watch(path: string): Promise<Watch>;
}

/** What else must be beside the API server. */
const PROGRAMS = ['kube-controller-manager', 'kube-scheduler', 'kwok', 'kwok-stages.yaml'];

/** `describe` where the programs are; else a skipped one whose title says how to get them. */
export const describeWithSimulatedCluster = (title: string, tests: () => void): void =>
  apiServerIsHere && areHere(...PROGRAMS)
    ? describe(title, tests)
    : describe.skip(`${title} (skipped: set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kubectl, ${PROGRAMS.join(', ')})`, tests);

/** The cluster of cluster.yaml, which has samples. */
export function homeCluster(): Cluster {
  const { cluster } = readCluster(readFileSync(resolve(__dirname, '../../cluster.yaml'), 'utf8'));
  if (cluster === undefined) throw new Error('cluster.yaml is no cluster');
  return cluster;
}

const CAPACITY = { cpu: '8', memory: '16Gi', pods: '110' };

/** The machine as the kubelet and kubeadm would register it. */
const nodeObject = (cluster: Cluster, node: Node): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: node.name, labels: placesOf({ nodes: [node] })[0]?.labels },
  spec: {
    taints: taintsOf(node, cluster),
  },
  status: { allocatable: CAPACITY, capacity: CAPACITY },
});

async function until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + SECONDS * 1_000;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`in ${SECONDS} s it did not come true that ${what}`);
    await pause(200);
  }
}

const watcher =
  ({ url, token }: ApiServer): SimulatedCluster['watch'] =>
  (path) =>
    new Promise((done, fail) => {
      const seen: KubernetesObject[] = [];
      let rest = '';
      const agent = new Agent({ rejectUnauthorized: false });
      const outgoing = request(`${url}${path}?watch=true`, { agent, headers: { authorization: `Bearer ${token}` } }, (incoming) => {
        incoming.setEncoding('utf8');
        incoming.on('error', () => undefined); // stopping it is one
        incoming.on('data', (text: string) => {
          const lines = `${rest}${text}`.split('\n');
          rest = lines.pop() ?? '';
          seen.push(...asObjects(lines.map((line) => (JSON.parse(line) as { readonly object: unknown }).object)));
        });
        done({ seen, stop: () => agent.destroy() });
      });
      outgoing.on('error', fail);
      outgoing.end();
    });

function itemsOf(path: string, body: unknown): readonly KubernetesObject[] {
  const { items, kind } = body as { readonly items?: readonly object[]; readonly kind?: string };
  if (items === undefined || kind === undefined) throw new Error(`${path} is no collection: ${JSON.stringify(body)}`);
  return asObjects(items.map((item) => ({ apiVersion: '', kind: kind.replace(/List$/, ''), ...item })));
}

/** Applies objects as `kubectl apply -f` of a file does. */
function applied(server: ApiServer, name: string, items: readonly unknown[]): void {
  const file = join(dirname(server.kubeconfig), `${name}.json`);
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  server.kubectl('apply', '-f', file);
}

function sampleApplier(server: ApiServer, cluster: Cluster): SimulatedCluster['apply'] {
  return async (id, build) => {
    const sample = SAMPLES.find((one) => one.id === id);
    if (sample === undefined) throw new Error(`${id} is no sample`);
    applied(
      server,
      'namespaces',
      sample.namespaces.map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata })),
    );
    for (const { name } of sample.namespaces) {
      const accounts = `/api/v1/namespaces/${name}/serviceaccounts/default`;
      await until(`namespace ${name} has an account for its pods`, async () => ((await server.call('GET', accounts)).status === 200 ? true : undefined));
    }
    const app = new App();
    if (build === undefined) sample.addTo(app, cluster);
    else build(app, id);
    applied(
      server,
      id,
      app.charts.flatMap((chart): unknown[] => chart.toJson()),
    );
  };
}

function bringMachines(server: ApiServer, cluster: Cluster): void {
  const config = ['--kubeconfig', server.kubeconfig];
  const alone = [...config, '--leader-elect=false', '--secure-port=0'];
  const programs = process.env['KUBEBUILDER_ASSETS'] ?? '';
  // On a busy machine they may renew their leases late: none is taken for lost for that.
  const patient = ['--node-monitor-grace-period=10m', '--service-account-private-key-file', join(dirname(server.kubeconfig), 'sa.key')];
  server.run('kube-controller-manager', ...alone, ...patient);
  server.run('kube-scheduler', ...alone);
  server.run('kwok', ...config, '--config', join(programs, 'kwok-stages.yaml'), '--manage-all-nodes=true', '--node-lease-duration-seconds=40');
  applied(
    server,
    'nodes',
    cluster.nodes.map((node) => nodeObject(cluster, node)),
  );
  server.kubectl('wait', '--for=condition=Ready', 'node', '--all', `--timeout=${SECONDS}s`);
}

/** Starts an API server with controllers, a scheduler, and the machines of a cluster; they are ready when it returns. Stop it in `afterAll`. */
export async function startSimulatedCluster(cluster = homeCluster()): Promise<SimulatedCluster> {
  const server = await startApiServer({ accounts: true });
  try {
    bringMachines(server, cluster);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const objects = async (path: string): Promise<readonly KubernetesObject[]> => itemsOf(path, (await server.call('GET', path)).body);
  return { ...server, apply: sampleApplier(server, cluster), objects, until, watch: watcher(server) };
}

import type { Cluster } from '../cluster/cluster';
import { kubeadmTemplates } from './kubeadm-template';
import { nodeTable } from './node-table';
import { PHASES } from './phases';
import { assign, assignList, section } from './shell';

/** Where the parts are put into `node.bash`. */
const PARTS = '# --- parts\n';

const HERE = 'bootstrap/';

/** What holds for the whole cluster. */
function clusterData({ name, kubernetes, controlPlane: { endpoint } }: Cluster): string {
  const host = endpoint.address?.text ?? endpoint.host;
  const hostPort = `${endpoint.address?.family === 6 ? `[${host}]` : host}:${endpoint.port}`;
  return [
    assign('PROGRAM', 'node.sh'),
    assign('CLUSTER_NAME', name),
    // What a machine remembers of the cluster that it belongs to.
    assign('CLUSTER_ID', `${name} at ${hostPort}`),
    assign('ENDPOINT', hostPort),
    assign('KUBERNETES_VERSION', kubernetes.text),
  ].join('');
}

const phaseData = (): string =>
  assignList(
    'PHASES',
    PHASES.map(({ name }) => name),
  ) +
  assignList(
    'PHASE_TITLES',
    PHASES.map(({ title }) => title),
  );

function machineData(cluster: Cluster): string {
  const { init, joinControlPlane, joinWorker } = kubeadmTemplates(cluster);
  return [
    assignList('NODES', nodeTable(cluster)),
    assign('KUBEADM_INIT', init),
    assign('KUBEADM_JOIN_CONTROL_PLANE', joinControlPlane),
    assign('KUBEADM_JOIN_WORKER', joinWorker),
  ].join('\n');
}

/** All data of node.sh: quoted constants, and nothing else. */
const DATA: readonly ((cluster: Cluster) => string)[] = [clusterData, phaseData, machineData];

function sourceOf(sources: ReadonlyMap<string, string>, path: string): string {
  const text = sources.get(path);
  if (text === undefined) throw new Error(`${path} is not among the sources; it belongs to the package, install that again`);
  return text;
}

const below = (sources: ReadonlyMap<string, string>, folder: string): readonly string[] => [...sources.keys()].filter((path) => path.startsWith(folder)).sort();

/**
 * `node.sh`, the program that turns a machine into a node: data, library, phases in their order, verbs.
 *
 * @param sources path → text of every bash file in `bootstrap/`
 */
export function nodeProgram(cluster: Cluster, sources: ReadonlyMap<string, string>): string {
  const data = DATA.map((of) => of(cluster)).join('\n');
  const paths = [...below(sources, `${HERE}lib/`), ...PHASES.map(({ name }) => `${HERE}phases/${name}.bash`), ...below(sources, `${HERE}node/`)];
  const parts = [section('data, from cluster.yaml', data), ...paths.map((path) => section(path, sourceOf(sources, path)))];
  const [head, tail, ...more] = sourceOf(sources, `${HERE}node.bash`).split(PARTS);
  if (head === undefined || tail === undefined || more.length > 0) throw new Error(`${HERE}node.bash must have one line ${PARTS.trim()}; put it after its head`);
  return `${head}${parts.join('')}# --- ${HERE}node.bash\n${tail}`;
}

import type { Cluster } from '../cluster/model/cluster';
import { firewallRules } from './firewall';
import { hasStorage, kernelModules, kernelSettings } from './kernel';
import { kubeadmTemplates } from './kubeadm-template';
import { nodeTable } from './node-table';
import { PHASES } from './phases';
import { type BashSources, below, program } from './program';
import { assign, assignList } from './shell';
import { sourceData } from './source-data';
import { versionData } from './version-data';

const HERE = 'bootstrap/';

const texts = (values: readonly { readonly text: string }[]): readonly string[] => values.map(({ text }) => text);

/** What holds for the whole cluster. */
function clusterData({ name, kubernetes, controlPlane: { endpoint }, network }: Cluster): string {
  const host = endpoint.address?.text ?? endpoint.host;
  const hostPort = `${endpoint.address?.family === 6 ? `[${host}]` : host}:${endpoint.port}`;
  return [
    assign('PROGRAM', 'node.sh'),
    assign('CLUSTER_NAME', name),
    // What a machine remembers of the cluster that it belongs to.
    assign('CLUSTER_ID', `${name} at ${hostPort}`),
    assign('ENDPOINT', hostPort),
    // A name that no name server needs to know: every machine's /etc/hosts does.
    assign('ENDPOINT_NAME', endpoint.kind === 'name' ? endpoint.host : ''),
    assign('API_PORT', String(endpoint.kind === 'loadBalancer' ? 6443 : endpoint.port)),
    assign('KUBERNETES_VERSION', kubernetes.text),
    assignList('POD_NETWORKS', texts(network.podCidrs)),
    assignList('SERVICE_NETWORKS', texts(network.serviceCidrs)),
  ].join('');
}

const kernelData = (cluster: Cluster): string =>
  assign('STORAGE', hasStorage(cluster) ? 'yes' : 'no') +
  assignList('MODULES', kernelModules(cluster)) +
  assignList('KERNEL_SETTINGS', kernelSettings(cluster));

const firewallData = (cluster: Cluster): string => assignList('FIREWALL_RULES', firewallRules(cluster));

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
const DATA: readonly ((cluster: Cluster) => string)[] = [clusterData, versionData, sourceData, kernelData, firewallData, phaseData, machineData];

/**
 * `node.sh`, the program that turns a machine into a node: data, library, phases in their order, verbs.
 *
 * @param sources path → text of every bash file in `bootstrap/`
 */
export const nodeProgram = (cluster: Cluster, sources: BashSources): string =>
  program(sources, `${HERE}node.bash`, DATA.map((of) => of(cluster)).join('\n'), [
    ...below(sources, `${HERE}lib/`),
    ...PHASES.map(({ name }) => `${HERE}phases/${name}.bash`),
    ...below(sources, `${HERE}node/`),
  ]);

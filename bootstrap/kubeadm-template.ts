import type { Cluster, Node } from '../cluster/model/cluster';
import type { Address } from '../cluster/values/cidr';
import { kubeadmDocuments } from './kubeadm';
import { joinConfiguration } from './kubeadm/join-configuration';
import { renderYaml } from './kubeadm/yaml';

/* With many machines node.sh grows by a row for each, not by its documents: what all that join have in common stands once, with placeholders. */

/** What bash replaces. Those in quotes of their own are JSON, which is YAML, and the quotes go with them. */
const PLACEHOLDER = { name: '@NAME@', advertiseAddress: '@ADVERTISE_ADDRESS@', arguments: '@KUBELET_ARGUMENTS@', taints: '@TAINTS@' } as const;

const ADDRESS: Address = { family: 4, value: 0n, text: PLACEHOLDER.advertiseAddress };

const anyNode = (role: Node['role']): Node => ({
  name: PLACEHOLDER.name,
  addresses: [ADDRESS],
  role,
  arch: 'amd64',
  memory: undefined,
  kernel: undefined,
  disks: [],
  temporary: false,
  labels: {},
  taints: [],
});

function joinTemplate(cluster: Cluster, role: Node['role']): string {
  const document = joinConfiguration(cluster, anyNode(role));
  const nodeRegistration = { ...document.nodeRegistration, kubeletExtraArgs: PLACEHOLDER.arguments, taints: PLACEHOLDER.taints };
  return renderYaml([{ ...document, nodeRegistration }]);
}

/** kubeadm's documents: for the machine that inits as they are, for those that join with placeholders. */
export function kubeadmTemplates(cluster: Cluster): { readonly init: string; readonly joinControlPlane: string; readonly joinWorker: string } {
  const first = cluster.nodes.find(({ role }) => role === 'control-plane');
  return {
    init: first === undefined ? '' : renderYaml(kubeadmDocuments(cluster, first)),
    joinControlPlane: joinTemplate(cluster, 'control-plane'),
    joinWorker: joinTemplate(cluster, 'worker'),
  };
}

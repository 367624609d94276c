import { firstControlPlane } from '../../cluster/facts/roles';
import type { Address } from '../../cluster/values/cidr';
import type { Cluster, Node } from '../../cluster/model/cluster';
import { kubeadmDocuments } from '../kubeadm/documents';
import { joinConfiguration } from '../kubeadm/join-configuration';
import { renderYaml } from '../kubeadm/yaml';
import { type Constants, yesOrNo } from './constants';

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
export function documentConstants(cluster: Cluster): Constants {
  const first = firstControlPlane(cluster.nodes);
  return {
    KUBEADM_INIT: first === undefined ? '' : renderYaml(kubeadmDocuments(cluster, first)),
    KUBEADM_JOIN_CONTROL_PLANE: joinTemplate(cluster, 'control-plane'),
    KUBEADM_JOIN_WORKER: joinTemplate(cluster, 'worker'),
  };
}

/** kubeadm's own default for both, in seconds. */
const KUBEADM_WAITS = 240;

/** What node.sh itself must know of the documents. */
export const kubeadmConstants = ({ kubeadm: { timeouts, extraArgs } }: Cluster): Constants => ({
  // How long node.sh waits where kubeadm would, in seconds.
  KUBELET_HEALTH_CHECK_SECONDS: String(timeouts.kubeletHealthCheck?.seconds ?? KUBEADM_WAITS),
  CONTROL_PLANE_HEALTH_CHECK_SECONDS: String(timeouts.controlPlaneComponentHealthCheck?.seconds ?? KUBEADM_WAITS),
  // Whether the spec names the file of the name servers itself.
  RESOLV_CONF_IN_SPEC: yesOrNo('resolv-conf' in extraArgs.kubelet),
});

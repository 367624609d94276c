import { completeEndpoint } from './complete/endpoint';
import { completeNetwork } from './complete/network';
import { completeNode } from './complete/node';
import { type Report, parsed } from './complete/notation';
import { completeSources } from './complete/sources';
import { completeStorage } from './complete/storage';
import { DEFAULTS } from './defaults';
import type { Draft } from './draft';
import { type Problem, error } from './problem';
import type { ClusterSpec } from './spec';
import { OPERATOR_OF_CALICO, PINS, tryParseKubernetesVersion } from './versions';

function completeKubernetes(text: string, report: Report): Draft['kubernetes'] {
  const [version] = parsed(
    text,
    tryParseKubernetesVersion,
    () => error(['kubernetes'], text, 'is not a full release', `write major.minor.patch, such as ${DEFAULTS.kubernetes}`),
    report,
  );
  return version;
}

/** The one place where defaults are filled in: spec → cluster, with everything parsed that has a form of its own. */
export function complete(spec: ClusterSpec): { readonly draft: Draft; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const nodes = spec.nodes.map((node, index) => completeNode(node, index, report));
  const calico = spec.versions?.calico ?? PINS.calico;
  const { apiServer = {}, controllerManager = {}, etcd = {}, kubelet = {}, scheduler = {} } = spec.kubeadm?.extraArgs ?? {};
  const { user, port, key, config } = spec.ssh ?? {};
  const kubernetes = completeKubernetes(spec.kubernetes ?? DEFAULTS.kubernetes, report);
  const controlPlane: Draft['controlPlane'] = {
    endpoint: completeEndpoint(spec.controlPlane?.endpoint ?? {}, report),
    // Without a worker nothing could run otherwise.
    schedulable: spec.controlPlane?.schedulable ?? !nodes.some(({ role }) => role === 'worker'),
    certSANs: spec.controlPlane?.certSANs ?? [],
  };
  const draft: Draft = {
    name: spec.name ?? DEFAULTS.name,
    kubernetes,
    kubectlConvert: spec.kubectlConvert ?? DEFAULTS.kubectlConvert,
    versions: { ...PINS, ...spec.versions, tigeraOperator: OPERATOR_OF_CALICO[calico] ?? PINS.tigeraOperator },
    network: completeNetwork(spec.network ?? {}, nodes.length, report),
    controlPlane,
    kubeadm: { timeouts: spec.kubeadm?.timeouts ?? {}, extraArgs: { apiServer, controllerManager, etcd, kubelet, scheduler } },
    sources: completeSources(spec.sources ?? {}, kubernetes),
    ssh: { user, port, key, config },
    storage: completeStorage(spec.storage, nodes, controlPlane),
    samples: spec.samples ?? DEFAULTS.samples,
    nodes,
  };
  return { draft, problems };
}

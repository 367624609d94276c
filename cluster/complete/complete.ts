import { schedulableByDefault } from '../facts/roles';
import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { type Problem, error } from '../values/problem';
import { PINS, tryParseKubernetesVersion } from '../values/versions';
import { completeEndpoint } from './endpoint';
import { completeKubeadm } from './kubeadm';
import { completeNetwork } from './network';
import { completeNode } from './node';
import { type Report, parsed } from './notation';
import { completeSources } from './sources';
import { completeStorage } from './storage';

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
  const { user, port, key, config } = spec.ssh ?? {};
  const kubernetes = completeKubernetes(spec.kubernetes ?? DEFAULTS.kubernetes, report);
  const controlPlane: Draft['controlPlane'] = {
    endpoint: completeEndpoint(spec.controlPlane?.endpoint ?? {}, report),
    schedulable: spec.controlPlane?.schedulable ?? schedulableByDefault(nodes),
    certSANs: spec.controlPlane?.certSANs ?? [],
  };
  const network = completeNetwork(spec.network ?? {}, nodes.length, report);
  const draft: Draft = {
    name: spec.name ?? DEFAULTS.name,
    kubernetes,
    kubectlConvert: spec.kubectlConvert ?? DEFAULTS.kubectlConvert,
    versions: { ...PINS, ...spec.versions },
    network,
    controlPlane,
    kubeadm: completeKubeadm(spec.kubeadm ?? {}, report),
    sources: completeSources(spec.sources ?? {}, kubernetes),
    proxy: { http: spec.proxy?.http, https: spec.proxy?.https ?? spec.proxy?.http, noProxy: spec.proxy?.noProxy ?? [] },
    ssh: { user, port, key, config },
    storage: completeStorage(spec.storage, { nodes, controlPlane, network }, report),
    samples: spec.samples ?? DEFAULTS.samples,
    nodes,
  };
  return { draft, problems };
}

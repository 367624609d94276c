import type { Kubeadm, KubeadmTimeout } from '../model/cluster';
import type { ClusterSpec } from '../spec/cluster-spec';
import { type Duration, tryParseDuration } from '../values/duration';
import { error } from '../values/problem';
import { type Report, parsed } from './notation';

type KubeadmSpec = NonNullable<ClusterSpec['kubeadm']>;

/** kubeadm's own order, which is the one of the spec's fields. */
const TIMEOUTS: readonly KubeadmTimeout[] = [
  'controlPlaneComponentHealthCheck',
  'kubeletHealthCheck',
  'kubernetesAPICall',
  'etcdAPICall',
  'tlsBootstrap',
  'discovery',
  'upgradeManifests',
];

function completeTimeouts(spec: NonNullable<KubeadmSpec['timeouts']>, report: Report): Kubeadm['timeouts'] {
  const durations = TIMEOUTS.flatMap((name): readonly (readonly [KubeadmTimeout, Duration])[] => {
    const text = spec[name];
    if (text === undefined) return [];
    const complaint = () => error(['kubeadm', 'timeouts', name], text, 'is not a duration', 'write numbers with units, such as 10m0s or 90s');
    return parsed(text, tryParseDuration, complaint, report).map((duration) => [name, duration]);
  });
  return Object.fromEntries(durations);
}

/** What is passed on to kubeadm, with its defaults. */
export function completeKubeadm(spec: KubeadmSpec, report: Report): Kubeadm {
  const { apiServer = {}, controllerManager = {}, etcd = {}, kubelet = {}, scheduler = {} } = spec.extraArgs ?? {};
  return {
    timeouts: completeTimeouts(spec.timeouts ?? {}, report),
    extraArgs: { apiServer, controllerManager, etcd, kubelet, scheduler },
    ignorePreflightErrors: spec.ignorePreflightErrors ?? [],
  };
}

import type { Kubeadm, KubeadmTimeout } from '../model/cluster';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DAY, type Duration, tryParseDuration } from '../values/duration';
import { meantDurations } from '../values/meant-duration';
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

/** What to write in the place of what Go does not read: what was meant, as far as it is a time that kubeadm may wait. */
function repairOf(text: string): string {
  const meant = meantDurations(text).filter((one) => (tryParseDuration(one)?.seconds ?? Infinity) <= DAY);
  return meant.length === 0 ? 'write numbers with units, such as 10m0s or 90s' : `write ${meant.join(' or ')}`;
}

function completeTimeouts(spec: NonNullable<KubeadmSpec['timeouts']>, report: Report): Kubeadm['timeouts'] {
  const durations = TIMEOUTS.flatMap((name): readonly (readonly [KubeadmTimeout, Duration])[] => {
    const text = spec[name];
    if (text === undefined) return [];
    const complaint = () => error(['kubeadm', 'timeouts', name], text, 'is not a duration', repairOf(text));
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

import { type Problem, error } from '../values/problem';
import type { Rule } from './rule';

const FLAG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Flags that carry what the spec says elsewhere; given twice, one of the two would win silently. */
const SAID_ELSEWHERE: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>> = {
  apiServer: { 'advertise-address': 'nodes[].address', 'service-cluster-ip-range': 'network.serviceCidr', 'secure-port': 'controlPlane.endpoint.port' },
  controllerManager: { 'cluster-cidr': 'network.podCidr', 'service-cluster-ip-range': 'network.serviceCidr' },
  kubelet: { 'node-ip': 'nodes[].address', 'node-labels': 'nodes[].labels', 'register-with-taints': 'nodes[].taints', 'hostname-override': 'nodes[].name' },
};

function wrongFlag(component: string, flag: string, value: string): readonly Problem[] {
  const path = ['kubeadm', 'extraArgs', component, flag];
  const field = SAID_ELSEWHERE[component]?.[flag];
  if (!FLAG.test(flag)) {
    return [{ ...error(path, undefined, 'is no name of a flag', 'write it in lower case without leading dashes, such as feature-gates'), onName: true }];
  }
  if (field !== undefined) return [{ ...error(path, undefined, `says what ${field} says`, `remove it, and set ${field}`), onName: true }];
  // kubeadm writes the kubelet's flags into one line of an environment file, with blanks between them.
  return component === 'kubelet' && /\s/.test(value) ? [error(path, value, 'has white space, at which the kubelet would cut it', 'write it without')] : [];
}

/** Flags are named the way kubeadm wants them, and say nothing that the spec says elsewhere. */
export const extraArgs: Rule = ({ kubeadm }) =>
  Object.entries(kubeadm.extraArgs).flatMap(([component, flags]) => Object.entries(flags).flatMap(([flag, value]) => wrongFlag(component, flag, value)));

const DAY = 24 * 60 * 60;

/** kubeadm waits for a while, and gives up while somebody is still looking. */
export const timeouts: Rule = ({ kubeadm }) =>
  Object.entries(kubeadm.timeouts).flatMap(([name, { text, seconds }]) => {
    const path = ['kubeadm', 'timeouts', name];
    if (seconds < 1) return [error(path, text, 'is not longer than zero', 'write how long kubeadm shall wait, such as 10m0s')];
    return seconds > DAY ? [error(path, text, 'is longer than a day', 'write 24h or less, such as 10m0s')] : [];
  });

import type { Draft } from '../model/draft';
import { DAY } from '../values/duration';
import { nearestName } from '../values/nearest-name';
import { at, error, nameError } from '../values/problem';
import type { Problems } from './rule';

const KUBEADM = ['kubeadm'];

const FLAG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Flags that are made of another field; given twice, one of the two would win silently. */
const FIELD_OF_FLAG: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>> = {
  apiServer: { 'advertise-address': 'nodes[].address', 'service-cluster-ip-range': 'network.serviceCidr', 'secure-port': 'controlPlane.endpoint.port' },
  controllerManager: { 'cluster-cidr': 'network.podCidr', 'service-cluster-ip-range': 'network.serviceCidr' },
  kubelet: { 'node-ip': 'nodes[].address', 'node-labels': 'nodes[].labels', 'register-with-taints': 'nodes[].taints', 'hostname-override': 'nodes[].name' },
};

/** Flags are named the way kubeadm wants them, and none is made of another field already. */
export function* extraArgs({ kubeadm }: Draft): Problems {
  for (const [component, flags] of Object.entries(kubeadm.extraArgs))
    for (const [flag, value] of Object.entries(flags)) {
      const path = at(KUBEADM, 'extraArgs', component, flag);
      const field = FIELD_OF_FLAG[component]?.[flag];
      if (!FLAG.test(flag)) yield nameError(path, 'is not a flag name', 'write it in lower case without leading dashes, such as feature-gates');
      else if (field !== undefined) yield nameError(path, `is set by ${field}`, `remove it, and set ${field}`);
      // kubeadm writes the kubelet's flags into one line of an environment file, with blanks between them.
      else if (component === 'kubelet' && /\s/.test(value))
        yield error(path, value, 'contains white space, at which the kubelet would cut it', 'write it without white space');
    }
}

/** Kubeadm's names for its checks; those with a dash at their end go on with a path, a program, a port or a service. */
const PREFLIGHT_CHECKS = [
  'ContainerRuntimeVersion',
  'CRI',
  'DirAvailable-',
  'ExternalEtcdVersion',
  'FileAvailable-',
  'FileContent-',
  'FileExisting-',
  'Firewalld',
  'Hostname',
  'HTTPProxy',
  'HTTPProxyCIDR',
  'ImagePull',
  'IsPrivilegedUser',
  'KubeletVersion',
  'KubernetesVersion',
  'Mem',
  'NumCPU',
  'Port-',
  'Service-',
  'Swap',
  'SystemVerification',
] as const;

const isPreflightCheck = (name: string): boolean =>
  PREFLIGHT_CHECKS.some((check) => (check.endsWith('-') ? name.startsWith(check) && name.length > check.length : name === check));

/** Preflight checks that are ignored have names that kubeadm knows: it takes any word, and a misspelled one has no effect. */
export function* ignorePreflightErrors({ kubeadm }: Draft): Problems {
  for (const [index, name] of kubeadm.ignorePreflightErrors.entries()) {
    const path = at(KUBEADM, 'ignorePreflightErrors', index);
    const meant = nearestName(name, PREFLIGHT_CHECKS);
    if (name === 'all') yield error(path, name, 'hides every error, also those that nobody has seen yet', 'name the checks, such as SystemVerification');
    else if (!isPreflightCheck(name))
      yield error(
        path,
        name,
        'is not a preflight check of kubeadm',
        meant === undefined ? 'copy the name from its message: [ERROR NAME]' : `did you mean ${meant}?`,
      );
  }
}

/** Timeouts are longer than zero, and not longer than a day. */
export function* timeouts({ kubeadm }: Draft): Problems {
  for (const [name, { text, seconds }] of Object.entries(kubeadm.timeouts)) {
    const path = at(KUBEADM, 'timeouts', name);
    if (seconds < 1) yield error(path, text, 'is not longer than zero', 'write how long kubeadm shall wait, such as 10m0s');
    if (seconds > DAY) yield error(path, text, 'is longer than a day', 'write 24h or less, such as 10m0s');
  }
}

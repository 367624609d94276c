import type { Draft } from '../model/draft';
import { error, warning } from '../values/problem';
import { type Component, type Minors, END_OF_LIFE, FIRST_CEPH, KUBERNETES_MINORS, PINS, RELEASES, SUPPORTED_MINORS } from '../values/versions';
import type { Problems } from './rule';

const NAMES: Readonly<Record<Component, string>> = { ceph: 'Ceph', containerd: 'containerd' };

const range = ([first, last]: Minors): string => `1.${first} to 1.${last}`;

const within = ([first, last]: Minors, minor: number): boolean => first <= minor && minor <= last;

/** Kubernetes is a release that gets fixes and that the other components support. */
export function* kubernetesVersion({ kubernetes }: Draft): Problems {
  if (kubernetes === undefined || within(KUBERNETES_MINORS, kubernetes.minor)) return;
  const endOfLife = END_OF_LIFE[kubernetes.minor];
  const { calico, rook } = SUPPORTED_MINORS;
  const problem =
    kubernetes.minor > KUBERNETES_MINORS[1]
      ? `is newer than Calico ${PINS.calico} (${range(calico)}) and Rook ${PINS.rook} (${range(rook)}) support`
      : `is past its end of life${endOfLife === undefined ? '' : `, ${endOfLife}`}`;
  yield error(['kubernetes'], kubernetes.text, problem, `choose a release of 1.${KUBERNETES_MINORS[0]} or 1.${KUBERNETES_MINORS[1]}`);
}

function isOldCeph(version: string): boolean {
  const numbers = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(version)?.slice(1).map(Number) ?? [];
  const place = FIRST_CEPH.findIndex((first, index) => numbers[index] !== first);
  return (numbers[place] ?? Infinity) < (FIRST_CEPH[place] ?? 0);
}

function* componentProblems(component: Component, version: string, kubernetes: Draft['kubernetes']): Problems {
  const path = ['versions', component];
  const release = RELEASES[component][version];
  const repair = `use ${PINS[component]}`;
  if (component === 'ceph' && isOldCeph(version)) {
    yield error(path, version, `is older than v${FIRST_CEPH.join('.')}, the first that Rook ${PINS.rook} takes`, repair);
  } else if (release === undefined) {
    const known = Object.entries(RELEASES[component]).flatMap(([name, { refused }]) => (refused === undefined ? [name] : []));
    yield error(path, version, `is not a version of ${NAMES[component]} that this release knows`, `use ${known.join(' or ')}`);
  } else if (release.refused !== undefined) {
    yield error(path, version, release.refused, repair);
  } else if (kubernetes !== undefined && !within(release.kubernetes, kubernetes.minor)) {
    yield error(path, version, `supports Kubernetes ${range(release.kubernetes)}, and kubernetes is ${kubernetes.text}`, repair);
  } else if (release.warned !== undefined) {
    yield warning(path, version, release.warned, repair);
  }
}

/** The versions of other components are known, and fit Kubernetes. */
export function* componentVersions({ kubernetes, versions }: Draft): Problems {
  // A release that is refused itself is not held against the components again.
  const supported = kubernetes !== undefined && within(KUBERNETES_MINORS, kubernetes.minor) ? kubernetes : undefined;
  yield* componentProblems('containerd', versions.containerd, supported);
  yield* componentProblems('ceph', versions.ceph, supported);
}

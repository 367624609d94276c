import type { Draft } from '../model/draft';
import { type Problem, error, warning } from '../values/problem';
import { type Minors, type Release, END_OF_LIFE, FIRST_CEPH, KUBERNETES_MINORS, PINS, RELEASES } from '../values/versions';
import type { Rule } from './rule';

type Component = keyof typeof RELEASES;

const NAMES: Readonly<Record<Component, string>> = { calico: 'Calico', ceph: 'Ceph', containerd: 'containerd', rook: 'Rook' };

const COMPONENTS = ['containerd', 'calico', 'rook', 'ceph'] as const satisfies readonly Component[];

const range = ([first, last]: Minors): string => `1.${first} to 1.${last}`;

const within = ([first, last]: Minors, minor: number): boolean => first <= minor && minor <= last;

/** Kubernetes is a release that gets fixes and that the other components are made for. */
export const kubernetesVersion: Rule = ({ kubernetes }) => {
  if (kubernetes === undefined || within(KUBERNETES_MINORS, kubernetes.minor)) return [];
  const endOfLife = END_OF_LIFE[kubernetes.minor];
  const newer = kubernetes.minor > KUBERNETES_MINORS[1];
  const reason = newer
    ? `is newer than Calico ${PINS.calico} (${rangeOf('calico')}) and Rook ${PINS.rook} (${rangeOf('rook')}) are made for`
    : `gets no more fixes${endOfLife === undefined ? '' : ` since ${endOfLife}`}`;
  return [error(['kubernetes'], kubernetes.text, reason, `choose a release of 1.${KUBERNETES_MINORS[0]} or 1.${KUBERNETES_MINORS[1]}`)];
};

const rangeOf = (component: Component): string => {
  const release = RELEASES[component][PINS[component]];
  return release === undefined ? '' : range(release.kubernetes);
};

function isOldCeph(version: string): boolean {
  const numbers = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/.exec(version)?.slice(1).map(Number) ?? [];
  const place = FIRST_CEPH.findIndex((first, index) => numbers[index] !== first);
  return (numbers[place] ?? Infinity) < (FIRST_CEPH[place] ?? 0);
}

function judge(component: Component, version: string, release: Release | undefined, kubernetes: Draft['kubernetes']): Problem | undefined {
  const path = ['versions', component];
  const known = Object.entries(RELEASES[component]).flatMap(([name, { refused }]) => (refused === undefined ? [name] : []));
  const hint = `use ${PINS[component]}`;
  if (component === 'ceph' && isOldCeph(version))
    return error(path, version, `is older than v${FIRST_CEPH.join('.')}, the first that Rook ${PINS.rook} takes`, hint);
  if (release === undefined) return error(path, version, `is not a version of ${NAMES[component]} that is known here`, `use ${known.join(' or ')}`);
  if (release.refused !== undefined) return error(path, version, release.refused, hint);
  if (kubernetes !== undefined && !within(release.kubernetes, kubernetes.minor)) {
    return error(path, version, `is made for Kubernetes ${range(release.kubernetes)}, and kubernetes is ${kubernetes.text}`, hint);
  }
  return release.warned === undefined ? undefined : warning(path, version, release.warned, hint);
}

/** What is installed beside Kubernetes is known, and made for it. */
export const componentVersions: Rule = ({ kubernetes, versions }) =>
  COMPONENTS.flatMap((component) => judge(component, versions[component], RELEASES[component][versions[component]], inRange(kubernetes)) ?? []);

/** A release that is refused itself is not held against the components again. */
const inRange = (kubernetes: Draft['kubernetes']): Draft['kubernetes'] =>
  kubernetes !== undefined && within(KUBERNETES_MINORS, kubernetes.minor) ? kubernetes : undefined;

import { monNodes, steadyNodes, storageNodes } from '../facts/storage-nodes';
import type { Draft, DraftNode } from '../model/draft';
import { KERNEL_OF_AES256K } from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { atLeast } from '../values/kernel-version';
import { at, error, warning } from '../values/problem';
import type { Problems } from './rule';

const ROOK = ['storage', 'rook'];

const machinesFor = (daemons: string, count: number): string =>
  `is more than the machines for ${daemons}: ${count === 1 ? '1 machine stays and takes' : `${count} machines stay and take`} workloads`;

const ON_CONTROL_PLANES = 'set storage.rook.monsOnControlPlanes: true';

/** Storage that survives the loss of a machine needs monitors that survive it too, where there are machines for them. */
function* oneMonitor(cluster: Draft, count: number, fit: number): Problems {
  if (count >= DEFAULTS.mons || storageNodes(cluster.nodes).length < 2 || monNodes(cluster, true).length < DEFAULTS.mons) return;
  const problem = `has one monitor, because ${fit === 1 ? '1 machine stays and takes' : `${fit} machines stay and take`} workloads; while it is gone, all storage waits`;
  yield warning(ROOK, undefined, problem, `${ON_CONTROL_PLANES}: with control planes there are machines for ${DEFAULTS.mons}`);
}

/** Monitors are an odd number, each on a machine that stays. */
export function* mons(cluster: Draft, spec: ClusterSpec): Problems {
  if (cluster.storage.kind === 'none' || cluster.nodes.length === 0) return;
  const { mons: count, monsOnControlPlanes } = cluster.storage;
  const fit = monNodes(cluster, monsOnControlPlanes).length;
  const path = at(ROOK, 'mons');
  // Managers need such a machine as well, whatever monitors may do.
  if (steadyNodes(cluster).length === 0) {
    const problem = 'has no machine for a monitor: each is temporary, tainted, or a control plane that takes no workloads';
    yield error(ROOK, undefined, problem, 'let one machine stay and take workloads: a worker without temporary and taints, or controlPlane.schedulable: true');
  } else if (count > fit) {
    const most = fit % 2 === 0 ? fit - 1 : fit;
    const more = monNodes(cluster, true).length >= count ? `${ON_CONTROL_PLANES}, or use ${most}` : `use ${most}`;
    yield error(path, String(count), machinesFor('monitors', fit), more);
  } else if (count % 2 === 0) {
    const choices = [count - 1, count + 1].filter((one) => one <= fit).join(' or ');
    yield error(path, String(count), `is even: ${count} monitors survive the loss of ${count / 2 - 1}, as ${count - 1} would`, `use ${choices}`);
  } else if (spec.storage?.rook?.mons === undefined) yield* oneMonitor(cluster, count, fit);
}

/** The standby manager is on another machine than the active one. */
export function* mgrs(cluster: Draft): Problems {
  const fit = steadyNodes(cluster).length;
  if (cluster.storage.kind === 'none' || fit === 0 || cluster.storage.mgrs <= fit) return;
  yield error(at(ROOK, 'mgrs'), String(cluster.storage.mgrs), machinesFor('managers', fit), `use ${fit}`);
}

const NAMED = 3;

/** What the machines have whose kernels are too old, in words; undefined: none is. */
function tooOld(nodes: readonly DraftNode[], [major, minor]: readonly [number, number], unknown: (index: number) => boolean): string | undefined {
  const old = nodes.flatMap(({ name, kernel }, index) => {
    if (kernel === undefined) return unknown(index) ? [`${name} declares none`] : [];
    return atLeast(kernel, major, minor) ? [] : [`${name} has ${kernel.text}`];
  });
  const more = old.length > NAMED ? `, and ${old.length - NAMED} more` : '';
  return old.length === 0 ? undefined : `needs a kernel from ${major}.${minor} on every machine: ${old.slice(0, NAMED).join(', ')}${more}`;
}

/** The kernels of all machines can do what storage is told to use. */
export function* storageKernels({ storage, nodes }: Draft, spec: ClusterSpec): Problems {
  if (storage.kind === 'none') return;
  if (storage.cephxKeyType === 'aes256k') {
    const problem = tooOld(nodes, KERNEL_OF_AES256K, (index) => spec.nodes[index]?.kernel === undefined);
    if (problem !== undefined) yield error(at(ROOK, 'cephxKeyType'), 'aes256k', problem, 'use aes, or declare newer kernels');
  }
  for (const field of ['encryption', 'compression'] as const) {
    const problem = storage.network[field] ? tooOld(nodes, [5, 11], () => false) : undefined;
    if (problem !== undefined) yield error(at(ROOK, 'network', field), 'true', problem, 'remove it, or use newer kernels');
  }
}

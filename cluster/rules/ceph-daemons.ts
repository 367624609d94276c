import { monNodes } from '../facts/storage-nodes';
import type { Draft, DraftNode } from '../model/draft';
import { KERNEL_OF_AES256K } from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import { atLeast } from '../values/kernel-version';
import { at, error } from '../values/problem';
import type { Problems } from './rule';

const ROOK = ['storage', 'rook'];

const machinesFor = (daemons: string, count: number): string =>
  `is more than the machines for ${daemons}: ${count === 1 ? '1 machine stays and takes' : `${count} machines stay and take`} workloads`;

/** Monitors are an odd number, each on a machine that stays. */
export function* mons(cluster: Draft): Problems {
  if (cluster.storage.kind === 'none' || cluster.nodes.length === 0) return;
  const count = cluster.storage.mons;
  const fit = monNodes(cluster).length;
  const path = at(ROOK, 'mons');
  if (fit === 0) {
    const problem = 'has no machine for a monitor: each is temporary, tainted, or a control plane that takes no workloads';
    yield error(ROOK, undefined, problem, 'let one machine stay and take workloads: a worker without temporary and taints, or controlPlane.schedulable: true');
  } else if (count > fit) {
    yield error(path, String(count), machinesFor('monitors', fit), `use ${fit % 2 === 0 ? fit - 1 : fit}`);
  } else if (count % 2 === 0) {
    const choices = [count - 1, count + 1].filter((one) => one <= fit).join(' or ');
    yield error(path, String(count), `is even: ${count} monitors survive the loss of ${count / 2 - 1}, as ${count - 1} would`, `use ${choices}`);
  }
}

/** The standby manager is on another machine than the active one. */
export function* mgrs(cluster: Draft): Problems {
  const fit = monNodes(cluster).length;
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

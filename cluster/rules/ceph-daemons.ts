import { monNodes } from '../facts/storage-nodes';
import type { DraftNode } from '../model/draft';
import { KERNEL_OF_AES256K } from '../model/storage';
import { atLeast } from '../values/kernel-version';
import { type Path, type Problem, error } from '../values/problem';
import type { Rule } from './rule';

const ROOK = ['storage', 'rook'];

const machines = (count: number): string => (count === 1 ? '1 machine stays and takes' : `${count} machines stay and take`);

/** Monitors have a majority, and each a machine that stays. */
export const mons: Rule = (cluster) => {
  if (cluster.storage.kind === 'none' || cluster.nodes.length === 0) return [];
  const count = cluster.storage.mons;
  const fit = monNodes(cluster).length;
  const path = [...ROOK, 'mons'];
  if (fit === 0) {
    return [
      error(
        ROOK,
        undefined,
        'has no machine for a monitor: each is temporary, tainted, or a control plane that takes no workloads',
        'let one machine stay and take workloads: a worker without temporary and taints, or controlPlane.schedulable: true',
      ),
    ];
  }
  const odd = fit % 2 === 0 ? fit - 1 : fit;
  if (count > fit) return [error(path, String(count), `is more than the machines for them: ${machines(fit)} workloads`, `use ${odd}`)];
  if (count % 2 === 0) {
    const survives = count / 2 - 1;
    const choices = [count - 1, count + 1].filter((one) => one <= fit).join(' or ');
    return [error(path, String(count), `is even: they survive the loss of ${survives}, as ${count - 1} would`, `use ${choices}`)];
  }
  return [];
};

/** A manager that stands by does so on another machine. */
export const mgrs: Rule = (cluster) => {
  const fit = monNodes(cluster).length;
  return cluster.storage.kind === 'rook' && fit > 0 && cluster.storage.mgrs > fit
    ? [error([...ROOK, 'mgrs'], String(cluster.storage.mgrs), `is more than the machines for them: ${machines(fit)} workloads`, `use ${fit}`)]
    : [];
};

const NAMED = 3;

/** What a feature needs of every machine's kernel. */
function tooOld(path: Path, value: string, [major, minor]: readonly [number, number], nodes: readonly DraftNode[], unknownIsOld: boolean): readonly Problem[] {
  const old = nodes.flatMap(({ name, kernel }) => {
    if (kernel === undefined) return unknownIsOld ? [`${name} declares none`] : [];
    return atLeast(kernel, major, minor) ? [] : [`${name} has ${kernel.text}`];
  });
  const more = old.length > NAMED ? `, and ${old.length - NAMED} more` : '';
  return old.length === 0
    ? []
    : [
        error(
          path,
          value,
          `needs a kernel from ${major}.${minor} on every machine: ${old.slice(0, NAMED).join(', ')}${more}`,
          unknownIsOld ? 'use aes, or declare newer kernels' : 'remove it, or use newer kernels',
        ),
      ];
}

/** Kernels read the keys and the traffic that they are given. */
export const storageKernels: Rule = ({ storage, nodes }) => {
  if (storage.kind === 'none') return [];
  const { cephxKeyType, network } = storage;
  return [
    ...(cephxKeyType === 'aes256k' ? tooOld([...ROOK, 'cephxKeyType'], cephxKeyType, KERNEL_OF_AES256K, nodes, true) : []),
    ...(['encryption', 'compression'] as const).flatMap((field) => (network[field] ? tooOld([...ROOK, 'network', field], 'true', [5, 11], nodes, false) : [])),
  ];
};

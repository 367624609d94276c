import type { Draft } from '../model/draft';
import { tryParseCpu } from '../values/cpu';
import { tryParseQuantity } from '../values/quantity';
import type { Amount } from './amount';

/** Memory that the kubelet keeps free where it is told nothing: below it, pods are evicted. */
const EVICTION = 'memory.available<100Mi';

const entries = (text: string, separator: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(',').flatMap((pair) => {
      const [key = '', value] = pair.split(separator).map((part) => part.trim());
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** An amount, or a share of what the machine has; of a machine of which that is not known, none. */
function bytesOf(text: string, memory: bigint | undefined): bigint {
  const percent = /^(\d{1,2}(?:\.\d{1,3})?)%$/.exec(text)?.[1];
  if (percent === undefined) return tryParseQuantity(text)?.bytes ?? 0n;
  return ((memory ?? 0n) * BigInt(Math.round(Number(percent) * 1000))) / 100_000n;
}

/**
 * What a machine keeps from pods: for the system, for the kubelet, and so that it is never used up, as the kubelet's flags have it.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/
 */
export function reservedOn(memory: bigint | undefined, { kubeadm }: Pick<Draft, 'kubeadm'>): Amount {
  const { kubelet } = kubeadm.extraArgs;
  const lists = [kubelet['kube-reserved'], kubelet['system-reserved']].map((text = '') => entries(text, '='));
  const eviction = entries(kubelet['eviction-hard'] ?? EVICTION, '<').get('memory.available') ?? '0';
  return {
    cpu: lists.reduce((sum, list) => sum + (tryParseCpu(list.get('cpu') ?? '0') ?? 0), 0),
    memory: lists.reduce((sum, list) => sum + bytesOf(list.get('memory') ?? '0', memory), bytesOf(eviction, memory)),
  };
}

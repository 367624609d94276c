import { type Amount, memoryText, times } from '../cluster/facts/amount';
import { type MachineSum, type Part, allParts, countInWords, machineSums, podsElsewhere } from '../cluster/facts/machine-sums';
import { uncounted } from '../cluster/facts/pods';
import type { Cluster } from '../cluster/model/cluster';

const amountInWords = ({ cpu, memory }: Amount): string =>
  [...(cpu === 0 ? [] : [`${cpu}m`]), ...(memory === 0n ? [] : [memoryText(memory)])].join(' ') || 'nothing';

const partInWords = (part: Part): string => `${countInWords(part)} ${amountInWords(part.amount)}`;

/** All that is said of a machine behind its name, so that those alike share a line. */
function sumInWords(sum: MachineSum): string {
  const { node, total } = sum;
  const memory = node.memory === undefined ? memoryText(total.memory) : `${memoryText(total.memory)} of ${node.memory.text}`;
  const parts = allParts(sum).filter(({ amount }) => amount.cpu > 0 || amount.memory > 0n);
  return `${total.cpu}m of CPU and ${memory} (${parts.map(partInWords).join(', ')})`;
}

const LISTED = 4;

const namesInWords = (names: readonly string[]): string =>
  names.length <= LISTED + 1 ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`;

function alike(sums: readonly MachineSum[]): ReadonlyMap<string, readonly string[]> {
  const byWords = new Map<string, string[]>();
  for (const sum of sums) {
    const words = sumInWords(sum);
    const others = byWords.get(words);
    if (others === undefined) byWords.set(words, [sum.node.name]);
    else others.push(sum.node.name);
  }
  return byWords;
}

/** What has to be kept free on each machine for what comes with the cluster, in lines to print. */
export function machineLines(cluster: Cluster): readonly string[] {
  const elsewhere = podsElsewhere(cluster).map(({ what, count, request }) => partInWords({ what, count, amount: times(request, count) }));
  const silent = uncounted(cluster);
  return [
    'Machines: what is kept free for what comes with the cluster, whatever else runs',
    ...[...alike(machineSums(cluster))].map(([words, names]) => `  ${namesInWords(names)}: ${words}`),
    ...(elsewhere.length === 0 ? [] : [`  wherever there is room: ${elsewhere.join(', ')}`]),
    ...(silent.length === 0 ? [] : [`  nothing is kept free for what needs memory as well: ${silent.join(', ')}`]),
  ];
}

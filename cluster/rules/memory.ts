import { memoryText } from '../facts/amount';
import { type MachineSum, countInWords, machineSums, podsWithoutRoom } from '../facts/machine-sums';
import type { Draft } from '../model/draft';
import { error, warning } from '../values/problem';
import { tryParseQuantity } from '../values/quantity';
import type { Problems } from './rule';

/** What is kept free on a machine, in words: `100Mi for the machine itself, 2 OSDs 4296Mi`. */
const partsInWords = ({ reserved, parts }: MachineSum): string =>
  [
    ...(reserved.memory === 0n ? [] : [`${memoryText(reserved.memory)} for the machine itself`]),
    ...parts.filter(({ amount }) => amount.memory > 0n).map((part) => `${countInWords(part)} ${memoryText(part.amount.memory)}`),
  ].join(', ');

const isTooMuch = ({ node, total }: MachineSum): boolean => node.memory !== undefined && total.memory > node.memory.bytes;

const GIB = 2n ** 30n;

/** Enough for a machine; what daemons get grows with it, so that it is tried. */
function enoughFor(cluster: Draft, index: number, { total }: MachineSum): string {
  const least = (total.memory + GIB - 1n) / GIB;
  const tried = Array.from({ length: 32 }, (_, more) => `${least + BigInt(more)}Gi`);
  const fits = (memory: string): boolean => {
    const nodes = cluster.nodes.map((node, place) => (place === index ? { ...node, memory: tryParseQuantity(memory) } : node));
    const sum = machineSums({ ...cluster, nodes })[index];
    return sum !== undefined && !isTooMuch(sum);
  };
  return tried.find(fits) ?? `${least}Gi`;
}

/** What runs on a machine whatever the scheduler decides has room there. */
export function* machineMemory(cluster: Draft): Problems {
  if (cluster.nodes.every(({ memory }) => memory === undefined)) return;
  // Each search adds up the whole cluster: one for all machines that are alike.
  const enough = new Map<string, string>();
  for (const [index, sum] of machineSums(cluster).entries()) {
    if (!isTooMuch(sum)) continue;
    const { node, total } = sum;
    const kind = `${node.memory?.text ?? ''} ${partsInWords(sum)}`;
    const wanted = enough.get(kind) ?? enoughFor(cluster, index, sum);
    enough.set(kind, wanted);
    const problem = `is less than what is kept free on ${node.name}, so that pods would stay Pending: ${memoryText(total.memory)} (${partsInWords(sum)})`;
    const repair = `give it ${wanted}${node.disks.length === 0 ? '' : ', or declare fewer disks for it'}`;
    yield error(['nodes', index, 'memory'], node.memory?.text, problem, repair);
  }
}

/** Every pod of ours finds a machine with so much memory left. */
export function* podRoom(cluster: Draft): Problems {
  // What is too much for one machine is told of that machine.
  if (cluster.nodes.every(({ memory }) => memory === undefined) || machineSums(cluster).some(isTooMuch)) return;
  for (const { what, count, path, request } of podsWithoutRoom(cluster)) {
    const pods = count === 1 ? `1 ${what} finds` : `${count} ${what}s find`;
    const problem = `asks for more memory than is left: ${pods} no machine with ${memoryText(request.memory)}, and would stay Pending`;
    yield warning(path, undefined, problem, 'give the machines more memory, or ask for less');
  }
}

import { type Amount, mebibytes } from '../../cluster/facts/amount';
import { type MachineSum, allParts, countInWords, machineSums } from '../../cluster/facts/machine-sums';
import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

/** `100 itself, 2 OSDs 4296`: what has none of the resource is left out. */
const partsInWords = (sum: MachineSum, numberOf: (amount: Amount) => bigint): string =>
  allParts(sum)
    .filter(({ amount }) => numberOf(amount) > 0n)
    .map((part) => `${countInWords(part)} ${numberOf(part.amount)}`)
    .join(', ');

const cpuOf = ({ cpu }: Amount): bigint => BigInt(cpu);
const memoryOf = ({ memory }: Amount): bigint => mebibytes(memory);

/**
 * What is kept free on each machine by what the spec puts there: name, MiB of memory, what they consist of, thousandths of a processor, what they consist
 * of; tabs between them. `lib/needs.bash` holds it against the machine.
 */
export const needConstants = (cluster: Cluster): Constants => ({
  NEEDS: machineSums(cluster).map((sum) =>
    [sum.node.name, memoryOf(sum.total), partsInWords(sum, memoryOf), cpuOf(sum.total), partsInWords(sum, cpuOf)].join('\t'),
  ),
});

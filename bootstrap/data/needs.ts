import type { Amount } from '../../cluster/facts/amount';
import { type MachineSum, countInWords, machineSums } from '../../cluster/facts/machine-sums';
import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

const MEBIBYTE = 2n ** 20n;

const mebibytes = (bytes: bigint): bigint => (bytes + MEBIBYTE - 1n) / MEBIBYTE;

/** `100 itself, 2 OSDs 4296`: what has none of the resource is left out. */
function partsInWords({ reserved, parts }: MachineSum, numberOf: (amount: Amount) => bigint): string {
  const all = [{ name: 'the machine itself', amount: reserved }, ...parts.map((part) => ({ name: countInWords(part), amount: part.amount }))];
  return all.flatMap(({ name, amount }) => (numberOf(amount) === 0n ? [] : [`${name} ${numberOf(amount)}`])).join(', ');
}

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

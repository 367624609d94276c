import { bytesOf } from '../../../cluster/facts/ceph-sizes';

/** What is wrong with an amount of memory, if anything. */
export const memoryProblems = (where: string, memory: string | undefined): readonly string[] =>
  memory === undefined || bytesOf(memory) !== undefined ? [] : [`${where} ${memory} is not an amount of memory; write a number and a unit, such as 16Gi`];

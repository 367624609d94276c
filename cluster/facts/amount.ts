import { tryParseCpu } from '../values/cpu';
import { tryParseQuantity } from '../values/quantity';

/** CPU and memory that are kept free for something. */
export interface Amount {
  /** Thousandths of a processor. */
  readonly cpu: number;
  /** Bytes of memory. */
  readonly memory: bigint;
}

/** Requests of a container as Kubernetes writes them. */
export type Requests = Readonly<Partial<Record<'cpu' | 'memory', string>>>;

const NOTHING: Amount = { cpu: 0, memory: 0n };

/** Two amounts together. */
export const plus = (one: Amount, other: Amount): Amount => ({ cpu: one.cpu + other.cpu, memory: one.memory + other.memory });

/** So many times an amount. */
export const times = ({ cpu, memory }: Amount, count: number): Amount => ({ cpu: cpu * count, memory: memory * BigInt(count) });

/** All amounts together. */
export const sumOf = (amounts: readonly Amount[]): Amount => amounts.reduce(plus, NOTHING);

/** What the requests of containers come to; what is not said, or cannot be read, counts nothing. */
export const amountOf = (...containers: readonly Requests[]): Amount =>
  sumOf(containers.map(({ cpu = '0', memory = '0' }) => ({ cpu: tryParseCpu(cpu) ?? 0, memory: tryParseQuantity(memory)?.bytes ?? 0n })));

/** Bytes in MiB: rounded up, so that a sum is never said to be less than it is. */
export const mebibytes = (bytes: bigint): bigint => (bytes + 2n ** 20n - 1n) / 2n ** 20n;

/** `2Gi` or `1124Mi`, rounded up as well. */
export function memoryText(bytes: bigint): string {
  const rounded = mebibytes(bytes);
  return rounded > 0n && rounded % 1024n === 0n ? `${rounded / 1024n}Gi` : `${rounded}Mi`;
}

import * as ipaddr from 'ipaddr.js';
import { withJsonText } from './json-text';

/** IPv4 or IPv6. */
export type Family = 4 | 6;

/** An address of a machine or a service. */
export interface Address {
  /** 4 or 6. */
  readonly family: Family;
  /** The address as a number. */
  readonly value: bigint;
  /** As kubeadm prints it: lower case, IPv6 shortened. */
  readonly text: string;
}

/** All addresses from the first to the last, both included. */
export interface AddressRange {
  /** 4 or 6. */
  readonly family: Family;
  /** The lowest address, as a number. */
  readonly first: bigint;
  /** The highest address, as a number. */
  readonly last: bigint;
  /** As it was written. */
  readonly text: string;
}

/** A network in CIDR notation. */
export interface Cidr extends AddressRange {
  /** Length of the network part, in bits. */
  readonly prefix: number;
}

/** How many bits an address of the family has. */
export const bitsOf = (family: Family): number => (family === 4 ? 32 : 128);

const toBigint = (bytes: readonly number[]): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** Reads `192.168.0.1` or `fd00::1`: four decimal parts or IPv6 without a zone; undefined for anything else, also for octal and short forms. */
export function tryParseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return /(^|\.)0\d/.test(text) ? undefined : withJsonText<Address>({ family: 4, value: toBigint(ipaddr.IPv4.parse(text).toByteArray()), text });
  }
  if (text.includes('%') || !text.includes(':') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return withJsonText<Address>({ family: 6, value: toBigint(address.toByteArray()), text: address.toRFC5952String() });
}

/** The address of a family that has a value. */
export function addressOf(family: Family, value: bigint): Address {
  const bytes = Array.from({ length: bitsOf(family) / 8 }, (_, index) => Number((value >> BigInt(bitsOf(family) - 8 * (index + 1))) & 255n));
  const text = family === 4 ? bytes.join('.') : new ipaddr.IPv6(bytes).toRFC5952String();
  return withJsonText({ family, value, text });
}

/** The network of that prefix length which holds the address. */
export function cidrOf(address: Address, prefix: number): Cidr {
  const { family } = address;
  const hostBits = BigInt(bitsOf(family) - prefix);
  const first = (address.value >> hostBits) << hostBits;
  return withJsonText({ family, prefix, first, last: first + (1n << hostBits) - 1n, text: `${addressOf(family, first).text}/${prefix}` });
}

/** Reads `192.168.0.0/24`, also with host bits set: compare its `text` to find out; undefined for anything else. */
export function tryParseCidr(text: string): Cidr | undefined {
  const [head, tail, ...rest] = text.split('/');
  const address = head === undefined ? undefined : tryParseAddress(head);
  if (address === undefined || tail === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(tail)) return undefined;
  return Number(tail) <= bitsOf(address.family) ? cidrOf(address, Number(tail)) : undefined;
}

/** Reads `192.168.0.200-192.168.0.220`, a network, or a single address. */
export function tryParseRange(text: string): AddressRange | undefined {
  const [head = '', tail, ...rest] = text.split('-').map((part) => part.trim());
  if (tail === undefined) {
    const single = tryParseAddress(head);
    return single === undefined ? tryParseCidr(head) : withJsonText({ family: single.family, first: single.value, last: single.value, text: single.text });
  }
  const first = tryParseAddress(head);
  const last = tryParseAddress(tail);
  if (first === undefined || last === undefined || rest.length > 0 || first.family !== last.family || first.value > last.value) return undefined;
  return withJsonText({ family: first.family, first: first.value, last: last.value, text: `${first.text}-${last.text}` });
}

/** The fewest networks that are the range together, from the lowest address up. */
export function cidrsOf({ family, first, last }: AddressRange): readonly Cidr[] {
  const networks: Cidr[] = [];
  for (let next = first; next <= last; next = (networks.at(-1)?.last ?? last) + 1n) {
    const starting = Array.from({ length: bitsOf(family) + 1 }, (_, prefix) => cidrOf(addressOf(family, next), prefix));
    const widest = starting.find((network) => network.first === next && network.last <= last);
    if (widest !== undefined) networks.push(widest);
  }
  return networks;
}

/** Whether the address lies in the range. */
export const contains = (range: AddressRange, address: Address): boolean =>
  range.family === address.family && range.first <= address.value && address.value <= range.last;

/** Whether the two have an address in common. */
export const overlaps = (a: AddressRange, b: AddressRange): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

import { type CelFunc, type CelMap, type CelValue, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import * as ipaddr from 'ipaddr.js';
import { type Address, type Network, isIPv4, isIPv6, isMapped, isNetwork, parseAddress, parseNetwork } from '../schema/address';
import { isOpaque, opaque, part } from './opaque';

const { BOOL, DYN, INT, STRING } = CelScalar;

const isIP = (text: string): boolean => isIPv4(text) || (isIPv6(text) && !isMapped(text));
const isCIDR = (text: string): boolean => isNetwork(text) && isIP(text.split('/')[0] ?? '');

function ip(text: string): CelMap {
  if (!isIP(text)) throw new Error(`${text} is not an IP address`);
  return opaque('net.IP', { text: parseAddress(text).toString() });
}

function cidr(text: string): CelMap {
  if (!isCIDR(text)) throw new Error(`${text} is not a CIDR`);
  const [address, length] = parseNetwork(text);
  return opaque('net.CIDR', { text: `${address.toString()}/${length}` });
}

const addressOf = (value: CelValue): Address => parseAddress(typeof value === 'string' ? part(ip(value), 'net.IP', 'text') : part(value, 'net.IP', 'text'));
const networkOf = (value: CelValue): Network =>
  parseNetwork(typeof value === 'string' ? part(cidr(value), 'net.CIDR', 'text') : part(value, 'net.CIDR', 'text'));

function holds([network, length]: Network, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, length);
}

function masked([address, length]: Network): Address {
  const text = `${address.toString()}/${length}`;
  return address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
}

const within =
  (...texts: readonly string[]) =>
  (address: Address): boolean =>
    texts.some((text) => holds(parseNetwork(text), address));

const isLinkLocal = within('169.254.0.0/16', 'fe80::/10');
const isNotGlobal = within('0.0.0.0/32', '::/128', '127.0.0.0/8', '::1/128', '224.0.0.0/4', 'ff00::/8', '255.255.255.255/32');

const KINDS: Readonly<Record<string, (address: Address) => boolean>> = {
  isUnspecified: within('0.0.0.0/32', '::/128'),
  isLoopback: within('127.0.0.0/8', '::1/128'),
  isLinkLocalMulticast: within('224.0.0.0/24', ...[...'0123456789abcdef'].map((flags) => `ff${flags}2::/16`)),
  isLinkLocalUnicast: isLinkLocal,
  isGlobalUnicast: (address) => !isNotGlobal(address) && !isLinkLocal(address),
};

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library */
export const NETWORK: CelFunc[] = [
  celFunc('isIP', [STRING], BOOL, isIP),
  celFunc('ip', [STRING], DYN, ip),
  celFunc('ip.isCanonical', [STRING], BOOL, (text) => part(ip(text), 'net.IP', 'text') === text),
  celMethod('family', DYN, [], INT, function () {
    return addressOf(part(this, 'net.IP', 'text')).kind() === 'ipv4' ? 4n : 6n;
  }),
  ...Object.entries(KINDS).map(([name, is]) =>
    celMethod(name, DYN, [], BOOL, function () {
      return is(addressOf(part(this, 'net.IP', 'text')));
    }),
  ),
  celFunc('isCIDR', [STRING], BOOL, isCIDR),
  celFunc('cidr', [STRING], DYN, cidr),
  celMethod('containsIP', DYN, [DYN], BOOL, function (address) {
    return holds(networkOf(part(this, 'net.CIDR', 'text')), addressOf(address));
  }),
  celMethod('containsCIDR', DYN, [DYN], BOOL, function (other) {
    const [outer, inner] = [networkOf(part(this, 'net.CIDR', 'text')), networkOf(other)];
    return outer[1] <= inner[1] && holds(outer, inner[0]);
  }),
  celMethod('ip', DYN, [], DYN, function () {
    return ip(networkOf(part(this, 'net.CIDR', 'text'))[0].toString());
  }),
  celMethod('masked', DYN, [], DYN, function () {
    const network = networkOf(part(this, 'net.CIDR', 'text'));
    return cidr(`${masked(network).toString()}/${network[1]}`);
  }),
  celMethod('prefixLength', DYN, [], INT, function () {
    return BigInt(networkOf(part(this, 'net.CIDR', 'text'))[1]);
  }),
  celFunc('string', [DYN], STRING, (value) => part(value, isOpaque(value, 'net.IP') ? 'net.IP' : 'net.CIDR', 'text')),
];

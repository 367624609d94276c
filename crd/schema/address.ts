import * as ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address and the length of a prefix, in bits. */
export type Network = readonly [Address, number];

/** Whether a text is an IPv4 address as Go reads it: four decimal numbers without leading zeros. */
export const isIPv4 = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text);

const hexadecimal = (dotted: string): string =>
  ipaddr.IPv4.parse(dotted)
    .toByteArray()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{4})/, '$1:');

/** The address with its last four bytes, `::1.2.3.4`, as two groups: ipaddr.js reads them only behind some prefixes. */
const withoutDots = (text: string): string => text.replace(/(?<=:)\d+(?:\.\d+){3}$/, (dotted) => (isIPv4(dotted) ? hexadecimal(dotted) : dotted));

/** Whether a text is an IPv6 address as Go reads it, without a zone. */
export const isIPv6 = (text: string): boolean => text.includes(':') && !/[.%]/.test(withoutDots(text)) && ipaddr.IPv6.isValid(withoutDots(text));

/** Whether a text is an address and the length of a prefix, with a slash between them; bits behind the prefix may be set. */
export function isNetwork(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  const isAddress = isIPv4(address) || isIPv6(address);
  return isAddress && more.length === 0 && /^(0|[1-9]\d*)$/.test(length) && Number(length) <= (isIPv4(address) ? 32 : 128);
}

/** The address that `isIPv4` or `isIPv6` takes; throws for other texts. */
export const parseAddress = (text: string): Address => ipaddr.parse(withoutDots(text));

/** The network that `isNetwork` takes; throws for other texts. */
export function parseNetwork(text: string): Network {
  const [address = '', length = ''] = text.split('/');
  return [parseAddress(address), Number(length)];
}

/** Whether a text is an IPv4 address written as IPv6, such as `::ffff:1.2.3.4`. */
export const isMapped = (text: string): boolean => isIPv6(text) && ipaddr.IPv6.parse(withoutDots(text)).isIPv4MappedAddress();

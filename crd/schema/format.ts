import * as ipaddr from 'ipaddr.js';
import { nanoseconds } from './duration';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(.\d+)?(z|[+-]\d{2}:\d{2})$/i;

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  const [day = '', time = ''] = text.split(/t/i);
  const [, hours = '', minutes = '', seconds = ''] = TIME.exec(time) ?? [];
  return isDate(day) && hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

/** Whether a text is an IPv4 address as Go reads it: four decimal numbers without leading zeros. */
export const isIPv4 = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text);

/** Whether a text is an IPv6 address as Go reads it, without a zone. */
export const isIPv6 = (text: string): boolean => text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text);

/** Whether a text is a network: an address, a slash and the length of a prefix; bits behind the prefix may be set. */
export function isNetwork(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  const isAddress = isIPv4(address) || isIPv6(address);
  return isAddress && more.length === 0 && /^(0|[1-9]\d*)$/.test(length) && Number(length) <= (isIPv4(address) ? 32 : 128);
}

/** Formats are read as Go once did: with leading zeros, which rules in CEL do not take. */
const withoutZeros = (text: string): string => text.replace(/(^|[./])0+(?=\d)/g, '$1');

const isMapped = (text: string): boolean => isIPv6(text) && text.includes('.');

/** 6, 8 or 20 bytes, by one with colons or hyphens, or by two with dots. */
function isHardwareAddress(text: string): boolean {
  const [separator = ''] = /[:.-]/.exec(text) ?? [];
  const groups = text.split(separator);
  const width = separator === '.' ? 4 : 2;
  return [6, 8, 20].includes((groups.length * width) / 2) && groups.every((group) => group.length === width && /^[0-9a-f]+$/i.test(group));
}

const matching =
  (expression: RegExp) =>
  (text: string): boolean =>
    expression.test(text);

const uuid = (version: string, variant = '[0-9a-f]'): ((text: string) => boolean) =>
  matching(new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`, 'i'));

function isUri(text: string): boolean {
  return text.startsWith('/') || (/^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text));
}

/** A format that the API server checks: what it takes, and how to say that in a sentence. */
interface Format {
  readonly accepts: (text: string) => boolean;
  readonly example: string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  byte: { accepts: matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/), example: 'base64 such as aGVsbG8=' },
  cidr: { accepts: (text) => isNetwork(withoutZeros(text)), example: 'a network such as 10.0.0.0/16' },
  date: { accepts: isDate, example: 'a day such as 2026-01-31' },
  datetime: { accepts: isDateTime, example: 'a time such as 2026-01-31T12:00:00Z' },
  duration: { accepts: (text) => nanoseconds(text) !== undefined, example: 'a duration such as 1m30s' },
  hexcolor: { accepts: matching(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i), example: 'a color such as #00ff00' },
  ipv4: { accepts: (text) => isIPv4(withoutZeros(text)) || isMapped(text), example: 'an address such as 192.168.0.1' },
  ipv6: { accepts: isIPv6, example: 'an address such as fd00::1' },
  mac: { accepts: isHardwareAddress, example: 'a hardware address such as 00:00:5e:00:53:01' },
  uri: { accepts: isUri, example: 'an address such as https://example.com/' },
  uuid: { accepts: uuid('[0-9a-f]'), example: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000' },
  uuid3: { accepts: uuid('3'), example: 'a UUID of version 3' },
  uuid4: { accepts: uuid('4', '[89ab]'), example: 'a UUID of version 4' },
  uuid5: { accepts: uuid('5', '[89ab]'), example: 'a UUID of version 5' },
};

/** The format of this name, if the API server checks it; `date-time` and `datetime` are one. */
export const formatOf = (name: string): Format | undefined => {
  const plain = name.replaceAll('-', '');
  return Object.hasOwn(FORMATS, plain) ? FORMATS[plain] : undefined;
};

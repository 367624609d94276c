import { isIPv4, isIPv6, isNetwork } from './address';
import { nanoseconds } from './duration';
import { parseUri } from './uri';

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

/** The address without leading zeros in decimal numbers, which formats allow and rules in CEL do not. */
const withoutZeros = (text: string): string => text.replace(/(^|[./]|:(?=\d+\.))0+(?=\d)/g, '$1');

/** Whether a text is an address with a dot: the API server accepts `::1.2.3.4` for IPv4 too. */
const isDotted = (text: string): boolean => text.includes('.') && (isIPv4(text) || isIPv6(text));

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

/** A format that the API server checks. */
interface Format {
  readonly accepts: (text: string) => boolean;
  /** The object of `give …` in a repair. */
  readonly example: string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  byte: { accepts: matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/), example: 'base64 such as aGVsbG8=' },
  cidr: { accepts: (text) => isNetwork(withoutZeros(text)), example: 'a network such as 10.0.0.0/16' },
  date: { accepts: isDate, example: 'a day such as 2026-01-31' },
  datetime: { accepts: isDateTime, example: 'a time such as 2026-01-31T12:00:00Z' },
  duration: { accepts: (text) => nanoseconds(text) !== undefined, example: 'a duration such as 1m30s' },
  hexcolor: { accepts: matching(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i), example: 'a color such as #00ff00' },
  ipv4: { accepts: (text) => isDotted(withoutZeros(text)), example: 'an address such as 192.168.0.1' },
  ipv6: { accepts: isIPv6, example: 'an address such as fd00::1' },
  mac: { accepts: isHardwareAddress, example: 'a hardware address such as 00:00:5e:00:53:01' },
  uri: { accepts: (text) => parseUri(text) !== undefined, example: 'an address such as https://example.com/' },
  uuid: { accepts: uuid('[0-9a-f]'), example: 'a UUID such as 123e4567-e89b-12d3-a456-426614174000' },
  uuid3: { accepts: uuid('3'), example: 'a UUID of version 3' },
  uuid4: { accepts: uuid('4', '[89ab]'), example: 'a UUID of version 4' },
  uuid5: { accepts: uuid('5', '[89ab]'), example: 'a UUID of version 5' },
};

/** The format with this name; undefined if the API server does not check it. Hyphens are ignored: `date-time` and `datetime` are one format. */
export const formatOf = (name: string): Format | undefined => {
  const plain = name.replaceAll('-', '');
  return Object.hasOwn(FORMATS, plain) ? FORMATS[plain] : undefined;
};

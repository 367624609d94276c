import { tryParseAddress, tryParseCidr, tryParseRange } from './cidr';
import { plainText } from './plain-text';

const ONES = ['0', '128', '192', '224', '240', '248', '252', '254', '255'];

/** The prefix length of a mask: 24 of 255.255.255.0. */
function prefixOf(mask: string): number | undefined {
  const parts = mask.split('.').map((part) => ONES.indexOf(part));
  const whole = parts.findIndex((part) => part !== 8);
  if (parts.length !== 4 || parts.includes(-1)) return undefined;
  return whole < 0 || parts.slice(whole + 1).every((part) => part === 0) ? parts.reduce((sum, part) => sum + part, 0) : undefined;
}

/** The network meant by `192.168.0.0/255.255.255.0`, `192.168.0.0 / 24` or `192.168.0.*`; undefined where that cannot be told. */
export function meantCidr(text: string): string | undefined {
  const plain = plainText(text).replace(/\s/g, '');
  const [, address = '', mask = ''] = /^([\d.]+)\/(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? [];
  const [, known = '', wild = ''] = /^(\d+(?:\.\d+){0,2})((?:\.[*x])+)$/.exec(plain) ?? [];
  const stars = wild.length / 2;
  const meant = mask !== '' ? `${address}/${prefixOf(mask) ?? ''}` : stars > 0 ? `${known}${'.0'.repeat(stars)}/${32 - 8 * stars}` : plain;
  const cidr = tryParseCidr(meant);
  return cidr === undefined || meant === text ? undefined : cidr.text;
}

/** The range meant by `192.168.0.200~192.168.0.220` or `192.168.0.200-220`; undefined where that cannot be told. */
export function meantRange(text: string): string | undefined {
  const plain = plainText(text).replace(/\s/g, '');
  const [, first = '', last = ''] = /^([\d.a-f:]+)(?:[-~〜–—−]|\.{2,3}|to|부터)([\d.a-f:]+)(?:까지)?$/.exec(plain) ?? [];
  const whole = /^\d{1,3}$/.test(last) ? first.replace(/\d+$/, last) : last;
  const meant = first === '' ? (meantCidr(text) ?? plain) : `${first}-${whole}`;
  return meant !== text && tryParseRange(meant) !== undefined ? meant : undefined;
}

/** The address meant by `192.168.0.11/24` or `192.168.0.11:22`; undefined where that cannot be told. */
export function meantAddress(text: string): string | undefined {
  const plain = plainText(text)
    .replace(/\s/g, '')
    .replace(/\/\d{1,3}$/, '')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[(.*)\]$/, '$1');
  return plain !== text && tryParseAddress(plain) !== undefined ? plain : undefined;
}

import { isIPv6 } from './address';

/** The parts of a URI, as Go's `url.Parse` splits it. */
export interface Uri {
  /** Lower case; empty for a path. */
  readonly scheme: string;
  /** Host name or address, without port and without the brackets of IPv6. */
  readonly hostname: string;
  /** Decimal digits; undefined without a colon behind the host. */
  readonly port: string | undefined;
  /** Host with port, and with the brackets of IPv6. */
  readonly host: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
const AUTHORITY = /^\/\/(?:([\w.~:!$&'()*+,;=%@-]*)@)?(?:\[([^\]]*)\]|([^@:/[\]]*))(?::(\d*))?(?=\/|$)(.*)$/s;
const HOSTNAME = /^[\w.~!$&'()*+,;=<>"\u0080-\u{10ffff}-]*$/u;
const PATH = /^([^%]|%[0-9A-Fa-f]{2})*$/s;
const ENCODED_PATH = /^[\w.~!$&'()*+,;=:@[\]%/-]*$/;
const KEPT_BYTE = /^[\w.~$&+,/:;=@-]$/;

function reencoded(path: string): string {
  const hex = path.replace(/%([0-9A-Fa-f]{2})|./gsu, (character, code?: string) => code ?? Buffer.from(character).toString('hex'));
  return Array.from(Buffer.from(hex, 'hex'), (byte) =>
    KEPT_BYTE.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

/** Go keeps a path that is percent-encoded, and encodes any other by stricter rules. */
const encodedPath = (path: string): string => (ENCODED_PATH.test(path) ? path : reencoded(path));

const withoutZone = (address: string): string => address.replace(/%25.+$/, '');

function parseAuthority(text: string): Omit<Uri, 'query' | 'scheme'> | undefined {
  const [whole, , address, name = '', port, path = ''] = AUTHORITY.exec(text) ?? [];
  if (whole === undefined || !(address === undefined ? HOSTNAME.test(name) : isIPv6(withoutZone(address)))) return undefined;
  const hostname = address?.replace('%25', '%') ?? name;
  const host = `${address === undefined ? hostname : `[${hostname}]`}${port === undefined ? '' : `:${port}`}`;
  return { hostname, port, host, path };
}

/**
 * Splits an absolute URI or an absolute path; undefined for everything else.
 *
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
export function parseUri(text: string): Uri | undefined {
  const [, scheme = '', afterScheme = text] = SCHEME.exec(text) ?? [];
  const [beforeQuery = '', ...query] = afterScheme.split('?');
  const isReadable = !/\p{Cc}/u.test(text) && (scheme !== '' || text.startsWith('/') || text === '*');
  const nowhere = { hostname: '', port: undefined, host: '', path: scheme !== '' && !afterScheme.startsWith('/') ? '' : beforeQuery };
  const parts = /^\/\/(?!\/)/.test(beforeQuery) || (scheme !== '' && beforeQuery.startsWith('//')) ? parseAuthority(beforeQuery) : nowhere;
  if (!isReadable || parts === undefined || !PATH.test(parts.path)) return undefined;
  const [path = ''] = parts.path.split('#');
  return { ...parts, scheme: scheme.toLowerCase(), path: encodedPath(path), query: query.join('?') };
}

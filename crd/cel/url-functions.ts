import { type CelFunc, type CelMap, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { parseUri } from '../schema/uri';
import { opaque, part } from './opaque';

const { BOOL, DYN, STRING } = CelScalar;

const KIND = 'net.URL';

function url(text: string): CelMap {
  const uri = parseUri(text);
  if (uri === undefined) throw new Error(`${text} is not a URL`);
  return opaque(KIND, { ...uri, port: uri.port ?? '' });
}

function decoded(text: string): readonly string[] {
  try {
    return [decodeURIComponent(text.replaceAll('+', ' '))];
  } catch {
    return [];
  }
}

/** The values of each key. Pairs that Go cannot read, with a semicolon or a wrong percent-encoding, are left out. */
function queryOf(text: string): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, readonly string[]>();
  for (const pair of text.split('&').filter((candidate) => candidate !== '' && !candidate.includes(';'))) {
    const [key = '', ...rest] = pair.split('=');
    for (const name of decoded(key)) for (const value of decoded(rest.join('='))) query.set(name, [...(query.get(name) ?? []), value]);
  }
  return query;
}

const getter = (name: string, field: string): CelFunc =>
  celMethod(name, DYN, [], STRING, function () {
    return part(this, KIND, field);
  });

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
export const URLS: CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, (text) => parseUri(text) !== undefined),
  celFunc('url', [STRING], DYN, url),
  getter('getScheme', 'scheme'),
  getter('getHost', 'host'),
  getter('getHostname', 'hostname'),
  getter('getPort', 'port'),
  getter('getEscapedPath', 'path'),
  celMethod('getQuery', DYN, [], DYN, function () {
    return queryOf(part(this, KIND, 'query'));
  }),
];

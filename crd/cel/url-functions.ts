import { type CelFunc, type CelMap, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { opaque, part } from './opaque';

const { BOOL, DYN, STRING } = CelScalar;

const KIND = 'net.URL';

/** An absolute address, or an absolute path. */
const FORM = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^@/?#\s]*@)?(\[[0-9A-Fa-f:.]+\]|[^:/?#\s[\]]*)(?::(\d*))?(?=[/?]|$)|(?=\/))([^?\s]*)(?:\?(\S*))?$/;

function url(text: string): CelMap {
  const [whole, scheme = '', hostname = '', port, path = '', query = ''] = FORM.exec(text) ?? [];
  if (whole === undefined) throw new Error(`${text} is not a URL`);
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return opaque(KIND, { text, scheme, host, hostname: hostname.replace(/^\[|\]$/g, ''), port: port ?? '', path, query });
}

const getter = (name: string, field: string): CelFunc =>
  celMethod(name, DYN, [], STRING, function () {
    return part(this, KIND, field);
  });

/** @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library */
export const URLS: CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, (text) => FORM.test(text)),
  celFunc('url', [STRING], DYN, url),
  getter('getScheme', 'scheme'),
  getter('getHost', 'host'),
  getter('getHostname', 'hostname'),
  getter('getPort', 'port'),
  getter('getEscapedPath', 'path'),
  celMethod('getQuery', DYN, [], DYN, function () {
    const query = new URLSearchParams(part(this, KIND, 'query'));
    return new Map([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
  }),
];

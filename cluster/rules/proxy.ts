import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { tryParseAddress, tryParseCidr } from '../values/cidr';
import { type Path, at, error } from '../values/problem';
import { isDnsName } from './names';
import type { Problems } from './rule';

const PROXY = ['proxy'];

/** Scheme, perhaps a user, host, perhaps a port. */
const URL = /^https?:\/\/(?<user>[^/@]*@)?(?<host>\[[\da-f:.]+\]|[^/:@[\]\s]+)(?::\d{1,5})?\/?$/i;

function* urlProblems(path: Path, url: string | undefined): Problems {
  if (url === undefined) return;
  const { user, host = '' } = URL.exec(url)?.groups ?? {};
  // The value contains a secret, so the message does not repeat it.
  if (user !== undefined || url.includes('@'))
    yield error(
      path,
      undefined,
      'contains a user',
      'let a forwarder of yours add it, such as tinyproxy with an upstream, and name that one: what is written here gets to every machine, into dist and into the cluster',
    );
  else if (!isDnsName(host.toLowerCase()) && tryParseAddress(host.replace(/^\[|\]$/g, '')) === undefined)
    yield error(path, url, 'is not the URL of a proxy', 'write one such as http://192.168.0.5:3128');
}

/** A name, a domain with a dot or `*.` before it, an address or a network; names and addresses perhaps with a port. */
const isException = (text: string): boolean =>
  tryParseCidr(text) !== undefined ||
  tryParseAddress(text) !== undefined ||
  isDnsName(
    text
      .toLowerCase()
      .replace(/^(\*\.|\.)/, '')
      .replace(/:\d{1,5}$/, ''),
  );

/** Proxies are URLs without secrets, and what goes without them is named as programs read it. */
export function* proxy({ proxy: { http, https, noProxy } }: Draft, spec: ClusterSpec): Problems {
  yield* urlProblems(at(PROXY, 'http'), http);
  // Where the spec has none, it is the other one.
  if (spec.proxy?.https !== undefined) yield* urlProblems(at(PROXY, 'https'), https);
  for (const [index, text] of noProxy.entries()) {
    if (!isException(text))
      yield error(
        at(PROXY, 'noProxy', index),
        text,
        'is neither a name nor an address nor a network',
        'write one such as .example.lan, 192.168.1.5 or 10.0.0.0/8',
      );
  }
  if (http === undefined && https === undefined && noProxy.length > 0)
    yield error(at(PROXY, 'noProxy'), undefined, 'has nothing to be an exception of', 'write the proxy as proxy.http, or remove it');
}

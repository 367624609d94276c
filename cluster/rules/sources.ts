import type { AptSource } from '../model/cluster';
import { tryParseAddress } from '../values/cidr';
import { type Path, type Problem, error } from '../values/problem';
import { isDnsName } from './names';
import type { Rule } from './rule';

/** Scheme, perhaps a user, host, perhaps a port, perhaps a path. */
const URL = /^https?:\/\/(?<user>[^/@\s]*@)?(?<host>\[[\da-f:.]+\]|[^/:@[\]\s]+)(?::\d{1,5})?(?:\/[\w\-.~:/@%+]*)?$/i;

const isHost = (host: string): boolean => isDnsName(host.toLowerCase()) || tryParseAddress(host.replace(/^\[|\]$/g, '')) !== undefined;

function wrongUrl(path: Path, url: string | undefined): readonly Problem[] {
  if (url === undefined) return [];
  const { user, host = '' } = URL.exec(url)?.groups ?? {};
  // The value holds a secret, so it is not said again.
  if (user !== undefined)
    return [error(path, undefined, 'holds a user', 'use a source without a password: what is written here gets to every machine and into dist')];
  return isHost(host) ? [] : [error(path, url, 'is no URL of a source', 'write one such as https://mirror.example/kubernetes/deb/')];
}

/** A key below a wrong URL is wrong for the same reason. */
function wrongSource(path: Path, { url, key }: { readonly [Field in keyof AptSource]: string | undefined }): readonly Problem[] {
  const wrong = wrongUrl([...path, 'url'], url);
  const same = wrong.length > 0 && url !== undefined && key?.startsWith(url.replace(/\/$/, '')) === true;
  return [...wrong, ...(same ? [] : wrongUrl([...path, 'key'], key))];
}

const REGISTRY = /^(?<host>\[[\da-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i;

const wrongRegistry = (registry: string, url: string): readonly Problem[] => {
  const path = ['sources', 'registries', registry];
  const { host = '' } = REGISTRY.exec(registry)?.groups ?? {};
  return isHost(host)
    ? wrongUrl(path, url)
    : [{ ...error(path, undefined, 'is no host of a registry', 'write the first part of its images, such as registry.k8s.io'), onName: true }];
};

const SUITE = /^[a-z0-9][a-z0-9.+_-]*$/i;

/** Sources are URLs without secrets, and registries are named as images name them. */
export const sources: Rule = ({ sources: { kubernetes, containerd, binaries, registries } }) => [
  ...wrongSource(['sources', 'kubernetes'], kubernetes),
  ...wrongSource(['sources', 'containerd'], containerd),
  ...(containerd.suite === undefined || SUITE.test(containerd.suite)
    ? []
    : [error(['sources', 'containerd', 'suite'], containerd.suite, 'is no suite', 'write the one word that stands behind the URL, such as trixie')]),
  ...wrongUrl(['sources', 'binaries', 'url'], binaries.url),
  ...Object.entries(registries).flatMap(([registry, url]) => wrongRegistry(registry, url)),
];

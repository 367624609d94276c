import type { AptSource } from '../model/cluster';
import type { Draft } from '../model/draft';
import { tryParseAddress } from '../values/cidr';
import { type Path, at, error, nameError } from '../values/problem';
import { isDnsName } from './names';
import type { Problems } from './rule';

const SOURCES = ['sources'];

/** Scheme, perhaps a user, host, perhaps a port, perhaps a path. */
const URL = /^https?:\/\/(?<user>[^/@\s]*@)?(?<host>\[[\da-f:.]+\]|[^/:@[\]\s]+)(?::\d{1,5})?(?:\/[\w\-.~:/@%+]*)?$/i;

const isHost = (host: string): boolean => isDnsName(host.toLowerCase()) || tryParseAddress(host.replace(/^\[|\]$/g, '')) !== undefined;

const userOf = (url: string): string | undefined => URL.exec(url)?.groups?.['user'];

const isUrl = (url: string): boolean => isHost(URL.exec(url)?.groups?.['host'] ?? '');

function* urlProblems(path: Path, url: string | undefined): Problems {
  if (url === undefined) return;
  // The value contains a secret, so the message does not repeat it.
  if (userOf(url) !== undefined)
    yield error(path, undefined, 'contains a user', 'use a source without a password: what is written here gets to every machine and into dist');
  else if (!isUrl(url)) yield error(path, url, 'is not a valid http or https URL', 'write one such as https://mirror.example/kubernetes/deb/');
}

const FINGERPRINT = /^(?:[\dA-F]{40}|[\dA-F]{64})$/;

/** A key below a wrong URL is wrong for the same reason. */
function* aptProblems(path: Path, { url, key, fingerprint }: { readonly [Field in keyof AptSource]: string | undefined }): Problems {
  const wrong = [...urlProblems(at(path, 'url'), url)];
  const same = wrong.length > 0 && url !== undefined && key?.startsWith(url.replace(/\/$/, '')) === true;
  yield* wrong;
  if (!same) yield* urlProblems(at(path, 'key'), key);
  if (fingerprint !== undefined && !FINGERPRINT.test(fingerprint))
    yield error(
      at(path, 'fingerprint'),
      fingerprint,
      'is not a fingerprint',
      'write the 40 hexadecimal digits (64 of a key of version 6) that gpg --show-keys prints',
    );
}

const REGISTRY = /^(?<host>\[[\da-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i;

/** As images begin with it: a name or an address, perhaps with a port. */
export const isRegistry = (registry: string): boolean => isHost(REGISTRY.exec(registry)?.groups?.['host'] ?? '');

const SHA256 = /^[\da-f]{64}$/;

const SUITE = /^[a-z0-9][a-z0-9.+_-]*$/i;

/** Sources are URLs without secrets, and registries are named as images name them. */
export function* sources({ sources: { kubernetes, containerd, binaries, registries } }: Draft): Problems {
  yield* aptProblems(at(SOURCES, 'kubernetes'), kubernetes);
  yield* aptProblems(at(SOURCES, 'containerd'), containerd);
  if (containerd.suite !== undefined && !SUITE.test(containerd.suite))
    yield error(at(SOURCES, 'containerd', 'suite'), containerd.suite, 'is not a suite name', 'write the one word that stands behind the URL, such as trixie');
  yield* urlProblems(at(SOURCES, 'binaries', 'url'), binaries.url);
  for (const [arch, sum] of Object.entries(binaries.sha256)) {
    if (sum !== undefined && !SHA256.test(sum))
      yield error(at(SOURCES, 'binaries', 'sha256', arch), sum, 'is not a SHA-256 sum', 'write the 64 hexadecimal digits that sha256sum prints');
  }
  for (const [registry, url] of Object.entries(registries)) {
    const path = at(SOURCES, 'registries', registry);
    if (isRegistry(registry)) yield* urlProblems(path, url);
    else yield nameError(path, 'is not a registry host', 'write the first part of its images, such as registry.k8s.io');
  }
}

import type { AptSource } from '../model/cluster';
import type { Draft } from '../model/draft';
import { type Path, type Problem, at, error, warning } from '../values/problem';
import type { Problems } from './rule';

const SOURCES = ['sources'];

const isUnencrypted = (url: string | undefined): url is string => url !== undefined && /^http:\/\//i.test(url);

/** An error, in the words for all of them. */
const plain = (path: Path, url: string, problem: string, repair: string): Problem => error(path, url, `is not encrypted, ${problem}`, repair);

function* aptProblems(path: Path, { url, key, fingerprint }: { readonly [Field in keyof AptSource]: string | undefined }): Problems {
  if (fingerprint !== undefined) return;
  const [field, found] = isUnencrypted(url) ? (['url', url] as const) : (['key', key] as const);
  if (isUnencrypted(found))
    yield plain(
      at(path, field),
      found,
      'and no fingerprint is given: anybody on the network path could replace the packages and the key',
      `write the key's fingerprint as ${[...path, 'fingerprint'].join('.')} (gpg --show-keys prints it), or use https://`,
    );
}

/** Packages and programs that come by http:// are held against something that does not. */
export function* unencryptedSources({ sources: { kubernetes, containerd, binaries }, kubectlConvert, nodes }: Draft): Problems {
  yield* aptProblems(at(SOURCES, 'kubernetes'), kubernetes);
  yield* aptProblems(at(SOURCES, 'containerd'), containerd);
  const architectures = new Set(nodes.filter(({ role }) => role === 'control-plane').map(({ arch }) => arch));
  const lacking = [...architectures].filter((arch) => binaries.sha256[arch] === undefined).sort();
  if (kubectlConvert && isUnencrypted(binaries.url) && lacking.length > 0)
    yield plain(
      at(SOURCES, 'binaries', 'url'),
      binaries.url,
      'and no sum is given: anybody on the network path could replace the program and its .sha256',
      `write its SHA-256 sum as ${lacking.map((arch) => `sources.binaries.sha256.${arch}`).join(' and ')}, or use https://`,
    );
}

/** A tag means whatever the registry says, and nothing holds its answer against anything. */
export function* unencryptedRegistries({ sources: { registries } }: Draft): Problems {
  const told = new Set<string>();
  for (const [registry, url] of Object.entries(registries)) {
    if (!isUnencrypted(url) || told.has(url)) continue;
    told.add(url);
    yield warning(
      at(SOURCES, 'registries', registry),
      url,
      'is not encrypted: anybody on the network path could replace the images',
      'use https:// where the network is not yours alone',
    );
  }
}

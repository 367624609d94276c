import type { RegistryAccess, Sources } from '../model/cluster';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import type { KubernetesVersion } from '../values/versions';

/** As gpg prints it: in groups, or as one word. */
const fingerprintOf = (text: string | undefined): string | undefined => text?.replaceAll(/\s/g, '').toUpperCase();

const below = (url: string, file: string): string => `${url.replace(/\/$/, '')}/${file}`;

type AccessSpec = NonNullable<NonNullable<ClusterSpec['sources']>['registryAccess']>[number];

function completeAccess({ host, ca, login }: AccessSpec): RegistryAccess {
  if (login?.file !== undefined) return { host, ca, login: { kind: 'file', text: login.file } };
  return { host, ca, login: login?.command === undefined ? undefined : { kind: 'command', text: login.command } };
}

/** Download sources, with their defaults. A mirror keeps its keys where the original does, unless the spec sets another URL. */
export function completeSources(spec: NonNullable<ClusterSpec['sources']>, kubernetes: KubernetesVersion | undefined): Sources {
  const packages = spec.kubernetes?.url ?? `${DEFAULTS.kubernetesRepositories}${kubernetes?.minor ?? ''}/deb/`;
  const { url, suite, key, fingerprint } = spec.containerd ?? {};
  const { amd64, arm64 } = spec.binaries?.sha256 ?? {};
  return {
    kubernetes: { url: packages, key: spec.kubernetes?.key ?? below(packages, 'Release.key'), fingerprint: fingerprintOf(spec.kubernetes?.fingerprint) },
    containerd: { url, suite, key: key ?? (url === undefined ? undefined : below(url, 'gpg')), fingerprint: fingerprintOf(fingerprint) },
    binaries: { url: spec.binaries?.url ?? DEFAULTS.binaries, sha256: { amd64: amd64?.toLowerCase(), arm64: arm64?.toLowerCase() } },
    registries: spec.registries ?? {},
    registryAccess: (spec.registryAccess ?? []).map((access) => completeAccess(access)),
  };
}

import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

/** Where packages, programs and images come from; what is empty is decided on the machine, which knows its distribution. */
export const sourceConstants = ({ sources: { kubernetes, containerd, binaries, registries, registryAccess } }: Cluster): Constants => ({
  KUBERNETES_SOURCE: kubernetes.url,
  KUBERNETES_SOURCE_KEY: kubernetes.key,
  KUBERNETES_SOURCE_FINGERPRINT: kubernetes.fingerprint ?? '',
  CONTAINERD_SOURCE: containerd.url ?? '',
  CONTAINERD_SUITE: containerd.suite ?? '',
  CONTAINERD_SOURCE_KEY: containerd.key ?? '',
  CONTAINERD_SOURCE_FINGERPRINT: containerd.fingerprint ?? '',
  BINARIES_SOURCE: binaries.url,
  CONVERT_SHA256_AMD64: binaries.sha256.amd64 ?? '',
  CONVERT_SHA256_ARM64: binaries.sha256.arm64 ?? '',
  // Host of the original, tab, URL of its mirror.
  REGISTRIES: Object.keys(registries)
    .sort()
    .map((host) => `${host}\t${registries[host] ?? ''}`),
  // What the desk brings of each host, which is in no program: kind, blank, host.
  REGISTRY_ACCESS: registryAccess.flatMap(({ host, ca, login }) => [
    ...(ca === undefined ? [] : [`ca ${host}`]),
    ...(login === undefined ? [] : [`login ${host}`]),
  ]),
});

/** Where cluster.sh gets at what it brings: kind, host, path or command, tabs between them. */
export const registryAccessConstants = ({ sources: { registryAccess } }: Cluster): Constants => ({
  REGISTRY_ACCESS: registryAccess.flatMap(({ host, ca, login }) => [
    ...(ca === undefined ? [] : [['ca', host, ca].join('\t')]),
    ...(login === undefined ? [] : [[`login-${login.kind}`, host, login.text].join('\t')]),
  ]),
});

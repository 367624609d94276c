import type { Cluster } from '../cluster/model/cluster';
import { assign, assignList } from './shell';

/** Where packages, programs and images come from; what is empty is decided on the machine, which knows its distribution. */
export const sourceData = ({ sources: { kubernetes, containerd, binaries, registries } }: Cluster): string =>
  [
    assign('KUBERNETES_SOURCE', kubernetes.url),
    assign('KUBERNETES_SOURCE_KEY', kubernetes.key),
    assign('CONTAINERD_SOURCE', containerd.url ?? ''),
    assign('CONTAINERD_SUITE', containerd.suite ?? ''),
    assign('CONTAINERD_SOURCE_KEY', containerd.key ?? ''),
    assign('BINARIES_SOURCE', binaries.url),
    // Host of the original, tab, URL of its mirror.
    assignList(
      'REGISTRIES',
      Object.keys(registries)
        .sort()
        .map((host) => `${host}\t${registries[host] ?? ''}`),
    ),
  ].join('');

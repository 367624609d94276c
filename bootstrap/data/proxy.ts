import { noProxy } from '../../cluster/facts/proxy';
import type { Cluster } from '../../cluster/model/cluster';
import type { Constants } from './constants';

/** The proxy of the spec; all are empty where it names none. */
export function proxyConstants(cluster: Cluster): Constants {
  const { http, https } = cluster.proxy;
  return {
    PROXY_HTTP: http ?? '',
    PROXY_HTTPS: https ?? '',
    NO_PROXY_LIST: http === undefined && https === undefined ? '' : noProxy(cluster).join(','),
  };
}

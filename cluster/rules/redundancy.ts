import type { Draft } from '../model/draft';
import { spread } from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import { DEFAULTS } from '../spec/defaults';
import { error, warning } from '../values/problem';
import { hostsInWords, hostsOf, placements, protectionInWords } from './placements';
import type { Problems } from './rule';

const MORE = 'declare disks on more machines';

const thereAre = (count: number): string => (count === 1 ? 'there is' : 'there are');

/** Each copy and each chunk has a machine of its own. */
export function* poolHosts(cluster: Draft, spec: ClusterSpec): Problems {
  for (const one of placements(cluster, spec)) {
    const hosts = hostsOf(cluster, one).length;
    const needed = spread(one.protection);
    // Without any host, other rules report the missing class or disk.
    if (hosts === 0 || needed <= hosts) continue;
    const fewer = one.protection.kind === 'erasureCoded' ? 'use fewer chunks, or ' : hosts > 1 ? `use ${hosts}, or ` : '';
    const problem = `needs ${needed} machines, and ${thereAre(hosts)} ${hostsInWords(hosts, one)}`;
    yield error(one.path, protectionInWords(one.protection), problem, `${fewer}${MORE}`);
  }
}

const ALLOW = 'storage.rook.allowUnsafeReplicas: true';

/** Pools keep a single copy only where the spec allows it. */
export function* unsafeReplicas(cluster: Draft, spec: ClusterSpec): Problems {
  if (cluster.storage.kind === 'none' || cluster.storage.allowUnsafeReplicas) return;
  for (const one of placements(cluster, spec)) {
    const hosts = hostsOf(cluster, one);
    const [only] = hosts;
    if (only === undefined || spread(one.protection) > 1) continue;
    // The spec has no 1: it is the default where one machine has disks.
    if (hosts.length === 1 && one.deviceClass === undefined && spec.storage?.rook?.replicas === undefined) {
      const path = ['nodes', cluster.nodes.indexOf(only), 'disks'];
      const repair = `${MORE}, or set ${ALLOW} where losing the data is acceptable, or write storage: { none: {} }`;
      yield error(path, undefined, 'are the only ones, so storage keeps a single copy, which is lost with its disk', repair);
    } else {
      const more = hosts.length === 1 ? MORE : `use ${Math.min(DEFAULTS.replicas, hosts.length)}`;
      const repair = `${more}, or set ${ALLOW} where losing the data is acceptable`;
      yield error(one.path, protectionInWords(one.protection), 'keeps a single copy, which is lost with its disk', repair);
    }
  }
}

/** Ceph goes on writing with two copies less one, and with one coding chunk less one: a second failure then loses what was written. */
export function* littleRedundancy(cluster: Draft, spec: ClusterSpec): Problems {
  if (cluster.storage.kind === 'none' || cluster.storage.allowUnsafeReplicas) return;
  for (const one of placements(cluster, spec)) {
    const { protection, path } = one;
    const little = protection.kind === 'replicated' ? protection.size === 2 : protection.codingChunks === 1;
    if (!little || spread(protection) > hostsOf(cluster, one).length) continue;
    const problem = 'survives one failure; a second one before the repair loses what was written since the first';
    const repair = protection.kind === 'replicated' ? 'use 3 where there are machines for it' : 'use 2 coding chunks where there are machines for it';
    yield warning(path, protectionInWords(protection), problem, repair);
  }
}

/** With a machine to spare, Ceph restores lost copies by itself. */
export function* selfHealing(cluster: Draft, spec: ClusterSpec): Problems {
  for (const one of placements(cluster, spec)) {
    const hosts = hostsOf(cluster, one).length;
    if (spread(one.protection) < 2 || spread(one.protection) !== hosts) continue;
    const problem = `takes all ${hostsInWords(hosts, one)}, so when one fails, Ceph restores no copy until it is back`;
    yield warning(one.path, protectionInWords(one.protection), problem, 'declare disks on one more machine');
  }
}

/** When temporary machines leave, what is on them finds a place elsewhere. */
export function* temporaryStorage(cluster: Draft, spec: ClusterSpec): Problems {
  for (const one of placements(cluster, spec)) {
    const hosts = hostsOf(cluster, one);
    const leaving = hosts.filter(({ temporary }) => temporary).map(({ name }) => name);
    const names = leaving.join(', ');
    const left = hosts.length - leaving.length;
    const needed = spread(one.protection);
    // With as many machines left as there are copies nothing is lost, and the plan says what is left; a node declared temporary needs no warning.
    if (leaving.length === 0 || needed > hosts.length || needed <= left) continue;
    const problem = `needs ${needed} machines, and without ${names} ${thereAre(left)} ${hostsInWords(left, one)}`;
    yield warning(one.path, protectionInWords(one.protection), problem, `${left < 2 ? '' : `use ${left}, or `}${MORE} that stay`);
  }
}

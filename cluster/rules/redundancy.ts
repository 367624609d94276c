import { spread } from '../model/storage';
import { DEFAULTS } from '../spec/defaults';
import { error, warning } from '../values/problem';
import { hostsInWords, hostsOf, placements, protectionInWords } from './placements';
import type { Rule } from './rule';

/** Each copy and each chunk has a machine of its own. */
export const poolHosts: Rule = (cluster, spec) =>
  placements(cluster, spec).flatMap((one) => {
    const hosts = hostsOf(cluster, one).length;
    // Of a class that no disk has, and of no disk at all, other rules speak.
    if (hosts === 0 || spread(one.protection) <= hosts) return [];
    const fewer = one.protection.kind === 'erasureCoded' ? 'use fewer chunks, or ' : hosts > 1 ? `use ${hosts}, or ` : '';
    return [
      error(
        one.path,
        protectionInWords(one.protection),
        `needs ${spread(one.protection)} machines, and there ${hosts === 1 ? 'is' : 'are'} ${hostsInWords(hosts, one)}`,
        `${fewer}declare disks on more machines`,
      ),
    ];
  });

const ALLOW = 'storage.rook.allowUnsafeReplicas: true';

/** A single copy is nobody's choice by accident. */
export const unsafeReplicas: Rule = (cluster, spec) => {
  if (cluster.storage.kind === 'none' || cluster.storage.allowUnsafeReplicas) return [];
  return placements(cluster, spec).flatMap((one) => {
    const hosts = hostsOf(cluster, one);
    const [only] = hosts;
    if (only === undefined || spread(one.protection) > 1) return [];
    // Nobody wrote a 1: it is all that the disks allow.
    if (hosts.length === 1 && one.deviceClass === undefined && spec.storage?.rook?.replicas === undefined) {
      return [
        error(
          ['nodes', cluster.nodes.indexOf(only), 'disks'],
          undefined,
          'are all that storage has, so its single copy is gone with a disk',
          `declare disks on more machines, or set ${ALLOW} where nothing matters, or write storage: { none: {} }`,
        ),
      ];
    }
    const more = hosts.length === 1 ? 'declare disks on more machines' : `use ${Math.min(DEFAULTS.replicas, hosts.length)}`;
    return [
      error(one.path, protectionInWords(one.protection), 'keeps a single copy, which is gone with its disk', `${more}, or set ${ALLOW} where nothing matters`),
    ];
  });
};

/** Ceph goes on writing with two copies less one, and with coding chunks less one where there is one: a second failure then loses what was written. */
export const littleRedundancy: Rule = (cluster, spec) =>
  placements(cluster, spec).flatMap((one) => {
    const allowed = cluster.storage.kind === 'rook' && cluster.storage.allowUnsafeReplicas;
    const little = one.protection.kind === 'replicated' ? one.protection.size === 2 : one.protection.codingChunks === 1;
    if (allowed || !little || spread(one.protection) > hostsOf(cluster, one).length) return [];
    return [
      warning(
        one.path,
        protectionInWords(one.protection),
        'survives one failure, and what is written until it is repaired is gone with a second one',
        one.protection.kind === 'replicated' ? 'use 3 where there are machines for it' : 'use 2 coding chunks where there are machines for it',
      ),
    ];
  });

/** With a machine to spare, Ceph restores lost copies by itself. */
export const selfHealing: Rule = (cluster, spec) =>
  placements(cluster, spec).flatMap((one) => {
    const hosts = hostsOf(cluster, one).length;
    return spread(one.protection) < 2 || spread(one.protection) !== hosts
      ? []
      : [
          warning(
            one.path,
            protectionInWords(one.protection),
            `takes all ${hostsInWords(hosts, one)}, so when one fails, nothing is restored until it is back`,
            'declare disks on one more machine',
          ),
        ];
  });

/** What is on temporary machines has to find a place elsewhere. */
export const temporaryStorage: Rule = (cluster, spec) =>
  placements(cluster, spec).flatMap((one) => {
    const hosts = hostsOf(cluster, one);
    const leaving = hosts.filter(({ temporary }) => temporary).map(({ name }) => name);
    const left = hosts.length - leaving.length;
    const needed = spread(one.protection);
    if (leaving.length === 0 || needed > hosts.length || needed < left) return [];
    return [
      needed > left
        ? warning(
            one.path,
            protectionInWords(one.protection),
            `needs ${needed} machines, and without ${leaving.join(', ')} there ${left === 1 ? 'is' : 'are'} ${hostsInWords(left, one)}`,
            left < 2 ? 'declare disks on more machines that stay' : `use ${left}, or declare disks on more machines that stay`,
          )
        : warning(
            one.path,
            protectionInWords(one.protection),
            `will take all ${hostsInWords(left, one)} when ${leaving.join(', ')} ${leaving.length === 1 ? 'is' : 'are'} gone, and then nothing is restored when one fails`,
            'declare disks on one more machine that stays',
          ),
    ];
  });

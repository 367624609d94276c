import type { Draft } from '../model/draft';
import type { ClusterSpec } from '../spec/cluster-spec';
import { type Path, at, error } from '../values/problem';
import type { Problems } from './rule';

const ENDPOINT = ['controlPlane', 'endpoint'];

const ROOK = ['storage', 'rook'];

function* several(path: Path, group: object | undefined, names: readonly string[], repair: string): Problems {
  const written = new Map<string, unknown>(Object.entries(group ?? {}));
  const given = names.filter((name) => written.get(name) !== undefined);
  if (given.length > 1) yield error(path, undefined, `has ${given.join(' and ')}`, repair);
}

/** Pools keep copies or chunks; only chunks have their metadata elsewhere. */
function* poolProblems(rook: NonNullable<ClusterSpec['storage']>['rook']): Problems {
  const copiesOrChunks = ['replicas', 'erasureCoding'];
  for (const [index, pool] of (rook?.blockPools ?? []).entries()) {
    const path = at(ROOK, 'blockPools', index);
    yield* several(path, pool, copiesOrChunks, 'keep one of them');
    if (pool.metadataReplicas === undefined || pool.erasureCoding !== undefined) continue;
    const repair = 'remove it: the metadata is in the same pool';
    yield error(at(path, 'metadataReplicas'), String(pool.metadataReplicas), 'has no effect where the data is kept in copies', repair);
  }
  for (const part of ['filesystem', 'objectStore'] as const) yield* several(at(ROOK, part), rook?.[part], copiesOrChunks, 'keep one of them');
}

/** Of fields that exclude each other, the spec has one. The draft keeps only one of them. */
export function* oneOf(_: Draft, { network, controlPlane, storage }: ClusterSpec): Problems {
  yield* several(['network', 'cni'], network?.cni, ['calico', 'flannel', 'kubeRouter', 'none'], 'keep one network plugin');
  yield* several(ENDPOINT, controlPlane?.endpoint, ['name', 'vip', 'loadBalancer'], 'keep one of them');
  yield* several(ENDPOINT, controlPlane?.endpoint, ['loadBalancer', 'port'], 'write the port behind the load balancer, as host:port');
  yield* several(['storage'], storage, ['rook', 'none'], 'keep one of them');
  yield* poolProblems(storage?.rook);
}

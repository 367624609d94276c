import type { ClusterSpec } from '../spec/cluster-spec';
import { type Path, type Problem, error } from '../values/problem';

function several(path: Path, group: object | undefined, names: readonly string[], hint: string): readonly Problem[] {
  const written = new Map<string, unknown>(Object.entries(group ?? {}));
  const given = names.filter((name) => written.get(name) !== undefined);
  return given.length < 2 ? [] : [error(path, undefined, `has ${given.join(' and ')}`, hint)];
}

const COPIES_OR_CHUNKS = ['replicas', 'erasureCoding'];

function pools(rook: NonNullable<ClusterSpec['storage']>['rook']): readonly Problem[] {
  const path = ['storage', 'rook'];
  return [
    ...(rook?.blockPools ?? []).flatMap((pool, index) => [
      ...several([...path, 'blockPools', index], pool, COPIES_OR_CHUNKS, 'keep one of them'),
      ...(pool.metadataReplicas === undefined || pool.erasureCoding !== undefined
        ? []
        : [
            error(
              [...path, 'blockPools', index, 'metadataReplicas'],
              String(pool.metadataReplicas),
              'has no use where the data is kept in copies',
              'remove it: the metadata is in the same pool',
            ),
          ]),
    ]),
    ...(['filesystem', 'objectStore'] as const).flatMap((part) => several([...path, part], rook?.[part], COPIES_OR_CHUNKS, 'keep one of them')),
  ];
}

/** Fields of which one excludes the others; after parsing only one is left, so this one looks at the spec. */
export const oneOf = ({ network, controlPlane, storage }: ClusterSpec): readonly Problem[] => [
  ...several(['network', 'cni'], network?.cni, ['calico', 'flannel', 'kubeRouter', 'none'], 'keep one network plugin'),
  ...several(['controlPlane', 'endpoint'], controlPlane?.endpoint, ['name', 'vip', 'loadBalancer'], 'keep one of them'),
  ...several(['controlPlane', 'endpoint'], controlPlane?.endpoint, ['loadBalancer', 'port'], 'write the port behind the load balancer, as host:port'),
  ...several(['storage'], storage, ['rook', 'none'], 'keep one of them'),
  ...pools(storage?.rook),
];

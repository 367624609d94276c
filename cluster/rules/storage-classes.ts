import { IMAGE_FEATURES, MAP_OPTIONS, lackingFeatures } from '../facts/rbd';
import { takesAnyPod } from '../facts/roles';
import type { Draft } from '../model/draft';
import type { BlockClass, Rook, VolumeClass } from '../model/storage';
import type { ClusterSpec } from '../spec/cluster-spec';
import { atLeast } from '../values/kernel-version';
import { nearestName } from '../values/nearest-name';
import { type Path, at, error, warning } from '../values/problem';
import { labelProblems } from './labels';
import { type Problems, repeated } from './rule';

const ROOK = ['storage', 'rook'];

function* repetitions(path: Path, values: readonly string[], keyOf: (value: string) => string): Problems {
  for (const { value, first } of repeated(values.entries(), ([, text]) => keyOf(text)))
    yield error(at(path, value[0]), value[1], `repeats ${first[1]}`, 'keep one of the two');
}

const optionName = (option: string): string => option.split('=')[0] ?? option;

/** Features fit together, and every kernel that is declared can map images that have them. */
function* featureProblems(path: Path, { imageFeatures }: BlockClass, { nodes }: Draft): Problems {
  yield* repetitions(path, imageFeatures, (feature) => feature);
  if (!imageFeatures.includes('layering')) yield error(path, imageFeatures.join(','), 'lacks layering, which snapshots and clones need', 'add layering');
  for (const [feature, needs] of lackingFeatures(imageFeatures))
    yield error(at(path, imageFeatures.indexOf(feature)), feature, `needs ${needs}`, `add ${needs}, or remove ${feature}`);
  for (const [index, feature] of imageFeatures.entries()) {
    const [major, minor] = IMAGE_FEATURES[feature].kernel;
    const old = nodes.filter(({ kernel }) => kernel !== undefined && !atLeast(kernel, major, minor));
    if (old.length === 0) continue;
    const names = old.map(({ name, kernel }) => `${name} has ${kernel?.text ?? ''}`).join(', ');
    yield error(at(path, index), feature, `needs a kernel from ${major}.${minor} on every machine: ${names}`, `remove ${feature}, or use newer kernels`);
  }
}

function* mapOptionProblems(path: Path, { mapOptions }: BlockClass): Problems {
  yield* repetitions(path, mapOptions, optionName);
  for (const [index, option] of mapOptions.entries()) {
    const [name = '', ...rest] = option.split('=');
    const value = rest.length === 0 ? undefined : rest.join('=');
    const pattern = MAP_OPTIONS[name];
    if (!Object.hasOwn(MAP_OPTIONS, name)) {
      const near = nearestName(name, Object.keys(MAP_OPTIONS));
      const repair = near === undefined ? `use one of ${Object.keys(MAP_OPTIONS).join(', ')}` : `did you mean ${near}?`;
      yield error(at(path, index), option, 'is not an option for mapping volumes', repair);
    } else if (pattern === undefined ? value !== undefined : value === undefined || !pattern.test(value)) {
      const repair = pattern === undefined ? `write ${name} alone` : `write ${name}=VALUE as rbd(8) has it`;
      yield error(at(path, index), option, pattern === undefined ? 'takes no value' : 'has no value that it takes', repair);
    }
  }
}

const MOUNT_OPTION = /^[a-z][a-z0-9_-]*(=[\w.:/+-]+)?$/;

/** Options of mount(8) that the CSI driver sets by itself, or that keep a volume from being used as one. */
const NOT_FOR_VOLUMES: readonly string[] = ['bind', 'remount', 'ro', 'rw', 'secret', 'name', 'mds_namespace', 'fs'];

function* mountOptionProblems(path: Path, { mountOptions }: VolumeClass): Problems {
  yield* repetitions(path, mountOptions, optionName);
  for (const [index, option] of mountOptions.entries()) {
    if (!MOUNT_OPTION.test(option)) yield error(at(path, index), option, 'is not a mount option', 'write one a line, such as noatime or commit=30');
    else if (NOT_FOR_VOLUMES.includes(optionName(option)))
      yield error(at(path, index), option, 'is set by the CSI driver itself', 'remove it; a pod says readOnly at its mount');
  }
}

function* blockClassProblems(cluster: Draft, { blockPools }: Rook): Problems {
  const osdsAmongPods = cluster.nodes.find((node) => node.disks.length > 0 && takesAnyPod(node, cluster));
  for (const [index, { storageClass, default: isDefault }] of blockPools.entries()) {
    const path = at(ROOK, 'blockPools', index, 'storageClass');
    yield* featureProblems(at(path, 'imageFeatures'), storageClass, cluster);
    yield* mapOptionProblems(at(path, 'mapOptions'), storageClass);
    yield* mountOptionProblems(at(path, 'mountOptions'), storageClass);
    if (storageClass.fsType === 'xfs' && osdsAmongPods !== undefined) {
      const problem = `can lock up where a volume is mounted on a machine with OSDs, such as ${osdsAmongPods.name}`;
      yield warning(at(path, 'fsType'), 'xfs', problem, 'use ext4, or keep workloads off machines with disks by a taint');
    }
    if (storageClass.defaultReclaim === 'Retain' && !isDefault)
      yield error(at(path, 'defaultReclaim'), 'Retain', 'has no effect: the pool is not the default one', 'remove it, or set default: true of the pool');
  }
}

/** Parameters of volume and snapshot classes are ones that Kubernetes, ceph-csi and the kernels accept. */
export function* storageClasses(cluster: Draft, spec: ClusterSpec): Problems {
  const { storage } = cluster;
  if (storage.kind === 'none') return;
  yield* blockClassProblems(cluster, storage);
  if (storage.filesystem !== undefined) yield* mountOptionProblems(at(ROOK, 'filesystem', 'storageClass', 'mountOptions'), storage.filesystem.storageClass);
  yield* labelProblems(at(ROOK, 'snapshots', 'labels'), storage.snapshots.labels);
  yield* labelProblems(at(ROOK, 'snapshots', 'retain', 'labels'), spec.storage?.rook?.snapshots?.retain?.labels ?? {});
}

import type { k8s } from 'cdk8s-plus-28';
import { nearestName } from '../../cluster/values/nearest-name';
import type { Plain } from '../../objects/plain-object';
import { VOLUME_SIZE, meantQuantity } from '../../cluster/values/meant-quantity';
import { amountOf } from '../fields/amount';
import { choiceProblems, twice } from '../fields/choice';
import { shown, tableProblems } from '../fields/table';
import type { Container } from './container';
import { VOLUME } from './volume-fields';

/** A volume of a pod. */
export type Volume = Plain<k8s.Volume>;

/** Fields of a volume that are not what it is. */
const NAMED = ['name'];

/** A path in a volume that two files would have. */
function pathProblems(path: string, items: readonly { readonly path: string }[] | undefined): readonly string[] {
  return twice(
    items ?? [],
    (item) => item.path,
    (item, index, first) => `${path}[${index}].path ${item.path} is that of ${path}[${first}] already; give each file its own`,
  );
}

function factProblems(path: string, items: readonly Readonly<Record<string, unknown>>[] | undefined): readonly string[] {
  return (items ?? []).flatMap((item, index) => [
    ...choiceProblems(`${path}[${index}]`, item, ['fieldRef', 'resourceFieldRef']),
    ...('resourceFieldRef' in item && !hasContainer(item['resourceFieldRef'])
      ? [`${path}[${index}].resourceFieldRef.containerName is missing; name the container, as a volume is that of all`]
      : []),
  ]);
}

const hasContainer = (ref: unknown): boolean => typeof ref === 'object' && ref !== null && 'containerName' in ref && ref.containerName !== '';

const TOKEN_KINDS = ['clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'];

function projectedProblems({ projected }: Volume): readonly string[] {
  return (projected?.sources ?? []).flatMap((source, index) => {
    const path = `projected.sources[${index}]`;
    return [
      ...choiceProblems(path, source, TOKEN_KINDS),
      ...factProblems(`${path}.downwardAPI.items`, source.downwardAPI?.items),
      ...pathProblems(`${path}.configMap.items`, source.configMap?.items),
      ...pathProblems(`${path}.secret.items`, source.secret?.items),
    ];
  });
}

function sizeProblems({ emptyDir }: Volume): readonly string[] {
  const limit = emptyDir?.sizeLimit;
  if (limit === undefined) return [];
  const size = amountOf(limit);
  return size === undefined || size < 0n
    ? [
        `emptyDir.sizeLimit${shown(limit)} is not an amount of bytes; write ${meantQuantity(String(limit), VOLUME_SIZE) ?? 'it as Kubernetes does, such as 16Mi'}`,
      ]
    : [];
}

/** What is wrong with one volume. */
export function volumeProblems(volume: Volume): readonly string[] {
  const kinds = Object.keys(volume).filter((key) => !NAMED.includes(key));
  return [
    ...tableProblems(VOLUME, volume),
    ...(kinds.length > 1 ? [`is ${kinds.join(' and ')}; a volume is one of them: make two of it`] : []),
    ...sizeProblems(volume),
    ...choiceProblems('flocker', volume.flocker, ['datasetName', 'datasetUUID']),
    ...factProblems('downwardAPI.items', volume.downwardAPI?.items),
    ...projectedProblems(volume),
  ].map((problem) => `volume ${volume.name === '' ? 'without a name' : volume.name}: ${problem}`);
}

/** Mounts of volumes that the pod does not have. */
export function mountedProblems(containers: readonly Container[], volumes: readonly Volume[]): readonly string[] {
  const names = volumes.map(({ name }) => name);
  return containers.flatMap(({ name: container, volumeMounts = [], volumeDevices = [] }) => {
    const missing = (list: string, name: string, index: number): readonly string[] => {
      if (names.includes(name)) return [];
      const meant = nearestName(name, names);
      const repair = meant === undefined ? `add { name: '${name}', … } to volumes of the pod` : `did you mean ${meant}?`;
      return [`container ${container}: ${list}[${index}].name ${name} is not a volume of the pod; ${repair}`];
    };
    return [
      ...volumeMounts.flatMap(({ name }, index) => missing('volumeMounts', name, index)),
      ...volumeDevices.flatMap(({ name }, index) => missing('volumeDevices', name, index)),
      ...volumeDevices.flatMap(({ name }, index) =>
        volumes.some((volume) => volume.name === name && volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined)
          ? [`container ${container}: volumeDevices[${index}].name ${name} is not a claim, and only those can be block devices; mount it by volumeMounts`]
          : [],
      ),
    ];
  });
}

/** Volumes of a pod that have one name. */
export const sameNameProblems = (volumes: readonly Volume[]): readonly string[] =>
  twice(
    volumes,
    ({ name }) => name,
    ({ name }, index, first) => `volumes[${index}].name ${name} is that of volumes[${first}] already; give each volume its own name`,
  );

import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { namespaceIn } from '../../objects/chart-namespace';
import { type Fields, isFields } from '../fields/table';
import type { ReleasePod } from '../pods/pod';
import { HOSTNAME } from '../places/node-names';

/** A version of a release, and how many of its pods there may be at one moment. */
interface Use {
  readonly pod: ReleasePod;
  readonly most: number;
}

/** Volumes that are not attached to a machine: their access modes are a promise that nobody enforces. */
const UNATTACHED = ['hostPath', 'local', 'nfs'];

const fieldsOf = (value: unknown, name: string): Fields => (isFields(value) && isFields(value[name]) ? value[name] : {});

const objectsOf = (scope: Construct, kind: string): readonly ApiObject[] =>
  scope.node.root.node.findAll().flatMap((node) => (ApiObject.isApiObject(node) && node.kind === kind ? [node] : []));

const specOf = (object: ApiObject): Fields => fieldsOf(object.toJson() as unknown, 'spec');

/** How the claim of a name is mounted; undefined where nothing in the App makes it, or where its volume is attached to no machine. */
function modesOf(scope: Construct, namespace: string | undefined, name: string): readonly unknown[] | undefined {
  const claim = objectsOf(scope, 'PersistentVolumeClaim').find(
    (object) => object.name === name && (object.metadata.namespace ?? Chart.of(object).namespace) === namespace,
  );
  if (claim === undefined) return undefined;
  const { accessModes, volumeName } = specOf(claim);
  const volume = objectsOf(scope, 'PersistentVolume').find((object) => object.name === volumeName);
  const isAttached = volume === undefined || !UNATTACHED.some((kind) => kind in specOf(volume));
  return isAttached && Array.isArray(accessModes) ? accessModes : undefined;
}

/** Whether all of its pods must run on one machine. */
const isOnOneMachine = ({ placement = [], nodeName }: ReleasePod): boolean =>
  nodeName !== undefined ||
  placement.some((place) => {
    if (place.kind !== 'onNodesWith' || place.preferred !== undefined) return false;
    const names = place.labels[HOSTNAME];
    return typeof names === 'string' || names?.length === 1;
  });

const REPAIRS =
  'use a RecreateRelease with one replica, whose new pod starts when the old one has ended, a StatefulRelease, whose pods have a claim each, or a claim that is ReadWriteMany';

/**
 * Claims that one machine, or one pod, mounts, and more pods than that. A new pod on another machine waits for the volume (FailedAttachVolume), and the old one
 * keeps it until the new one is ready.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function sharedClaimProblems(scope: Construct, props: { readonly namespace?: string }, uses: readonly Use[]): readonly string[] {
  const namespace = namespaceIn(scope, props.namespace);
  const claimsOf = ({ volumes = [] }: ReleasePod): readonly string[] => volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  const names = [...new Set(uses.flatMap(({ pod }) => claimsOf(pod)))];
  return names.flatMap((name) => {
    const users = uses.filter(({ pod, most }) => most > 0 && claimsOf(pod).includes(name));
    const most = users.reduce((sum, use) => sum + use.most, 0);
    const [mode, ...others] = modesOf(scope, namespace, name) ?? [];
    if (most < 2 || others.length > 0) return [];
    const isAlone = mode === 'ReadWriteOncePod' || (mode === 'ReadWriteOnce' && !users.every(({ pod }) => isOnOneMachine(pod)));
    if (!isAlone) return [];
    const who = mode === 'ReadWriteOncePod' ? 'one pod mounts' : 'one machine mounts';
    return [
      `claim ${name} is ${mode}, which ${who}, and there are up to ${most} pods during a rollout: a new one would wait for the volume, and the old one for it; ${REPAIRS}`,
    ];
  });
}

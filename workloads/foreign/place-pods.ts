import type { IConstruct } from 'constructs';
import { tellNodes } from '../places/known-nodes';
import type { Placement } from '../places/placement';
import { placementProblems } from '../places/placement-problems';
import { type Scheduling, type SpreadRules, schedulingOf } from '../places/scheduling';
import { type Fields, isFields } from '../fields/table';
import { type Pods, objectOf, podsOf, podsProblems } from './pods-of';

/** How the pods of kinds are told apart and spread. Pods of other kinds are counted all together, and spread only where somebody asks for it. */
const SPREAD: Readonly<Partial<Record<string, SpreadRules>>> = {
  Deployment: { versionLabel: 'pod-template-hash', byDefault: true },
  // A pod is replaced where it was, so that no version needs room beside another.
  StatefulSet: { versionLabel: undefined, byDefault: true },
  ReplicaSet: { versionLabel: undefined, byDefault: true },
};

const NEITHER: SpreadRules = { versionLabel: undefined, byDefault: false };

const hasLabels = ({ selector }: Pods): boolean => Object.keys(selector).length > 0;

const scheduling = (pods: Pods, placements: readonly Placement[]): Scheduling =>
  schedulingOf(placements, pods.selector, hasLabels(pods) ? (SPREAD[pods.kind] ?? NEITHER) : NEITHER);

/** Placements of the pods among each other. */
function ownProblems(pods: Pods, placements: readonly Placement[]): readonly string[] {
  const own = placements.filter((placement) => placement.kind === 'spreadAcross' || (placement.kind === 'keepApart' && placement.pods === undefined));
  if (pods.kind === 'DaemonSet') return own.map(({ kind }) => `${kind} does nothing for a DaemonSet, which has one pod on each node; leave it out`);
  return hasLabels(pods) ? [] : own.map(({ kind }) => `${kind} cannot tell the pods of ${pods.title} from others, as they have no labels; give them one`);
}

function twiceProblems(pods: Pods, placements: readonly Placement[]): readonly string[] {
  const twice = Object.keys(scheduling(pods, placements)).filter((field) => field in pods.spec);
  return twice.length === 0 ? [] : [`the pods of ${pods.title} have ${twice.join(' and ')} already; say where they run in one place`];
}

/** With keys in the order that cdk8s gives them, which it gives before we add ours. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isFields(value) ? sortedFields(value) : value;
}

const sortedFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );

/** A copy of an object with fields added to those at a path. */
function withFields(object: Fields, [name, ...path]: readonly string[], added: object): Fields {
  if (name === undefined) return sortedFields({ ...object, ...added });
  const part = object[name];
  return { ...object, [name]: withFields(isFields(part) ? part : {}, path, added) };
}

function placed(object: unknown, placements: readonly Placement[]): unknown {
  const pods = isFields(object) ? podsOf(object) : undefined;
  return isFields(object) && pods !== undefined ? withFields(object, pods.path, scheduling(pods, placements)) : object;
}

/**
 * Says where the pods of an object run, in the words that releases have: `placePods(deployment, keepApart())`. It takes every object with pods: a
 * Deployment, StatefulSet, DaemonSet, Job or CronJob of cdk8s-plus-28, one of its `k8s.Kube…`, or an `ApiObject`. Those of a Deployment, StatefulSet or
 * ReplicaSet are spread over machines where nothing else is asked for. At synth it refuses what releases refuse: names that no node has, and what is out
 * of bounds; and what the object says itself already.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function placePods(workload: IConstruct, ...placements: readonly Placement[]): void {
  const object = objectOf(workload);
  const render = object?.toJson.bind(object) as (() => unknown) | undefined;
  workload.node.addValidation({
    validate: () => {
      tellNodes(workload, placements);
      return [
        ...placementProblems(placements),
        ...podsProblems(workload, render, (pods) => [...ownProblems(pods, placements), ...twiceProblems(pods, placements)]),
      ].map((problem) => `placePods: ${problem}`);
    },
  });
  if (object === undefined || render === undefined) return;
  // Not by addJsonPatch: the classes of cdk8s-plus-28 apply patches first, and then drop what Kubernetes 1.28 did not have.
  object.toJson = () => placed(render(), placements);
}

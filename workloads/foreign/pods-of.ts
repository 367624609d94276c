import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import type { Plain } from '../../objects/plain-object';
import { type Fields, isFields } from '../fields/table';
import type { PodLabels } from '../places/placement';

/** The pods that a rendered object describes: what ours and others' workloads have in common. */
export interface Pods {
  /** Kind of the object, such as Deployment. */
  readonly kind: string;
  /** `Deployment web`. */
  readonly title: string;
  /** Where the pods' spec is: `['spec', 'template', 'spec']`. */
  readonly path: readonly string[];
  /** The spec of its pods. */
  readonly spec: Partial<Plain<k8s.PodSpec>>;
  /** Who the object is. */
  readonly metadata: Fields;
  /** Labels and annotations of the pods. */
  readonly podMetadata: Fields;
  /** Labels of the pods. */
  readonly labels: PodLabels;
  /** Labels that the object finds its pods by; those of the pods where it has no selector of its own. */
  readonly selector: PodLabels;
}

const fieldsAt = (fields: Fields, path: readonly string[]): Fields => path.reduce((at, name) => (isFields(at[name]) ? at[name] : {}), fields);

const textAt = (fields: Fields, name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');

const labelsAt = (fields: Fields, path: readonly string[]): PodLabels =>
  Object.fromEntries(Object.entries(fieldsAt(fields, path)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

const isPodSpec = (spec: Fields): spec is Fields & Partial<Plain<k8s.PodSpec>> => Array.isArray(spec['containers']);

/** Where kinds describe their pods: most, CronJobs, and pods themselves. */
const TEMPLATES: readonly (readonly string[])[] = [['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template'], []];

/** The object behind a construct: the construct itself, or the one that a construct of cdk8s-plus-28 makes. */
export function objectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const child = construct.node.defaultChild;
  return child && objectOf(child);
}

/** The pods of a rendered object; undefined where it describes none. */
export function podsOf(object: Fields): Pods | undefined {
  const template = TEMPLATES.find((path) => isPodSpec(fieldsAt(object, [...path, 'spec'])));
  const spec = template && fieldsAt(object, [...template, 'spec']);
  if (template === undefined || spec === undefined || !isPodSpec(spec)) return undefined;
  const labels = labelsAt(object, [...template, 'metadata', 'labels']);
  const selector = labelsAt(object, ['spec', 'selector', 'matchLabels']);
  const kind = textAt(object, 'kind');
  return {
    kind,
    title: `${kind} ${textAt(fieldsAt(object, ['metadata']), 'name')}`,
    path: [...template, 'spec'],
    spec,
    metadata: fieldsAt(object, ['metadata']),
    podMetadata: fieldsAt(object, [...template, 'metadata']),
    labels,
    selector: Object.keys(selector).length > 0 ? selector : labels,
  };
}

/** A rendered object, or in one sentence what keeps it from being rendered. */
function rendered(render: () => unknown): Fields | string {
  try {
    const object = render();
    return isFields(object) ? object : 'the object is rendered to nothing';
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/^Failed serializing construct at path .*? with name '.*?': (Error: )?/, '');
  }
}

/** What keeps a construct from being an object with pods, or what its pods are told. */
export function podsProblems(construct: IConstruct, render: (() => unknown) | undefined, problems: (pods: Pods) => readonly string[]): readonly string[] {
  const repair = 'give an object that has, such as a Deployment';
  if (render === undefined) return [`${construct.constructor.name} ${construct.node.path} is not a Kubernetes object and has no pods; ${repair}`];
  const object = rendered(render);
  if (typeof object === 'string') return [object];
  const pods = podsOf(object);
  return pods === undefined ? [`${textAt(object, 'kind')} ${textAt(fieldsAt(object, ['metadata']), 'name')} has no pods; ${repair}`] : problems(pods);
}

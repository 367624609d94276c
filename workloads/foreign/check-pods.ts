import type { IConstruct } from 'constructs';
import { ANNOTATIONS, LABELS, metadataProblems } from '../fields/metadata';
import { tableProblems } from '../fields/table';
import { type Container, containerProblems, duplicateNameProblems, mainContainerProblems } from '../pods/container';
import { specProblems } from '../pods/pod-rules';
import { portProblems } from '../pods/ports';
import { type Pods, objectOf, podsProblems } from './pods-of';

/** Work that ends is neither asked for requests nor restarted when it hangs. */
const ENDS: readonly string[] = ['Job', 'CronJob'];

function selectorProblems({ title, labels, selector }: Pods): readonly string[] {
  return Object.entries(selector)
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `${title} looks for pods with the label ${key}=${value}, which its own do not have; give them the label`);
}

/** Pods that are made anew for ever are always restarted, and have no end. */
function keptProblems({ kind, title, spec: { restartPolicy = 'Always', activeDeadlineSeconds } }: Pods): readonly string[] {
  if (kind === 'Pod') return [];
  if (ENDS.includes(kind))
    return restartPolicy === 'Always' ? [`${title} makes pods that end, and restartPolicy Always ends none; give Never or OnFailure`] : [];
  return [
    ...(restartPolicy === 'Always' ? [] : [`${title} keeps its pods running, and restartPolicy ${restartPolicy} ends them; leave it out`]),
    ...(activeDeadlineSeconds === undefined
      ? []
      : [`${title} keeps its pods running, and activeDeadlineSeconds ${activeDeadlineSeconds} ends them; leave it out`]),
  ];
}

/** What releases refuse of their pods; the first container is the one that the pod is for. */
function plainPodProblems(pods: Pods): readonly string[] {
  const { containers = [], initContainers = [] } = pods.spec;
  const [main, ...others] = containers;
  const together: readonly Container[] = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
  return [
    ...(main === undefined ? [] : ENDS.includes(pods.kind) ? containerProblems(main) : mainContainerProblems(main)),
    ...[...others, ...initContainers].flatMap(containerProblems),
    ...duplicateNameProblems([...containers, ...initContainers]),
    ...portProblems(together),
    ...selectorProblems(pods),
    ...metadataProblems(pods.metadata),
    ...tableProblems({ ...LABELS, ...ANNOTATIONS }, pods.podMetadata),
    ...specProblems(pods.spec),
    ...keptProblems(pods),
  ];
}

/**
 * Refuses at synth of an object with pods what releases refuse of theirs: images without a version, containers without requests, a memory limit or (but
 * for work that ends) probes, names and ports that clash, and a selector that does not find the pods. It takes what `placePods` takes.
 */
export function checkPods(workload: IConstruct): void {
  const object = objectOf(workload);
  workload.node.addValidation({
    validate: () => podsProblems(workload, object && (() => object.toJson() as unknown), plainPodProblems).map((problem) => `checkPods: ${problem}`),
  });
}

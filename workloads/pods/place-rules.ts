import { twice } from '../fields/choice';
import { fieldsAt, isFields } from '../fields/table';
import type { PodSpec } from './container';

const TERMS = 'requiredDuringSchedulingIgnoredDuringExecution';
const WISHES = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Wherever a pod asks for labels, of nodes or of other pods. */
const SELECTORS = [
  `affinity.nodeAffinity.${TERMS}.nodeSelectorTerms[].matchExpressions[]`,
  `affinity.nodeAffinity.${WISHES}[].preference.matchExpressions[]`,
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    ['labelSelector', 'namespaceSelector'].flatMap((selector) => [
      `affinity.${kind}.${TERMS}[].${selector}.matchExpressions[]`,
      `affinity.${kind}.${WISHES}[].podAffinityTerm.${selector}.matchExpressions[]`,
    ]),
  ),
  'topologySpreadConstraints[].labelSelector.matchExpressions[]',
];

/** How many values an operator takes. */
const COUNTS: Readonly<Record<string, { readonly fits: (count: number) => boolean; readonly repair: string }>> = {
  In: { fits: (count) => count > 0, repair: 'give one value at least' },
  NotIn: { fits: (count) => count > 0, repair: 'give one value at least' },
  Exists: { fits: (count) => count === 0, repair: 'leave values out' },
  DoesNotExist: { fits: (count) => count === 0, repair: 'leave values out' },
  Gt: { fits: (count) => count === 1, repair: 'give one whole number' },
  Lt: { fits: (count) => count === 1, repair: 'give one whole number' },
};

function valueProblems(spec: PodSpec): readonly string[] {
  return SELECTORS.flatMap((path) => fieldsAt(spec, path)).flatMap(({ path, value }) => {
    if (!isFields(value)) return [];
    const { key, operator } = value;
    const values: readonly unknown[] = Array.isArray(value['values']) ? value['values'] : [];
    const rule = COUNTS[String(operator)];
    return rule === undefined || rule.fits(values.length)
      ? []
      : [`${path} asks for ${String(key)} ${String(operator)} with ${values.length} ${values.length === 1 ? 'value' : 'values'}; ${rule.repair}`];
  });
}

function tolerationProblems({ tolerations = [] }: PodSpec): readonly string[] {
  return tolerations.flatMap(({ key = '', operator = 'Equal', value = '', effect = '', tolerationSeconds }, index) => [
    ...(key === '' && operator !== 'Exists'
      ? [`tolerations[${index}].key is missing, which means every taint with operator: Exists only; give one of both`]
      : []),
    ...(operator === 'Exists' && value !== '' ? [`tolerations[${index}].value ${value} means nothing with operator Exists; leave it out`] : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [`tolerations[${index}].tolerationSeconds ${tolerationSeconds} is for the effect NoExecute only; leave it out`]
      : []),
  ]);
}

function spreadProblems({ topologySpreadConstraints = [] }: PodSpec): readonly string[] {
  return [
    ...topologySpreadConstraints.flatMap(({ minDomains, whenUnsatisfiable }, index) =>
      minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule'
        ? [`topologySpreadConstraints[${index}].minDomains ${minDomains} is for whenUnsatisfiable: DoNotSchedule only; leave it out`]
        : [],
    ),
    ...twice(
      topologySpreadConstraints,
      ({ topologyKey, whenUnsatisfiable }) => [topologyKey, whenUnsatisfiable],
      ({ topologyKey }, index, first) =>
        `topologySpreadConstraints[${index}] spreads over ${topologyKey}, as topologySpreadConstraints[${first}] already; keep one of the two`,
    ),
  ];
}

/** What is wrong with where a pod may run. */
export const placeProblems = (spec: PodSpec): readonly string[] => [...valueProblems(spec), ...tolerationProblems(spec), ...spreadProblems(spec)];

import type { k8s } from 'cdk8s-plus-28';
import type { Plain } from '../../objects/plain-object';
import { type NodeLabels, type Placement, type PodLabels, spreadAcross } from './placement';

type PodSpec = Plain<k8s.PodSpec>;

/** The fields of a pod that say where it may run. */
export type Scheduling = Pick<PodSpec, 'affinity' | 'tolerations' | 'topologySpreadConstraints'>;

type Of<Kind extends Placement['kind']> = Extract<Placement, { readonly kind: Kind }>;

const of = <Kind extends Placement['kind']>(placements: readonly Placement[], kind: Kind): readonly Of<Kind>[] =>
  placements.filter((placement): placement is Of<Kind> => placement.kind === kind);

/** How pods are told apart and spread. */
export interface SpreadRules {
  /**
   * The label of a version: only pods of one version are counted, as those that a rollout is about to remove say nothing about where new ones should be.
   * Undefined: all are counted.
   */
  readonly versionLabel: string | undefined;
  /** Whether the pods are spread over machines where nothing else is asked for. */
  readonly byDefault: boolean;
}

/** As the Deployments of releases have it. */
const OF_DEPLOYMENTS: SpreadRules = { versionLabel: 'pod-template-hash', byDefault: true };

/** The pods themselves, as a selector has them. */
interface Own {
  readonly labelSelector: { readonly matchLabels: PodLabels };
  readonly matchLabelKeys?: readonly string[];
}

const nodeTerm = (labels: NodeLabels) => ({
  matchExpressions: Object.entries(labels).map(([key, values]) => ({ key, operator: 'In', values: typeof values === 'string' ? [values] : values })),
});

function nodeAffinity(placements: readonly Placement[]): Partial<NonNullable<PodSpec['affinity']>> {
  const all = of(placements, 'onNodesWith');
  const demands = all.filter(({ preferred }) => preferred === undefined);
  const wishes = all.flatMap(({ labels, preferred }) => (preferred === undefined ? [] : [{ weight: preferred, preference: nodeTerm(labels) }]));
  if (all.length === 0) return {};
  return {
    nodeAffinity: {
      ...(demands.length === 0
        ? {}
        : {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: demands.flatMap(({ labels }) => nodeTerm(labels).matchExpressions) }],
            },
          }),
      ...(wishes.length === 0 ? {} : { preferredDuringSchedulingIgnoredDuringExecution: wishes }),
    },
  };
}

/** Demands and wishes about pods: Kubernetes keeps them in two lists. */
function podRules(rules: readonly (Of<'keepApart'> | Of<'keepTogether'>)[], own: Own): NonNullable<NonNullable<PodSpec['affinity']>['podAffinity']> {
  const term = ({ over, pods }: (typeof rules)[number]) => ({
    topologyKey: over,
    ...(pods === undefined ? own : { labelSelector: { matchLabels: pods } }),
  });
  const demands = rules.filter(({ preferred }) => preferred === undefined).map(term);
  const wishes = rules.flatMap((rule) => (rule.preferred === undefined ? [] : [{ weight: rule.preferred, podAffinityTerm: term(rule) }]));
  return {
    ...(demands.length === 0 ? {} : { requiredDuringSchedulingIgnoredDuringExecution: demands }),
    ...(wishes.length === 0 ? {} : { preferredDuringSchedulingIgnoredDuringExecution: wishes }),
  };
}

/** Nodes whose taint keeps the pods away do not count: no pod could be spread to them. */
const spread = ({ over, maxSkew, required }: Of<'spreadAcross'>, own: Own) => ({
  topologyKey: over,
  maxSkew,
  whenUnsatisfiable: required ? 'DoNotSchedule' : 'ScheduleAnyway',
  nodeTaintsPolicy: 'Honor',
  ...own,
});

const toleration = ({ key, value, effect, seconds }: Of<'tolerate'>) => ({
  key,
  ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
  ...(effect === undefined && seconds === undefined ? {} : { effect: effect ?? 'NoExecute' }),
  ...(seconds === undefined ? {} : { tolerationSeconds: seconds }),
});

/** The conditions as a pod has them; `labels` are those that its pods, and no others, have. */
export function schedulingOf(placements: readonly Placement[], labels: PodLabels, { versionLabel, byDefault } = OF_DEPLOYMENTS): Scheduling {
  const own: Own = { labelSelector: { matchLabels: labels }, ...(versionLabel === undefined ? {} : { matchLabelKeys: [versionLabel] }) };
  const given = of(placements, 'spreadAcross');
  const spreads = given.length > 0 || !byDefault ? given : of([spreadAcross()], 'spreadAcross');
  const [together, apart, tolerated] = [of(placements, 'keepTogether'), of(placements, 'keepApart'), of(placements, 'tolerate')];
  const affinity = {
    ...nodeAffinity(placements),
    ...(together.length === 0 ? {} : { podAffinity: podRules(together, own) }),
    ...(apart.length === 0 ? {} : { podAntiAffinity: podRules(apart, own) }),
  };
  return {
    ...(spreads.length === 0 ? {} : { topologySpreadConstraints: spreads.map((rule) => spread(rule, own)) }),
    ...(Object.keys(affinity).length === 0 ? {} : { affinity }),
    ...(tolerated.length === 0 ? {} : { tolerations: tolerated.map(toleration) }),
  };
}

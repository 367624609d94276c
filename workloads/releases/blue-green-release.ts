import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { wholeProblems } from '../places/whole-number';
import type { ReleasePod } from '../pods/pod';
import { type ReleaseProps, addBudget, addService, addVersion, releaseProblems } from './release';
import { boundsOf, rolloutOf } from './rollout';
import { sharedClaimProblems } from './shared-claims';
import { Strategy } from './strategy';

/** The two places that versions take in turn. */
export type Colour = 'blue' | 'green';

/** Two versions, and which of them serves. */
export interface BlueGreenReleaseProps extends ReleaseProps {
  /** What runs in the pods of the colour blue. */
  readonly blue: ReleasePod;
  /** What runs in the pods of the colour green. */
  readonly green: ReleasePod;
  /** The colour that requests go to. Changing it changes one label of the Service, and nothing else. */
  readonly active: Colour;
  /**
   * How many pods the colour keeps that does not serve; it must not be the active one, so that a switch always finds all pods there: first take it out
   * here and wait until the pods are ready, then switch.
   * @default replicas: going back is as fast as going forth
   */
  readonly standbyReplicas?: Readonly<Partial<Record<Colour, number>>>;
}

const COLOURS = ['blue', 'green'] as const;

function standbyProblems({ active, standbyReplicas = {} }: BlueGreenReleaseProps): readonly string[] {
  const scaledDown = standbyReplicas[active];
  return [
    ...(COLOURS.includes(active) ? [] : [`active ${active} is not a colour; give blue or green`]),
    ...(scaledDown === undefined
      ? []
      : [
          `standbyReplicas.${active} ${scaledDown} would scale down the active colour; take it out, apply that, and switch to ${active} when its pods are ready`,
        ]),
    ...Object.entries(standbyReplicas).flatMap(([colour, replicas]) => wholeProblems(`standbyReplicas.${colour}`, replicas, 0)),
  ];
}

/**
 * Two versions side by side, of which one serves: the Service NAME sends all requests to the active colour, NAME-preview to the other one, where it can
 * be tried. To release: give the other colour the new version, apply, try it at NAME-preview, then change `active` and apply. To go back: change it
 * back. A drain is held up for the active colour only.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/management/
 */
export class BlueGreenRelease extends Construct {
  /** The Deployment of each colour. */
  public readonly deployments: Readonly<Record<Colour, ApiObject>>;

  /** The Service of the active colour; undefined where there is no port. */
  public readonly service: ApiObject | undefined;

  /** The Service at which the other colour can be tried; undefined where there is no port. */
  public readonly preview: ApiObject | undefined;

  /** The disruption budget of the active colour; undefined where a drain may take all of its pods at once. */
  public readonly budget: ApiObject | undefined;

  public constructor(scope: Construct, id: string, props: BlueGreenReleaseProps) {
    super(scope, id);
    const { standbyReplicas = {} } = props;
    const [active, standby]: readonly [Colour, Colour] = props.active === 'green' ? ['green', 'blue'] : ['blue', 'green'];
    const most = (colour: Colour): number => boundsOf({ ...rolloutOf(props), replicas: standbyReplicas[colour] ?? props.replicas }).ceiling;
    this.node.addValidation({
      validate: () => [
        ...releaseProblems(this, props, { blue: props.blue, green: props.green }),
        ...standbyProblems(props),
        ...sharedClaimProblems(
          this,
          props,
          COLOURS.map((colour) => ({ pod: props[colour], most: most(colour) })),
        ),
      ],
    });
    new Strategy(this, { kind: 'BlueGreenRelease', ...props });
    const version = (colour: Colour): ApiObject =>
      addVersion(this, props, { suffix: `-${colour}`, labels: { colour }, pod: props[colour], replicas: standbyReplicas[colour] ?? props.replicas });
    this.deployments = { blue: version('blue'), green: version('green') };
    this.service = addService(this, props, props[active], '', { colour: active });
    this.preview = addService(this, props, props[standby], '-preview', { colour: standby });
    this.budget = addBudget(this, props, { colour: active });
  }
}

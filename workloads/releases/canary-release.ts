import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type HTTPRouteSpec, HTTPRoute, httpRoute } from '../../imports/gateway.networking.k8s.io/http-route';
import type { ReleasePod } from '../pods/pod';
import { servicePortsOf } from '../pods/ports';
import { type Pods, type Weights, REPLICA_STEPS, ROUTE_STEPS, STABLE_ONLY, podsByReplicas, podsByRoute, shareOf, stepProblems } from './canary-weights';
import { type ReleaseProps, addBudget, addService, addVersion, metadataOf, releaseProblems } from './release';
import { boundsOf, rolloutOf } from './rollout';
import { sharedClaimProblems } from './shared-claims';
import { Strategy } from './strategy';

/** Which requests a route is for, and where they come in. */
export interface CanaryRoute {
  /** The gateways, or listeners of them. */
  readonly parentRefs: NonNullable<HTTPRouteSpec['parentRefs']>;
  /** Host names of the requests. @default all that the listener serves */
  readonly hostnames?: NonNullable<HTTPRouteSpec['hostnames']>;
  /** Paths, headers, methods and parameters of the requests. @default all requests */
  readonly matches?: NonNullable<NonNullable<HTTPRouteSpec['rules']>[number]['matches']>;
  /**
   * Whether the cluster has the kinds of Gateway API already, from somebody else.
   * @default false: the App defines them, by the samples of a cluster or by `GatewayApiCrds` of cdk8s-metal/charts
   */
  readonly installed?: boolean;
}

/**
 * How requests are shared out. `byReplicas`: one Service for all pods, so that the share is that of the canary among the pods. `byRoute`: a Service for
 * each version and an HTTPRoute with the weights, which needs Gateway API and a controller.
 */
export type CanaryTraffic =
  { readonly byReplicas: Readonly<Record<string, never>>; readonly byRoute?: never } | { readonly byRoute: CanaryRoute; readonly byReplicas?: never };

/** The version that serves, the one that is tried, and how far. */
export interface CanaryReleaseProps extends ReleaseProps {
  /** The version that serves. */
  readonly stable: ReleasePod;
  /** The second version. @default none: nothing is tried */
  readonly canary?: ReleasePod;
  /** How requests are shared out between the versions. @default byReplicas, which needs nothing but Kubernetes */
  readonly traffic?: CanaryTraffic;
  /** The shares, step by step. @default 10, 25, 50 percent for the canary; by a route, first none */
  readonly steps?: readonly Weights[];
  /**
   * Which of the steps is in force, from 0. `promoted`: the stable pods become the second version, pod by pod. `aborted`: the first version alone.
   * @default 0 where there is a canary
   */
  readonly step?: number | 'aborted' | 'promoted';
}

/** Prefix of our annotations. */
const OURS = 'cdk8s-metal';

const TRACKS = { stable: { track: 'stable' }, canary: { track: 'canary' } } as const;

type Track = keyof typeof TRACKS;

const isByRoute = ({ traffic }: CanaryReleaseProps): boolean => traffic?.byRoute !== undefined;

const stepsOf = (props: CanaryReleaseProps): readonly Weights[] => props.steps ?? (isByRoute(props) ? ROUTE_STEPS : REPLICA_STEPS);

const isTried = ({ canary, step }: CanaryReleaseProps): boolean => canary !== undefined && step !== 'aborted' && step !== 'promoted';

/** The weights in force; a step that is none has a problem of its own. */
const weightsOf = (props: CanaryReleaseProps): Weights =>
  isTried(props) ? (stepsOf(props)[typeof props.step === 'number' ? props.step : 0] ?? STABLE_ONLY) : STABLE_ONLY;

function canaryProblems(props: CanaryReleaseProps): readonly string[] {
  const { stable, canary, traffic, step } = props;
  const steps = stepsOf(props);
  const needsCanary = canary === undefined && step !== undefined && step !== 'aborted';
  return [
    ...(traffic !== undefined && Object.keys(traffic).length !== 1
      ? [`traffic has ${Object.keys(traffic).join(' and ') || 'nothing'}; choose one of byReplicas and byRoute`]
      : []),
    ...stepProblems(steps, isByRoute(props)),
    ...(needsCanary ? [`step ${step} needs a second version, and canary is missing; give one, or leave step out`] : []),
    ...(isTried(props) && JSON.stringify(canary) === JSON.stringify(stable)
      ? ['canary is the same as stable, so that nothing would be tried; give it the second version, or leave it out']
      : []),
    ...(typeof step === 'number' && steps[step] === undefined
      ? [`step ${step} is none of the ${steps.length} steps; give 0 to ${steps.length - 1}, 'promoted' or 'aborted'`]
      : []),
  ];
}

/** Name of the definition of the kind HTTPRoute. */
const ROUTES = `${httpRoute.plural}.${httpRoute.group}`;

const definesRoutes = (object: unknown): boolean => ApiObject.isApiObject(object) && object.kind === 'CustomResourceDefinition' && object.name === ROUTES;

/** A route whose kind the API server does not know is refused, and the rest of its file is applied: both versions would then have no way in. */
function routeProblems(scope: Construct, { traffic }: CanaryReleaseProps): readonly string[] {
  if (traffic?.byRoute === undefined || traffic.byRoute.installed === true || scope.node.root.node.findAll().some(definesRoutes)) return [];
  return [
    "traffic.byRoute makes an HTTPRoute, and nothing in the App defines that kind; add new GatewayApiCrds(app, '0065-gateway-api-crds') of cdk8s-metal/charts, or give installed: true where the cluster has Gateway API already",
  ];
}

/**
 * A second version that gets a growing share of the requests, until it is promoted or aborted: each step is a changed prop and an apply. The objects are
 * the same at every step, so that nothing is left behind. After `promoted`, make the canary's pod the stable one and leave `canary` and `step` out:
 * this changes nothing in the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/management/#canary-deployments
 */
export class CanaryRelease extends Construct {
  /** The weights that are asked for. */
  public readonly weights: Weights;

  /** How many pods each version has. */
  public readonly pods: Pods;

  /** The share of the requests that the canary gets, in percent: by replicas that of its pods, which comes as near as their number allows. */
  public readonly canaryShare: number;

  /** The Deployment of each version. */
  public readonly deployments: Readonly<Record<Track, ApiObject>>;

  /** The Service of each version: by replicas, one for both. Undefined where there is no port. */
  public readonly services: Readonly<Record<Track, ApiObject | undefined>>;

  /** The route with the weights; undefined by replicas. */
  public readonly route: HTTPRoute | undefined;

  /** The disruption budget; undefined where a drain may take all pods at once. */
  public readonly budget: ApiObject | undefined;

  public constructor(scope: Construct, id: string, props: CanaryReleaseProps) {
    super(scope, id);
    const { stable, canary, traffic, replicas } = props;
    this.weights = weightsOf(props);
    const pods = isByRoute(props) ? podsByRoute(this.weights, replicas) : podsByReplicas(this.weights, replicas);
    this.pods = isTried(props) ? pods : { stable: replicas, canary: 0 };
    this.canaryShare = isByRoute(props) ? this.weights.canary : shareOf(this.pods);
    this.node.addValidation({
      validate: () => [
        ...releaseProblems(this, props, { stable, ...(canary === undefined ? {} : { canary }) }),
        ...canaryProblems(props),
        ...routeProblems(this, props),
        ...this.claimProblems(props),
      ],
    });
    new Strategy(this, { kind: 'CanaryRelease', ...props });
    const promoted = props.step === 'promoted' ? (canary ?? stable) : stable;
    this.deployments = {
      stable: addVersion(this, props, { suffix: '-stable', labels: TRACKS.stable, pod: promoted, replicas: this.pods.stable }),
      canary: addVersion(this, props, {
        suffix: '-canary',
        labels: TRACKS.canary,
        pod: canary ?? stable,
        replicas: this.pods.canary,
        annotations: { [`${OURS}/canary-weight`]: `${this.weights.canary}%`, [`${OURS}/canary-share`]: `${this.canaryShare}%` },
      }),
    };
    this.services = this.addServices(props);
    this.route = traffic?.byRoute && this.addRoute(props, traffic.byRoute);
    this.budget = addBudget(this, props, {});
  }

  private claimProblems(props: CanaryReleaseProps): readonly string[] {
    const most = (replicas: number): number => boundsOf({ ...rolloutOf(props), replicas }).ceiling;
    return sharedClaimProblems(this, props, [
      { pod: props.stable, most: most(this.pods.stable) },
      { pod: props.canary ?? props.stable, most: this.pods.canary === 0 ? 0 : most(this.pods.canary) },
    ]);
  }

  private addServices(props: CanaryReleaseProps): Readonly<Record<Track, ApiObject | undefined>> {
    if (isByRoute(props)) {
      const service = (track: Track) => addService(this, props, props.stable, `-${track}`, TRACKS[track]);
      return { stable: service('stable'), canary: service('canary') };
    }
    const service = addService(this, props, props.stable, '', {});
    return { stable: service, canary: service };
  }

  private addRoute(props: CanaryReleaseProps, { parentRefs, hostnames, matches }: CanaryRoute): HTTPRoute {
    const [port] = servicePortsOf(props.ports, props.stable.container);
    // All fields, also those with a default: a list is replaced as a whole, so that a repeated `kubectl apply` would take them out again.
    const backend = (track: keyof Weights) => ({
      group: '',
      kind: 'Service',
      name: `${props.name}-${track}`,
      ...(port === undefined ? {} : { port: port.port }),
      weight: this.weights[track],
    });
    return new HTTPRoute(this, 'HTTPRoute', {
      metadata: metadataOf(props),
      spec: {
        parentRefs: parentRefs.map((parent) => ({ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...parent })),
        ...(hostnames === undefined ? {} : { hostnames }),
        rules: [{ ...(matches === undefined ? {} : { matches }), backendRefs: [backend('stable'), backend('canary')] }],
      },
    });
  }
}

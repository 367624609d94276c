import type { Construct } from 'constructs';
import { Ambassador } from '../../workloads/companions/ambassador';
import { Sidecar } from '../../workloads/companions/sidecar';
import { placementIn } from '../../workloads/places/placement-in';
import { BlueGreenRelease } from '../../workloads/releases/blue-green-release';
import { type CanaryReleaseProps, CanaryRelease } from '../../workloads/releases/canary-release';
import { type RollingReleaseProps, RollingRelease } from '../../workloads/releases/rolling-release';
import { exampleCluster } from '../charts/example-cluster';
import { refusals, untyped } from './refused';
import { WEB, otherPod, webContainer, webPod } from './web';

const image = 'docker.io/library/busybox:1.37.0';
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };

const rolling = (changes: Partial<RollingReleaseProps>) => (scope: Construct) =>
  new RollingRelease(scope, 'web', { ...WEB, replicas: 3, pod: webPod(), ...changes });
const withContainer = (changes: object) => rolling({ pod: webPod({ container: webContainer(untyped(changes)) }) });
const canary = (changes: object) => (scope: Construct) => {
  const props: CanaryReleaseProps = { ...WEB, replicas: 3, stable: webPod(), canary: otherPod };
  return new CanaryRelease(scope, 'web', { ...props, ...changes });
};
const places = placementIn(exampleCluster());
/** Whatever is newest: in two parts, as no file of ours names such a version. */
const NEWEST = ['registry:5000/busybox', 'latest'].join(':');
const byRoute = { parentRefs: [{ name: 'home' }], installed: true };

/** A title, what is built, and what a synth says against it, less the path. */
type Row = readonly [string, (scope: Construct) => unknown, readonly string[]];

const refuses = (rows: readonly Row[]): void =>
  test.each(rows)('%s', (_, build, problems) => {
    expect(refusals(build)).toEqual(problems.map((problem) => `[shop/web] ${problem}`));
  });

describe('a rollout is refused with', () => {
  refuses([
    ['a negative surge', rolling({ maxSurge: -1 }), ['maxSurge -1 is negative; give a whole number of pods, or a percentage such as 25%']],
    ['a negative percentage', rolling({ maxSurge: '-10%' }), ['maxSurge -10% is negative; give a whole number of pods, or a percentage such as 25%']],
    ['half a pod', rolling({ maxUnavailable: 0.5 }), ['maxUnavailable 0.5 is not a number of pods; give a whole number of pods, or a percentage such as 25%']],
    ['a text', rolling({ maxSurge: untyped('some') }), ['maxSurge some is not a number of pods; give a whole number of pods, or a percentage such as 25%']],
    ['more than all', rolling({ maxUnavailable: '120%' }), ['maxUnavailable 120% is more than there are; give at most 100%']],
    ['nothing to do', rolling({ maxSurge: '0%' }), ['maxSurge 0 and maxUnavailable 0 leave a rollout nothing to do; give one of them 1 or more']],
    ['a part of a replica', rolling({ replicas: 1.5 }), ['replicas 1.5 is out of bounds; give a whole number, at least 0']],
    [
      'a deadline that no pod can meet',
      rolling({ minReadySeconds: 60, progressDeadlineSeconds: 60 }),
      ['progressDeadlineSeconds 60 is over before a pod has been ready for minReadySeconds 60; give more than that'],
    ],
    [
      'a name that no Service can have',
      rolling({ name: 'Web_Shop' }),
      ['name Web_Shop is not a Service name; use at most 50 lower-case letters, digits and dashes, a letter first'],
    ],
    [
      'the label that its pods are found by',
      rolling({ labels: { 'app.kubernetes.io/name': 'other' } }),
      ['labels: app.kubernetes.io/name is what the release finds its pods by; leave it out'],
    ],
  ]);
});

describe('a disruption budget is refused that lets no pod go, or is none', () => {
  refuses([
    [
      'as many as there are',
      rolling({ disruption: { minAvailable: 3 } }),
      ["disruption.minAvailable 3 of 3 replicas lets no pod go, so a drain would never end; give disruption: { maxUnavailable: 1 }, or 'none'"],
    ],
    [
      'a percentage that is rounded up to all',
      rolling({ disruption: { minAvailable: '70%' } }),
      ["disruption.minAvailable 70% of 3 replicas lets no pod go, so a drain would never end; give disruption: { maxUnavailable: 1 }, or 'none'"],
    ],
    [
      'none away',
      rolling({ disruption: { maxUnavailable: 0 } }),
      ["disruption.maxUnavailable 0 of 3 replicas lets no pod go, so a drain would never end; give disruption: { maxUnavailable: 1 }, or 'none'"],
    ],
    [
      'the only one kept',
      rolling({ replicas: 1, disruption: { minAvailable: 1 } }),
      ["disruption.minAvailable 1 of 1 replica lets no pod go, so a drain would never end; give two replicas or more, or disruption: 'none'"],
    ],
    [
      'both of its two fields',
      rolling({ disruption: untyped({ maxUnavailable: 1, minAvailable: 1 }) }),
      ['disruption gives maxUnavailable and minAvailable, of which a budget takes one; leave one out'],
    ],
    [
      'less than none',
      rolling({ disruption: { maxUnavailable: -1 } }),
      ['disruption.maxUnavailable -1 is negative; give a whole number of pods, or a percentage such as 25%'],
    ],
  ]);
});

describe('a container is refused without', () => {
  refuses([
    [
      'probes',
      withContainer({ readinessProbe: undefined, livenessProbe: undefined }),
      [
        'pod: container web has no readinessProbe; give one: without it requests reach pods that cannot answer yet, and a rollout takes every new pod for a good one',
        'pod: container web has no livenessProbe; give one: without it a container that hangs is never restarted',
      ],
    ],
    [
      'resources',
      withContainer({ resources: undefined }),
      ['requests.cpu', 'requests.memory', 'limits.memory'].map(
        (path) => `pod: container web has no resources.${path}; give one, or the machine's other pods pay for it`,
      ),
    ],
    [
      'amounts that are some',
      withContainer({ resources: { ...resources, limits: { memory: '16MB' } } }),
      ['pod: container web has resources.limits.memory 16MB, which is not an amount; write it as Kubernetes does, such as 100m or 64Mi'],
    ],
    [
      'a version',
      withContainer({ image: 'busybox' }),
      ['pod: container web has image busybox, which names no version; give a tag such as :1.37.0, or a digest'],
    ],
    [
      'a version that stays',
      withContainer({ image: NEWEST }),
      [`pod: container web has image ${NEWEST}, which names no version; give a tag such as :1.37.0, or a digest`],
    ],
    ['an image', withContainer({ image: undefined }), ['pod: container web has image none, which names no version; give a tag such as :1.37.0, or a digest']],
    ['a name', withContainer({ name: 'Web' }), ['pod: container Web has no usable name; use lower-case letters, digits and dashes']],
  ]);

  test('a probe does not compile either', () => {
    const { readinessProbe: _, ...unready } = webContainer();
    // @ts-expect-error readinessProbe is missing
    expect(refusals((scope) => rolling({ pod: { container: unready } })(scope))).toHaveLength(1);
  });
});

describe('ports are refused that clash', () => {
  const ports = [{ containerPort: 8080 }];
  const log = new Sidecar({ name: 'log', image, resources, ports });
  refuses([
    [
      'between containers',
      rolling({ pod: webPod({ beside: [log] }) }),
      ['pod: container log has port 8080/TCP, which container web has already; a pod has one address: change one'],
    ],
    [
      'with an ambassador',
      rolling({ pod: webPod({ beside: [new Ambassador({ name: 'db', image, resources, localPort: 8080, remote: { host: 'db', port: 5432 } })] }) }),
      ['pod: container db has port 8080/TCP, which container web has already; a pod has one address: change one'],
    ],
    [
      'in their names',
      rolling({ pod: webPod({ beside: [new Sidecar({ name: 'log', image, resources, ports: [{ name: 'http', containerPort: 9090 }] })] }) }),
      ['pod: container log has a port named http, as container web has already; change one'],
    ],
    [
      'in a Service',
      rolling({
        ports: [
          { name: 'http', port: 80 },
          { name: 'more', port: 80 },
        ],
      }),
      ['pod: ports: port 80/TCP occurs twice; change one'],
    ],
    [
      'with what there is',
      rolling({ ports: [{ port: 80, targetPort: 'htp' }] }),
      ['pod: ports: targetPort htp is not the name of a port of its containers; did you mean http?'],
    ],
    [
      'with the numbers that there are',
      withContainer({ ports: [{ name: 'http', containerPort: 70_000 }] }),
      ['pod: container web: ports[0].containerPort 70000 is out of bounds; give a whole number, from 1 to 65535'],
    ],
    [
      'as containers do that have one name',
      rolling({ pod: webPod({ beside: [new Sidecar({ name: 'web', image, resources })] }) }),
      ['pod: container web occurs twice; give each container of the pod its own name'],
    ],
  ]);
});

test('a port of TCP is not that of UDP', () => {
  const dns = [
    { containerPort: 53, protocol: 'UDP' },
    { containerPort: 53, protocol: 'TCP' },
  ];
  const probe = { tcpSocket: { port: 53 } };
  expect(refusals(withContainer({ ports: dns, readinessProbe: probe, livenessProbe: probe }))).toEqual([]);
});

describe('a placement is refused with', () => {
  refuses([
    [
      'a label that no node has',
      rolling({ pod: webPod({ placement: [places.onNodesWith({ 'kubernetes.io/archh': 'amd64' })] }) }),
      ['pod: onNodesWith: label kubernetes.io/archh is on no node; did you mean kubernetes.io/arch?'],
    ],
    [
      'a machine that is not there',
      rolling({ pod: webPod({ placement: [places.onNodesWith({ 'kubernetes.io/hostname': 'desktop-3' })] }) }),
      ['pod: onNodesWith: label kubernetes.io/hostname=desktop-3 is on no node; did you mean desktop-1?'],
    ],
    [
      'a taint that no node has',
      rolling({ pod: webPod({ placement: [places.tolerate({ key: 'node-role.kubernetes.io/master' })] }) }),
      ['pod: tolerate: taint node-role.kubernetes.io/master is on no node; did you mean node-role.kubernetes.io/control-plane?'],
    ],
  ]);
});

describe('a canary is refused with', () => {
  const steps = (...all: readonly (readonly [number, number])[]) => all.map(([stable, second]) => ({ stable, canary: second }));
  refuses([
    ["weights that don't sum to 100", canary({ steps: steps([90, 20]) }), ['steps[0] gives stable 90 and canary 20, together 110; let them sum to 100']],
    [
      'a negative weight',
      canary({ steps: steps([110, -10]) }),
      ['steps[0].stable 110 is out of bounds; give a whole number, from 0 to 100', 'steps[0].canary -10 is out of bounds; give a whole number, from 0 to 100'],
    ],
    ['no step', canary({ steps: [] }), ['steps is empty; give one step at least']],
    ['a step that is none', canary({ step: 3 }), ["step 3 is none of the 3 steps; give 0 to 2, 'promoted' or 'aborted'"]],
    ['no second version', canary({ canary: undefined, step: 1 }), ['step 1 needs a second version, and canary is missing; give one, or leave step out']],
    [
      'nothing to promote',
      canary({ canary: undefined, step: 'promoted' }),
      ['step promoted needs a second version, and canary is missing; give one, or leave step out'],
    ],
    [
      'the same version twice',
      canary({ canary: webPod() }),
      ['canary is the same as stable, so that nothing would be tried; give it the second version, or leave it out'],
    ],
    [
      'all requests for the canary by replicas',
      canary({ steps: steps([0, 100]) }),
      ["steps[0].stable 0 cannot be reached by replicas, as the stable version keeps its pods; give step: 'promoted' instead, or use byRoute"],
    ],
    [
      'requests before a pod is ready',
      canary({ traffic: { byRoute }, steps: steps([90, 10]) }),
      ['steps[0].canary 10 would send requests before a pod is ready; begin with { stable: 100, canary: 0 }'],
    ],
    ['both strategies', canary({ traffic: { byReplicas: {}, byRoute } }), ['traffic has byReplicas and byRoute; choose one of byReplicas and byRoute']],
    ['neither strategy', canary({ traffic: {} }), ['traffic has nothing; choose one of byReplicas and byRoute']],
  ]);

  test('a gateway that cannot be named, in the words of the route', () => {
    expect(refusals(canary({ traffic: { byRoute: { ...byRoute, parentRefs: [{ name: '' }] } } }))).toEqual([
      '[shop/web/HTTPRoute] spec.parentRefs[0].name "" has 0 characters; give at least 1',
    ]);
  });
});

test('two strategies for the same pods are refused', () => {
  const both = (scope: Construct) => {
    rolling({})(scope);
    new BlueGreenRelease(scope, 'colours', { ...WEB, replicas: 3, active: 'blue', blue: webPod(), green: otherPod });
    new RollingRelease(scope, 'elsewhere', { ...WEB, namespace: 'other', replicas: 3, pod: webPod() });
  };
  expect(refusals(both)).toEqual([
    '[shop/colours] shop/web is released by RollingRelease shop/web already; choose one strategy, or give this release another name',
  ]);
});

test('all problems are said at once, each with its path, its value and what to do', () => {
  const build = (scope: Construct) => {
    rolling({ maxSurge: -1, disruption: { minAvailable: 3 }, pod: webPod({ container: webContainer({ image: 'busybox' }) }) })(scope);
    new BlueGreenRelease(scope, 'api', {
      ...WEB,
      name: 'api',
      replicas: 2,
      active: 'blue',
      blue: webPod({ drainSeconds: -5 }),
      green: webPod({ graceSeconds: 0.5 }),
      standbyReplicas: { blue: 0 },
    });
  };
  expect(refusals(build)).toEqual([
    '[shop/web] maxSurge -1 is negative; give a whole number of pods, or a percentage such as 25%',
    "[shop/web] disruption.minAvailable 3 of 3 replicas lets no pod go, so a drain would never end; give disruption: { maxUnavailable: 1 }, or 'none'",
    '[shop/web] pod: container web has image busybox, which names no version; give a tag such as :1.37.0, or a digest',
    '[shop/api] blue: drainSeconds -5 is out of bounds; give a whole number, at least 0',
    '[shop/api] green: graceSeconds 0.5 is out of bounds; give a whole number, at least 0',
    '[shop/api] standbyReplicas.blue 0 would scale down the active colour; take it out, apply that, and switch to blue when its pods are ready',
  ]);
});

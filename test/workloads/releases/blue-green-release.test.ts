import { Chart } from 'cdk8s';
import { type BlueGreenReleaseProps, BlueGreenRelease } from '../../../workloads/releases/blue-green-release';
import { identity, only, rendered } from '../../charts/objects';
import { refusals, untyped } from '../refused';
import { WEB, otherPod, webPod } from '../web';

const PROPS: BlueGreenReleaseProps = { ...WEB, replicas: 3, active: 'blue', blue: webPod(), green: otherPod };

const objects = (changes: Partial<BlueGreenReleaseProps> = {}) =>
  rendered((app) => {
    const chart = new Chart(app, 'shop');
    new BlueGreenRelease(chart, 'web', { ...PROPS, ...changes });
    return chart;
  });

const replicas = (changes: Partial<BlueGreenReleaseProps>) =>
  objects(changes)
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }) => (spec as { readonly replicas: number }).replicas);

test('a blue-green release is a Deployment for each colour, two Services and one budget', () => {
  expect(objects().map(identity)).toEqual([
    'apps/v1 Deployment shop web-blue',
    'apps/v1 Deployment shop web-green',
    'v1 Service shop web',
    'v1 Service shop web-preview',
    'policy/v1 PodDisruptionBudget shop web',
  ]);
});

test('each colour runs its version, and finds its pods by its colour', () => {
  const labels = { 'app.kubernetes.io/name': 'web', colour: 'green' };
  expect(only(objects(), 'Deployment', 'web-green')).toMatchObject({
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ image: 'docker.io/library/busybox:1.36.1' }] } },
    },
  });
});

test.each([
  ['blue', 'green'],
  ['green', 'blue'],
] as const)('while %s is active, %s can be tried', (active, standby) => {
  const all = objects({ active });
  expect(only(all, 'Service', 'web')).toMatchObject({ spec: { selector: { 'app.kubernetes.io/name': 'web', colour: active }, ports: [{ port: 80 }] } });
  expect(only(all, 'Service', 'web-preview')).toMatchObject({ spec: { selector: { colour: standby } } });
  expect(only(all, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1, selector: { matchLabels: { colour: active } } } });
});

test('a switch changes the colour in selectors and nothing else, and the switch back restores every byte', () => {
  const [before, after] = [JSON.stringify(objects()), JSON.stringify(objects({ active: 'green' }))];
  const changed = objects().flatMap((object, index) =>
    JSON.stringify(object) === JSON.stringify(objects({ active: 'green' })[index]) ? [] : [identity(object)],
  );
  expect(changed).toEqual(['v1 Service shop web', 'v1 Service shop web-preview', 'policy/v1 PodDisruptionBudget shop web']);
  expect(JSON.stringify(objects({ active: 'green' })).replaceAll(/"(blue|green)"/g, '""')).toEqual(before.replaceAll(/"(blue|green)"/g, '""'));
  expect(after).not.toEqual(before);
});

describe('the colour that does not serve', () => {
  test('keeps all its pods, so that going back is at once', () => {
    expect(replicas({})).toEqual([3, 3]);
  });

  test('is scaled down on request', () => {
    expect(replicas({ active: 'green', standbyReplicas: { blue: 0 } })).toEqual([0, 3]);
    expect(replicas({ standbyReplicas: { green: 1 } })).toEqual([3, 1]);
  });

  test('cannot be switched to while it is scaled down', () => {
    expect(refusals((scope) => new BlueGreenRelease(scope, 'web', { ...PROPS, active: 'green', standbyReplicas: { green: 0 } }))).toEqual([
      '[shop/web] standbyReplicas.green 0 would scale down the active colour; take it out, apply that, and switch to green when its pods are ready',
    ]);
  });
});

test('a colour that is none is refused', () => {
  expect(refusals((scope) => new BlueGreenRelease(scope, 'web', { ...PROPS, active: untyped('red') }))).toEqual([
    '[shop/web] active red is not a colour; give blue or green',
  ]);
});

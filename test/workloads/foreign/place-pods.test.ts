import { ApiObject, App, Chart, Cron } from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { placePods } from '../../../workloads/foreign/place-pods';
import { placementIn } from '../../../workloads/places/placement-in';
import { keepApart, keepTogether, onNodesWith, spreadAcross, tolerate } from '../../../workloads/places/placement';
import { exampleCluster } from '../../charts/example-cluster';
import { only, rendered } from '../../charts/objects';
import { refusals } from '../refused';

const IMAGE = 'docker.io/library/busybox:1.37.0';
const containers = [{ name: 'web', image: IMAGE }];
const OWN = { app: 'web' };
const template = { metadata: { labels: OWN }, spec: { containers } };

const built = (kind: string, build: (chart: Chart) => unknown) =>
  only(
    rendered((app) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      build(chart);
      return chart;
    }),
    kind,
  )['spec'];

const deployment = (scope: Construct) => new plus.Deployment(scope, 'web', { containers: [{ image: IMAGE }] });
const kubeDeployment = (scope: Construct) => new plus.k8s.KubeDeployment(scope, 'web', { spec: { selector: { matchLabels: OWN }, template } });

/** As the release of the same name has it. */
const spread = { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', nodeTaintsPolicy: 'Honor' };
const versioned = (labels: object) => ({ labelSelector: { matchLabels: labels }, matchLabelKeys: ['pod-template-hash'] });

describe('a Deployment', () => {
  test('of k8s is placed as a release is, and spread over machines where nothing else is asked for', () => {
    const spec = built('Deployment', (chart) => placePods(kubeDeployment(chart), keepApart(), tolerate({ key: 'dedicated' })));
    expect(spec).toEqual({
      selector: { matchLabels: OWN },
      template: {
        metadata: { labels: OWN },
        spec: {
          containers,
          topologySpreadConstraints: [{ ...spread, ...versioned(OWN) }],
          affinity: {
            podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', ...versioned(OWN) }] },
          },
          tolerations: [{ key: 'dedicated', operator: 'Exists' }],
        },
      },
    });
  });

  test('of cdk8s-plus-28 is found by its own labels, also those that come after the call', () => {
    const spec = built('Deployment', (chart) => {
      const web = deployment(chart);
      placePods(web, keepApart());
      web.podMetadata.addLabel('tier', 'front');
      web.select(plus.LabelSelector.of({ labels: { tier: 'front' } }));
    });
    const own = { 'cdk8s.io/metadata.addr': 'shop-web-c80b2a96', tier: 'front' };
    expect(spec).toMatchObject({
      selector: { matchLabels: own },
      template: { spec: { topologySpreadConstraints: [{ ...spread, ...versioned(own) }] } },
    });
  });

  test('keeps what it says itself about other things', () => {
    const spec = built('Deployment', (chart) => {
      const web = deployment(chart);
      web.scheduling.tolerate(plus.Node.tainted(plus.NodeTaintQuery.exists('dedicated')));
      placePods(web, onNodesWith({ disk: 'nvme' }));
    });
    expect(spec).toMatchObject({ template: { spec: { tolerations: [{ key: 'dedicated' }], affinity: { nodeAffinity: {} } } } });
  });

  test('is the same when it is rendered again', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    placePods(kubeDeployment(chart), keepApart());
    const once = JSON.stringify(chart.toJson());
    expect(JSON.stringify(chart.toJson())).toBe(once);
    // As cdk8s does.
    expect(once.indexOf('"affinity"')).toBeLessThan(once.indexOf('"containers"'));
  });
});

describe('other kinds', () => {
  test('a StatefulSet counts all of its pods, since each is replaced where it was', () => {
    const spec = built('StatefulSet', (chart) =>
      placePods(new plus.k8s.KubeStatefulSet(chart, 'db', { spec: { serviceName: 'db', selector: { matchLabels: OWN }, template } }), keepApart()),
    );
    expect(spec).toMatchObject({
      template: {
        spec: {
          topologySpreadConstraints: [{ ...spread, labelSelector: { matchLabels: OWN } }],
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: OWN } }],
            },
          },
        },
      },
    });
    expect(JSON.stringify(spec)).not.toContain('matchLabelKeys');
  });

  test('a DaemonSet is on every node, and not spread', () => {
    const spec = built('DaemonSet', (chart) =>
      placePods(new plus.DaemonSet(chart, 'agent', { containers: [{ image: IMAGE }] }), onNodesWith({ disk: 'nvme' }), tolerate({ key: 'dedicated' })),
    );
    expect(spec).toMatchObject({ template: { spec: { tolerations: [{ key: 'dedicated' }], affinity: { nodeAffinity: {} } } } });
    expect(JSON.stringify(spec)).not.toContain('topologySpread');
  });

  test.each([
    ['Job', (scope: Construct) => new plus.Job(scope, 'work', { containers: [{ image: IMAGE }] }), ['template', 'spec']],
    [
      'CronJob',
      (scope: Construct) => new plus.CronJob(scope, 'work', { schedule: Cron.daily(), containers: [{ image: IMAGE }] }),
      ['jobTemplate', 'spec', 'template', 'spec'],
    ],
    ['Pod', (scope: Construct) => new plus.Pod(scope, 'work', { containers: [{ image: IMAGE }] }), []],
    ['ReplicaSet', (scope: Construct) => new ApiObject(scope, 'work', { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { template } }), ['template', 'spec']],
  ] as const)('a %s is placed where its pods are described', (kind, build, path) => {
    const spec = built(kind, (chart) => placePods(build(chart), onNodesWith({ disk: 'nvme' })));
    const pod = path.reduce<unknown>((value, field) => (value as Readonly<Record<string, unknown>>)[field], spec);
    expect(pod).toMatchObject({ affinity: { nodeAffinity: {} } });
  });
});

describe('a placement is refused', () => {
  const places = placementIn(exampleCluster());
  const unlabelled = (scope: Construct) => new ApiObject(scope, 'web', { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec: { containers } } } });
  const daemons = (scope: Construct) => new plus.k8s.KubeDaemonSet(scope, 'web', { spec: { selector: { matchLabels: OWN }, template } });

  test.each<readonly [string, (scope: Construct) => unknown, readonly string[]]>([
    [
      'with names that no node has',
      (scope) => placePods(deployment(scope), places.onNodesWith({ 'kubernetes.io/hostname': 'desktop-3' }), places.spreadAcross('room')),
      [
        'placePods: onNodesWith: label kubernetes.io/hostname=desktop-3 is on no node; did you mean desktop-1?',
        'placePods: spreadAcross: label room is on no node; known are kubernetes.io/arch, kubernetes.io/hostname, kubernetes.io/os, node-role.kubernetes.io/control-plane',
      ],
    ],
    [
      'out of bounds',
      (scope) => placePods(kubeDeployment(scope), spreadAcross('room', { maxSkew: 0 })),
      ['placePods: spreadAcross: maxSkew 0 is out of bounds; give a whole number, at least 1'],
    ],
    [
      'where the object says the same itself',
      (scope) => {
        const web = deployment(scope);
        web.scheduling.spread();
        placePods(web, keepApart());
      },
      ['placePods: the pods of Deployment web have affinity already; say where they run in one place'],
    ],
    [
      'a second time',
      (scope) => {
        const web = kubeDeployment(scope);
        placePods(web);
        placePods(web);
      },
      ['placePods: the pods of Deployment web have topologySpreadConstraints already; say where they run in one place'],
    ],
    [
      'of an object without pods',
      (scope) => placePods(new plus.k8s.KubeService(scope, 'web', { metadata: { name: 'web' } }), keepApart()),
      ['placePods: Service web has no pods; give an object that has, such as a Deployment'],
    ],
    [
      'of something that is no object',
      (scope) => placePods(scope, keepApart()),
      ['placePods: Chart shop is not a Kubernetes object and has no pods; give an object that has, such as a Deployment'],
    ],
    [
      'of a DaemonSet among its own pods',
      (scope) => placePods(daemons(scope), keepApart(), spreadAcross('room'), keepTogether({ app: 'db' })),
      ['keepApart', 'spreadAcross'].map((kind) => `placePods: ${kind} does nothing for a DaemonSet, which has one pod on each node; leave it out`),
    ],
    [
      'of pods that have no labels among each other',
      (scope) => placePods(unlabelled(scope), keepApart(), spreadAcross('room')),
      ['keepApart', 'spreadAcross'].map((kind) => `placePods: ${kind} cannot tell the pods of Job web from others, as they have no labels; give them one`),
    ],
    [
      'of an object that cannot be rendered',
      (scope) => placePods(new plus.Deployment(scope, 'web'), keepApart()),
      ['placePods: PodSpec must have at least 1 container'],
    ],
  ])('%s', (_, build, problems) => {
    expect(
      refusals(build).map((line) =>
        line
          .replace(/^\[[^\]]*\] /, '')
          .replace(/ shop-web-[0-9a-z]+ /, ' web ')
          .replace(/shop-web-[0-9a-z]+/, 'web'),
      ),
    ).toEqual(problems);
  });
});

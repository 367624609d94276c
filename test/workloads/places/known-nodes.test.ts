import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { MetalCluster } from '../../../charts/metal-cluster';
import { defineCluster } from '../../../cluster/define';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';
import { formatProblem } from '../../../cluster/values/problem';
import { placePods } from '../../../workloads/foreign/place-pods';
import { type Placement, keepApart, onNodesWith, spreadAcross, tolerate } from '../../../workloads/places/placement';
import { placementIn } from '../../../workloads/places/placement-in';
import { RollingRelease } from '../../../workloads/releases/rolling-release';
import { webPod } from '../web';

const TAINTED = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' } as const;

const NODES = [
  { name: 'cp', address: '192.168.0.11', role: 'control-plane' },
  { name: 'w1', address: '192.168.0.12', labels: { room: 'attic' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
  { name: 'w2', address: '192.168.0.13' },
] as const;

const KNOWN = ' is on no node; known are ';

/** What is told of pods in the App of a cluster, less the lists of names that there are. */
function toldOf(spec: ClusterSpec, build: (scope: Construct) => unknown): readonly string[] {
  const app = new App();
  const heard: string[] = [];
  const chart = new Chart(app, 'shop');
  build(chart);
  new MetalCluster(app, 'home', { cluster: defineCluster(spec), warn: (problem) => heard.push(formatProblem(problem)) });
  const errors = app.node.findAll().flatMap(({ node }) => node.validate());
  // As `app.synth()` does for each chart.
  app.node.findAll().forEach(({ node }) => node.validate());
  return [...errors, ...heard].map((line) => line.replace(new RegExp(`${KNOWN}.*`), ' is on no node'));
}

const release = (placement: readonly Placement[]) => (scope: Construct) =>
  new RollingRelease(scope, 'web', { name: 'web', namespace: 'shop', replicas: 2, pod: webPod({ placement }) });

test('field section 7: controlPlane.schedulable: true and a plain tolerate of the control-plane taint: a warning, as no node has the taint', () => {
  expect(toldOf({ controlPlane: { schedulable: true }, nodes: NODES }, release([tolerate(TAINTED)]))).toEqual([
    `warning: RollingRelease shop/web: tolerate: taint ${TAINTED.key} is on no node`,
  ]);
  expect(toldOf({ nodes: NODES }, release([tolerate(TAINTED)]))).toEqual([]);
});

test.each<readonly [string, Placement, string]>([
  ['a taint', tolerate({ key: 'gpus' }), 'tolerate: taint gpus is on no node; did you mean gpu?'],
  ['the effect of a taint', tolerate({ key: 'gpu', effect: 'NoExecute' }), 'tolerate: taint gpu:NoExecute is on no node'],
  ['a label', onNodesWith({ rom: 'attic' }), 'onNodesWith: label rom is on no node; did you mean room?'],
  ['the value of a label', onNodesWith({ room: 'cellar' }), 'onNodesWith: label room=cellar is on no node'],
  ['a label to spread over', spreadAcross('zone'), 'spreadAcross: label zone is on no node'],
  ['a label to keep apart over', keepApart(undefined, { over: 'zone' }), 'keepApart: label zone is on no node'],
])('%s that no node has is told once, and refuses nothing', (_, placement, told) => {
  expect(toldOf({ nodes: NODES }, release([placement]))).toEqual([`warning: RollingRelease shop/web: ${told}`]);
});

test('pods of others are told of it, too', () => {
  const build = (scope: Construct): void => {
    placePods(new Deployment(scope, 'web', { containers: [{ image: 'docker.io/library/busybox:1.37.0' }] }), tolerate({ key: 'gpus' }));
  };
  expect(toldOf({ nodes: NODES }, build)).toEqual(['warning: Deployment shop/web: tolerate: taint gpus is on no node; did you mean gpu?']);
});

test('names that nodes have, and those of nodes as they will be, are not', () => {
  const later = placementIn({ nodes: [{ name: 'w3', taints: [{ key: 'later', effect: 'NoSchedule' }] }] });
  expect(toldOf({ nodes: NODES }, release([tolerate({ key: 'gpu' }), onNodesWith({ room: 'attic' }), later.tolerate({ key: 'later' })]))).toEqual([]);
});

test('the samples are told nothing', () => {
  expect(toldOf({ nodes: NODES, samples: true }, () => undefined)).toEqual([]);
});

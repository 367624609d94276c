import { Cpu, Deployment, EnvValue, Job, Probe, k8s } from 'cdk8s-plus-28';
import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkPods } from '../../../workloads/foreign/check-pods';
import { refusals } from '../refused';

const IMAGE = 'docker.io/library/busybox:1.37.0';
const labels = { app: 'web' };

const kubeDeployment = (scope: Construct, containers: k8s.PodSpec['containers'], more: object = {}) =>
  new k8s.KubeDeployment(scope, 'web', {
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } }, ...more },
  });

const amount = (text: string) => k8s.Quantity.fromString(text);
const probe = { tcpSocket: { port: k8s.IntOrString.fromString('http') } };
const fine: k8s.Container = {
  name: 'web',
  image: IMAGE,
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: probe,
  livenessProbe: probe,
  resources: { requests: { cpu: amount('10m'), memory: amount('16Mi') }, limits: { memory: amount('16Mi') } },
};

const NO_PROBES = [
  'container main has no readinessProbe; give one: without it requests reach pods that cannot answer yet, and a rollout takes every new pod for a good one',
  'container main has no livenessProbe; give one: without it a container that hangs is never restarted',
];

describe('pods that a release would take', () => {
  test.each<readonly [string, (scope: Construct) => Construct]>([
    [
      'of cdk8s-plus-28',
      (scope) =>
        new Deployment(scope, 'web', { containers: [{ image: IMAGE, portNumber: 8080, readiness: Probe.fromTcpSocket(), liveness: Probe.fromTcpSocket() }] }),
    ],
    ['of k8s', (scope) => kubeDeployment(scope, [fine])],
    ['of a Job, without probes', (scope) => new Job(scope, 'work', { containers: [{ image: IMAGE, envVariables: { A: EnvValue.fromValue('b') } }] })],
  ])('%s are fine', (_, build) => {
    expect(refusals((scope) => checkPods(build(scope)))).toEqual([]);
  });
});

describe('pods are refused', () => {
  test.each<readonly [string, (scope: Construct) => Construct, readonly string[]]>([
    ['without probes', (scope) => new Deployment(scope, 'web', { containers: [{ image: IMAGE }] }), NO_PROBES],
    [
      'without a version and a memory limit',
      (scope) =>
        new Job(scope, 'web', { containers: [{ image: 'busybox', resources: { cpu: { request: Cpu.millis(10) }, memory: { request: Size.mebibytes(16) } } }] }),
      [
        'container main has image busybox, which names no version; give a tag such as :1.37.0, or a digest',
        "container main has no resources.limits.memory; give one, or the machine's other pods pay for it",
      ],
    ],
    [
      'with names and ports that clash',
      (scope) => kubeDeployment(scope, [fine, fine]),
      [
        'container web occurs twice; give each container of the pod its own name',
        'container web has port 8080/TCP, which container web has already; a pod has one address: change one',
        'container web has a port named http, as container web has already; change one',
      ],
    ],
    [
      'that their selector does not find',
      (scope) => kubeDeployment(scope, [fine], { selector: { matchLabels: { app: 'wbe' } } }),
      ['Deployment web looks for pods with the label app=wbe, which its own do not have; give them the label'],
    ],
    [
      'that are not there',
      (scope) => new k8s.KubeConfigMap(scope, 'web', { metadata: { name: 'web' } }),
      ['ConfigMap web has no pods; give an object that has, such as a Deployment'],
    ],
  ])('%s', (_, build, problems) => {
    expect(refusals((scope) => checkPods(build(scope)))).toEqual(problems.map((problem) => `[shop/web] checkPods: ${problem}`));
  });
});

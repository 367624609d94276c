import type { Construct } from 'constructs';
import { Sidecar } from '../../../workloads/companions/sidecar';
import type { ReleasePod } from '../../../workloads/pods/pod';
import { type RollingReleaseProps, RollingRelease } from '../../../workloads/releases/rolling-release';
import { refusals, untyped } from '../refused';
import { WEB, webContainer, webPod } from '../web';

const image = 'docker.io/library/busybox:1.37.0';
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };

const release =
  (changes: Partial<RollingReleaseProps>) =>
  (scope: Construct): unknown =>
    new RollingRelease(scope, 'web', { ...WEB, replicas: 3, pod: webPod(), ...changes });
const pod = (changes: Partial<ReleasePod>) => release({ pod: webPod(changes) });
const container = (changes: object) => pod({ container: webContainer(untyped(changes)) });
const KEY_REPAIR = 'write a name of at most 63 letters, digits, dashes, dots and underscores, with or without a DNS prefix and a slash';

/** A title, what is built, and what a synth says against it, less the path. */
type Row = readonly [string, (scope: Construct) => unknown, ...(readonly string[])];

const refuses = (rows: readonly Row[]): void =>
  test.each(rows.map(([title, build, ...problems]) => [title, build, problems] as const))('%s', (_, build, problems) => {
    expect(refusals(build)).toEqual(problems.map((problem) => `[shop/web] ${problem}`));
  });

describe('synth lets through what the API server refuses: this is refused', () => {
  refuses([
    [
      'ports: [{port: 80},{port: 9090}] without names',
      release({ ports: [{ port: 80 }, { port: 9090 }] }),
      "pod: ports[0] 80 has no name, and a Service with several ports needs one for each; give name: 'port-80', or what it is for",
      "pod: ports[1] 9090 has no name, and a Service with several ports needs one for each; give name: 'port-9090', or what it is for",
    ],
    [
      'port name prometheus-metrics (18 letters)',
      container({
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'prometheus-metrics', containerPort: 9090 },
        ],
      }),
      'pod: container web: ports[1].name prometheus-metrics is not the name of a port; use at most 15 lower-case letters, digits and dashes, one letter at least, no dash at either end and no two in a row',
    ],
    [
      'a mount without a volume',
      container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
      "pod: container web: volumeMounts[0].name data is not a volume of the pod; add { name: 'data', … } to volumes of the pod",
    ],
    [
      'a mount of a volume that is called otherwise',
      pod({ container: webContainer({ volumeMounts: [{ name: 'dta', mountPath: '/data' }] }), volumes: [{ name: 'data', emptyDir: {} }] }),
      'pod: container web: volumeMounts[0].name dta is not a volume of the pod; did you mean data?',
    ],
    [
      'request above its limit',
      container({ resources: { requests: { cpu: '10m', memory: '1Gi' }, limits: { memory: '1000Mi' } } }),
      'pod: container web has requests.memory 1Gi, more than its limits.memory 1000Mi; ask for no more than the limit',
    ],
    ['livenessProbe: {}', container({ livenessProbe: {} }), 'pod: container web: livenessProbe has nothing; give one of exec, grpc, httpGet and tcpSocket'],
    [
      "label 'my team': 'a b'",
      release({ labels: { 'my team': 'a b' } }),
      `labels "my team" is not the key of a label; ${KEY_REPAIR}`,
      'labels["my team"] "a b" is not the value of a label; use at most 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends',
    ],
    [
      "namespace: 'My_NS'",
      release({ namespace: 'My_NS' }),
      'namespace My_NS is not the name of a namespace; use at most 63 lower-case letters, digits and dashes, a letter or digit at both ends',
    ],
    [
      'probe on a named port that no container has',
      container({ readinessProbe: { httpGet: { port: 'htpp' } }, livenessProbe: { tcpSocket: { port: 'metrics' } } }),
      'pod: container web: readinessProbe.httpGet.port htpp is not the name of a port of the container; did you mean http?',
      'pod: container web: livenessProbe.tcpSocket.port metrics is not the name of a port of the container; name one, or give its number',
    ],
  ]);
});

describe('a container is refused with', () => {
  refuses([
    [
      'a variable twice',
      container({
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      'pod: container web: env[1] A is there already as env[0], and the last one would win; keep one of the two',
    ],
    [
      'a variable without a name, and one with a sign that ends it',
      container({
        env: [
          { name: '', value: '1' },
          { name: 'A=B', value: '2' },
        ],
      }),
      'pod: container web: env[0].name is missing; use visible ASCII without =, such as LOG_LEVEL',
      'pod: container web: env[1].name A=B is not the name of a variable; use visible ASCII without =, such as LOG_LEVEL',
    ],
    [
      'a variable from two places',
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 'a', key: 'b' } } }] }),
      'pod: container web: env[0].valueFrom has fieldRef and secretKeyRef; give one of configMapKeyRef, fieldRef, fileKeyRef, resourceFieldRef and secretKeyRef',
    ],
    [
      'a fact that no pod knows of itself',
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.hostname' } } }] }),
      "pod: container web: env[0].valueFrom.fieldRef.fieldPath spec.hostname is not something that a pod knows of itself; give one such as metadata.name, spec.nodeName, status.podIP or metadata.labels['KEY']",
    ],
    [
      'numbers of a probe that are none',
      container({ livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: -1, timeoutSeconds: 0.5, successThreshold: 2 } }),
      'pod: container web: livenessProbe.periodSeconds -1 is out of bounds; give a whole number, at least 0',
      'pod: container web: livenessProbe.timeoutSeconds 0.5 is out of bounds; give a whole number, at least 0',
      'pod: container web: livenessProbe.successThreshold 2 is out of bounds; give a whole number, from 1 to 1',
    ],
    [
      'two ways of being asked',
      container({ readinessProbe: { httpGet: { port: 80 }, exec: { command: ['true'] } } }),
      'pod: container web: readinessProbe has exec and httpGet; give one of exec, grpc, httpGet and tcpSocket',
    ],
    [
      'amounts that are negative, too fine, or of nothing',
      container({ resources: { requests: { cpu: '100u', memory: '-1Mi' }, limits: { memory: '16Mi', gpu: 1, 'example.com/gpu': '500m' } } }),
      'pod: container web has resources.requests.cpu 100u, which is less than Kubernetes can measure; give thousandths at least, such as 1m',
      'pod: container web has resources.requests.memory -1Mi, which is negative; give 0 or more',
      'pod: container web has resources.limits.gpu, which no machine has; give cpu, memory or ephemeral-storage, or the full name of a device, such as example.com/gpu',
      'pod: container web has resources.limits.example.com/gpu 500m, which is not a whole number; give one',
    ],
    [
      'huge pages that it may not have',
      container({ resources: { requests: { ...resources.requests, 'hugepages-2Mi': '4Mi' }, limits: resources.limits } }),
      'pod: container web has requests.hugepages-2Mi 4Mi, and limits.hugepages-2Mi is missing; Kubernetes gives what is asked for and no more: give both the same',
    ],
    [
      'a word that Kubernetes does not know',
      container({ imagePullPolicy: 'Allways' }),
      'pod: container web: imagePullPolicy Allways is not known; did you mean Always?',
    ],
    [
      'two mounts at one path, and one that leads up',
      pod({
        container: webContainer({
          volumeMounts: [
            { name: 'a', mountPath: '/a' },
            { name: 'a', mountPath: '/a', subPath: '../b' },
          ],
        }),
        volumes: [{ name: 'a', emptyDir: {} }],
      }),
      'pod: container web: volumeMounts[1].subPath ../b is not a path below a folder; leave out the / at its beginning, and ..',
      'pod: container web: volumeMounts[1].mountPath /a is that of volumeMounts[0] already; give each mount a path of its own',
    ],
    [
      'rights that it was denied',
      container({ securityContext: { privileged: true } }),
      'pod: container web: securityContext.privileged needs allowPrivilegeEscalation: true; give that too, or leave privileged out',
    ],
  ]);
});

describe('a pod is refused with', () => {
  refuses([
    [
      'two volumes of one name, and one that is two things',
      pod({
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'a', emptyDir: {}, configMap: { name: 'x' } },
        ],
      }),
      'pod: volume a: is emptyDir and configMap; a volume is one of them: make two of it',
      'pod: volumes[1].name a is that of volumes[0] already; give each volume its own name',
    ],
    [
      'volumes of nothing',
      pod({
        volumes: [
          { name: 'a', configMap: { name: '', defaultMode: 640 } },
          { name: 'b', persistentVolumeClaim: { claimName: 'My_Claim' } },
          { name: 'c', emptyDir: { sizeLimit: '1GB' } },
        ],
      }),
      'pod: volume a: configMap.name is missing; use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
      'pod: volume a: configMap.defaultMode 640 is out of bounds; give a number from 0 to 0o777, such as 0o440',
      'pod: volume b: persistentVolumeClaim.claimName My_Claim is not the name of an object; use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
      'pod: volume c: emptyDir.sizeLimit 1GB is not an amount of bytes; write 1G',
    ],
    [
      'names of others that nobody can have',
      pod({ serviceAccountName: 'Web', priorityClassName: 'very high', hostname: 'a.b', ...({ nodeSelector: { 'a b': '' } } as object) }),
      'pod: hostname a.b is not a name; use at most 63 lower-case letters, digits and dashes, a letter or digit at both ends',
      'pod: priorityClassName "very high" is not the name of an object; use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
      'pod: serviceAccountName Web is not the name of an object; use at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends',
      `pod: nodeSelector "a b" is not the key of a label; ${KEY_REPAIR}`,
    ],
    [
      'a port of the machine twice',
      pod({
        container: webContainer({ ports: [{ name: 'http', containerPort: 8080, hostPort: 80 }] }),
        beside: [new Sidecar({ name: 'log', image, resources, ports: [{ containerPort: 9090, hostPort: 80 }] })],
      }),
      'pod: container web has hostPort 80/TCP, which container log has already; a machine has each port once: change one',
    ],
    [
      'a container that ends and is asked',
      pod({ before: [{ name: 'init', image, resources, livenessProbe: { exec: { command: ['true'] } } }] }),
      'pod: container init ends before the others start, and has livenessProbe; leave it out, or let it run beside them as a Sidecar',
    ],
    [
      'an end of its own',
      pod({ activeDeadlineSeconds: 60, priority: 5 }),
      'pod: activeDeadlineSeconds 60 is for work that ends, and these pods are made anew for ever; leave it out',
      'pod: priority 5 is computed by the API server; give priorityClassName',
    ],
    ['no name server', pod({ dnsPolicy: 'None' }), 'pod: dnsPolicy None leaves the pod without a name server; give dnsConfig.nameservers'],
    ['annotations that have no name', pod({ annotations: { 'a b': 'c' } }), `pod: annotations "a b" is not the key of an annotation; ${KEY_REPAIR}`],
  ]);
});

describe('a Service is refused with', () => {
  refuses([
    [
      'a port of the machines, which it has not',
      release({ ports: [{ port: 80, nodePort: 30_080, protocol: 'HTTP' }] }),
      'pod: ports[0].protocol HTTP is not known; give TCP, UDP or SCTP',
      'pod: ports[0].nodePort 30080 is for Services of type NodePort, and this one has an address inside the cluster; leave it out, or add such a Service',
    ],
    [
      'two ports of one name',
      release({
        ports: [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      }),
      'pod: ports[1].name a is that of ports[0] already; give each port its own name',
    ],
  ]);
});

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterProgram } from '../../bootstrap/cluster-program';
import type { Stage } from '../../bootstrap/data/stages';
import { ALL_ESTABLISHED, NETWORK_WORKS, available, established, everywhere, rookHas } from '../../charts/row/wait';
import { defineCluster } from '../../cluster/define';
import { endpointHostPort } from '../../cluster/facts/api-server';
import { SOURCES } from '../bootstrap/bash';
import { type SimulatedCluster, describeWithSimulatedCluster, startSimulatedCluster } from './simulated-cluster';

/* What cluster.sh apply says while it waits, with the real kubectl, API server, controllers and scheduler. */

const CLUSTER = defineCluster({
  network: { cni: { none: {} } },
  nodes: [
    { name: 'desktop-1', address: '192.168.0.11', role: 'control-plane' },
    { name: 'desktop-2', address: '192.168.0.12' },
  ],
});

/** ssh to a machine whose kubectl is the real one and reads the real kubeconfig. */
const SSH = `#!/usr/bin/env bash
while [[ $1 != -- ]]; do shift; done
command="\${3//\\/var\\/lib\\//$MACHINES_FOLDER/$2/}"
[[ $3 != *kubectl* ]] || command="\${command//\\/etc\\/kubernetes\\/admin.conf/$KUBECONFIG}"
exec sh -c "$command"
`;

const SOMETHING = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'something', namespace: 'default' } };
const POD = { containers: [{ name: 'web', image: 'registry.example/web:1' }] };
const workload = (kind: string, name: string, spec: object, template: object = POD): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: template }, ...spec },
});
const definition = (group: string, kind: string, plural = `${kind.toLowerCase()}s`): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    names: { kind, plural },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

describeWithSimulatedCluster('field 13: cluster.sh apply says why it waits', () => {
  let cluster: SimulatedCluster;
  let folder: string;

  beforeAll(async () => {
    cluster = await startSimulatedCluster(CLUSTER);
    folder = mkdtempSync(join(tmpdir(), 'waits-'));
    for (const name of ['bin', 'dist/bootstrap', ...CLUSTER.nodes.map((node) => `machines/${node.name}/cdk8s-metal`)])
      mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'dist/bootstrap/node.sh'), '');
    writeFileSync(join(folder, 'bin/ssh'), SSH);
    chmodSync(join(folder, 'bin/ssh'), 0o755);
    cpSync(join(process.env['KUBEBUILDER_ASSETS'] ?? '', 'kubectl'), join(folder, 'bin/kubectl'));
    for (const { name } of CLUSTER.nodes)
      writeFileSync(join(folder, 'machines', name, 'cdk8s-metal/state'), `cluster\t${CLUSTER.name} at ${endpointHostPort(CLUSTER)}\n`);
  });

  afterAll(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Brings objects, and waits for what does not come true. */
  function waitsFor(objects: readonly object[], ...waits: Stage['waits']): SpawnSyncReturns<string> {
    writeFileSync(join(folder, 'dist/0000-a.k8s.yaml'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [SOMETHING, ...objects] }));
    const stages = [{ file: '0000-a.k8s.yaml', waits: waits.map((wait) => ({ ...wait, seconds: 6 })) }];
    const program = clusterProgram(CLUSTER, SOURCES, stages, [])
      .replace('FIRST_ASK_SECONDS=10 ASK_SECONDS=60', 'FIRST_ASK_SECONDS=1 ASK_SECONDS=1')
      .replace('REASON_AFTER=10', 'REASON_AFTER=0');
    writeFileSync(join(folder, 'dist/bootstrap/cluster.sh'), program);
    return spawnSync('bash', [join(folder, 'dist/bootstrap/cluster.sh'), 'apply'], {
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: folder,
        PATH: `${folder}/bin:${process.env['PATH']}`,
        KUBECONFIG: cluster.kubeconfig,
        MACHINES_FOLDER: join(folder, 'machines'),
      },
    });
  }

  const patch = (kind: string, name: string, status: object): string =>
    cluster.kubectl('patch', kind, name, '--namespace', 'default', '--subresource', 'status', '--type', 'merge', '--patch', JSON.stringify({ status }));
  const linesOf = ({ stdout }: SpawnSyncReturns<string>): readonly string[] => stdout.split('\n').filter((line) => line.startsWith('           waiting: '));

  test('field 13.2: a worker that takes no pods: what the pod says, and which machine has the taint', () => {
    cluster.kubectl('taint', 'node', 'desktop-2', 'example.com/disk-is-full:NoSchedule');
    const said = waitsFor([workload('Deployment', 'coredns', { replicas: 1 })], available('default', 'coredns'));
    cluster.kubectl('taint', 'node', 'desktop-2', 'example.com/disk-is-full-');
    expect(said.stdout + said.stderr).toMatch(
      /waiting: pod coredns-\S+ is Pending: desktop-2 has the taint example\.com\/disk-is-full \(0\/2 nodes are available: .*untolerated taint/,
    );
    expect(linesOf(said)[0]).toMatch(/waiting: deployment coredns: Available is False \(MinimumReplicasUnavailable\): Deployment does not have minimum/);
    expect(said.status).toBe(1);
  });

  test('an image that cannot be pulled: the message of the container, once although it is asked again', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-1', namespace: 'default', labels: { app: 'web' } },
      spec: { ...POD, schedulerName: 'nobody' },
    };
    cluster.kubectl('delete', 'deployment', 'coredns');
    writeFileSync(join(folder, 'pod.json'), JSON.stringify(pod));
    cluster.kubectl('apply', '-f', join(folder, 'pod.json'));
    const message = `Back-off pulling image "registry.example/web:1": \u001b[31mnot\tfound\n${'x'.repeat(1_000)}`;
    patch('pod', 'web-1', {
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'side',
          image: '',
          imageID: '',
          ready: false,
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 20s' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error', message: 'no such host' } },
        },
        { name: 'web', image: '', imageID: '', ready: false, restartCount: 0, state: { waiting: { reason: 'ImagePullBackOff', message } } },
      ],
    });
    const said = waitsFor([workload('Deployment', 'web', { replicas: 0 })], {
      ...available('default', 'web'),
      until: ['wait', '--for=condition=Never', 'deployment/web', '--namespace', 'default'],
    });
    const lines = linesOf(said);
    expect(lines.filter((line) => line.includes('pod web-1'))).toHaveLength(1);
    expect(lines.join('\n')).toContain(
      'waiting: pod web-1 is Pending: side: CrashLoopBackOff: back-off 20s; side ended with exit code 1 (Error): no such host; web: ImagePullBackOff: Back-off pulling image "registry.example/web:1": ?[31mnot found xxx',
    );
    expect(said.stdout).not.toContain('\u001b');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(330);
    cluster.kubectl('delete', 'pod', 'web-1', '--now');
  });

  test("a Deployment that makes no progress, and a DaemonSet's event", () => {
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none', namespace: 'default' }, spec: { hard: { pods: '0' } } };
    const said = waitsFor(
      [quota, workload('Deployment', 'stuck', { replicas: 1, progressDeadlineSeconds: 1 }), workload('DaemonSet', 'agent', {})],
      everywhere('default', 'agent'),
    );
    expect(linesOf(said).join('\n')).toMatch(
      /daemonset\/agent: FailedCreate: (\(combined from similar events\): )?Error creating: pods "agent-\S+" is forbidden: exceeded quota: none/,
    );
    const deployment = waitsFor([quota], available('default', 'stuck'));
    expect(linesOf(deployment).join('\n')).toMatch(
      /deployment stuck: Progressing is False \(ProgressDeadlineExceeded\): ReplicaSet "stuck-\S+" has timed out progressing/,
    );
    expect(linesOf(deployment).join('\n')).toMatch(/deployment stuck: ReplicaFailure is True \(FailedCreate\): pods "stuck-\S+" is forbidden: exceeded quota/);
    cluster.kubectl('delete', 'resourcequota/none', 'deployment/stuck', 'daemonset/agent');
  });

  test('a kind whose names another one has is not Established', () => {
    const [first, second] = [definition('a.example', 'Thing'), definition('a.example', 'Thing', 'others')];
    const said = waitsFor([first, second], established('others.a.example'), ALL_ESTABLISHED);
    expect(linesOf(said).join('\n')).toMatch(
      /customresourcedefinition others\.a\.example: NamesAccepted is False \(ListKindConflict\): "ThingList" is already in use/,
    );
    expect(linesOf(said).join('\n')).not.toContain('things.a.example');
    cluster.kubectl('delete', 'customresourcedefinition', 'others.a.example', 'things.a.example');
  });

  test('a CephCluster says its phase and message, and what its conditions say', () => {
    waitsFor([definition('ceph.example', 'CephCluster')], established('cephclusters.ceph.example'));
    cluster.kubectl('wait', '--for=condition=Established', 'customresourcedefinition/cephclusters.ceph.example');
    const object = { apiVersion: 'ceph.example/v1', kind: 'CephCluster', metadata: { name: 'rook-ceph', namespace: 'default' } };
    waitsFor([object]);
    patch('cephclusters.ceph.example', 'rook-ceph', {
      phase: 'Progressing',
      message: 'Configuring Ceph OSDs',
      conditions: [{ type: 'Ready', status: 'False', reason: 'ClusterProgressing', message: 'failed to start ceph mons' }],
    });
    const said = waitsFor([], rookHas('Rook has made the Ceph cluster', 'default', ['cephclusters.ceph.example/rook-ceph']));
    expect(linesOf(said).join('\n')).toContain(
      'waiting: cephcluster rook-ceph is Progressing: Configuring Ceph OSDs\n           waiting: cephcluster rook-ceph: Ready is False (ClusterProgressing): failed to start ceph mons',
    );
  });

  test('a machine says what is wrong with it, and nothing of what is well', () => {
    writeFileSync(join(folder, 'node.json'), JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'late' } }));
    const [ready] = NETWORK_WORKS;
    if (ready === undefined) throw new Error('nothing is waited for');
    cluster.kubectl('apply', '-f', join(folder, 'node.json'));
    // A condition that the simulation of machines leaves alone.
    const conditions = [{ type: 'KernelDeadlock', status: 'True', reason: 'TaskHung', message: 'task mount hangs' }];
    cluster.kubectl('patch', 'node', 'late', '--subresource', 'status', '--type', 'strategic', '--patch', JSON.stringify({ status: { conditions } }));
    const said = waitsFor([], { ...ready, until: ['wait', '--for=condition=Never', 'nodes', '--all'] });
    expect(linesOf(said)).toContain('           waiting: node late has KernelDeadlock (TaskHung): task mount hangs');
    expect(said.stdout).not.toContain('MemoryPressure');
  });

  test('what is not there at all is told in the words of kubectl', () => {
    const said = waitsFor([], available('default', 'nothing'));
    expect(said.stdout).toContain('waiting: Error from server (NotFound): deployments.apps "nothing" not found');
  });
});

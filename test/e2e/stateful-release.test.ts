import { App, Chart } from 'cdk8s';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatefulRelease } from '../../workloads/releases/stateful-release';
import { WEB, webContainer, webPod } from '../workloads/web';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

describeWithApiServer('a StatefulRelease with claims', () => {
  let server: ApiServer;
  const folder = mkdtempSync(join(tmpdir(), 'stateful-'));

  beforeAll(async () => {
    server = await startApiServer();
    server.kubectl('create', 'namespace', 'shop');
  }, 180_000);

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test('is taken, and a repeated apply changes nothing', () => {
    const app = new App({ outdir: folder });
    const pod = webPod({ container: webContainer({ env: [{ name: 'MODE', value: '0o644' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] }) });
    new StatefulRelease(new Chart(app, 'shop'), 'web', { ...WEB, replicas: 2, pod, claims: [{ name: 'data', size: '1Gi', labels: { team: 'shop' } }] });
    app.synth();
    const apply = (): string => server.kubectl('apply', '-f', join(folder, 'shop.k8s.yaml'));
    const version = (): string => server.kubectl('get', 'statefulset', 'web', '-n', 'shop', '--output', 'jsonpath={.metadata.resourceVersion}');
    expect(apply()).toContain('statefulset.apps/web created');
    const before = version();
    expect(apply()).toContain('statefulset.apps/web unchanged');
    expect(version()).toBe(before);
    const mode = server.kubectl('get', 'statefulset', 'web', '-n', 'shop', '--output', 'jsonpath={.spec.template.spec.containers[0].env[0].value}');
    expect(mode).toBe('0o644');
  });
});

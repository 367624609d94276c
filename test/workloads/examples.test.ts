import { identity } from '../charts/objects';
import { examples } from './examples';

test.each(examples)('the example of $name renders objects of its own namespace', ({ objects }) => {
  expect(objects.filter(({ kind }) => kind !== 'PersistentVolume').map(({ metadata }) => metadata.namespace)).not.toContain(undefined);
  expect(new Set(objects.map(identity)).size).toBe(objects.length);
  expect(objects.length).toBeGreaterThan(1);
});

test('no example asks for more than a pod of Pod Security restricted may have', () => {
  const pods = examples.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'Deployment')).map((object) => JSON.stringify(object));
  expect(pods.length).toBeGreaterThan(examples.length);
  for (const pod of pods) {
    expect(pod).toContain('"runAsNonRoot":true');
    expect(pod).toContain('"seccompProfile":{"type":"RuntimeDefault"}');
    expect(pod).not.toMatch(/hostPath|"(hostNetwork|privileged)":true|"add":/);
    expect(pod.split('"allowPrivilegeEscalation":false')).toHaveLength(pod.split('"image":').length);
    expect(pod.split('"drop":["ALL"]')).toHaveLength(pod.split('"image":').length);
  }
});

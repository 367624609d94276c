import { judge } from '../../../cluster/judge';
import type { ClusterSpec } from '../../../cluster/spec/cluster-spec';
import { formatPath } from '../../../cluster/values/problem';

const FINGERPRINT = 'DE15B14486CD377B9E876E1A234654DA9A296436';

const problemsOf = (sources: ClusterSpec['sources'], more: Partial<ClusterSpec> = {}): readonly string[] =>
  judge({ sources, ...more, nodes: [{ name: 'cp', address: '192.168.0.11', role: 'control-plane' }] }).problems.map(
    ({ severity, path }) => `${severity} ${formatPath(path)}`,
  );

test.each([
  [{ kubernetes: { url: 'http://m.example/deb/' } }, ['error sources.kubernetes.url']],
  [{ kubernetes: { url: 'http://m.example/deb/', key: 'https://m.example/key' } }, ['error sources.kubernetes.url']],
  [{ kubernetes: { url: 'https://m.example/deb/', key: 'http://m.example/key' } }, ['error sources.kubernetes.key']],
  [{ containerd: { key: 'http://m.example/key' } }, ['error sources.containerd.key']],
  [{ kubernetes: { url: 'http://m.example/deb/', fingerprint: FINGERPRINT }, containerd: { url: 'http://m.example/docker', fingerprint: FINGERPRINT } }, []],
  [{ kubernetes: { url: 'https://m.example/deb/' } }, []],
  [{}, []],
])('field 4.9: key or package source by http:// is refused without a fingerprint, and the https defaults stay: %j', (sources, problems) =>
  expect(problemsOf(sources)).toEqual(problems),
);

test('field 4.9: a program by http:// needs its sum, where anybody gets it', () => {
  const binaries = { url: 'http://m.example/release' };
  expect(problemsOf({ binaries })).toEqual([]);
  expect(problemsOf({ binaries }, { kubectlConvert: true })).toEqual(['error sources.binaries.url']);
  expect(problemsOf({ binaries: { ...binaries, sha256: { amd64: 'A'.repeat(64) } } }, { kubectlConvert: true })).toEqual([]);
  expect(problemsOf({ binaries: { ...binaries, sha256: { amd64: 'A' } } }, { kubectlConvert: true })).toEqual(['error sources.binaries.sha256.amd64']);
});

test('field 4.9: registries by http: are warned of, once for each mirror', () => {
  const mirror = 'http://m.example:5000';
  expect(problemsOf({ registries: { 'docker.io': mirror, 'ghcr.io': mirror, 'quay.io': 'https://m.example' } })).toEqual([
    'warning sources.registries["docker.io"]',
  ]);
});

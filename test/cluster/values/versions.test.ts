import { END_OF_LIFE, KUBERNETES_MINORS, PAUSE_IMAGES, PINS, RELEASES, SUPPORTED_MINORS, tryParseKubernetesVersion } from '../../../cluster/values/versions';

test.each([
  ['1.36.4', '1.36.4', 36],
  ['v1.36.4', '1.36.4', 36],
  ['1.35.0', '1.35.0', 35],
  ['1.100.12', '1.100.12', 100],
])('%s is release %s', (text, release, minor) => expect(tryParseKubernetesVersion(text)).toEqual({ text: release, minor }));

test.each(['', '1.36', '1', '2.0.0', '1.36.04', '1.036.4', '1.36.4-rc.1', 'V1.36.4', '1.36.x', ' 1.36.4', '1.36.4 ', 'latest', 'stable-1.36'])(
  '%j is not a release',
  (text) => expect(tryParseKubernetesVersion(text)).toBeUndefined(),
);

const minors = Array.from({ length: KUBERNETES_MINORS[1] - KUBERNETES_MINORS[0] + 1 }, (_, index) => KUBERNETES_MINORS[0] + index);

test.each(minors)('1.%i is supported by every pinned component, alive, and has its pause image', (minor) => {
  const ranges = [...Object.values(SUPPORTED_MINORS), RELEASES.ceph[PINS.ceph]?.kubernetes, RELEASES.containerd[PINS.containerd]?.kubernetes];
  expect(ranges.map((range) => range !== undefined && range[0] <= minor && minor <= range[1])).toEqual(ranges.map(() => true));
  expect(END_OF_LIFE[minor]).toBeUndefined();
  expect(PAUSE_IMAGES[minor]).toMatch(/^registry\.k8s\.io\/pause:\d/);
});

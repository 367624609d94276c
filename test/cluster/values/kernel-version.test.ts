import { atLeast, tryParseKernelVersion } from '../../../cluster/values/kernel-version';

test.each([
  ['6.8.0-90-generic', 6, 8],
  ['7.0', 7, 0],
  ['6.12.57+deb13-amd64', 6, 12],
  ['7.1-rc1', 7, 1],
])('%s is a kernel version', (text, major, minor) => expect(tryParseKernelVersion(text)).toEqual({ text, major, minor }));

test.each(['', '7', 'v6.8', '6.x', '6.8 generic', '6.8;reboot'])('%j is not a kernel version', (text) => expect(tryParseKernelVersion(text)).toBeUndefined());

test.each([
  ['6.12', 7, 0, false],
  ['7.0', 7, 0, true],
  ['8.0', 7, 1, true],
  ['5.9', 5, 11, false],
  ['5.11', 5, 11, true],
] as const)('%s is at least %i.%i: %s', (text, major, minor, expected) => {
  const kernel = tryParseKernelVersion(text);
  expect(kernel !== undefined && atLeast(kernel, major, minor)).toBe(expected);
});

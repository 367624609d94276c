import { packedPaths } from './project';

test('the package holds the library and the pages about it, and nothing of the workshop', () => {
  const places = new Set(packedPaths.map((path) => path.replace(/^lib\/.*\.(js|d\.ts|bash)$/, 'lib/*.$1').replace(/^docs\/.*\.md$/, 'docs/*.md')));
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.ko.md',
    'README.md',
    'cluster.schema.json',
    'cluster.yaml',
    'docs/*.md',
    'lib/*.bash',
    'lib/*.d.ts',
    'lib/*.js',
    'package.json',
  ];
  expect([...places].sort()).toEqual(expected);
  expect(packedPaths.filter((path) => /(^|\/)(test|scripts|bench)\//.test(path))).toEqual([]);
});

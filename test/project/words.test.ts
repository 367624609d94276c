import { forbidden } from '../../scripts/verify/words';

describe('A file may not say', () => {
  test.each([
    ['app.ts', "image: 'ceph/ceph:latest',", 'a version is pinned, never whatever is newest'],
    ['get.sh', 'v="$(fetch release/stable.txt)"', 'a version is pinned, never whatever is newest'],
    [
      'package-lock.json',
      '"resolved": "https://mirror.example/a.tgz",',
      'the lock names versions and checksums, not a mirror; .npmrc has omit-lockfile-registry-resolved',
    ],
    ['README.md', 'see /work/somewhere/README.md', 'a path of one machine'],
    ['a.ts', "readFile('/root/.cache/metal/etcd')", 'a path of one machine'],
    ['a.bash', 'set -eux', 'a trace shows secrets'],
    ['.ci/run', 'set -o xtrace', 'a trace shows secrets'],
    ['dist/bootstrap/node.sh', 'curl -sfL https://get.example | sudo sh -', 'what is downloaded is checked before it runs'],
    ['docs/a.txt', '-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
    ['dist/a.k8s.yaml', 'token: abcdef.0123456789abcdef', 'the shape of a bootstrap token'],
  ])('in %s: %s', (path, line, why) => {
    expect(forbidden(path, `first\n${line}`)).toEqual([`${path}:2: ${why}: ${line}`]);
  });
});

describe('A file may say', () => {
  test.each([
    ['a.ts', "image: 'quay.io/ceph/ceph:v20.2.4@sha256:0123'"],
    ['CONTRIBUTING.md', 'never pull :latest, never `set -x`'],
    ['a.sh', 'set -o errexit -o nounset -o pipefail'],
    ['a.sh', 'curl --output "$file" "$url" && sha256sum --check sums | shuf'],
    ['test/e2e/join.test.ts', "join('abcdef.0123456789abcdef')"],
    ['a.sh', 'cp admin.conf /root/.kube/config'],
    ['package.json', '"resolved": "not a lock"'],
  ])('in %s: %s', (path, line) => {
    expect(forbidden(path, line)).toEqual([]);
  });
});

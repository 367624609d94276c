// npm's `prepare`, which runs after `npm ci` in this project and where the package is installed from git, never where it is installed from a registry.
// The parts do nothing where what they need is not there (--omit=dev, a Windows shim).
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, lstatSync, renameSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const bin = join(root, 'node_modules/.bin');

/** `npx cdk8s` becomes scripts/cdk8s.js. */
function linkCdk8s() {
  const link = join(bin, 'cdk8s');
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const fresh = `${link}.new`;
  rmSync(fresh, { force: true });
  symlinkSync(join('..', '..', 'scripts', 'cdk8s.js'), fresh);
  renameSync(fresh, link);
}

/** Who installs from git gets no lib/, which git does not have. */
function build() {
  if (existsSync(join(root, 'lib')) || !existsSync(join(bin, 'tsc'))) return 0;
  return spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

linkCdk8s();
process.exitCode = build();

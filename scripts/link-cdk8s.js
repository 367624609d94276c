// After `npm ci` in this project (npm's `prepare`, which never runs where the package is a dependency): `npx cdk8s` becomes scripts/cdk8s.js.
// Where there is no link to replace (--omit=dev, a Windows shim), all stays as it is, and so does the vanilla CLI.
'use strict';
const { lstatSync, renameSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const link = join(__dirname, '..', 'node_modules', '.bin', 'cdk8s');
if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
  const fresh = `${link}.new`;
  rmSync(fresh, { force: true });
  symlinkSync(join('..', '..', 'scripts', 'cdk8s.js'), fresh);
  renameSync(fresh, link);
}

#!/usr/bin/env node
// `npx cdk8s` in this project: the CLI of node_modules, with two things put right.
//
// - It asks the network for its own upgrade at each start. Here only when CDK8S_CHECK_UPGRADE says so.
// - `synth` deletes the output before it runs the app, and makes of the app's exit code 2 and clear line its own exit code 1 and a stack trace. Here the
//   app runs first. Where it fails, its words and its exit code are all there is, and nothing was deleted. What the CLI would add to it is added
//   afterwards: nothing where only the output is named, for the app replaces that by itself (cli/output.ts); everything else by the CLI itself.
//
// scripts/prepare.js puts this file in the place of node_modules/.bin/cdk8s.
'use strict';
const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { parseArgs } = require('node:util');
const { parse } = require('yaml');

/** The CLI of node_modules, in this process, as the main module: `--version` and the usage are then its own. */
function cli() {
  const manifest = require.resolve('cdk8s-cli/package.json');
  process.argv[1] = join(dirname(manifest), require(manifest).bin.cdk8s);
  Module.runMain();
}

/** Runs the app as the CLI does. What it says on standard error is kept, so that it can come last. @returns {{ code: number, said: Buffer }} */
function run(/** @type {string} */ app, /** @type {string} */ folder) {
  const { status, stderr } = spawnSync(app, {
    shell: true,
    stdio: ['inherit', 'inherit', 'pipe'],
    maxBuffer: Infinity,
    env: { ...process.env, CDK8S_OUTDIR: folder },
  });
  return { code: status ?? 1, said: stderr };
}

/** Whether the app works; what it writes is thrown away. @returns {number} its exit code */
function tryOut(/** @type {string} */ app) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-'));
  try {
    const { code, said } = run(app, join(folder, 'dist'));
    process.stderr.write(said);
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const manifestsIn = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort();

function synth(/** @type {string} */ app, /** @type {string | undefined} */ output) {
  if (output === undefined) {
    // The app's own output is thrown away, so it has nothing to say about what to do with it.
    process.env.SYNTH_OUTPUT = 'thrown away';
    process.exitCode = tryOut(app);
    if (process.exitCode === 0) cli();
    return;
  }
  process.stdout.write('Synthesizing application\n');
  const { code, said } = run(app, output);
  if (code === 0) for (const name of manifestsIn(output)) process.stdout.write(`  - ${join(output, name)}\n`);
  // Warnings, and what to do next, are below the list, where they are read.
  process.stderr.write(said);
  process.exitCode = code;
}

function main() {
  process.env.CDK8S_CHECK_UPGRADE ??= 'false';
  const options = /** @type {const} */ ({ app: { type: 'string', short: 'a' }, output: { type: 'string', short: 'o' } });
  const { positionals, tokens, values } = parseArgs({ args: process.argv.slice(2), options, strict: false, tokens: true });
  const config = existsSync('cdk8s.yaml') ? parse(readFileSync('cdk8s.yaml', 'utf8')) : {};
  const app = values.app ?? process.env.CDK8S_APP ?? config?.app;
  const named = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  if (!['synth', 'synthesize'].includes(positionals[0] ?? '') || typeof app !== 'string' || named.includes('help')) return cli();
  const isPlain = named.every((name) => name in options) && config?.synthConfig === undefined && config?.validations === undefined;
  synth(app, isPlain ? String(values.output ?? process.env.CDK8S_OUTPUT ?? config?.output ?? 'dist') : undefined);
}

main();

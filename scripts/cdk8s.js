#!/usr/bin/env node
// `npx cdk8s` in this project: the CLI of node_modules, in this process, with three things put right.
//
// - It asks the network for its own upgrade at each start. Here only when CDK8S_CHECK_UPGRADE says so.
// - `synth` deletes the output before it runs the app, so that one typing mistake in cluster.yaml takes the last good manifests away. Here the app
//   writes next door, and what it wrote takes the old one's place when all went well: whatever fails, and whoever is killed, the old output stays.
// - An app that refuses its input with exit code 2 and a clear line becomes exit code 1 and a stack trace. Here code and line arrive as they left.
//
// The same process, not one more: the app's stderr is then not the CLI's, so that the trace can be told from the app's own words.
// scripts/link-cdk8s.js puts this file in the place of node_modules/.bin/cdk8s.
'use strict';
const { existsSync, readFileSync, renameSync, rmSync } = require('node:fs');
const Module = require('node:module');
const { constants } = require('node:os');
const { basename, dirname, join } = require('node:path');
const { parseArgs } = require('node:util');
const { parse } = require('yaml');

/** What the CLI says when the app failed, with the app's exit code. */
const APP_FAILED = /^Error: command ".*" at .* returned a non-zero exit code (\d+)/s;

/** @param {(text: string) => string | undefined} change undefined: say nothing */
function rewrite(/** @type {NodeJS.WriteStream} */ stream, change) {
  const write = stream.write.bind(stream);
  stream.write = (/** @type {string | Uint8Array} */ chunk, /** @type {any[]} */ ...rest) => {
    const text = typeof chunk === 'string' ? change(chunk) : chunk;
    return text === undefined || write(text, ...rest);
  };
}

function keepExitCode() {
  rewrite(process.stderr, (text) => {
    const code = APP_FAILED.exec(text)?.[1];
    if (code === undefined) return text;
    process.once('exit', () => (process.exitCode = Number(code)));
    return undefined;
  });
}

function outputOfConfig() {
  return existsSync('cdk8s.yaml') ? parse(readFileSync('cdk8s.yaml', 'utf8'))?.output : undefined;
}

/** @param {string} output */
function writeNextDoor(output) {
  const fresh = join(dirname(output), `.${basename(output)}.new`);
  const old = join(dirname(output), `.${basename(output)}.old`);
  // A run that was killed between the two renames below.
  if (existsSync(old) && !existsSync(output)) renameSync(old, output);

  for (const stream of [process.stdout, process.stderr]) rewrite(stream, (text) => text.replaceAll(fresh, output));
  for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(128 + constants.signals[signal]));
  process.once('exit', (code) => {
    // `synth --help` writes nothing and takes nothing away.
    if (code === 0 && existsSync(fresh)) {
      rmSync(old, { recursive: true, force: true });
      if (existsSync(output)) renameSync(output, old);
      renameSync(fresh, output);
      rmSync(old, { recursive: true, force: true });
    }
    rmSync(fresh, { recursive: true, force: true });
  });
  return fresh;
}

/** @param {string[]} args what the CLI is to get in their place */
function prepare(args) {
  const options = /** @type {const} */ ({ output: { type: 'string', short: 'o' }, stdout: { type: 'boolean', short: 'p' } });
  const { positionals, tokens, values } = parseArgs({ args, options, strict: false, tokens: true });
  if (!['synth', 'synthesize'].includes(positionals[0] ?? '')) return args;
  keepExitCode();
  if (values.stdout) return args;
  const fresh = writeNextDoor(String(values.output ?? process.env.CDK8S_OUTPUT ?? outputOfConfig() ?? 'dist'));
  const ofOutput = new Set(
    tokens.flatMap((token) => (token.kind === 'option' && token.name === 'output' ? [token.index, token.inlineValue ? -1 : token.index + 1] : [])),
  );
  return [...args.filter((_, index) => !ofOutput.has(index)), '--output', fresh];
}

process.env.CDK8S_CHECK_UPGRADE ??= 'false';
process.argv.splice(2, Infinity, ...prepare(process.argv.slice(2)));
const cli = require.resolve('cdk8s-cli/package.json');
// As the main module, so that `--version` and the usage are the CLI's own.
process.argv[1] = join(dirname(cli), require(cli).bin.cdk8s);
Module.runMain();

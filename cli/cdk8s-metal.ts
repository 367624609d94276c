#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { command } from './command';

/* The program `cdk8s-metal`. */

const { version } = JSON.parse(readFileSync(require.resolve('cdk8s-metal/package.json'), 'utf8')) as { readonly version: string };

process.exitCode = command(process.argv.slice(2), version, {
  env: process.env,
  print: (line) => {
    console.log(line);
  },
  say: (line) => {
    console.error(line);
  },
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Daemon, sizeOf } from '../../../cluster/facts/ceph-sizes';

const DAEMONS = [
  'mon',
  'mgr',
  'mds',
  'rgw',
  'nfs',
  'mgr-sidecar',
  'crashcollector',
  'exporter',
  'logcollector',
  'cleanup',
  'cmd-reporter',
  'prepareosd',
] as const;

const memoryOf = (daemon: Daemon, machine: string): string => {
  const { requests, limits } = sizeOf(daemon, machine);
  return `${requests.memory} / ${limits?.memory ?? '–'}`;
};

const row = (daemon: Daemon): string =>
  `| \`${daemon}\` | ${sizeOf(daemon, undefined).requests.cpu} | ${['8Gi', '16Gi', '32Gi'].map((machine) => memoryOf(daemon, machine)).join(' | ')} |`;

it.each(['storage.md', 'storage.ko.md'])('docs/%s says what each daemon is given', (page) => {
  const rows = readFileSync(resolve(__dirname, '../../../docs', page), 'utf8')
    .split('\n')
    .filter((line) => /^\| `[a-z-]+` \| \d+m /.test(line));
  expect(rows).toEqual(DAEMONS.map(row));
});

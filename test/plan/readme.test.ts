import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineCluster, readCluster } from '../../cluster/define';
import { storageLines } from '../../plan/storage-lines';

const text = (path: string): string => readFileSync(resolve(__dirname, '../..', path), 'utf8');

test.each(['README.md', 'README.ko.md'])('%s shows what the storage of cluster.yaml holds and survives', (document) => {
  const { cluster } = readCluster(text('cluster.yaml'));
  expect(cluster).toBeDefined();
  const lines = storageLines(cluster ?? defineCluster({ nodes: [] }));
  expect(text(document)).toContain(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
});

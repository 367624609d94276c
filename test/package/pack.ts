import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './run';

/* Before all tests, once: builds and packs. The environment hands the folder to the processes of the tests. */

// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default function pack(): void {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const said = run(resolve(__dirname, '../..'), 'npm', 'pack', '--json', '--pack-destination', folder);
  // What the build says comes before npm's own words.
  writeFileSync(join(folder, 'packed.json'), said.slice(said.search(/^\[$/m)));
  process.env['PACKED'] = folder;
}

// Compares each kind below imports/ with its upstream CustomResourceDefinition, in everything that the API server acts on:
//
//   npm run parity                    with the definitions below ../shared/upstream, or below UPSTREAM
//   npm run parity -- FOLDER…         with the definitions below these folders
//
// Exit codes: 0 no difference, 1 differences, 2 no definition found.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { definitionsBelow } from './parity/definitions';
import { kinds } from './parity/kinds';
import { compared, summary } from './parity/compared';

const { positionals } = parseArgs({ allowPositionals: true });
const folders = positionals.length > 0 ? positionals : [process.env['UPSTREAM'] ?? resolve(__dirname, '../../shared/upstream')];
const missing = folders.filter((folder) => !existsSync(folder));
const found = missing.length > 0 ? [] : folders.flatMap((folder) => definitionsBelow(folder));

if (found.length === 0) {
  console.error(
    missing.length > 0
      ? `${missing.join(', ')} does not exist; name a folder with CustomResourceDefinitions`
      : `no CustomResourceDefinition below ${folders.join(', ')}; name a folder with CustomResourceDefinitions`,
  );
  process.exit(2);
}

const comparison = compared(kinds, found);
for (const line of summary(comparison)) console.log(line);
process.exitCode = comparison.files.some(({ kinds: ofFile }) => ofFile.some(({ differences }) => differences.length > 0)) ? 1 : 0;

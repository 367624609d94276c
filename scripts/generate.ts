// What schema values say, written down: the JSON Schema for editors, the TypeScript interfaces, the tables of fields of both READMEs; and the table of phases.
//
//   npm run generate                writes all of them
//   npm run generate -- --check     writes nothing; names each file that would change
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { outputs } from './generate/outputs';

const root = join(__dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

async function generate(): Promise<void> {
  const written = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
  const changed = [...(await outputs(root))].filter(([path, text]) => written(path) !== text);
  for (const [path, text] of changed) {
    if (values.check) console.error(`${path} is not what the schema values say; npm run generate writes it`);
    else writeFileSync(join(root, path), text);
  }
  process.exitCode = values.check && changed.length > 0 ? 1 : 0;
}

generate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

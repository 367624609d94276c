// What the library offers, written down for two readers: docs/api-report/ for whoever reviews a change of it (every public name with its types, one report
// for each sub-path), docs/api/ for whoever uses it (the hand-written surface with its documentation; of the kinds, hovering says more than a page).
//
//   npm run api                writes both
//   npm run api -- --check     writes nothing there; names each file that would change
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiReports } from './api/reports';
import { root, run } from './verify/part';
import { differences } from './verify/trees';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const docs = join(root, 'docs');
const fresh = values.check ? join(root, 'reports/docs') : docs;

for (const folder of ['api', 'api-report']) rmSync(join(fresh, folder), { recursive: true, force: true });
mkdirSync(join(fresh, 'api-report'), { recursive: true });
apiReports(root, join(fresh, 'api-report'));
const { ok, output } = run('typedoc', ['--out', join(fresh, 'api')]);
if (!ok) throw new Error(output);

const changed = ['api', 'api-report'].flatMap((folder) => differences(join(docs, folder), join(fresh, folder)).map((name) => `docs/${folder}/${name}`));
for (const path of changed) console.error(`${path} is not what the library is; npm run api writes it`);
process.exitCode = changed.length > 0 ? 1 : 0;

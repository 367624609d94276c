import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Outcome, section, withSection } from './sections';

/* Writes what a scenario has shown into report.md, in the place of what it showed before on that engine: `report.ts container up`. */

const [, , engine = '', scenario = ''] = process.argv;
const report = resolve(__dirname, 'report.md');
const outcomes = readFileSync(resolve(__dirname, '../../reports/live', engine, 'outcomes', `${scenario}.tsv`), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Outcome => {
    const [state = '', seconds = '', title = '', figure = ''] = line.split('\t');
    return { ok: state === 'ok', seconds: Number(seconds), title, figure };
  });
const what = /^# (.*)$/m.exec(readFileSync(join(__dirname, 'scenarios', `${scenario}.sh`), 'utf8'))?.[1] ?? '';
const date = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
const text = withSection(existsSync(report) ? readFileSync(report, 'utf8') : '', { scenario, engine }, section({ scenario, engine, date, what, outcomes }));
writeFileSync(report, text);
const failed = outcomes.filter(({ ok }) => !ok).length;
console.log(`${scenario}: ${outcomes.length - failed} ok, ${failed} failed`);

import type { Constants } from './data/constants';
import { assignAll, section } from './shell';

/** Path → text of every bash file in `bootstrap/`. */
export type BashSources = ReadonlyMap<string, string>;

/** Where the parts are put into the main file of a program. */
const PARTS = '# --- parts\n';

function sourceOf(sources: BashSources, path: string): string {
  const text = sources.get(path);
  if (text === undefined) throw new Error(`${path} is not among the sources; it belongs to the package, install that again`);
  return text;
}

/** The paths below a folder, sorted. */
export const below = (sources: BashSources, folder: string): readonly string[] => [...sources.keys()].filter((path) => path.startsWith(folder)).sort();

/** A program: the head of its main file, topics of data, parts, and the rest of the main file. */
export function program(sources: BashSources, main: string, data: readonly Constants[], paths: readonly string[]): string {
  const parts = [section('data, from cluster.yaml', data.map(assignAll).join('\n')), ...paths.map((path) => section(path, sourceOf(sources, path)))];
  const [head, tail, ...more] = sourceOf(sources, main).split(PARTS);
  if (head === undefined || tail === undefined || more.length > 0) throw new Error(`${main} must have one line ${PARTS.trim()}; put it after its head`);
  return `${head}${parts.join('')}# --- ${main}\n${tail}`;
}

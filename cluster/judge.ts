import { complete } from './complete/complete';
import type { Cluster } from './model/cluster';
import type { Draft, DraftNode } from './model/draft';
import { type Structure, checkStructure } from './read/structure';
import { type Reading, readYaml } from './read/yaml-text';
import type { Rules } from './rules/rule';
import { RULES } from './rules/rules';
import { type Problem, byPosition, formatPath, formatProblem } from './values/problem';

/** A cluster, or none; and what is wrong: with a cluster only warnings, without one at least one error. */
export interface Outcome {
  /** The cluster; undefined where there is an error. */
  readonly cluster: Cluster | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

const hasAddress = (node: DraftNode): node is Cluster['nodes'][number] => node.addresses.length > 0;

const hasCidrs = (network: Draft['network']): network is Cluster['network'] =>
  network.nodeCidrs.length > 0 && network.podCidrs.length > 0 && network.serviceCidrs.length > 0;

/** A draft, unless the spec has another structure, and what is wrong. */
interface Judged {
  readonly draft: Draft | undefined;
  readonly problems: readonly Problem[];
}

/** The cluster of a draft that has no error; where something is missing, a problem has been reported before. */
function finish({ draft, problems }: Judged): Outcome {
  const refused = { cluster: undefined, problems };
  if (draft === undefined || problems.some(({ severity }) => severity === 'error')) return refused;
  const { kubernetes, network, nodes, ...rest } = draft;
  if (kubernetes === undefined || !hasCidrs(network) || !nodes.every(hasAddress)) return refused;
  return { cluster: deepFreeze({ ...rest, kubernetes, network, nodes, warnings: [...problems] }), problems };
}

/** Leaves out what a mended spec brings up at a place that was refused already. */
function withoutRefused(refused: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const paths = new Set(refused.map(({ path }) => formatPath(path)));
  return later.filter(({ path }) => !path.some((_, index) => paths.has(formatPath(path.slice(0, index + 1)))));
}

/** The problems that are in every list. Those that depend on how a mistake is understood are not. */
function common([first = [], ...others]: readonly (readonly Problem[])[]): readonly Problem[] {
  const known = others.map((problems) => new Set(problems.map((one) => formatProblem(one))));
  return first.filter((one) => known.every((sentences) => sentences.has(formatProblem(one))));
}

const isStructure = (value: ReturnType<typeof checkStructure>): value is Structure => 'specs' in value;

/** Numbers where text belongs, unless it is told what else is wrong with that text. */
function withoutTold(unquoted: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const told = new Set(later.filter(({ severity }) => severity === 'error').map(({ path }) => formatPath(path)));
  return unquoted.filter(({ path }) => !told.has(formatPath(path)));
}

/** One value, or several ways to understand a text. */
function check(readings: readonly Reading[], rules: Rules): Judged {
  const structures = readings.map(({ value, writtenAt }) => checkStructure(value, writtenAt));
  const sound = structures.filter(isStructure);
  const refused = common(structures.map((structure) => (isStructure(structure) ? structure.problems : structure)));
  const unquoted = common(structures.map((structure) => (isStructure(structure) ? structure.unquoted : [])));
  const judged = sound.flatMap(({ specs }) => specs.map((spec) => ({ spec, ...complete(spec) })));
  const found = judged.map(({ spec, draft, problems }) => [...problems, ...Object.values(rules).flatMap((rule) => [...rule(draft, spec)])]);
  const later = withoutRefused(refused, common(found));
  return { draft: judged[0]?.draft, problems: [...refused, ...withoutTold(unquoted, later), ...later] };
}

/** A spec as a value, judged. */
export const judge = (value: unknown): Outcome => finish(check([{ value, writtenAt: () => undefined }], RULES));

/** The text of a `cluster.yaml`, judged; by fewer rules where a test wants that. */
export function judgeText(text: string, rules: Rules = RULES): Outcome {
  const yaml = readYaml(text);
  if (!('readings' in yaml)) return { cluster: undefined, problems: yaml };
  const { draft, problems } = check(yaml.readings, rules);
  const located = problems.map((problem) => ({ ...problem, position: yaml.locate(problem.path, problem.onName) }));
  return finish({ draft, problems: [...yaml.problems, ...located].sort(byPosition) });
}

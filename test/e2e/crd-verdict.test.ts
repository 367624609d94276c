import { setTimeout as pause } from 'node:timers/promises';
import { type Resource, wholeSchema } from '../../crd/schema/definition';
import type { JsonObject } from '../../crd/schema/json';
import { customResourceDefinition } from '../../crd/schema/manifest';
import type { StructuralSchema } from '../../crd/schema/schema';
import { type Violation, sentence } from '../../crd/schema/violation';
import { validate } from '../../crd/validate/validate';
import { fieldObjects } from '../crd/generators/field-objects';
import { everyFacet, facetObjects } from '../crd/fixtures/every-facet';
import { mutated } from '../crd/generators/mutated';
import { NAMES } from '../crd/generators/names';
import { type Random, seeded } from '../crd/generators/random';
import { ruleBreakers } from '../crd/generators/rule-breakers';
import { sample } from '../crd/generators/sample';
import { definitions, describeWithUpstream, resourceOf } from '../imports/upstream';
import { kinds } from '../../scripts/parity/kinds';
import { describes } from '../../scripts/parity/counterpart';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

/** Random objects of a kind; fewer of ours, which are asked about field by field as well. */
const OBJECTS = { ours: 30, strangers: 60 } as const;
const WAIT_MS = 60_000;
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

const isRecord = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;
const messageOf = (body: unknown): string => (isRecord(body) ? String(body['message']) : String(body));

function whole(resource: Resource, random: Random): JsonObject {
  const value = sample(resource.schema, random);
  return { ...(isRecord(value) ? value : {}), apiVersion: resource.apiVersion, kind: resource.kind, metadata: { name: random.pick(NAMES) } };
}

/** The first of some objects that we take for valid, or the last one. */
function likelyValid(resource: Resource, random: Random): JsonObject {
  let object = whole(resource, random);
  for (let attempt = 1; attempt < 15 && validate(resource, object).length > 0; attempt += 1) object = whole(resource, random);
  return object;
}

function corpus(resource: Resource, seed: number, count: number): readonly JsonObject[] {
  const random = seeded(seed);
  const schema = wholeSchema(resource.versions[0]);
  const generated = Array.from({ length: count }, (_, index) => {
    const base = likelyValid(resource, random);
    const changes = index % 5; // 0: as it is; then one change, rarely more
    return Array.from({ length: changes === 4 ? 3 : Math.min(changes, 1) }).reduce<JsonObject>((object) => mutated(object, schema, random), base);
  });
  return [...generated, ...ruleBreakers(resource, () => likelyValid(resource, random), random)];
}

const collection = ({ apiVersion, plural, scope }: Resource): string => `/apis/${apiVersion}/${scope === 'Namespaced' ? 'namespaces/default/' : ''}${plural}`;

async function established(server: ApiServer, name: string): Promise<readonly unknown[]> {
  for (const deadline = Date.now() + WAIT_MS; ;) {
    const { body } = await server.call('GET', `${DEFINITIONS}/${name}`);
    const status = isRecord(body) && isRecord(body['status']) ? body['status'] : {};
    const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
    if (conditions.some((condition) => isRecord(condition) && condition['type'] === 'Established' && condition['status'] === 'True')) return conditions;
    if (Date.now() > deadline) throw new Error(`${name} is not established: ${JSON.stringify(conditions)}`);
    await pause(50);
  }
}

async function served(server: ApiServer, resource: Resource): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while ((await server.call('GET', collection(resource))).status !== 200) {
    if (Date.now() > deadline) throw new Error(`${collection(resource)} is not served`);
    await pause(50);
  }
}

const causesOf = (body: unknown): readonly unknown[] => {
  const details = isRecord(body) && isRecord(body['details']) ? body['details'] : {};
  return Array.isArray(details['causes']) ? details['causes'] : [];
};

const isOfRule = ({ repair }: Violation): boolean => repair.startsWith('make this true: ');

interface Answer {
  readonly accepted: boolean;
  /** The rules that the object breaks. */
  readonly rules: readonly string[];
  /** Both answers, where they are not the same. */
  readonly text: string | undefined;
}

/** Both answers where ours is not the API server's; where only rules are broken, their number counts too. */
async function disagreement(server: ApiServer, resource: Resource, object: JsonObject): Promise<Answer> {
  const violations = validate(resource, object);
  const { status, body } = await server.call('POST', `${collection(resource)}?dryRun=All&fieldValidation=Strict`, object);
  if (![201, 400, 422].includes(status)) throw new Error(`unexpected answer ${status}: ${messageOf(body)}`);
  const accepted = status === 201;
  const isSame = accepted ? violations.length === 0 : violations.length > 0 && (!violations.every(isOfRule) || causesOf(body).length === violations.length);
  const rules = violations.filter(isOfRule).map(({ repair }) => repair);
  if (isSame) return { accepted, rules, text: undefined };
  const ours = violations.length === 0 ? 'accepted' : violations.map(sentence).join(' | ');
  return { accepted, rules, text: `${resource.kind}\n  ours: ${ours}\n  API server: ${accepted ? 'accepted' : messageOf(body)}\n  ${JSON.stringify(object)}` };
}

interface Tally {
  readonly objects: number;
  readonly accepted: number;
  readonly rules: readonly string[];
  readonly disagreements: readonly string[];
}

async function tally(server: ApiServer, resource: Resource, objects: readonly JsonObject[]): Promise<Tally> {
  await served(server, resource);
  const answers = await Promise.all(objects.map((object) => disagreement(server, resource, object)));
  return {
    objects: answers.length,
    accepted: answers.filter(({ accepted }) => accepted).length,
    rules: answers.flatMap(({ rules }) => rules),
    disagreements: answers.flatMap(({ text }) => (text === undefined ? [] : [text])),
  };
}

function report(title: string, tallies: readonly Tally[]): Tally {
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  const [objects, accepted, disagreements] = [sum((tally) => tally.objects), sum((tally) => tally.accepted), tallies.flatMap((tally) => tally.disagreements)];
  const rules = [...new Set(tallies.flatMap((tally) => tally.rules))];
  const counts = `${objects} objects of ${tallies.length} kinds, ${accepted} accepted, ${objects - accepted} refused, ${rules.length} different rules broken`;
  const rate = (100 * (objects - disagreements.length)) / objects;
  console.info([`${title}: ${counts}; ${rate.toFixed(3)} % of the verdicts are the same`, ...disagreements].join('\n'));
  return { objects, accepted, rules, disagreements };
}

const expectStructural = (conditions: readonly unknown[]): void => {
  expect(conditions).toContainEqual(expect.objectContaining({ type: 'Established', status: 'True' }));
  expect(conditions).not.toContainEqual(expect.objectContaining({ type: 'NonStructuralSchema' }));
};

/** Both answers are always the same, and neither is always yes, always no, or about too little. */
const expectEnough = ({ objects, accepted, rules, disagreements }: Tally, least: { readonly objects: number; readonly rules: number }): void => {
  expect(disagreements).toEqual([]);
  expect(objects).toBeGreaterThanOrEqual(least.objects);
  expect(rules.length).toBeGreaterThanOrEqual(least.rules);
  expect(accepted).toBeGreaterThan(objects / 5);
  expect(accepted).toBeLessThan((objects * 4) / 5);
};

describeWithApiServer('against a real API server', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer();
  });
  afterAll(() => server.stop());

  async function install(definition: object, name: string): Promise<readonly unknown[]> {
    const { status, body } = await server.call('POST', DEFINITIONS, definition);
    if (status !== 201) throw new Error(`${name}: ${messageOf(body)}`);
    return established(server, name);
  }

  const ofOurs = (resource: Resource): Promise<readonly unknown[]> => install(customResourceDefinition(resource), `${resource.plural}.${resource.group}`);

  describe('a kind with every facet, written with the builders', () => {
    test('is established, and its schema is structural', async () => {
      expectStructural(await ofOurs(everyFacet));
    });

    test('has the same verdict here and there for every object', async () => {
      const written = facetObjects.map((spec) => ({ apiVersion: everyFacet.apiVersion, kind: everyFacet.kind, metadata: { name: 'a' }, spec }));
      const { disagreements } = report(everyFacet.kind, [await tally(server, everyFacet, [...written, ...corpus(everyFacet, 7, OBJECTS.strangers)])]);
      expect(disagreements).toEqual([]);
    });
  });

  test('every kind below imports/ is established with our definition, and has the same verdict here and there for every object', async () => {
    const [tallies, unreached, seen]: [Tally[], string[], Set<StructuralSchema>] = [[], [], new Set()];
    for (const [index, resource] of kinds.entries()) {
      expectStructural(await ofOurs(resource));
      const fields = fieldObjects(resource, seeded(index + 1), seen);
      unreached.push(...fields.unreached.map((path) => `${resource.kind} ${path}`));
      tallies.push(await tally(server, resource, [...fields.objects, ...corpus(resource, index + 1, OBJECTS.ours)]));
    }
    console.info(`fields without a fine object: ${unreached.join(', ')}`);
    expectEnough(report('ours', tallies), { objects: 6000, rules: 60 });
    expect(unreached.length).toBeLessThanOrEqual(10);
  });

  describeWithUpstream("every kind that is upstream's alone", () => {
    test('has the same verdict here and there for every object', async () => {
      const strangers = definitions().filter((definition) => !kinds.some((resource) => describes(definition, resource)));
      const tallies: Tally[] = [];
      for (const [index, definition] of strangers.entries()) {
        await install(definition, definition.metadata.name);
        const resource = resourceOf(definition);
        tallies.push(await tally(server, resource, corpus(resource, index + 1, OBJECTS.strangers)));
      }
      expectEnough(report('upstream', tallies), { objects: 1500, rules: 10 });
    });
  });
});

import { wholeSchema, type Resource } from '../../crd/definition';
import type { JsonObject } from '../../crd/json';
import { customResourceDefinition } from '../../crd/manifest';
import { validate } from '../../crd/validate';
import { sentence } from '../../crd/violation';
import { mutated } from '../crd/mutate';
import { type Random, seeded } from '../crd/random';
import { sample } from '../crd/sample';
import { definitions, describeWithUpstream, resourceOf, upstreamIsHere } from '../crd/upstream';
import { type ApiServer, describeWithApiServer, startApiServer } from './api-server';

const OBJECTS_PER_KIND = 100;
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const NAMES = ['default', 'a', 'tigera-secure', 'rbd.csi.ceph.com'] as const;

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

function corpus(resource: Resource, seed: number): readonly JsonObject[] {
  const random = seeded(seed);
  const schema = wholeSchema(resource.versions[0]);
  return Array.from({ length: OBJECTS_PER_KIND }, (_, index) => {
    const base = likelyValid(resource, random);
    const changes = index % 5; // 0: as it is; then one change, rarely more
    return Array.from({ length: changes === 4 ? 3 : Math.min(changes, 1) }).reduce<JsonObject>((object) => mutated(object, schema, random), base);
  });
}

const collection = ({ apiVersion, plural, scope }: Resource): string => `/apis/${apiVersion}/${scope === 'Namespaced' ? 'namespaces/default/' : ''}${plural}`;

async function established(server: ApiServer, name: string): Promise<readonly unknown[]> {
  for (;;) {
    const { body } = await server.call('GET', `${DEFINITIONS}/${name}`);
    const status = isRecord(body) && isRecord(body['status']) ? body['status'] : {};
    const conditions = Array.isArray(status['conditions']) ? status['conditions'] : [];
    if (conditions.some((condition) => isRecord(condition) && condition['type'] === 'Established' && condition['status'] === 'True')) return conditions;
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function served(server: ApiServer, resource: Resource): Promise<void> {
  while ((await server.call('GET', collection(resource))).status !== 200) await new Promise((done) => setTimeout(done, 50));
}

/** Both answers where ours is not the API server's. */
async function disagreement(server: ApiServer, resource: Resource, object: JsonObject): Promise<{ readonly accepted: boolean; readonly text: string | undefined }> {
  const violations = validate(resource, object);
  const { status, body } = await server.call('POST', `${collection(resource)}?dryRun=All&fieldValidation=Strict`, object);
  if (![201, 400, 422].includes(status)) throw new Error(`unexpected answer ${status}: ${messageOf(body)}`);
  const accepted = status === 201;
  if (accepted === (violations.length === 0)) return { accepted, text: undefined };
  const ours = violations.length === 0 ? 'accepted' : violations.map(sentence).join(' | ');
  return { accepted, text: `${resource.kind}\n  ours: ${ours}\n  API server: ${accepted ? 'accepted' : messageOf(body)}\n  ${JSON.stringify(object)}` };
}

describeWithUpstream('our verdict on upstream kinds', () => {
  describeWithApiServer('against the API server', () => {
    let server: ApiServer;
    const upstream = upstreamIsHere ? definitions() : [];
    beforeAll(async () => {
      server = await startApiServer();
      for (const definition of upstream) {
        const { status, body } = await server.call('POST', DEFINITIONS, definition);
        if (status !== 201) throw new Error(`${definition.metadata.name}: ${messageOf(body)}`);
      }
    });
    afterAll(() => server?.stop());

    test('is the same for every generated object', async () => {
      const resources = upstream.map(resourceOf);
      const totals = { objects: 0, accepted: 0 };
      const disagreements: string[] = [];
      for (const [index, resource] of resources.entries()) {
        await served(server, resource);
        const answers = await Promise.all(corpus(resource, index + 1).map((object) => disagreement(server, resource, object)));
        totals.objects += answers.length;
        totals.accepted += answers.filter(({ accepted }) => accepted).length;
        disagreements.push(...answers.flatMap(({ text }) => (text === undefined ? [] : [text])));
      }
      console.info(`${totals.objects} objects of ${resources.length} kinds: ${totals.accepted} accepted, ${totals.objects - totals.accepted} refused, ${disagreements.length} disagreements`);
      expect(disagreements).toEqual([]);
      expect(totals.objects).toBeGreaterThanOrEqual(3000);
      expect(totals.accepted).toBeGreaterThan(totals.objects / 5);
      expect(totals.accepted).toBeLessThan((totals.objects * 4) / 5);
    });
  });
});
void customResourceDefinition;
void established;

import { type Resource, type Version, wholeSchema } from '../schema/definition';
import { type JsonObject, isObject } from '../schema/json';
import { type StructuralSchema, object, string } from '../schema/schema';
import type { Reason, Violation } from '../schema/violation';
import { withDefaults } from './default';
import { embeddedProblems } from './embedded';
import { duplicates } from './list';
import { metadataProblems } from './metadata';
import { prune } from './prune';
import { brokenRules } from './rules';
import { scaleProblems } from './scale';
import { structureProblems } from './structure';

/** Reasons that keep the API server from evaluating rules. */
const BLOCKING: ReadonlySet<Reason> = new Set([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
]);

/** The fields of metadata that rules see. */
const VISIBLE_METADATA = object({ name: string(), generateName: string() });

const withVisibleMetadata = (schema: StructuralSchema): StructuralSchema => ({ ...schema, properties: { ...schema.properties, metadata: VISIBLE_METADATA } });

function identityProblems({ kind, versions, group }: Resource, value: JsonObject): readonly Violation[] {
  const expected = versions.filter((version) => version.served).map((version) => `${group}/${version.name}`);
  const wrong = (path: string, repair: string): Violation => ({
    path,
    value: value[path],
    reason: 'FieldValueInvalid',
    problem: `is not the ${path} of ${kind}`,
    repair,
  });
  return [
    ...(expected.some((apiVersion) => apiVersion === value['apiVersion']) ? [] : [wrong('apiVersion', `give ${expected.join(' or ')}`)]),
    ...(value['kind'] === kind ? [] : [wrong('kind', `give ${kind}`)]),
  ];
}

function schemaProblems(schema: StructuralSchema, value: unknown, found: readonly Violation[], rulesSchema = schema): readonly Violation[] {
  const violations = [...found, ...structureProblems(schema, value, ''), ...embeddedProblems(schema, value, ''), ...duplicates(schema, value, '')];
  const isBlocked = violations.some(({ reason }) => BLOCKING.has(reason));
  return isBlocked ? violations : [...violations, ...brokenRules(rulesSchema, value, '')];
}

/** The value as it is checked: with a status subresource, the API server drops `status` from what is applied. */
function withoutStatus(version: Version, value: unknown): unknown {
  if (!version.subresources?.status || !isObject(value)) return value;
  const { status: _status, ...rest } = value;
  return rest;
}

function resourceProblems(resource: Resource, value: JsonObject): readonly Violation[] {
  const found: Violation[] = [...identityProblems(resource, value)];
  const version = resource.versions.find(({ name }) => `${resource.group}/${name}` === value['apiVersion']) ?? resource.versions[0];
  const schema = wholeSchema(version);
  const known = prune(schema, value, '', (violation) => found.push(violation), true);
  found.push(...metadataProblems(value['metadata'], 'metadata', resource.scope));
  const complete = withoutStatus(version, withDefaults(schema, known));
  found.push(...scaleProblems(version.subresources?.scale, complete));
  return schemaProblems(schema, complete, found, withVisibleMetadata(schema));
}

const isResource = (subject: Resource | StructuralSchema): subject is Resource => 'versions' in subject;

/**
 * All problems that the API server would report about a new object of a kind, or about a value of a schema, under strict field validation.
 * Empty for an object that it would accept.
 */
export function validate(subject: Resource | StructuralSchema, value: unknown): readonly Violation[] {
  if (isResource(subject)) return resourceProblems(subject, isObject(value) ? value : {});
  const found: Violation[] = [];
  const known = prune(subject, value, '', (violation) => found.push(violation));
  return schemaProblems(subject, withDefaults(subject, known), found);
}

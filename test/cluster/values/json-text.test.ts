import type { Cluster } from '../../../cluster/model/cluster';
import { tryParseAddress, tryParseCidr, tryParseRange } from '../../../cluster/values/cidr';
import { withJsonText } from '../../../cluster/values/json-text';
import { tryParseQuantity } from '../../../cluster/values/quantity';
import { VALID_SPECS, clusterOf } from '../specs';

test('a value becomes its text, and is like any other value besides', () => {
  const value = withJsonText({ text: '1Ti', bytes: 1n << 40n });
  expect(JSON.stringify({ size: value, sizes: [value] })).toBe('{"size":"1Ti","sizes":["1Ti"]}');
  expect(structuredClone(value)).toEqual({ text: '1Ti', bytes: 1n << 40n });
  expect(Object.keys(value)).toEqual(['text', 'bytes']);
});

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What JSON holds of a value, read again: texts of amounts and addresses become what they were. */
function revive(original: unknown, json: Json | undefined): unknown {
  if (Array.isArray(original)) return original.map((item, index) => revive(item, Array.isArray(json) ? (json[index] as Json) : undefined));
  if (typeof original !== 'object' || original === null) return json;
  const large = Object.values(original).some((part) => typeof part === 'bigint');
  if (large) return typeof json === 'string' ? (tryParseQuantity(json) ?? tryParseAddress(json) ?? tryParseCidr(json) ?? tryParseRange(json)) : undefined;
  const fields = typeof json === 'object' && json !== null && !Array.isArray(json) ? new Map(Object.entries(json)) : new Map<string, Json>();
  return Object.fromEntries(Object.entries(original).map(([name, part]) => [name, revive(part, fields.get(name))]));
}

test.each(VALID_SPECS)('the cluster of %s is the same after JSON', (file) => {
  const cluster: Cluster = clusterOf(file);
  const json = JSON.stringify(cluster);
  expect(revive(cluster, JSON.parse(json) as Json)).toEqual(cluster);
  expect(json).toContain(`"podCidrs":${JSON.stringify(cluster.network.podCidrs.map(({ text }) => text))}`);
});

import { own } from '../../crd/json';
import { customResourceDefinition } from '../../crd/manifest';
import type { StructuralSchema } from '../../crd/schema';
import { cephCluster } from './fixtures/ceph-cluster';
import { differences } from './parity';
import { type CustomResourceDefinition, definition, describeWithUpstream } from './upstream';

function schemaOf(owner: CustomResourceDefinition, ...path: readonly string[]): StructuralSchema {
  return path.reduce<StructuralSchema>((schema, name) => {
    const child = own(schema.properties, name);
    if (!child) throw new Error(`${owner.metadata.name} has no ${path.join('.')}`);
    return child;
  }, owner.spec.versions[0]?.schema.openAPIV3Schema ?? {});
}

const countOf = (schema: unknown): number =>
  typeof schema === 'object' && schema !== null ? Object.values(schema).reduce<number>((sum, part) => sum + countOf(part), 1) : 1;

describeWithUpstream("Rook's CephCluster, written with the builders", () => {
  test.each(['storage', 'placement'])('has the same spec.%s to the API server as upstream has', (field) => {
    const ours = schemaOf(customResourceDefinition(cephCluster), 'spec', field);
    const upstream = schemaOf(definition('rook-v1.20.6', 'cephclusters.ceph.rook.io'), 'spec', field);
    expect(differences(ours, upstream)).toEqual([]);
    expect(countOf(ours)).toBeGreaterThan(500);
  });
});

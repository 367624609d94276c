import type { App, Chart } from 'cdk8s';
import { RookCrds } from '../../charts/storage/rook/crds';
import { CephCsiCrds } from '../../charts/storage/rook/csi-crds';
import { SnapshotCrds } from '../../charts/storage/snapshot/crds';
import type { StructuralSchema } from '../../crd/schema/schema';
import { type KubernetesObject, rendered } from '../charts/objects';
import { differences } from '../../scripts/parity/differences';
import { type CustomResourceDefinition, definitions, describeWithUpstream, upstreamIsHere } from '../imports/upstream';
import { kinds } from '../../scripts/parity/kinds';

/** What `kubectl apply` keeps of an object in an annotation must fit into it. */
const LARGEST_OBJECT = 262_144;

const CHARTS: readonly (readonly [title: string, groups: readonly string[], build: (app: App) => Chart])[] = [
  ['Rook', ['ceph.rook.io', 'objectbucket.io'], (app) => new RookCrds(app, 'rook-crds')],
  ['the CSI operator', ['csi.ceph.io'], (app) => new CephCsiCrds(app, 'ceph-csi-crds')],
  ['snapshots', ['snapshot.storage.k8s.io'], (app) => new SnapshotCrds(app, 'snapshot-crds')],
];

const nameOf = ({ metadata }: { readonly metadata: { readonly name: string } }): string => metadata.name;

describe.each(CHARTS)('the kinds of %s', (_, groups, build) => {
  const ours = rendered(build);

  describeWithUpstream("beside upstream's", () => {
    const upstream = upstreamIsHere ? definitions().filter(({ spec }) => groups.includes(spec.group)) : [];

    test('are all there, and nothing else', () => {
      expect(ours.map(nameOf).sort()).toEqual(upstream.map(nameOf).sort());
      expect(ours).not.toEqual([]);
    });

    test.each(upstream.map((definition) => [definition.metadata.name, definition]))('%s is the same to the API server', (name, definition) => {
      expect(
        differences(
          ours.find((object) => nameOf(object) === name),
          definition,
        ),
      ).toEqual([]);
    });
  });

  test('are those that are described below imports/', () => {
    const described = kinds.filter(({ group }) => groups.includes(group)).map(({ plural, group }) => `${plural}.${group}`);
    expect(ours.map(nameOf).sort()).toEqual(described.sort());
  });

  test.each(ours.map((object) => [nameOf(object), object]))('%s fits into an annotation', (_name, object) => {
    expect(JSON.stringify(object).length).toBeLessThan(LARGEST_OBJECT);
  });
});

test('a description is what `kubectl explain` shows', () => {
  const schemaOf = (object: KubernetesObject | undefined): StructuralSchema | undefined =>
    (object as CustomResourceDefinition | undefined)?.spec.versions[0]?.schema.openAPIV3Schema;
  const cluster = rendered((app) => new RookCrds(app, 'rook-crds')).find((object) => nameOf(object) === 'cephclusters.ceph.rook.io');
  const storage = schemaOf(cluster)?.properties?.['spec']?.properties?.['storage'];
  expect(storage?.description).toMatch(/^[A-Z].*\.$/);
  expect(storage?.properties?.['useAllNodes']?.description).toMatch(/^[A-Z].*\.$/);
});

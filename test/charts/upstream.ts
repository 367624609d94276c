import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubernetesObject, asObjects, byIdentity } from './objects';

const FOLDER = process.env['UPSTREAM'] ?? path.resolve(__dirname, '../../../shared/upstream');

/** `describe` where upstream's releases are; else a skipped one whose title says how to get them. */
export const describeUpstream = (title: string, suite: () => void): void =>
  existsSync(FOLDER)
    ? describe(title, suite)
    : describe.skip(
        `${title} (skipped: ${FOLDER} is missing; set UPSTREAM to a folder with the release files, such as calico-v3.32.1/tigera-operator.yaml)`,
        suite,
      );

/** The objects of a release file. */
export const readUpstream = (file: string): readonly KubernetesObject[] =>
  asObjects(
    parseAllDocuments(readFileSync(path.join(FOLDER, file), 'utf8'))
      .map((document) => document.toJS() as unknown)
      .filter((object) => object !== null),
  );

/** A chart, a release file, and all that may differ between them. */
export interface Comparison {
  /** The release file, below the folder of upstream's releases. */
  readonly file: string;
  /**
   * A kind that another chart brings.
   * @default none
   */
  readonly without?: string;
  /** What we render for the same options. */
  readonly ours: readonly KubernetesObject[];
  /** Brings what means the same to the same form, on both sides. */
  readonly normal?: (object: KubernetesObject) => KubernetesObject;
  /** What we do differently, by the reason: applied to upstream's object, and each must change one. */
  readonly except?: Readonly<Record<string, (object: KubernetesObject) => KubernetesObject>>;
}

/** Compares object by object: none missing, none more, no difference but the named ones. Skipped, and saying so, without upstream's files. */
export function compareWithUpstream({ file, without, ours, normal = (object) => object, except = {} }: Comparison): void {
  describeUpstream(`beside upstream's ${file}`, () => {
    const upstream = existsSync(FOLDER) ? readUpstream(file).filter(({ kind }) => kind !== without) : [];
    const theirs = byIdentity(upstream.map((object) => normal(Object.values(except).reduce((changed, exception) => exception(changed), object))));
    const mine = byIdentity(ours.map(normal));

    test('has the same objects, none missing and none more', () => {
      expect(Object.keys(mine).sort()).toEqual(Object.keys(theirs).sort());
    });

    test.each(Object.keys(theirs))('says the same in %s', (id) => {
      expect(mine[id]).toStrictEqual(theirs[id]);
    });

    if (Object.keys(except).length > 0) {
      test.each(Object.entries(except))('differs on purpose: %s', (_, exception) => {
        expect(upstream.map(exception)).not.toEqual(upstream);
      });
    }
  });
}

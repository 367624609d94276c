import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type KubernetesObject, rendered } from '../charts/objects';

const folder = join(__dirname, 'examples');

const hasExample = (value: unknown): value is { readonly example: (scope: Construct) => unknown } =>
  typeof value === 'object' && value !== null && 'example' in value && typeof value.example === 'function';

/** What each file in examples/ renders to, by its name. */
export const examples: readonly { readonly name: string; readonly objects: readonly KubernetesObject[] }[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const module: unknown = jest.requireActual(join(folder, file));
    if (!hasExample(module)) throw new Error(`${file} exports no example`);
    const objects = rendered((app) => {
      const chart = new Chart(app, 'shop');
      module.example(chart);
      return chart;
    });
    return { name: file.replace('.ts', ''), objects };
  });

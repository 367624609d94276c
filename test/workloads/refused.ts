import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** A value that no type lets through, as somebody who writes JavaScript hands it over. */
export const untyped = (value: unknown): never => value as never;

/** All that a synth says against what is built in a chart called `shop`, line by line. */
export function refusals(build: (scope: Construct) => unknown): readonly string[] {
  const app = new App();
  const chart = new Chart(app, 'shop');
  build(chart);
  try {
    chart.toJson();
    return [];
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

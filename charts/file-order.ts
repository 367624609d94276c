import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const REPAIR = 'cluster.sh apply and kubectl apply take files in the order of their names';

/** The chart that a construct is in; undefined for what is in none, such as the App. */
const chartOf = (construct: IConstruct): Chart | undefined => construct.node.scopes.filter((scope): scope is Chart => scope instanceof Chart).at(-1);

function dependencyProblems(construct: IConstruct): readonly string[] {
  const source = chartOf(construct);
  return construct.node.dependencies.flatMap((dependency) => {
    const target = chartOf(dependency);
    if (source === target) return [];
    const [one, other] = [source ?? construct, target ?? dependency].map(({ node }) => node.path);
    return [
      `chart ${one} depends on ${other}, for which cdk8s would number all files anew; leave addDependency out and begin the id of the chart with a number, such as 0900-${source?.node.id ?? 'shop'}: ${REPAIR}`,
    ];
  });
}

const nestedProblems = (construct: IConstruct): readonly string[] =>
  construct instanceof Chart
    ? construct.node.children
        .filter((child) => child instanceof Chart)
        .map(
          (child) =>
            `chart ${construct.node.path} holds chart ${child.node.path}, for which cdk8s would number all files anew; add it to the App, with an id that begins with a number, such as 0900-${child.node.id}: ${REPAIR}`,
        )
    : [];

/**
 * Charts that depend on each other: cdk8s then numbers the files of all charts of the App, so that none has the name by which cluster.sh knows it.
 *
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export const fileOrderProblems = (app: IConstruct): readonly string[] => [
  ...new Set(app.node.findAll().flatMap((construct) => [...nestedProblems(construct), ...dependencyProblems(construct)])),
];

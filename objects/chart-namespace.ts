import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** The namespace of what is in a scope: the one that it says itself, or that of its Chart. */
export const namespaceIn = (scope: Construct, given: string | undefined): string | undefined => given ?? Chart.of(scope).namespace;

/** A namespace that neither an object nor its Chart gives: kubectl would choose one. */
export const namespaceProblems = (scope: Construct, given: string | undefined): readonly string[] =>
  namespaceIn(scope, given) === undefined
    ? [`namespace is missing; give one here, or give one to the Chart ${Chart.of(scope).node.path}, for all that is in it`]
    : [];

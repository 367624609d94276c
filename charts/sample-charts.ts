import type * as Charts from './samples/charts';

/** The charts of the samples, loaded only for clusters that run them, as those of storage are. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import, as that of CEL in crd/; bundlers see it, and its type is the module's own
export const sampleCharts = (): typeof Charts => require('./samples/charts') as typeof Charts;

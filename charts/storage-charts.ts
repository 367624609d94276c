import type * as Charts from './storage/charts';

/**
 * The charts of storage. They come with the schemas of some thirty kinds, more than all the rest, so that they are loaded only for clusters that have
 * storage: whoever asks for one does so when it is wanted, and imports no file of theirs but for its types.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a lazy import, as that of CEL in crd/; bundlers see it, and its type is the module's own
export const storageCharts = (): typeof Charts => require('./storage/charts') as typeof Charts;

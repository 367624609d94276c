import type { Cluster } from '../../cluster/model/cluster';
import { type Constants, yesOrNo } from './constants';

/** Which storage there is; `rook` or `none`, the same in both programs. */
export const storageConstants = ({ storage }: Cluster): Constants => ({ STORAGE: storage.kind });

/** What cluster.sh must know of the storage besides. */
export const storageDeskConstants = ({ storage }: Cluster): Constants => ({
  TOOLBOX_WANTED: yesOrNo(storage.kind === 'rook' && storage.toolbox),
});

import { type Schema, type Static, array, object, string } from '../../crd/schema';
import { fileSources } from '../core/volume';

const shape = object(fileSources);

/** Where files come from. */
export interface FileSource extends Static<typeof shape> {}

/** Where files come from; exactly one of its fields. */
export const fileSource: Schema<FileSource> = shape;

const mountedShape = object(
  { subPath: string({ minLength: 1, pattern: '^[^:]+$', description: 'The folder in which the files appear.' }), volumeSource: fileSource },
  { required: ['subPath', 'volumeSource'] },
);

/** Files in a folder of a container. */
export interface MountedFiles extends Static<typeof mountedShape> {}

/** Files that are put into folders of a container, below one that Rook has for them. */
export const mountedFiles: Schema<readonly MountedFiles[]> = array(mountedShape);

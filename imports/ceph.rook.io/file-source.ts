import { type Schema, array, object, string } from '../../crd/schema/schema';
import { fileSources } from '../core/volume';
import type { FileSource } from './generated';

const shape = object(fileSources, { doc: 'Source of files for a daemon.' });

/** Where files come from that a daemon needs; exactly one of the fields. */
export const fileSource: Schema<FileSource> = shape;

/** More files for a daemon, each set in a folder of its own. */
export const moreFiles = (description: string) =>
  array(
    object(
      {
        subPath: string({ minLength: 1, pattern: '^[^:]+$', description: 'Directory of the files, relative to the directory of all additional files.' }),
        volumeSource: fileSource,
      },
      { required: ['subPath', 'volumeSource'] },
    ),
    { description },
  );

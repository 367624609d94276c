import { ANY_TEXT } from './form';
import { ANNOTATION_KEY, DNS_NAME, KEY, LABEL_VALUE, NAMESPACE } from './names';
import { type Fields, type Table, isFields, tableProblems } from './table';

/** Labels of an object, or of pods. */
export const LABELS: Table = { 'labels.@': KEY, 'labels.*': LABEL_VALUE };

/** Annotations of an object, or of pods. */
export const ANNOTATIONS: Table = { 'annotations.@': ANNOTATION_KEY, 'annotations.*': ANY_TEXT };

/** Who an object is, less its name: most kinds ask more of theirs. */
export const PLACE: Table = { namespace: NAMESPACE, ...LABELS, ...ANNOTATIONS };

/** All annotations of an object together, keys and values. */
const ANNOTATION_BYTES = 262_144;

function sizeProblems({ annotations }: Fields): readonly string[] {
  const bytes = isFields(annotations) ? Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(`${key}${String(value)}`), 0) : 0;
  return bytes > ANNOTATION_BYTES ? [`annotations hold ${bytes} bytes; keep them within ${ANNOTATION_BYTES}`] : [];
}

/** What the API server refuses of who an object is. */
export const metadataProblems = (metadata: Fields): readonly string[] => [...tableProblems({ name: DNS_NAME, ...PLACE }, metadata), ...sizeProblems(metadata)];

/** The same for objects whose name has a rule of its own. */
export const placeProblems = (metadata: Fields): readonly string[] => [...tableProblems(PLACE, metadata), ...sizeProblems(metadata)];

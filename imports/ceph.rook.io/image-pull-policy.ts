import { enumeration } from '../../crd/schema/schema';

/** Pull policy of an image. */
export const imagePullPolicy = enumeration(['IfNotPresent', 'Always', 'Never', ''], { description: 'When the image is pulled. Default: IfNotPresent.' });

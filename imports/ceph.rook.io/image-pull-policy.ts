import { enumeration } from '../../crd/schema/schema';

/** When the kubelet asks the registry for an image. */
export const imagePullPolicy = enumeration(['IfNotPresent', 'Always', 'Never', ''], { description: 'When the image is pulled. Default: IfNotPresent.' });

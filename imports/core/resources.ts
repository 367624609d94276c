import { type Schema, array, map, object, string } from '../../crd/schema/schema';
import { quantity } from './quantity';
import type { Resources } from './generated';

export type { Resources };

const shape = object(
  {
    claims: array(
      object(
        {
          name: string({ doc: "The name of one of the pod's resourceClaims." }),
          request: string({ doc: 'Which request of that claim the container uses; all of them when left out.' }),
        },
        { required: ['name'] },
      ),
      { listType: 'map', listMapKeys: ['name'], doc: 'Devices that the container uses, such as a GPU: claims of the pod.' },
    ),
    limits: map(quantity, { description: 'Largest amounts that a container may use.' }),
    requests: map(quantity, { description: 'Amounts that the scheduler reserves for a container. Default: the limits.' }),
  },
  { doc: 'What a container may use, and what is kept free for it: `cpu`, `memory` and others.' },
);

/**
 * What a container may use, and what is kept free for it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const resources: Schema<Resources> = shape;

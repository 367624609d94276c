import type { BlockClass } from '../model/storage';

/* What ceph-csi and the kernel's RBD know: https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md and https://docs.ceph.com/en/tentacle/man/8/rbd/ */

/** A feature of the images that volumes of block pools are. */
export type ImageFeature = BlockClass['imageFeatures'][number];

/** What a feature needs: another one, and a kernel that can map images with it. journaling is missing, because no kernel can. */
export const IMAGE_FEATURES: Readonly<Record<ImageFeature, { readonly needs?: ImageFeature; readonly kernel: readonly [number, number] }>> = {
  layering: { kernel: [3, 8] },
  'exclusive-lock': { kernel: [4, 9] },
  'deep-flatten': { kernel: [5, 1] },
  'object-map': { needs: 'exclusive-lock', kernel: [5, 3] },
  'fast-diff': { needs: 'object-map', kernel: [5, 3] },
};

/** Features of a list that miss another one. */
export const lackingFeatures = (features: readonly ImageFeature[]): readonly (readonly [feature: ImageFeature, needs: ImageFeature])[] =>
  features.flatMap((feature) => {
    const { needs } = IMAGE_FEATURES[feature];
    return needs === undefined || features.includes(needs) ? [] : [[feature, needs] as const];
  });

/** Options with which the kernel maps an image, and what each takes; no text: the option stands alone. */
export const MAP_OPTIONS: Readonly<Record<string, RegExp | undefined>> = {
  abort_on_full: undefined,
  alloc_size: /^\d+$/,
  compression_hint: /^(none|compressible|incompressible)$/,
  crush_location: /^[\w.-]+:[\w.-]+(\|[\w.-]+:[\w.-]+)*$/,
  lock_on_read: undefined,
  mount_timeout: /^\d+$/,
  notrim: undefined,
  osd_idle_ttl: /^\d+$/,
  osdkeepalive: /^\d+$/,
  queue_depth: /^[1-9]\d*$/,
  read_from_replica: /^(no|balance|localize)$/,
  rxbounce: undefined,
};

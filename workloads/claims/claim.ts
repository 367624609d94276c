import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { VOLUME_SIZE, quantityProblem } from '../../cluster/values/meant-quantity';
import { nearestName } from '../../cluster/values/nearest-name';
import { oneOf } from '../fields/form';
import { metadataProblems } from '../fields/metadata';
import { tableProblems } from '../fields/table';
import { namespaceProblems } from '../../objects/chart-namespace';
import { type Plain, plainObject } from '../../objects/plain-object';
import { type ClaimClass, type ClaimClasses, type ClassName, CLAIM_CLASSES } from './claim-class';

/** Who may mount a volume at the same time. */
export type AccessMode = 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOnce' | 'ReadWriteOncePod';

/** What every claim says. */
export interface ClaimProps {
  /** Of the claim. */
  readonly name: string;
  /** Namespace of the claim. @default that of the Chart that the claim is in */
  readonly namespace?: string;
  /** How large the volume is at least, such as `10Gi`. */
  readonly size: string;
  /**
   * Who may mount the volume at the same time.
   * @default ReadWriteOnce: all pods of one machine
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   */
  readonly accessMode?: AccessMode;
  /** Of the claim. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A claim on a volume of a class. */
export interface VolumeClaimProps<Classes extends ClaimClasses, Reclaim extends ClaimClass['reclaim']> extends ClaimProps {
  /** The classes that there are. @default those of a cluster with Rook as it is by default; `claimClasses(cluster)` has those of any cluster */
  readonly classes?: Classes;
  /** The StorageClass that makes the volume. @default the first of the classes that does with volumes what the claim is for */
  readonly storageClass?: NoInfer<ClassName<Classes, Reclaim>>;
}

/** What a claim is restored from. */
export type DataSource = Plain<k8s.TypedLocalObjectReference>;

/** A volume of the pods that mount a claim; nobody writes to one that is read by many. */
export const claimVolume = (name: string, { name: claimName, accessMode }: Pick<ClaimProps, 'accessMode' | 'name'>): Plain<k8s.Volume> => ({
  name,
  persistentVolumeClaim: { claimName, ...(accessMode === 'ReadOnlyMany' ? { readOnly: true } : {}) },
});

const MODES = oneOf('ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod');

/** What is wrong with what a claim is called, and with how it is mounted. */
export const claimProblems = ({ name, namespace, labels, accessMode }: ClaimProps): readonly string[] => [
  ...metadataProblems({ name, namespace, labels }),
  ...tableProblems({ accessMode: MODES }, { accessMode }),
];

/** What is wrong with a size. */
export const sizeProblems = (size: string): readonly string[] => {
  const found = quantityProblem(size, VOLUME_SIZE);
  return found === undefined ? [] : [`size ${size} ${found.problem}; write ${found.meant ?? 'it as Kubernetes does, such as 10Gi'}`];
};

const MEANING = {
  Retain: { because: 'deletes the volume with the claim', repair: 'use a ScratchVolumeClaim, or one of' },
  Delete: { because: 'keeps the volume when the claim is gone', repair: 'use a DurableVolumeClaim, or one of' },
} as const;

/** A claim whose class is settled. */
export interface SettledClaim extends ClaimProps {
  /** The classes that there are. */
  readonly classes: ClaimClasses;
  /** Undefined: none of the classes does what the claim is for. */
  readonly storageClass: string | undefined;
  /** What becomes of the volume when the claim is deleted. */
  readonly reclaim: ClaimClass['reclaim'];
  /** What the volume begins as a copy of. @default an empty volume */
  readonly dataSource?: DataSource;
}

/** The claim with its class. */
export function settled<Classes extends ClaimClasses, Reclaim extends ClaimClass['reclaim']>(
  props: VolumeClaimProps<Classes, Reclaim>,
  reclaim: Reclaim,
): SettledClaim {
  const classes: ClaimClasses = props.classes ?? CLAIM_CLASSES;
  const first = Object.keys(classes).find((name) => classes[name]?.reclaim === reclaim);
  return { ...props, classes, storageClass: props.storageClass ?? first, reclaim };
}

/** A new volume is empty, and nothing comes into one that nobody can write to. */
const emptyProblems = ({ accessMode, dataSource }: SettledClaim): readonly string[] =>
  accessMode === 'ReadOnlyMany' && dataSource === undefined
    ? [
        'accessMode ReadOnlyMany is of a new volume, which is empty and stays so; give ReadWriteOnce, or make a RestoredVolumeClaim or ClonedVolumeClaim with accessMode ReadOnlyMany of a claim that has something',
      ]
    : [];

function classProblems({ classes, storageClass, reclaim, accessMode }: SettledClaim): readonly string[] {
  const fitting = Object.keys(classes).filter((name) => classes[name]?.reclaim === reclaim);
  if (storageClass === undefined) return [`storageClass is missing, and no class of the cluster has reclaim ${reclaim}; give classes that have one`];
  const found = classes[storageClass];
  if (found === undefined) {
    const meant = nearestName(storageClass, Object.keys(classes));
    return [
      `storageClass ${storageClass} is not a class of the cluster; ${meant === undefined ? `known are ${Object.keys(classes).join(', ')}` : `did you mean ${meant}?`}`,
    ];
  }
  return [
    ...(found.reclaim === reclaim ? [] : [`storageClass ${storageClass} ${MEANING[reclaim].because}; ${MEANING[reclaim].repair} ${fitting.join(', ')}`]),
    ...(accessMode === 'ReadWriteMany' && !found.shared
      ? [`accessMode ReadWriteMany is not for storageClass ${storageClass}, whose volumes one machine mounts; use a shared class, or ReadWriteOnce`]
      : []),
  ];
}

/** What no provisioner could fulfil of a claim whose class is settled. */
export const settledProblems = (claim: SettledClaim): readonly string[] => [
  ...claimProblems(claim),
  ...sizeProblems(claim.size),
  ...classProblems(claim),
  ...emptyProblems(claim),
];

/** The spec of a claim whose class is settled. */
export const claimSpec = ({ size, accessMode = 'ReadWriteOnce', storageClass, dataSource }: SettledClaim): Plain<k8s.PersistentVolumeClaimSpec> => ({
  accessModes: [accessMode],
  ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  resources: { requests: { storage: size } },
  ...(dataSource === undefined ? {} : { dataSource }),
});

/** Adds a claim, and refuses at synth what no provisioner could fulfil. */
export function addClaim(scope: Construct, claim: SettledClaim): void {
  const { name, namespace, labels } = claim;
  scope.node.addValidation({ validate: () => [...namespaceProblems(scope, namespace), ...settledProblems(claim)] });
  plainObject(scope, 'PersistentVolumeClaim', {
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...(labels === undefined ? {} : { labels }) },
    spec: claimSpec(claim),
  });
}

import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { namespaceIn, namespaceProblems } from '../../objects/chart-namespace';
import { type Plain, plainObject } from '../../objects/plain-object';
import { HOSTNAME } from '../places/node-names';
import { SOME_TEXT, needed } from '../fields/form';
import { DNS_LABEL, DNS_NAME, NAMESPACE } from '../fields/names';
import { type Table, below, tableProblems } from '../fields/table';
import { SOURCES } from '../pods/volume-fields';
import { type ClaimProps, claimProblems, claimVolume, sizeProblems } from './claim';

type VolumeSpec = Plain<k8s.PersistentVolumeSpec>;

/** Where the data lies: on a server that all machines reach, or on one machine. */
export type StaticSource =
  | { readonly nfs: NonNullable<VolumeSpec['nfs']> }
  | { readonly csi: NonNullable<VolumeSpec['csi']> }
  | {
      readonly local: NonNullable<VolumeSpec['local']>;
      /** Name of the machine, whose folder must be there already. */
      readonly node: string;
    }
  | {
      readonly hostPath: NonNullable<VolumeSpec['hostPath']>;
      /** Name of the machine. */
      readonly node: string;
    };

/** Storage that exists already, and the claim on it. */
export interface StaticVolumeClaimProps extends ClaimProps {
  /** The storage: a folder of an NFS server or of a machine, or a volume of a CSI driver. */
  readonly source: StaticSource;
}

const BY_NODE = ['local', 'hostPath'] as const;

function sourceProblems(source: Readonly<Record<string, unknown>>): readonly string[] {
  const kinds = Object.keys(source).filter((key) => key !== 'node');
  const byNode = BY_NODE.find((kind) => kind in source);
  return [
    ...(kinds.length === 1 ? [] : [`source has ${kinds.join(' and ') || 'nothing'}; give one of nfs, csi, local and hostPath`]),
    ...(byNode !== undefined && source['node'] === undefined ? [`source.${byNode} is on one machine, and node is missing; name the machine`] : []),
  ];
}

/** The forms of a source. */
const SOURCE: Table = {
  ...below('source', SOURCES),
  'source.csi.volumeHandle': needed(SOME_TEXT),
  ...Object.fromEntries(
    ['controllerExpandSecretRef', 'controllerPublishSecretRef', 'nodeExpandSecretRef', 'nodePublishSecretRef', 'nodeStageSecretRef'].flatMap((ref) => [
      [`source.csi.${ref}.name`, needed(DNS_NAME)],
      [`source.csi.${ref}.namespace`, needed(NAMESPACE)],
    ]),
  ),
  'source.node': DNS_LABEL,
};

/** Pods that mount the volume run where it is. */
const onNode = (node: string): NonNullable<VolumeSpec['nodeAffinity']> => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: HOSTNAME, operator: 'In', values: [node] }] }] },
});

/**
 * A volume that somebody made, and a claim that gets this one and no other: they name each other, and have no class. The data stays when both are gone.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export class StaticVolumeClaim extends Construct {
  /** Name of the volume; volumes have no namespace, so that it is part of the name. */
  public readonly volumeName: string;

  private readonly claim: ClaimProps;

  public constructor(scope: Construct, id: string, props: StaticVolumeClaimProps) {
    super(scope, id);
    const { name, size, accessMode = 'ReadWriteOnce', labels, source } = props;
    const namespace = namespaceIn(this, props.namespace) ?? '';
    this.claim = props;
    this.volumeName = `${namespace}-${name}`;
    this.node.addValidation({
      validate: () => [
        ...claimProblems(props),
        ...namespaceProblems(this, props.namespace),
        ...sizeProblems(size),
        ...sourceProblems({ ...source }),
        ...tableProblems(SOURCE, { source }),
      ],
    });
    const { node, ...where } = { node: undefined, ...source };
    const accessModes = [accessMode];
    const labelled = labels === undefined ? {} : { labels };
    plainObject(this, 'PersistentVolume', {
      metadata: { name: this.volumeName, ...labelled },
      spec: {
        accessModes,
        ...where,
        capacity: { storage: size },
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name },
        ...(node === undefined ? {} : { nodeAffinity: onNode(node) }),
      },
    });
    plainObject(this, 'PersistentVolumeClaim', {
      metadata: { name, namespace, ...labelled },
      spec: { accessModes, storageClassName: '', resources: { requests: { storage: size } }, volumeName: this.volumeName },
    });
  }

  /** The volume as a pod has it: `volumes: [claim.volume('data')]`. */
  public volume(name: string): Plain<k8s.Volume> {
    return claimVolume(name, this.claim);
  }
}

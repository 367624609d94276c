import type { NewerFields } from '../../objects/newer-fields';
import type { PlainObjectProps, plainObject } from '../../objects/plain-object';

type Kind = Parameters<typeof plainObject>[1];
type Props<K extends Kind> = PlainObjectProps<K>;

/** Type and field, where it is in an object of its kind, and the object: written with the types that ought to know the field. */
export interface Newer {
  readonly field: `${keyof NewerFields}.${string}`;
  readonly path: readonly (number | string)[];
  readonly kind: Kind;
  readonly object: Readonly<Record<string, unknown>>;
}

const metadata = { name: 'newer' };
const image = 'docker.io/library/busybox:1.37.0';
const selector = { matchLabels: { app: 'newer' } };
const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: selector };

type PodSpec = NonNullable<Props<'Deployment'>['spec']>['template']['spec'] & object;
type Container = PodSpec['containers'][number];

const row = <K extends Kind>(field: Newer['field'], path: readonly (number | string)[], kind: K, props: Omit<Props<K>, 'metadata'>): Newer => ({
  field,
  path,
  kind,
  object: { metadata, ...props },
});

const pod = (field: Newer['field'], path: readonly (number | string)[], spec: Partial<PodSpec>): Newer =>
  row(field, ['spec', 'template', 'spec', ...path], 'Deployment', {
    spec: { selector, template: { metadata: { labels: selector.matchLabels }, spec: { containers: [{ name: 'main', image }], ...spec } } },
  });

const container = (field: Newer['field'], path: readonly (number | string)[], changes: Partial<Container>, spec: Partial<PodSpec> = {}): Newer =>
  pod(field, ['containers', 0, ...path], { containers: [{ name: 'main', image, ...changes }], ...spec });

const volume = { name: 'files', emptyDir: {} };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const podAffinity = (more: object) => ({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] } } });
const TERM = ['affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 0];
const job = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } };

/** One object for each field that our types have beside those of cdk8s-plus-28. */
export const newer: readonly Newer[] = [
  container('Container.restartPolicyRules', ['restartPolicyRules'], {
    restartPolicy: 'Always',
    restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }],
  }),
  container(
    'EnvVarSource.fileKeyRef',
    ['env', 0, 'valueFrom', 'fileKeyRef'],
    { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'files', path: 'env', key: 'A', optional: true } } }] },
    { volumes: [volume] },
  ),
  row('HpaScalingRules.tolerance', ['spec', 'behavior', 'scaleUp', 'tolerance'], 'HorizontalPodAutoscaler', {
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, behavior: { scaleUp: { tolerance: '50m' } } },
  }),
  row('JobSpec.managedBy', ['spec', 'managedBy'], 'Job', { spec: { ...job, managedBy: 'example.com/jobs' } }),
  row('JobSpec.successPolicy', ['spec', 'successPolicy'], 'Job', {
    spec: { ...job, completionMode: 'Indexed', completions: 3, parallelism: 3, successPolicy: { rules: [{ succeededIndexes: '0', succeededCount: 1 }] } },
  }),
  container('LifecycleHandler.sleep', ['lifecycle', 'preStop', 'sleep'], { lifecycle: { preStop: { sleep: { seconds: 10 } } } }),
  row('PersistentVolumeClaimSpec.volumeAttributesClassName', ['spec', 'volumeAttributesClassName'], 'PersistentVolumeClaim', {
    spec: { ...claim, volumeAttributesClassName: 'fast' },
  }),
  row('PersistentVolumeSpec.volumeAttributesClassName', ['spec', 'volumeAttributesClassName'], 'PersistentVolume', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      csi: { driver: 'example.com', volumeHandle: 'a' },
      volumeAttributesClassName: 'fast',
    },
  }),
  pod('PodAffinityTerm.matchLabelKeys', [...TERM, 'matchLabelKeys'], podAffinity({ matchLabelKeys: ['pod-template-hash'] })),
  pod('PodAffinityTerm.mismatchLabelKeys', [...TERM, 'mismatchLabelKeys'], podAffinity({ mismatchLabelKeys: ['tenant'] })),
  pod('PodResourceClaim.resourceClaimName', ['resourceClaims', 0, 'resourceClaimName'], { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] }),
  pod('PodResourceClaim.resourceClaimTemplateName', ['resourceClaims', 0, 'resourceClaimTemplateName'], {
    resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }],
  }),
  pod('PodSecurityContext.appArmorProfile', ['securityContext', 'appArmorProfile'], { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }),
  pod('PodSecurityContext.seLinuxChangePolicy', ['securityContext', 'seLinuxChangePolicy'], { securityContext: { seLinuxChangePolicy: 'Recursive' } }),
  pod('PodSecurityContext.supplementalGroupsPolicy', ['securityContext', 'supplementalGroupsPolicy'], {
    securityContext: { supplementalGroupsPolicy: 'Strict' },
  }),
  pod('PodSpec.hostnameOverride', ['hostnameOverride'], { hostnameOverride: 'web.home.arpa' }),
  pod('PodSpec.resources', ['resources'], { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } } }),
  container(
    'ResourceClaim.request',
    ['resources', 'claims', 0, 'request'],
    { resources: { claims: [{ name: 'gpu', request: 'one' }] } },
    { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] },
  ),
  container('SecurityContext.appArmorProfile', ['securityContext', 'appArmorProfile'], {
    securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'web' } },
  }),
  row('ServiceSpec.trafficDistribution', ['spec', 'trafficDistribution'], 'Service', {
    spec: { selector: selector.matchLabels, ports: [{ port: 80 }], trafficDistribution: 'PreferSameNode' },
  }),
  pod('Volume.image', ['volumes', 0, 'image'], { volumes: [{ name: 'model', image: { reference: image, pullPolicy: 'IfNotPresent' } }] }),
  container(
    'VolumeMount.recursiveReadOnly',
    ['volumeMounts', 0, 'recursiveReadOnly'],
    { volumeMounts: [{ name: 'files', mountPath: '/files', readOnly: true, recursiveReadOnly: 'IfPossible' }] },
    { volumes: [volume] },
  ),
];

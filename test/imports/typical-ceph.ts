import type { ApiObject, Chart } from 'cdk8s';
import { CephCluster } from '../../imports/ceph.rook.io/ceph-cluster';
import { CephCOSIDriver } from '../../imports/ceph.rook.io/ceph-cosi-driver';
import { CephFilesystem } from '../../imports/ceph.rook.io/ceph-filesystem';
import { CephFilesystemMirror } from '../../imports/ceph.rook.io/ceph-filesystem-mirror';
import { CephNFS } from '../../imports/ceph.rook.io/ceph-nfs';
import { CephNVMeOFGateway } from '../../imports/ceph.rook.io/ceph-nvmeof-gateway';
import { CephRBDMirror } from '../../imports/ceph.rook.io/ceph-rbd-mirror';

const namespace = 'rook-ceph';
const named = (name: string) => ({ metadata: { name, namespace } });

const resources = { limits: { memory: '4Gi' }, requests: { cpu: '500m', memory: '4Gi' } };
const tolerations = [{ key: 'storage', operator: 'Exists' }];
const slowly = { probe: { timeoutSeconds: 15, failureThreshold: 9 } };

const cluster = (chart: Chart): ApiObject =>
  new CephCluster(chart, 'cluster', {
    ...named('rook-ceph'),
    spec: {
      annotations: { osd: { 'example.com/backup': 'no' } },
      cephConfig: { global: { osd_pool_default_size: '3' } },
      cephVersion: { image: 'quay.io/ceph/ceph:v20.2.4', allowUnsupported: false },
      cleanupPolicy: { confirmation: '', sanitizeDisks: { method: 'quick', dataSource: 'zero', iteration: 1 } },
      crashCollector: { disable: false, daysToRetain: 30 },
      csi: { readAffinity: { enabled: false } },
      dashboard: { enabled: true, ssl: true },
      dataDirHostPath: '/var/lib/rook',
      disruptionManagement: { managePodBudgets: true, osdMaintenanceTimeout: 30 },
      healthCheck: {
        daemonHealth: { mon: { interval: '45s', timeout: '600s' }, status: null },
        livenessProbe: { mon: slowly, osd: { disabled: true } },
        muteHealthWarning: { POOL_NO_REDUNDANCY: { policy: 'mute' } },
        startupProbe: { mon: slowly },
      },
      logCollector: { enabled: true, periodicity: 'daily', maxLogSize: '500M' },
      mgr: { count: 2, modules: [{ name: 'balancer', enabled: true, settings: { balancerMode: 'upmap' } }] },
      mon: { count: 3, allowMultiplePerNode: false },
      monitoring: { enabled: false },
      network: { provider: 'host', connections: { encryption: { enabled: false }, requireMsgr2: true } },
      placement: {
        all: { tolerations },
        mon: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'temporary', operator: 'DoesNotExist' }] }],
            },
          },
        },
        prepareosd: { tolerations },
      },
      priorityClassNames: { mon: 'system-node-critical', osd: 'system-node-critical', mgr: 'system-cluster-critical' },
      resources: { osd: resources, mgr: { limits: { memory: 2 ** 30 } } },
      security: { cephx: { csi: { keyType: 'aes' } } },
      storage: {
        useAllNodes: false,
        useAllDevices: false,
        nodes: [
          {
            name: 'desktop-2',
            devices: [{ name: '/dev/disk/by-id/ata-ST4000DM004-XXXX', config: { deviceClass: 'hdd', osdsPerDevice: '1' } }],
            config: { metadataDevice: '/dev/disk/by-id/nvme-XXXX' },
            resources,
          },
          { name: 'desktop-3', devices: null },
        ],
      },
    },
  });

const filesystem = (chart: Chart): ApiObject =>
  new CephFilesystem(chart, 'filesystem', {
    ...named('cephfs'),
    spec: {
      dataPools: [{ name: 'replicated', failureDomain: 'host', replicated: { size: 3 } }],
      metadataPool: { deviceClass: 'ssd', replicated: { size: 3 } },
      metadataServer: {
        activeCount: 1,
        activeStandby: true,
        placement: { tolerations },
        priorityClassName: 'system-cluster-critical',
        resources,
        startupProbe: slowly,
      },
      mirroring: { enabled: false, snapshotRetention: [{ path: '/', duration: 'h 24' }] },
      preserveFilesystemOnDelete: true,
    },
  });

const nfs = (chart: Chart): ApiObject =>
  new CephNFS(chart, 'nfs', {
    ...named('nfs'),
    spec: {
      security: {
        kerberos: { domainName: 'HOME.ARPA', keytabFile: { volumeSource: { secret: { secretName: 'keytab', defaultMode: 0o600 } } } },
        sssd: {
          sidecar: { image: 'registry.home.arpa/sssd:2.9.5', additionalFiles: [{ subPath: 'ca', volumeSource: { configMap: { name: 'ca' } } }], resources },
        },
      },
      server: { active: 1, hostNetwork: null, logLevel: 'NIV_INFO', port: 2049 },
    },
  });

/** Objects of Rook's kinds that run daemons: one of each kind. */
export const ceph = (chart: Chart): readonly ApiObject[] => [
  cluster(chart),
  filesystem(chart),
  nfs(chart),
  new CephFilesystemMirror(chart, 'filesystem-mirror', { ...named('mirror'), spec: { placement: null, resources } }),
  new CephRBDMirror(chart, 'rbd-mirror', { ...named('mirror'), spec: { count: 1, peers: { secretNames: ['attic'] } } }),
  new CephCOSIDriver(chart, 'cosi-driver', { ...named('ceph-cosi-driver'), spec: { deploymentStrategy: 'Never', placement: { tolerations } } }),
  new CephNVMeOFGateway(chart, 'nvme-gateway', {
    ...named('gateway'),
    spec: { group: 'attic', instances: 2, pool: 'replicapool', nvmeofConfig: { gateway: { verify_nqns: 'true' } }, ports: { ioPort: 4420 } },
  }),
];

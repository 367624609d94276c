import type { k8s } from 'cdk8s-plus-28';
import { flannelCniPluginImage, flannelImage } from '../../../cluster/facts/images';
import { REQUESTS } from '../../../cluster/facts/requests';
import { type ApiServerEndpoint, apiServerVariables } from '../../../objects/api-server';
import type { Plain } from '../../../objects/plain-object';

interface FlannelPod {
  readonly apiServer: ApiServerEndpoint | undefined;
  readonly version: string;
  readonly cniPluginVersion: string;
  readonly serviceAccount: string;
  /** Name of the ConfigMap with cni-conf.json and net-conf.json. */
  readonly config: string;
}

const CONFIG_FOLDER = '/etc/kube-flannel/';

const VOLUMES = {
  run: '/run/flannel',
  'cni-plugin': '/opt/cni/bin',
  cni: '/etc/cni/net.d',
} as const;

const host = (name: keyof typeof VOLUMES) => ({ name, mountPath: VOLUMES[name] });

/** The pod of each machine: it puts the plugin and its configuration in place, then keeps routes and the VXLAN device up to date. */
export const flannelPod = ({ apiServer, version, cniPluginVersion, serviceAccount, config }: FlannelPod): Plain<k8s.PodSpec> => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }],
      },
    },
  },
  hostNetwork: true,
  priorityClassName: 'system-node-critical',
  // Every taint, also NoExecute: a machine without it has no network, and is never Ready.
  tolerations: [{ operator: 'Exists' }],
  serviceAccountName: serviceAccount,
  initContainers: [
    {
      name: 'install-cni-plugin',
      image: flannelCniPluginImage(cniPluginVersion),
      command: ['cp'],
      args: ['-f', '/flannel', `${VOLUMES['cni-plugin']}/flannel`],
      volumeMounts: [host('cni-plugin')],
    },
    {
      name: 'install-cni',
      image: flannelImage(version),
      command: ['/opt/bin/install-conf'],
      args: [`${CONFIG_FOLDER}cni-conf.json`, `${VOLUMES.cni}/10-flannel.conflist`],
      volumeMounts: [host('cni'), { name: 'flannel-cfg', mountPath: CONFIG_FOLDER }],
    },
  ],
  containers: [
    {
      name: 'kube-flannel',
      image: flannelImage(version),
      command: ['/opt/bin/flanneld'],
      // Flannel itself would take the interface of the default route, which need not be the one that has the machine's address.
      args: ['--ip-masq', '--kube-subnet-mgr', '--healthz-port=8081', '--iface=$(HOST_IP)'],
      ports: [{ name: 'healthz', containerPort: 8081, protocol: 'TCP' }],
      livenessProbe: { httpGet: { path: '/healthz', port: 'healthz' }, initialDelaySeconds: 10, periodSeconds: 30 },
      readinessProbe: { httpGet: { path: '/readyz', port: 'healthz' }, initialDelaySeconds: 5, periodSeconds: 10 },
      resources: { requests: REQUESTS.flannel },
      securityContext: { privileged: false, capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
      env: [
        { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
        { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
        { name: 'EVENT_QUEUE_DEPTH', value: '5000' },
        { name: 'CONT_WHEN_CACHE_NOT_READY', value: 'false' },
        ...(apiServer === undefined ? [] : Object.entries(apiServerVariables(apiServer)).map(([name, value]) => ({ name, value }))),
      ],
      volumeMounts: [host('run'), { name: 'flannel-cfg', mountPath: CONFIG_FOLDER }, { name: 'xtables-lock', mountPath: '/run/xtables.lock' }],
    },
  ],
  volumes: [
    ...Object.entries(VOLUMES).map(([name, path]) => ({ name, hostPath: { path } })),
    { name: 'flannel-cfg', configMap: { name: config } },
    { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
  ],
});

import type { k8s } from 'cdk8s-plus-28';
import { kubeRouterImage } from '../../../cluster/facts/images';
import { REQUESTS } from '../../../cluster/facts/requests';
import type { Plain } from '../../../objects/plain-object';

interface KubeRouterPod {
  readonly version: string;
  readonly serviceProxy: boolean;
  readonly serviceAccount: string;
  /** Name of the ConfigMap with cni-conf.json. */
  readonly config: string;
}

const CNI_FOLDER = { name: 'cni-conf-dir', mountPath: '/etc/cni/net.d' };
const CONFLIST = `${CNI_FOLDER.mountPath}/10-kuberouter.conflist`;
const KUBECONFIG = '/var/lib/kube-router';

/** The program of upstream's init container, as its release has it: the image knows no other way to install the plugins. */
const INSTALL_CNI = [
  'set -e -x;',
  'if [ ! -f /etc/cni/net.d/10-kuberouter.conflist ]; then',
  'if [ -f /etc/cni/net.d/*.conf ]; then rm -f /etc/cni/net.d/*.conf; fi;',
  'TMP=/etc/cni/net.d/.tmp-kuberouter-cfg;',
  'cp /etc/kube-router/cni-conf.json ${TMP};',
  'mv ${TMP} /etc/cni/net.d/10-kuberouter.conflist;',
  'fi;',
  'if [ -x /usr/local/bin/cni-install ]; then /usr/local/bin/cni-install; fi;',
].join(' ');

/** Where kube-router finds the API server: in place of kube-proxy, as that did; else in a file of the machine, or as every pod does. */
const kubeconfig = (serviceProxy: boolean) =>
  serviceProxy
    ? {
        args: [`--kubeconfig=${KUBECONFIG}/kubeconfig`],
        mountPath: KUBECONFIG,
        volume: { configMap: { name: 'kube-proxy', items: [{ key: 'kubeconfig.conf', path: 'kubeconfig' }] } },
      }
    : { args: [], mountPath: `${KUBECONFIG}/kubeconfig`, volume: { hostPath: { path: `${KUBECONFIG}/kubeconfig` } } };

/** The pod of each machine: it installs the CNI plugins, then speaks BGP and enforces network policies. */
export function kubeRouterPod({ version, serviceProxy, serviceAccount, config }: KubeRouterPod): Plain<k8s.PodSpec> {
  const image = { image: kubeRouterImage(version), imagePullPolicy: 'Always' };
  const api = kubeconfig(serviceProxy);
  return {
    priorityClassName: 'system-node-critical',
    serviceAccountName: serviceAccount,
    serviceAccount,
    containers: [
      {
        name: 'kube-router',
        ...image,
        args: ['--run-router=true', '--run-firewall=true', `--run-service-proxy=${serviceProxy}`, '--bgp-graceful-restart=true', ...api.args],
        env: [
          { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
          { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'KUBE_ROUTER_CNI_CONF_FILE', value: CONFLIST },
        ],
        livenessProbe: { httpGet: { path: '/healthz', port: 20244 }, initialDelaySeconds: 10, periodSeconds: 3 },
        resources: { requests: REQUESTS.kubeRouter },
        securityContext: { privileged: true },
        volumeMounts: [
          { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
          CNI_FOLDER,
          { name: 'kubeconfig', mountPath: api.mountPath, readOnly: true },
          { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
        ],
      },
    ],
    initContainers: [
      {
        name: 'install-cni',
        ...image,
        command: ['/bin/sh', '-c', INSTALL_CNI],
        volumeMounts: [CNI_FOLDER, { name: 'kube-router-cfg', mountPath: '/etc/kube-router' }, { name: 'host-opt', mountPath: '/opt' }],
      },
    ],
    hostNetwork: true,
    hostPID: true,
    tolerations: [
      { effect: 'NoSchedule', operator: 'Exists' },
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { effect: 'NoExecute', operator: 'Exists' },
    ],
    volumes: [
      { name: 'lib-modules', hostPath: { path: '/lib/modules' } },
      { name: CNI_FOLDER.name, hostPath: { path: CNI_FOLDER.mountPath } },
      { name: 'kube-router-cfg', configMap: { name: config } },
      { name: 'kubeconfig', ...api.volume },
      { name: 'xtables-lock', hostPath: { path: '/run/xtables.lock', type: 'FileOrCreate' } },
      { name: 'host-opt', hostPath: { path: '/opt' } },
    ],
  };
}

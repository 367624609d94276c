import type { Constants } from './data/constants';

/** One step of `prepare`: a file in `phases/` with `<name>_check` and `<name>_apply`. */
export interface Phase {
  /** Of the file and, as the first word, of its functions. */
  readonly name: string;
  /** What is true after it. */
  readonly title: string;
  /** What goes wrong without it. */
  readonly why: string;
}

/** What `plan` looks at and `prepare` does, in this order. */
export const PHASES: readonly Phase[] = [
  {
    name: 'preflight',
    title: 'the machine can become this node',
    why: 'What a machine lacks shows before anything is changed, all of it at once, each with its repair: system, processor, memory, cgroups, addresses, clock, ports, networks, disks.',
  },
  {
    name: 'hostname',
    title: 'the host name is that of the node, and /etc/hosts knows all machines',
    why: 'Kubernetes and Rook know a machine by its host name; machines find each other and the API server without a name server.',
  },
  {
    name: 'swap',
    title: 'swap is off, after a reboot too',
    why: 'The kubelet does not start with swap on; swap that comes back at the next boot stops a cluster that worked for weeks.',
  },
  {
    name: 'modules',
    title: 'kernel modules are loaded, after a reboot too',
    why: 'Containers need overlay, the network br_netfilter and what kube-proxy uses, volumes of Ceph rbd and ceph.',
  },
  {
    name: 'sysctl',
    title: 'kernel settings are made, after a reboot too',
    why: 'Without forwarding no packet reaches a pod on another machine; the inotify limits of Ubuntu are used up by the kubelet and a few pods.',
  },
  {
    name: 'routes',
    title: 'systemd-networkd, where it runs, leaves routes of others alone',
    why: 'By default it takes away routes that it does not know when it starts or a cable comes back, and those of pods with them.',
  },
  {
    name: 'time',
    title: 'chrony keeps the clock',
    why: 'Certificates are refused by clocks that are behind, and the monitors of Ceph tolerate 0.05 seconds.',
  },
  {
    name: 'sleep',
    title: 'the machine never goes to sleep',
    why: 'A desktop that suspends when nobody types takes its pods and disks along.',
  },
  {
    name: 'firewall',
    title: 'an active ufw lets the traffic of the cluster through',
    why: 'ufw drops what goes between pods of different machines, even with all ports open. Where it is not active, nothing is done.',
  },
  {
    name: 'sources',
    title: 'apt knows where Kubernetes and containerd come from',
    why: 'Distributions carry neither in the versions that fit together; each source is trusted for its own key only.',
  },
  {
    name: 'containerd',
    title: 'containerd runs with our configuration',
    why: 'With the wrong cgroup driver control planes restart for ever, and the package of Docker comes with the interface of Kubernetes switched off.',
  },
  {
    name: 'kubernetes',
    title: 'kubelet, kubeadm and kubectl have the pinned version and keep it',
    why: 'An upgrade that nobody asked for restarts every API server at night.',
  },
  {
    name: 'vip',
    title: 'keepalived moves the address of the API server to a control plane that is well',
    why: 'With vip, the address outlives every single machine. It goes to another control plane 3 to 4 seconds after its own has died. Without vip nothing is done.',
  },
  {
    name: 'kubelet',
    title: 'the kubelet knows its address and its name servers',
    why: 'Otherwise it takes the address of a VPN or of Wi-Fi, and CoreDNS asks itself in circles.',
  },
  {
    name: 'storage',
    title: 'machines with disks have lvm2, and it is noted which disks Ceph gets',
    why: 'Without lvm2 some disks do not come back after a reboot; a disk that was seen empty once may carry what Ceph made of it later, any other one may not.',
  },
  {
    name: 'images',
    title: 'the images of the role are here',
    why: 'A slow download looks like a control plane that does not start.',
  },
];

/** The phases, as both lists that bash goes through by the same index. */
export const phaseConstants = (): Constants => ({ PHASES: PHASES.map(({ name }) => name), PHASE_TITLES: PHASES.map(({ title }) => title) });

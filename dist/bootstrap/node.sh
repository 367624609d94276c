#!/usr/bin/env bash
# Turns this machine into a node of the cluster, step by step. `node.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
set -o errexit -o nounset -o pipefail
# Until the last line no program can be found: who was cut off in the middle of a name, such as that of kubelet_check, starts none.
readonly FULL_PATH="$PATH"
# shellcheck disable=SC2123 # This one.
PATH=/dev/null

# --- data, from cluster.yaml

readonly PROGRAM='node.sh'
readonly CLUSTER_NAME='home'
readonly CLUSTER_ID='home at api.home.arpa:6443'
readonly ENDPOINT='api.home.arpa:6443'
readonly ENDPOINT_NAME='api.home.arpa'
readonly ENDPOINT_ADDRESS='192.168.0.11'
readonly FIRST_CONTROL_PLANE='desktop-1'
readonly VIP=''
readonly VIRTUAL_ROUTER_ID='1'
readonly API_PORT='6443'
readonly KUBERNETES_VERSION='1.36.4'
readonly POD_NETWORKS=(
  '10.244.0.0/16'
)
readonly SERVICE_NETWORKS=(
  '10.96.0.0/12'
)

readonly CONTAINERD_VERSION='2.3'
readonly PAUSE_IMAGE='registry.k8s.io/pause:3.10.2'
readonly KUBE_PROXY='iptables'
readonly KUBECTL_CONVERT='no'
readonly NETWORK_IMAGES=()

readonly KUBERNETES_SOURCE='https://pkgs.k8s.io/core:/stable:/v1.36/deb/'
readonly KUBERNETES_SOURCE_KEY='https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key'
readonly KUBERNETES_SOURCE_FINGERPRINT=''
readonly CONTAINERD_SOURCE=''
readonly CONTAINERD_SUITE=''
readonly CONTAINERD_SOURCE_KEY=''
readonly CONTAINERD_SOURCE_FINGERPRINT=''
readonly BINARIES_SOURCE='https://dl.k8s.io'
readonly CONVERT_SHA256_AMD64=''
readonly CONVERT_SHA256_ARM64=''
readonly REGISTRIES=()
readonly REGISTRY_ACCESS=()
readonly PROXY_HTTP=''
readonly PROXY_HTTPS=''
readonly NO_PROXY_LIST=''

readonly STORAGE='rook'
readonly CEPH_CLUSTER_NETWORKS=()
readonly MODULES=(
  'overlay'
  'br_netfilter'
  'vxlan'
  'ip_set'
  'xt_set'
  'rbd'
  'ceph'
)
readonly KERNEL_SETTINGS=(
  'net.ipv4.ip_forward = 1'
  'net.bridge.bridge-nf-call-iptables = 1'
  'net.bridge.bridge-nf-call-ip6tables = 1'
  'fs.inotify.max_user_instances >= 8192'
  'fs.inotify.max_user_watches >= 524288'
  'fs.aio-max-nr >= 1048576'
)

readonly FIREWALL_RULES=(
  'control-plane	allow 6443/tcp'
  'all	allow from 192.168.0.0/24 to any port 10250 proto tcp'
  'all	allow from 10.244.0.0/16 to any port 10250 proto tcp'
  'all	allow 30000:32767/tcp'
  'all	allow 30000:32767/udp'
  'all	allow from 192.168.0.0/24 to any port 5473 proto tcp'
  'all	allow from 192.168.0.0/24 to any port 4789 proto udp'
  'all	allow from 192.168.0.0/24 to any port 179 proto tcp'
  'all	route allow from 10.244.0.0/16'
  'all	route allow to 10.244.0.0/16'
)

readonly PHASES=(
  'preflight'
  'hostname'
  'swap'
  'modules'
  'sysctl'
  'routes'
  'time'
  'sleep'
  'firewall'
  'sources'
  'containerd'
  'kubernetes'
  'vip'
  'kubelet'
  'storage'
  'images'
)
readonly PHASE_TITLES=(
  'the machine can become this node'
  'the host name is that of the node, and /etc/hosts knows all machines'
  'swap is off, after a reboot too'
  'kernel modules are loaded, after a reboot too'
  'kernel settings are made, after a reboot too'
  'systemd-networkd, where it runs, leaves routes of others alone'
  'chrony keeps the clock'
  'the machine never goes to sleep'
  'an active ufw lets the traffic of the cluster through'
  'apt knows where Kubernetes and containerd come from'
  'containerd runs with our configuration'
  'kubelet, kubeadm and kubectl have the pinned version and keep it'
  'keepalived moves the address of the API server to a control plane that is well'
  'the kubelet knows its address and its name servers'
  'machines with disks have lvm2, and it is noted which disks Ceph gets'
  'the images of the role are here'
)

readonly KUBELET_HEALTH_CHECK_SECONDS='240'
readonly CONTROL_PLANE_HEALTH_CHECK_SECONDS='240'
readonly RESOLV_CONF_IN_SPEC='no'

readonly NODES=(
  'desktop-1	control-plane	192.168.0.11	amd64	[{"name":"node-ip","value":"192.168.0.11"}]	[{"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule"}]			node-role.kubernetes.io/control-plane:NoSchedule'
  'desktop-2	worker	192.168.0.12	amd64	[{"name":"node-ip","value":"192.168.0.12"}]	[]	/dev/disk/by-id/ata-EXAMPLE_SSD_1TB_SERIAL0002=1000000000000		'
  'desktop-3	worker	192.168.0.13	amd64	[{"name":"node-ip","value":"192.168.0.13"}]	[]	/dev/disk/by-id/ata-EXAMPLE_SSD_1TB_SERIAL0003=1000000000000		'
  'mini-1	worker	192.168.0.21	amd64	[{"name":"node-ip","value":"192.168.0.21"}]	[]	/dev/disk/by-id/nvme-EXAMPLE_SSD_1TB_SERIAL0021=1000000000000		'
  'mini-2	worker	192.168.0.22	amd64	[{"name":"node-ip","value":"192.168.0.22"}]	[]	/dev/disk/by-id/nvme-EXAMPLE_SSD_1TB_SERIAL0022=1000000000000		'
)
readonly NEEDS=(
  'desktop-1	200	the machine itself 100, control plane 100	650	control plane 650'
  'desktop-2	3498	the machine itself 100, monitor 1124, OSD 2148, 2 samples 16, crash collector 60, exporter 50	810	monitor 260, OSD 510, 2 samples 10, crash collector 10, exporter 20'
  'desktop-3	3498	the machine itself 100, monitor 1124, OSD 2148, 2 samples 16, crash collector 60, exporter 50	810	monitor 260, OSD 510, 2 samples 10, crash collector 10, exporter 20'
  'mini-1	3498	the machine itself 100, monitor 1124, OSD 2148, 2 samples 16, crash collector 60, exporter 50	810	monitor 260, OSD 510, 2 samples 10, crash collector 10, exporter 20'
  'mini-2	2374	the machine itself 100, OSD 2148, 2 samples 16, crash collector 60, exporter 50	550	OSD 510, 2 samples 10, crash collector 10, exporter 20'
)

readonly KUBEADM_INIT='apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - ttl: "1m0s"
localAPIEndpoint:
  advertiseAddress: "192.168.0.11"
  bindPort: 6443
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs:
    - name: node-ip
      value: "192.168.0.11"
  name: desktop-1
  taints:
    - effect: NoSchedule
      key: node-role.kubernetes.io/control-plane
timeouts: {}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  certSANs:
    - api.home.arpa
    - desktop-1
    - "192.168.0.11"
  extraArgs: []
clusterName: home
controlPlaneEndpoint: api.home.arpa:6443
controllerManager:
  extraArgs: []
etcd:
  local:
    extraArgs: []
kubernetesVersion: v1.36.4
networking:
  dnsDomain: cluster.local
  podSubnet: "10.244.0.0/16"
  serviceSubnet: "10.96.0.0/12"
proxy:
  disabled: false
scheduler:
  extraArgs: []
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
shutdownGracePeriod: "30s"
shutdownGracePeriodCriticalPods: "10s"
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
'
readonly KUBEADM_JOIN_CONTROL_PLANE='apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
controlPlane:
  localAPIEndpoint:
    advertiseAddress: "@ADVERTISE_ADDRESS@"
    bindPort: 6443
discovery:
  file:
    kubeConfigPath: /dev/stdin
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs: "@KUBELET_ARGUMENTS@"
  name: "@NAME@"
  taints: "@TAINTS@"
timeouts: {}
'
readonly KUBEADM_JOIN_WORKER='apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  file:
    kubeConfigPath: /dev/stdin
nodeRegistration:
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs: "@KUBELET_ARGUMENTS@"
  name: "@NAME@"
  taints: "@TAINTS@"
timeouts: {}
'

readonly TOPICS=(
  'role	nodes[].role	all	it cannot be changed on a member: set it back, or take the machine out and in again (cluster.sh down --node NAME, kubectl delete node NAME, cluster.sh up)	@ROLE@'
  'addresses	nodes[].address	all	it cannot be changed on a member: set it back, or take the machine out and in again (cluster.sh down --node NAME, kubectl delete node NAME, cluster.sh up)	@ADDRESSES@'
  'podCidr	network.podCidr	control-plane	it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)	10.244.0.0/16'
  'serviceCidr	network.serviceCidr	control-plane	it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)	10.96.0.0/12'
  'nodeCidrMaskSizes	network.nodeCidrMaskSize	control-plane	it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)	24'
  'dnsDomain	network.dnsDomain	control-plane	it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)	cluster.local'
  'kubeProxy	network.kubeProxy	control-plane	it cannot be changed after init: set it back, or make the cluster anew (cluster.sh down, then up)	iptables'
  'cni	network.cni	all	a plugin cannot be exchanged below running pods: set it back, or make the cluster anew (cluster.sh down, then up)	calico'
  'certSANs	controlPlane.certSANs	control-plane		192.168.0.11 api.home.arpa desktop-1'
  'etcd	kubeadm.extraArgs.etcd	control-plane		'
  'apiServer	kubeadm.extraArgs.apiServer	control-plane		'
  'controllerManager	kubeadm.extraArgs.controllerManager	control-plane		'
  'scheduler	kubeadm.extraArgs.scheduler	control-plane		'
  'kubelet	kubeadm.extraArgs.kubelet	all		'
)

readonly PROGRAM_VERSION='0.1.0'
readonly VERBS=(
  'plan'
  'preflight'
  'prepare'
  'init'
  'invite'
  'join'
  'change'
  'marks'
  'mark'
  'names'
  'members'
  'remove-member'
  'step-down'
  'boot'
  'reboot'
  'status'
  'facts'
  'disks'
  'wipe-disk'
  'forget-storage'
  'reset'
  'config'
  'help'
  'completion'
)
readonly VERB_ARGUMENTS=(
  ''
  ''
  ''
  ''
  'NODE'
  ''
  ''
  '[NODE...]'
  '[NODE...]'
  ''
  ''
  'NODE'
  ''
  ''
  'BOOT'
  ''
  ''
  ''
  'DEVICE'
  ''
  ''
  ''
  '[VERB...]'
  'bash|zsh|fish'
)
readonly VERB_OPTIONS=(
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--node'
  '--serial --node'
  '--node'
  '--node'
  '--node'
  ''
  ''
)
readonly VERB_NEEDS=(
  'root node'
  'root node'
  'change root lock node'
  'change root lock node'
  'change root node'
  'change root lock node'
  'change root lock node'
  'root node'
  'change root lock node'
  'change root lock node'
  'root node'
  'change root lock node'
  'change root lock node'
  'root node'
  'change root lock node'
  'root node'
  'root node'
  'root node'
  'change root lock node'
  'change root lock node'
  'change root lock node'
  'node'
  ''
  ''
)
readonly VERB_HELP=(
  'what prepare and change would do here; exit code 3 when there is something'
  'what keeps the machine from becoming the node, or else its facts'
  'everything that the machine needs before it inits or joins'
  'make the cluster, on its first control plane'
  'on that control plane: print what NODE needs for joining, for a pipe; it holds a secret'
  'join the cluster; reads what invite printed on standard input'
  'on a member: make it as cluster.yaml says now, where that is safe: certificate, flags'
  'on that control plane: which labels and taints mark would change; exit code 3 when there is something'
  'on that control plane: give nodes the labels and taints that cluster.yaml says now'
  'write who the other machines are, as cluster.yaml says now, and nothing else'
  'on that control plane: who is in etcd, and who answers'
  'on that control plane: take NODE out of etcd, before its data goes'
  'let another control plane have the address of the API server; up takes it back'
  'which start of this machine this is, and since when'
  'reboot, if this start is still the one that boot printed'
  'what is installed and running'
  'what cluster.sh compares between machines'
  'what is on the disks that Ceph gets'
  'make a disk of cluster.yaml empty: what is on it is lost; without --serial only say what is on it'
  'after cluster.sh storage teardown: remove what a Ceph that is gone kept in /var/lib/rook'
  'undo all of this, and only this'
  'print the kubeadm documents of a node'
  'print this text, or all about one verb'
  'print what makes this shell complete verbs, nodes and options; its first lines say where to put it'
)
readonly VERB_TITLES=(
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'On a machine, as root:'
  'Anywhere:'
  'Anywhere:'
  'Anywhere:'
)
readonly OPTION_NAMES=(
  '--node'
  '--serial'
)
readonly OPTION_VALUES=(
  'NODE'
  'SERIAL'
)
readonly OPTION_HELP=(
  'which node this machine is; without it, the one that has its host name or one of its addresses'
  'serial number of the disk that is to be wiped'
)

# --- bootstrap/lib/apt-sources.bash

# The sources that apt reads, in both formats: a row for each, of place (file:line), URL, suite and key, with tabs between them.

apt_sources() {
  local path
  [[ ! -f $ROOT/etc/apt/sources.list ]] || one_line_sources /etc/apt/sources.list
  # As apt: no other ending, no other character.
  for path in "$ROOT"/etc/apt/sources.list.d/*; do
    [[ -f $path && ${path##*/} =~ ^[A-Za-z0-9._-]+$ ]] || continue
    case "$path" in
      *.list) one_line_sources "${path#"$ROOT"}" ;;
      *.sources) stanza_sources "${path#"$ROOT"}" ;;
      *) ;;
    esac
  done
}

# deb [option=value …] URL suite component…; the name of a cdrom may hold spaces.
readonly DEB_LINE='^[[:space:]]*deb(-src)?[[:space:]]+(\[([^]]*)\][[:space:]]*)?(cdrom:\[[^]]*\][^[:space:]]*|[^[:space:]]+)[[:space:]]+([^[:space:]]+)'

one_line_sources() { # <path>
  local path="$1" line number=0 key word
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    [[ ${line%%#*} =~ $DEB_LINE ]] || continue
    local options="${BASH_REMATCH[3]}" url="${BASH_REMATCH[4]}" suite="${BASH_REMATCH[5]}"
    key=''
    for word in $options; do
      if [[ ${word,,} == signed-by=* ]]; then key="${word#*=}"; fi
    done
    printf '%s:%s\t%s\t%s\t%s\n' "$path" "$number" "$url" "$suite" "$key"
  done <"$ROOT$path"
}

# Stanzas of fields, whose values go on in lines that begin with a space.
stanza_sources() { # <path>
  local path="$1" line number=0 field='' place=''
  local -A stanza=()
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    case "$line" in
      '#'*) ;;
      [[:space:]]*[![:space:]]*) [[ -z $field ]] || stanza[$field]+=" ${line#"${line%%[![:space:]]*}"}" ;;
      *:*)
        field="${line%%:*}"
        case "${field,,}" in
          enabled | uris | suites) field="${field,,}" ;;
          signed-by) field=key ;;
          *) field=other ;;
        esac
        stanza[$field]="${line#*:}"
        if [[ $field == uris ]]; then place="$path:$number"; fi
        ;;
      *)
        print_stanza "$place" "${stanza[enabled]-}" "${stanza[uris]-}" "${stanza[suites]-}" "${stanza[key]-}"
        stanza=()
        field=''
        ;;
    esac
  done <"$ROOT$path"
  print_stanza "$place" "${stanza[enabled]-}" "${stanza[uris]-}" "${stanza[suites]-}" "${stanza[key]-}"
}

print_stanza() { # <place> <enabled> <urls> <suites> <key>
  local place="$1" enabled="${2//[[:space:]]/}" urls="$3" suites="$4" key="${5#"${5%%[![:space:]]*}"}" url suite
  [[ ${enabled,,} != @(no|false|0|off|without|disable) ]] || return 0
  if [[ $key == *'BEGIN PGP'* ]]; then key='a key of its own'; fi
  for url in $urls; do
    for suite in $suites; do printf '%s\t%s\t%s\t%s\n' "$place" "$url" "$suite" "${key%"${key##*[![:space:]]}"}"; done
  done
}

same_source() { # <url> <suite> <url> <suite>: as apt compares them
  [[ ${1%/} == "${3%/}" && $2 == "$4" ]]
}

place_of_source() { # <URL and suite, as apt prints them>
  local place url suite key
  while IFS=$'\t' read -r place url suite key; do
    if [[ $url == cdrom:* ]]; then url="cdrom://${url#cdrom:}"; fi
    # Of a source without a Release file apt names the component, too: SUITE/COMPONENT.
    if [[ "$1 " == "${url%/}"?(/)" $suite"[\ /]* ]]; then
      printf '%s' "$place"
      return
    fi
  done < <(apt_sources)
  printf 'in no file of /etc/apt'
}

# What apt would refuse once our lists are there, and what it refuses already.
collect_source_problems() {
  local refusal name url rest place their_url suite key
  refusal="$(apt_refusal)"
  [[ -z $refusal ]] || problem "apt of $NODE_NAME cannot read its sources: $refusal" 'mend what it names'
  while IFS=$'\t' read -r name url rest _; do
    while IFS=$'\t' read -r place their_url suite key; do
      same_source "$url" "${rest%% *}" "$their_url" "$suite" || continue
      [[ $key != "$KEYRINGS/$name.asc" ]] || continue
      problem "$place of $NODE_NAME has the source $url $suite with ${key:-no key of its own}, and apt refuses all sources when ours comes with $KEYRINGS/$name.asc" 'remove that source'
    done < <(apt_sources)
  done < <(sources_rows)
}

# Nothing that is needed comes from them, so that they do not keep the machine from becoming the node.
warn_of_dead_sources() {
  local place url suite
  while IFS=$'\t' read -r place url suite _; do
    case "$url" in
      cdrom:*) warn "$place of $NODE_NAME has a source on a disc ($url), which apt cannot update; remove it" ;;
      *://apt.kubernetes.io*) warn "$place of $NODE_NAME has the old source of Kubernetes ($url $suite), which is gone since 2024; remove it" ;;
      *://packages.cloud.google.com/apt*)
        [[ $suite != kubernetes-* ]] || warn "$place of $NODE_NAME has the old source of Kubernetes ($url $suite), which is gone since 2024; remove it"
        ;;
      *) ;;
    esac
  done < <(apt_sources)
}

# --- bootstrap/lib/authorities.bash

# What all control planes have in common: the authorities of the cluster and the keys of its service accounts. A further control plane gets them with its
# invitation and kubeadm makes the rest. https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs

readonly AUTHORITIES=(ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key)
# The line of an invitation behind which they stand.
readonly AUTHORITIES_FOLLOW='# authorities'

# Whether a text holds all of them in their order, and nothing else. It goes through pipes: bash may put what stands behind <<< into a file.
are_authorities() { # <text>
  local index
  local -a rows
  mapfile -t rows < <(printf '%s\n' "$1")
  ((${#rows[@]} == ${#AUTHORITIES[@]})) || return 1
  for index in "${!rows[@]}"; do
    [[ ${rows[index]} =~ ^"${AUTHORITIES[index]}"\ [A-Za-z0-9+/]+={0,2}$ ]] || return 1
  done
}

# --- bootstrap/lib/before.bash

# What the machine was before programs that we bring wrote to it: neither apt nor kubeadm takes that back.

# Files and folders of containerd, the kubelet, kubeadm and the network plugins. Rook's folder is not among them: it is data.
readonly PROGRAM_PATHS=(
  /etc/cni /etc/containerd /etc/kubernetes /etc/systemd/logind.conf.d /etc/systemd/logind.conf.d/99-kubelet.conf /opt/cni /opt/containerd
  /run/calico /run/containerd /run/flannel /usr/libexec/kubernetes /var/lib/calico /var/lib/cni /var/lib/containerd /var/lib/etcd /var/lib/kubelet
  /var/lib/kube-router /var/log/calico /var/log/containers /var/log/pods
)
# Network interfaces of the plugins and of kube-proxy; Calico has one more for each pod.
readonly PROGRAM_LINKS=(cni0 flannel.1 flannel-v6.1 kube-bridge kube-dummy-if kube-ipvs0 tunl0 vxlan.calico vxlan-v6.calico wireguard.cali)
# What the kubelet and kube-proxy set in the running kernel.
readonly PROGRAM_SYSCTLS=(
  kernel.keys.root_maxbytes kernel.keys.root_maxkeys kernel.panic kernel.panic_on_oops net.ipv4.conf.all.route_localnet vm.overcommit_memory vm.panic_on_oom
)

note_before() { # called before each step that brings such a program; only the first call is before all of them
  local path link name value
  local -a paths=() links=() settings=()
  if recorded before noted; then return 0; fi
  for path in "${PROGRAM_PATHS[@]}"; do
    if [[ ! -e "$ROOT$path" ]]; then paths+=("$path"); fi
  done
  for link in "${PROGRAM_LINKS[@]}"; do
    if [[ ! -e "$ROOT/sys/class/net/$link" ]]; then links+=("$link"); fi
  done
  for name in "${PROGRAM_SYSCTLS[@]}"; do
    if [[ -r "$ROOT/proc/sys/${name//.//}" ]]; then
      read -r value <"$ROOT/proc/sys/${name//.//}"
      settings+=("$name=$value")
    fi
  done
  record path "${paths[@]}"
  record link "${links[@]}"
  record kernel "${settings[@]}"
  record before noted
}

restore_paths() { # nothing that could write to them runs any more
  local path
  while read -r path; do
    if ! is_one_of "$path" "${PROGRAM_PATHS[@]}"; then
      warn "the record of $path is not one of this program, and $path stays"
    else
      # Never across a mount: a volume that is still mounted is somebody's data.
      rm -r -f --one-file-system -- "$ROOT$path" || warn "$path could not be removed as a whole; look what is left in it"
    fi
    forget path "$path"
  done < <(records path)
}

# What is recorded is held against the list that it was recorded from: no damage to the record is to reach anything else.
is_one_of() { # <text> <text…>
  local wanted="$1" text
  shift
  for text in "$@"; do
    [[ $text != "$wanted" ]] || return 0
  done
  return 1
}

restore_kernel() {
  local row name
  while read -r row; do
    name="${row%%=*}"
    if [[ $row != *=?* ]]; then
      warn "the record of the setting $row has no value, and nothing is set"
      forget kernel "$row"
      continue
    fi
    # Those of a module went with it.
    [[ ! -e "$ROOT/proc/sys/$(setting_path "$name")" ]] || run "setting $name back" sysctl --quiet --write "$row" || warn "$name was ${row#*=} and could not be set back; the next boot does it"
    forget kernel "$row"
  done < <(records kernel)
}

# --- bootstrap/lib/boot-settings.bash

# What systemd makes of files of settings at the next boot: of sysctl.d and modprobe.d, in its order.

# Sorted by their names, whatever folder they are in; of two with one name the folder that comes first counts, and a link to /dev/null masks.
drop_ins() { # <sysctl or modprobe> [path of a file to be, in /etc]: paths, one a line
  local folder path name
  local -A places=()
  for folder in "/etc/$1.d" "/run/$1.d" "/usr/local/lib/$1.d" "/usr/lib/$1.d" "/lib/$1.d"; do
    for path in "$ROOT$folder"/*.conf; do
      name="${path##*/}"
      [[ (! -e $path && ! -L $path) || -n ${places[$name]+there} ]] || places[$name]="$folder/$name"
    done
  done
  if [[ -n ${2-} ]]; then places[${2##*/}]="$2"; fi
  while IFS= read -r name; do
    if [[ -n $name ]]; then printf '%s\n' "${places[$name]}"; fi
  done < <(printf '%s\n' "${!places[@]}" | sort)
}

# As in /proc/sys: where the first separator is a slash it is one already, else dots and slashes change places.
setting_path() { # <name>
  local name="$1" first="${1//[!.\/]/}"
  if [[ ${first:0:1} == . ]]; then
    name="${name//.//$'\n'}"
    name="${name//\//.}"
    name="${name//.$'\n'//}"
  fi
  printf '%s' "$name"
}

# A row for each line: path in /proc/sys, place, value; `-` for a line that takes the name out. Our file is as it will be.
sysctl_lines() {
  local path file line number name value
  while IFS= read -r path; do
    number=0
    file="$(printed_path "$path")"
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      line="$(trimmed "$line")"
      case "$line" in
        '' | [\#\;]*) continue ;;
        *=*) value="$(trimmed "${line#*=}")" ;;
        -*) value=- ;;
        *) continue ;;
      esac
      name="$(trimmed "${line%%=*}")"
      printf '%s\t%s:%s\t%s\n' "$(setting_path "${name#-}")" "$file" "$number" "$value"
    done < <(if [[ $path == "$SYSCTL_FILE" ]]; then sysctl_file; else cat "$ROOT$path"; fi)
  done < <(sysctl_paths)
}

trimmed() { # <text>: without the blanks around it
  local text="${1#"${1%%[![:space:]]*}"}"
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

sysctl_paths() { # in the order in which they are read
  drop_ins sysctl "$SYSCTL_FILE"
  # systemd reads it by a link only; `sysctl --system`, which packages run, always and last.
  [[ ! -f $ROOT/etc/sysctl.conf || -L $ROOT/etc/sysctl.d/99-sysctl.conf ]] || printf '/etc/sysctl.conf\n'
  # ufw sets its own when it starts.
  if grep -qsi '^ENABLED=yes' "$ROOT/etc/ufw/ufw.conf" && [[ -f $ROOT/etc/ufw/sysctl.conf ]]; then printf '/etc/ufw/sysctl.conf\n'; fi
}

printed_path() { # <path>: where a link leads, as that is the file to change
  local path
  path="$(readlink -f "$ROOT$1")" || path="$ROOT$1"
  if [[ $path == /dev/null ]]; then path="$1"; fi
  printf '%s' "${path#"$ROOT"}"
}

# Other names by which the kernel lets the same setting be changed, one a line.
other_names() { # <path in /proc/sys>
  case "$1" in
    net/ipv4/ip_forward) printf 'net/ipv4/conf/%s/forwarding\n' all default ;;
    net/ipv6/conf/all/forwarding) printf 'net/ipv6/conf/default/forwarding\n' ;;
    *) ;;
  esac
}

value_holds() { # <value> <= or >=> <wanted>
  [[ $1 == "$3" || ($2 == '>=' && $1 =~ ^[0-9]{1,18}$ && $1 -ge $3) ]]
}

# systemd takes of all lines for one name the last one, and patterns for the names that no line has.
collect_setting_problems() {
  local lines name relation wanted own names path place value row
  local -a spoilers
  lines="$(sysctl_lines)"
  while read -r name relation wanted; do
    own="$(setting_path "$name")"
    names=$'\n'"$own"$'\n'"$(other_names "$own")"$'\n'
    spoilers=()
    while IFS=$'\t' read -r path place value; do
      if [[ $names != *$'\n'"$path"$'\n'* ]]; then
        pattern_reaches "$path" "$names" "$lines" || continue
      fi
      if value_holds "$value" "$relation" "$wanted"; then
        # Made later, it mends what other lines have done.
        [[ $path == */default/* ]] || spoilers=()
      elif [[ $value == - ]]; then
        [[ $path != "$own" ]] || spoilers+=("$place takes $name out of what is set")
      else
        spoilers+=("$place sets ${path//\//.} = $value")
      fi
    done <<<"$lines"
    for row in "${spoilers[@]}"; do problem "$row at the next boot" 'remove that line'; done
  done < <(wanted_settings)
}

pattern_reaches() { # <path with * or ?> <names, one a line> <lines>: one of the names, which no line has by itself
  local pattern="$1" names="$2" lines=$'\n'"$3" name
  [[ $pattern == *[*?[]* ]] || return 1
  while IFS= read -r name; do
    # shellcheck disable=SC2053 # The right side is a pattern.
    if [[ -n $name && $name == $pattern && $lines != *$'\n'"$name"$'\t'* ]]; then return 0; fi
  done <<<"$names"
  return 1
}

# What keeps modprobe, or systemd at boot, from loading a module that is needed and not part of the kernel.
collect_modprobe_problems() {
  local path line number word name rest module
  local -a needed=()
  for name in "${MODULES[@]}"; do
    module_is_built_in "$name" || needed+=("$name")
  done
  while IFS= read -r path; do
    number=0
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      read -r word module rest <<<"$line" || true # an empty line
      module="${module//-/_}"
      [[ " ${needed[*]} " == *" $module "* ]] || continue
      case "$word $rest" in
        'blacklist '* | 'install /bin/false'* | 'install /bin/true'* | 'install /usr/bin/false'* | 'install /usr/bin/true'* | 'install :'* | 'install exit '*)
          problem "$(printed_path "$path"):$number of $NODE_NAME keeps the module $module from being loaded ($(trimmed "$line"))" 'remove that line'
          ;;
        *) ;;
      esac
    done <"$ROOT$path"
  done < <(drop_ins modprobe)
  [[ -r $ROOT/proc/cmdline ]] || return 0
  read -r line <"$ROOT/proc/cmdline" || true # without a newline at its end
  for word in $line; do
    [[ $word == module_blacklist=* || $word == modprobe.blacklist=* ]] || continue
    for module in ${word//[=,]/ }; do
      [[ " ${needed[*]} " != *" ${module//-/_} "* ]] || problem "the kernel command line of $NODE_NAME keeps the module $module from being loaded ($word)" 'remove it from the configuration of the boot loader and boot again'
    done
  done
}

# --- bootstrap/lib/ceph-disks.bash

# Disks that Ceph has already.

# Whether what is on the disk was made by the Ceph of this cluster. prepare runs again and again on a machine whose disks are in use, and must neither
# take them for a stranger's nor the disks of a Ceph that was here before for ours. So: the machine is in this cluster and Ceph keeps its things here,
# and either an earlier run saw this very disk empty and noted that Ceph gets it (phase storage), or, for a disk that was applied to the cluster
# before prepare saw it, a daemon of Ceph has it open: those of another cluster do not run here.
is_of_ceph() { # <device>
  local users
  is_member && [[ -n "$(compgen -G "$ROOT/var/lib/rook/*")" ]] || return 1
  recorded disk "$(disk_record "$1")" && return 0
  users="$(processes_on "$1")"
  [[ $users == *ceph-osd* ]]
}

disk_record() { # <device>: the name of a slot may come to another disk, so the serial number is part of it
  printf '%s %s' "$1" "$(serial_of "$1")"
}

without_ceph() { # stdin, of contents: what Ceph does not make
  # It fails where nothing is left.
  grep -v -E '^((ceph_bluestore|crypto_LUKS|LVM2_member) at |a label of BlueStore at |lvm /dev/mapper/ceph--|crypt )' || true
}

processes_on() { # <device>: who has it open, or what is on it: number and name, one a line
  local listed open code=0 major minor number numbers=' ' file command
  listed="$(lsblk --list --noheadings --output MAJ:MIN "$ROOT$1")" || return
  while IFS=' :' read -r major minor; do
    printf -v number '%x:%x' "$major" "$minor"
    numbers+="$number "
  done <<<"$listed"
  # By number, as a container has its own name for it. One of the files that are open may be on a volume that does not answer; processes that end meanwhile
  # are not a failure.
  open="$(timeout --kill-after 5 60 find -L "$ROOT"/proc/[0-9]*/fd -maxdepth 1 -type b -exec stat -L -c '%t:%T %n' {} + 2>/dev/null)" || code=$?
  ((code < 124)) || return
  while read -r number file; do
    [[ $numbers == *" $number "* ]] || continue
    file="${file#"$ROOT/proc/"}"
    read -r command 2>/dev/null <"$ROOT/proc/${file%%/*}/comm" || continue # it has just ended
    printf '%s %s\n' "${file%%/*}" "$command"
  done <<<"$open" | sort -n -u
}

osds_on() { # <device>: the daemons that it belongs to, as number:id, by BlueStore's label on it or on the volumes on it; one a line
  local name
  while read -r name; do
    osd_of "$name"
  done < <(lsblk --list --noheadings --paths --output NAME "$ROOT$1") | sort -n -u
}

# A label is two lines, the second one the daemon's id, and then words after their lengths, four bytes each. Among these is the daemon's key, which never
# gets beyond grep.
readonly OSD_LABEL=$'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|whoami[\1-\5][.]{3}[0-9]+'

osd_of() { # <path>
  local id number length
  { read -r id && read -r number; } < <(dd if="$1" bs=4096 count=1 status=none 2>/dev/null | tr '\0\200-\377' . | grep -a -o -E "$OSD_LABEL") || return 0
  [[ $id == *-* && $number == whoami* ]] || return 0
  printf -v length %d "'${number:6:1}"
  printf '%s:%s\n' "${number:10:length}" "$id"
}

# --- bootstrap/lib/completion.bash

# completion: a script by which bash, zsh or fish completes verbs, nodes and options. It holds the rows as they are now, and starts no program of ours.

verb_completion() { # <bash, zsh or fish>
  local name="_${PROGRAM//[.-]/_}"
  "completion_$1" "$name"
}

# What may stand where: the verb or group before it, how many arguments of that come first, the choices; tabs between them. NODE means all nodes.
completion_choices() {
  local index word before count choices
  local -a places
  printf '\t0\t%s\n' "$(first_words | paste -s -d ' ')"
  while read -r word; do
    choices="$(verbs_of_group "$word" | cut -d ' ' -f 2 | paste -s -d ' ')"
    [[ -z $choices ]] || printf '%s\t0\t%s\n' "$word" "$choices" "help $word" "$choices"
  done < <(first_words)
  for index in "${!VERBS[@]}"; do
    before="${VERBS[index]}" count=0
    read -r -a places <<<"${VERB_ARGUMENTS[index]}"
    for word in "${places[@]}"; do
      case "$word" in
        NODE) printf '%s\t%s\tNODE\n' "$before" "$count" ;;
        '[VERB...]') printf '%s\t%s\t%s\n' "$before" "$count" "$(first_words | paste -s -d ' ')" ;;
        *'|'*) printf '%s\t%s\t%s\n' "$before" "$count" "${word//|/ }" ;;
        *) ;;
      esac
      count=$((count + 1))
    done
  done
}

# The cases of a script: after its words the choices, after its verb the options, after an option the choices for its value. The formats are the shell's.
completion_cases() { # <what stands for an argument> <format: verb, arguments, choices>
  local argument="$1" format="$2" before count choices arguments
  while IFS=/ read -r before count choices; do
    arguments=''
    while ((${#arguments} < count * ${#argument})); do arguments+="$argument"; done
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$format" "$before" "$arguments" "$choices"
  done < <(completion_choices | tr '\t' /)
}

completion_options() { # <format: verb, verb, options>
  local index
  for index in "${!VERBS[@]}"; do
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$1" "${VERBS[index]}" "${VERBS[index]}" "${VERB_OPTIONS[index]:+${VERB_OPTIONS[index]} }--help"
  done
}

completion_values() { # <separator> [what the value is not]: the options that have a value after them
  local index all=''
  for index in "${!OPTION_NAMES[@]}"; do
    [[ -z ${OPTION_VALUES[index]} || ${OPTION_VALUES[index]%...} == "${2:-}" ]] || all+="${all:+$1}${OPTION_NAMES[index]}"
  done
  printf '%s' "$all"
}

completion_names() { # of all nodes, in a line
  node_names | paste -s -d ' '
}

# What bash and zsh write alike: from the words before the current one to choices.
completion_decided() {
  cat <<'END'
  case "$before" in
END
  completion_cases "' '*" "    '%s%s') choices='%s' ;;\n"
  cat <<'END'
    *) ;;
  esac
  case "$before" in
END
  completion_options "    '%s' | '%s '*) options='%s' ;;\n"
  cat <<'END'
    *) options='--help --version' ;;
  esac
  case "$previous" in
    --node) choices=NODE ;;
END
  printf "    %s) choices='' ;;\n" "$(completion_values ' | ' NODE)"
  cat <<'END'
    *) [[ $current != -* ]] || choices="$options" ;;
  esac
END
}

completion_bash() { # <name of the function>
  printf '# Completion of %s for bash. In ~/.bashrc: source <(%s completion bash)\n' "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" before='' choices='' options='' index
  # bash takes the sign between an option and its value for a word.
  [[ $current != = ]] || current=''
  [[ $previous != = ]] || previous="${COMP_WORDS[COMP_CWORD - 2]}"
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "${COMP_WORDS[index]}" in
END
  printf '      %s)\n' "$(completion_values ' | ')"
  cat <<'END'
        [[ ${COMP_WORDS[index + 1]:-} != = ]] || index=$((index + 1))
        index=$((index + 1))
        ;;
      -*) ;;
      *) before+="${before:+ }${COMP_WORDS[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  [[ $choices != NODE ]] || choices="$nodes"
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}
END
  printf 'complete -o default -F %s %s\n' "$1" "$PROGRAM"
}

completion_zsh() { # <name of the function>
  printf '#compdef %s\n# Completion of %s for zsh. In ~/.zshrc, after compinit: source <(%s completion zsh)\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${words[CURRENT]}" previous="${words[CURRENT - 1]}" before='' choices='' options='' index
  for ((index = 2; index < CURRENT; index++)); do
    case "${words[index]}" in
END
  printf '      %s) ((index++)) ;;\n' "$(completion_values ' | ')"
  cat <<'END'
      -*) ;;
      *) before+="${before:+ }${words[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  if [[ $current == --node=* ]]; then
    compset -P '*='
    choices=NODE
  fi
  [[ $choices != NODE ]] || choices="$nodes"
  if [[ -n $choices ]]; then compadd -- ${=choices}; else _files; fi
}
END
  printf 'compdef %s %s\n' "$1" "$PROGRAM"
}

completion_fish() { # <name of the function>
  printf '# Completion of %s for fish. Once: %s completion fish >~/.config/fish/completions/%s.fish\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf 'function %s\n  set --local nodes %s\n  set --local valued %s\n' "$1" "$(completion_names)" "$(completion_values ' ')"
  cat <<'END'
  set --local current (commandline --current-token)
  set --local typed (commandline --tokenize --current-process --cut-at-cursor)
  set --local before
  set --local previous
  set --local choices
  set --local options --help --version
  for word in $typed[2..]
    if contains -- "$previous" $valued
      set previous
      continue
    end
    set previous $word
    string match --quiet -- '-*' $word; or set --append before $word
  end
  switch "$before"
END
  completion_cases ' *' "    case '%s%s'\n      set choices %s\n"
  cat <<'END'
  end
  switch "$before"
END
  completion_options "    case '%s' '%s *'\n      set options %s\n"
  cat <<'END'
  end
  if test "$previous" = --node
    set choices NODE
  else if contains -- "$previous" $valued
    set choices
  else if string match --quiet -- '-*' "$current"
    set choices $options
  end
  test "$choices" = NODE; and set choices $nodes
  if test (count $choices) -gt 0
    printf '%s\n' $choices
  else
    __fish_complete_path "$current"
  end
end
END
  printf "complete --command %s --no-files --arguments '(%s)'\n" "$PROGRAM" "$1"
}

# --- bootstrap/lib/disk-sizes.bash

# Whether a disk is as large as cluster.yaml says, and what to write there where it is not.

# Makers count in powers of ten and round: a hundredth is not another disk.
collect_size_problem() { # <device> <bytes, or nothing>
  local device="$1" wanted="$2" size repair
  [[ -n $wanted ]] || return 0
  size="$(disk_facts "$device" SIZE)"
  ! is_within "$size" "$wanted" 100 || return 0
  repair="it may be another disk: look at it, and correct its device in cluster.yaml, or write size: $(size_to_write "$size")"
  ! is_size_of_lsblk "$size" "$wanted" ||
    repair="lsblk counts in powers of two, cluster.yaml in powers of ten: write size: $(size_to_write "$size"), or correct its device in cluster.yaml if it is another disk"
  problem "$(describe_disk "$device") has $size bytes, not $wanted" "$repair"
}

is_within() { # <amount> <of what> <part>: they differ by no more than that part of the second
  local difference=$(($1 > $2 ? $1 - $2 : $2 - $1))
  ((difference <= $2 / $3))
}

# lsblk prints 931.5G for a disk of 1000204886016 bytes, and 1.8T for one of 2000398934016: one digit behind the point, so that 1.8 may be 2.8 % off.
is_size_of_lsblk() { # <bytes of the disk> <bytes that cluster.yaml says>
  # 2^30 and 2^40, in powers of ten.
  is_within "$1" $(($2 * 10737 / 10000)) 33 || is_within "$1" $(($2 * 10995 / 10000)) 33
}

size_to_write() { # <bytes>: as on its label, and less than a hundredth off
  local size="$1" giga=1000000000
  if ((size < 100 * giga)); then
    printf '%sM' $(((size + giga / 2000) * 1000 / giga))
  elif (((size + giga / 2) / giga % 1000 == 0)); then
    printf '%sT' $(((size + giga / 2) / giga / 1000))
  else
    printf '%sG' $(((size + giga / 2) / giga))
  fi
}

# --- bootstrap/lib/disks.bash

# Disks that storage is to get: looked at, never written to.

# BlueStore repeats its label, and one of them is enough for Ceph to refuse the disk. GiB from the beginning.
readonly BLUESTORE_OFFSETS=(0 1 10 100 1000)
readonly BLUESTORE_LABEL='bluestore block device'
readonly GIB=$((1024 * 1024 * 1024))

collect_disk_problems() {
  local entry device real serial system
  local -A seen=() owner=()
  [[ -n $NODE_DISKS ]] || return 0
  system="$(system_disks)"
  for entry in $NODE_DISKS; do
    device="${entry%=*}"
    if [[ ! -e $ROOT$device ]]; then
      problem "disk $device of $NODE_NAME is not there" 'see ls -l /dev/disk/by-id/, and correct it in cluster.yaml'
      continue
    fi
    real="$(readlink -f "$ROOT$device")"
    if [[ -n ${seen[$real]:-} ]]; then
      problem "disk $device of $NODE_NAME is the same as ${seen[$real]} (${real#"$ROOT"})" 'name each disk once in cluster.yaml'
      continue
    fi
    seen[$real]="$device"
    is_whole_disk "$device" || continue
    serial="$(serial_of "$device")"
    if [[ -n ${owner["serial $serial"]:-} ]]; then
      problem "$(describe_disk "$device") has the serial number of ${owner["serial $serial"]}" 'if it is one disk that is reached in two ways, name one of them in cluster.yaml'
    fi
    [[ -z $serial ]] || owner["serial $serial"]="$device"
    collect_size_problem "$device" "${entry##*=}"
    collect_use_problem "$device" "$system"
    collect_content_problem "$device"
  done
}

disk_facts() { # <device> <columns>: of the disk itself, bytes for sizes
  lsblk --nodeps --noheadings --raw --bytes --output "$2" "$ROOT$1"
}

serial_of() { # <device>: nothing where it does not say one
  disk_facts "$1" SERIAL
}

describe_disk() { # <device>: with model and serial number, so that nobody wipes the wrong one
  local model serial
  model="$(disk_facts "$1" MODEL)"
  serial="$(serial_of "$1")"
  printf 'disk %s of %s (model %s, serial %s)' "$1" "$NODE_NAME" "${model:-unknown}" "${serial:-unknown}"
}

is_whole_disk() { # <device>: collects what else it is
  local device="$1" type
  if ! type="$(disk_facts "$device" TYPE 2>/dev/null)"; then
    problem "$device of $NODE_NAME is not a block device" 'see ls -l /dev/disk/by-id/, and correct it in cluster.yaml'
    return 1
  fi
  case "$type" in
    # Behind two cables a disk is an mpath; loop is for trying things out, as no name that stays leads to one.
    disk | mpath | loop) ;;
    *)
      problem "$device of $NODE_NAME is not a whole disk, but of the type $type" 'name the disk itself in cluster.yaml: Ceph gets all of it'
      return 1
      ;;
  esac
}

# What the machine runs from, and what Kubernetes and Rook keep on it.
readonly SYSTEM_PATHS=(/ /boot /boot/efi /usr /var /var/lib/etcd /var/lib/containerd /var/lib/kubelet /var/lib/rook)

system_disks() { # every device below the system and its swap, tab, the path that needs it; one a line
  local path source
  for path in "${SYSTEM_PATHS[@]}"; do
    [[ ! -e $ROOT$path ]] || devices_below "$path" "$(source_of "$ROOT$path")"
  done
  while read -r path _; do
    case "$path" in
      /dev/*) source="$path" ;;
      /*) source="$(source_of "$ROOT$path")" ;;
      *) continue ;;
    esac
    devices_below "swap $path" "$source"
  done <"$ROOT/proc/swaps"
}

source_of() { # <path>: the device that its filesystem is on
  # A container's root has none.
  findmnt --noheadings --nofsroot --first-only --output SOURCE --target "$1" || true
}

devices_below() { # <what for> <device>: it and all that it is made of, down to the disks
  local name
  [[ $2 == /dev/* ]] || return 0
  while read -r name; do
    printf '%s\t%s\n' "$name" "$1"
  done < <(lsblk --inverse --list --noheadings --paths --output NAME "$2")
}

collect_use_problem() { # <device> <what system_disks says>: of the system, mounted or swapped to, it or what is on it
  local device="$1" real name mount uses='' system=''
  real="$(readlink -f "$ROOT$device")"
  while IFS=$'\t' read -r name mount; do
    [[ $name != "${real#"$ROOT"}" ]] || system+="${system:+, }$mount"
  done <<<"$2"
  if [[ -n $system ]]; then
    problem "$(describe_disk "$device") is the system's: $system" 'choose another disk in cluster.yaml; the system of a machine and Ceph cannot share one'
    return 0
  fi
  while read -r name mount; do
    [[ -z $mount ]] || uses+="${uses:+, }$name on $mount"
  done < <(lsblk --list --noheadings --paths --output NAME,MOUNTPOINT "$ROOT$device")
  [[ -z $uses ]] || problem "$(describe_disk "$device") is in use: $uses" 'choose another disk in cluster.yaml; if it is the right one, unmount it and look again'
}

collect_content_problem() { # <device>
  local device="$1" found strange=''
  if ! found="$(contents "$device")"; then
    problem "$(describe_disk "$device") cannot be read" 'see dmesg; give Ceph another disk'
    return 0
  fi
  if [[ -n $found ]] && is_member; then
    if is_of_ceph "$device"; then found="$(without_ceph <<<"$found")"; else strange="the Ceph of this cluster does not use it and "; fi
  fi
  [[ -z $found ]] || problem "$(describe_disk "$device") is not empty: $(join_lines "$found")" \
    "choose another disk, or, if ${strange}nothing on it is needed any more, wipe it: $PROGRAM wipe-disk $device"
}

join_lines() { # <text>: its lines, with commas
  local line all=''
  while read -r line; do
    [[ -z $line ]] || all+="${all:+, }$line"
  done <<<"$1"
  printf '%s' "$all"
}

# Filesystems, partition tables, members of LVM and RAID, swap, labels of BlueStore, with their places; partitions, volumes and arrays on it. One a line.
contents() { # <device>: fails where the disk cannot be read
  local device="$1" found type offset
  found="$(wipefs --no-act --noheadings --output TYPE,OFFSET "$ROOT$device")" || return
  while read -r type offset; do
    [[ -z $type ]] || printf '%s at %s\n' "$type" "$offset"
  done <<<"$found"
  found="$(bluestore_labels "$device")" || return
  while read -r offset; do
    [[ -z $offset ]] || printf 'a label of BlueStore at %s GiB\n' "$offset"
  done <<<"$found"
  stacked_devices "$device"
}

bluestore_labels() { # <device>: their offsets in GiB; wipefs sees only the first
  local device="$1" offset size label
  size="$(disk_facts "$device" SIZE)" || return
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    ((offset * GIB < size)) || break
    label="$(dd if="$ROOT$device" bs="${#BLUESTORE_LABEL}" count=1 skip=$((offset * GIB)) iflag=skip_bytes,fullblock status=none 2>/dev/null | tr -d '\0')" || return
    [[ $label != "$BLUESTORE_LABEL" ]] || printf '%s\n' "$offset"
  done
}

stacked_devices() { # <device>: type and name of what is on it, one a line
  local real listed type kernel_name name
  real="$(readlink -f "$ROOT$1")" || return
  listed="$(lsblk --list --noheadings --paths --output TYPE,KNAME,NAME "$ROOT$1")" || return
  # In no order, the device among them.
  while read -r type kernel_name name; do
    [[ -z $type || $kernel_name == "${real#"$ROOT"}" ]] || printf '%s %s\n' "$type" "$name"
  done <<<"$listed"
}

# --- bootstrap/lib/etcd-members.bash

# The members of etcd, as the one of this control plane knows them. kubeadm's etcd is asked in its own container, which has its own client.

etcdctl_at() { # <endpoint> <argument…>
  local endpoint="$1" container pki="$KUBERNETES_FOLDER/pki/etcd"
  shift
  container="$(crictl ps --name '^etcd$' --state running --quiet)"
  [[ $container =~ ^[0-9a-f]{12,64}$ ]] || return 1
  crictl exec --timeout 20 "$container" etcdctl --endpoints "$endpoint" --cacert "$pki/ca.crt" --cert "$pki/server.crt" --key "$pki/server.key" "$@"
}

readonly ETCD_HERE=https://127.0.0.1:2379

etcd_members() { # number in hexadecimal, started or unstarted, name, URLs for members, URLs for clients, whether a learner; a comma and a blank between them
  etcdctl_at "$ETCD_HERE" member list
}

# As etcd_members prints them; set by read_etcd_members.
MEMBERS_OF_ETCD=''

read_etcd_members() {
  MEMBERS_OF_ETCD="$(etcd_members)" || fail "etcd on $NODE_NAME does not say which members it has" "see 'crictl ps -a' there"
}

# Of MEMBERS_OF_ETCD, by either, as a member that never started has no name. Sets MEMBER_NUMBER and MEMBER_CLIENTS, to nothing where there is none.
find_etcd_member() { # <name, or nothing> <address, or nothing>
  local number name peers clients url=none
  MEMBER_NUMBER='' MEMBER_CLIENTS=''
  [[ -z $2 ]] || url="https://$(host_port "$2" 2380)"
  while IFS=, read -r number _ name peers clients _; do
    [[ (-n $1 && $name == " $1") || $peers == " $url" ]] || continue
    [[ $number =~ ^[0-9a-f]{1,16}$ ]] || fail "etcd on $NODE_NAME has a member with the number $number" 'look at etcdctl member list'
    MEMBER_NUMBER="$number" MEMBER_CLIENTS="${clients# }"
    return 0
  done <<<"$MEMBERS_OF_ETCD"
}

etcd_member_is_well() { # <URL for clients>
  etcdctl_at "$1" endpoint health >>"$LOG" 2>&1
}

remove_etcd_member() { # <number>
  etcdctl_at "$ETCD_HERE" member remove "$1"
}

# Without a majority of its voting members etcd stores nothing more, so one may go only where the others are enough.
etcd_can_lose_this_member() {
  # Alone, or not in it any more: nobody else loses anything.
  MEMBERS_OF_ETCD="$(etcd_members 2>>"$LOG")" || return 0
  find_etcd_member '' "$NODE_ADDRESS"
  etcd_can_lose "$MEMBER_NUMBER"
}

# Goes by MEMBERS_OF_ETCD.
etcd_can_lose() { # <number>
  local number state clients learner others=0 well=0
  while IFS=, read -r number state _ _ clients learner; do
    [[ -n $number && $learner != ' true' && $number != "$1" ]] || continue
    others=$((others + 1))
    if [[ $state == ' started' ]] && etcd_member_is_well "${clients# }"; then well=$((well + 1)); fi
  done <<<"$MEMBERS_OF_ETCD"
  ((others == 0 || well * 2 > others))
}

# --- bootstrap/lib/files.bash

# Files of the machine, by absolute path; a path may have ROOT before it or not. Written by compare-then-replace, and recorded before they are written.

path_of() { # <path>: without ROOT
  printf '%s' "${1#"$ROOT"}"
}

has_mode() { # <file> <mode>
  local mode
  mode="$(stat -c %a "$1")" && ((8#$mode == 8#$2))
}

sum_of() { # <file>
  local sum rest
  read -r sum rest < <(sha256sum <"$1")
  printf '%s%s' "$sum" "${rest%-}"
}

file_is() { # <path> <mode>: whether the file has the content on stdin, and the mode
  local file="$ROOT${1#"$ROOT"}" mode="$2"
  [[ -f $file && ! -L $file ]] && has_mode "$file" "$mode" && cmp -s - "$file"
}

# Content comes to a file in this way alone: beside it, to the disk, then under its name, so that there is the old one or the new one, whole. What fails ends
# the program, wherever it was called: errexit does not reach into conditions, nor into `command || return`.

beside() { # <file>: hidden and with an ending that nobody reads; a rerun after a kill overwrites it
  printf '%s/.%s.cdk8s-metal' "${1%/*}" "${1##*/}"
}

write_beside() { # <file> <mode>: stdin
  local temporary
  temporary="$(beside "$1")"
  { rm -f -- "$temporary" && (umask 077 && cat >"$temporary") && chmod "$2" "$temporary" && sync "$temporary"; } || not_written "$1"
}

move_in_place() { # <file>
  mv -f -- "$(beside "$1")" "$1" || not_written "$1"
}

not_written() { # <file>
  # If it stays, the next run overwrites it.
  rm -f -- "$(beside "$1")" || :
  fail "${1#"$ROOT"} could not be written, and is what it was" "see above; if the disk is full (df -h, df -i), make room; then run this again"
}

install_file() { # <path> <mode>: writes stdin there unless it is there already
  local path mode="$2" file temporary sum
  path="$(path_of "$1")"
  file="$ROOT$path"
  temporary="$(beside "$file")"
  install_folder "${path%/*}" 0755
  note_aside "$path"
  write_beside "$file" "$mode"
  if [[ ! -L $file ]] && cmp -s "$temporary" "$file" && has_mode "$file" "$mode"; then
    rm -f "$temporary" || not_written "$file"
    return 0
  fi
  keep_original "$path"
  record file "$path"
  sum="$(sum_of "$temporary")" || not_written "$file"
  record sum "$sum $path"
  move_in_place "$file"
}

# What a run that was cut off has left beside a file may be a secret, and is recorded before the file itself is: that may be right as it is.
note_aside() { # <path>
  if ! recorded file "$1"; then record aside "$1"; fi
}

remove_aside() { # <path>
  rm -f -- "$(beside "$ROOT$1")" || not_written "$ROOT$1"
  forget aside "$1"
}

install_folder() { # <path> <mode>: makes the folder and the ones above it, where they are missing
  local path="$1" mode="$2"
  [[ -n $path && ! -d "$ROOT$path" ]] || return 0
  install_folder "${path%/*}" 0755
  record folder "$path"
  mkdir -m "$mode" "$ROOT$path" || not_written "$ROOT$path"
}

keep_original() { # <path>: a file that was there before us is kept, for reset to put back
  local path="$1" kept="$ROOT$STATE_FOLDER/originals$1"
  if recorded file "$path"; then return 0; fi
  # Of an earlier life of the file.
  rm -f -- "$kept" "$kept.new" || not_written "$kept"
  if [[ -e "$ROOT$path" || -L "$ROOT$path" ]]; then
    { (umask 077 && mkdir -p "${kept%/*}") && cp -a "$ROOT$path" "$kept.new" && sync --file-system "$ROOT$STATE_FOLDER" && mv -f "$kept.new" "$kept"; } || not_written "$kept"
  fi
}

# Gives back what was there before us. A file that somebody else changed after us stays.
remove_file() { # <path>
  local path file kept
  path="$(path_of "$1")"
  file="$ROOT$path"
  kept="$ROOT$STATE_FOLDER/originals$path"
  recorded file "$path" || return 0
  if [[ (-d $file && ! -L $file) || (-d $kept && ! -L $kept) ]]; then
    warn "$path is a folder, which this program has not written, so it stays"
  elif [[ -f $file ]] && ! recorded sum "$(sum_of "$file") $path" && ! cmp -s "$file" "$kept"; then
    warn "$path was changed after it was written here, so it stays; look through it and remove it yourself"
  elif [[ -e $kept || -L $kept ]]; then
    put_back "$kept" "$file"
  else
    rm -f "$file" || not_written "$file"
  fi
  forget_file "$path"
}

put_back() { # <what was kept> <file>
  local temporary
  temporary="$(beside "$2")"
  { rm -f -- "$temporary" && cp -a "$1" "$temporary" && { [[ -L $temporary ]] || sync "$temporary"; }; } || not_written "$2"
  move_in_place "$2"
}

forget_file() { # <path>
  local path="$1" kept="$ROOT$STATE_FOLDER/originals$1" sum
  # First, as who is cut off behind it finds a file that is not ours any more, and the rest of it is of no use.
  forget file "$path"
  remove_aside "$path"
  while read -r sum; do
    [[ ${sum#* } != "$path" ]] || forget sum "$sum"
  done < <(records sum)
  # A folder holds what was kept of others.
  [[ -d $kept && ! -L $kept ]] || rm -f -- "$kept" || not_written "$kept"
}

remove_folder() { # <path>: if we made it and nobody put anything there
  local path
  path="$(path_of "$1")"
  if recorded folder "$path"; then
    [[ ! -d "$ROOT$path" ]] || rmdir --ignore-fail-on-non-empty "$ROOT$path" || not_written "$ROOT$path"
    forget folder "$path"
  fi
}

rewrite_file() { # <path>: stdin replaces a file that is not ours, with the owner and mode that it has
  local file temporary
  file="$ROOT$(path_of "$1")"
  temporary="$(beside "$file")"
  note_aside "${file#"$ROOT"}"
  rm -f "$temporary" || not_written "$file"
  if [[ -e $file ]]; then cp -a "$file" "$temporary" || not_written "$file"; fi
  { cat >"$temporary" && sync "$temporary"; } || not_written "$file"
  if cmp -s "$temporary" "$file"; then
    rm -f "$temporary" || not_written "$file"
  else
    move_in_place "$file"
  fi
  forget aside "${file#"$ROOT"}"
}

# A part of a file that is not ours, between two lines that say whose it is.
readonly BLOCK_BEGIN='# cdk8s-metal: begin' BLOCK_END='# cdk8s-metal: end'

without_block() { # <path>: the file without our part
  local file line inside=no
  file="$ROOT$(path_of "$1")"
  [[ -f $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != "$BLOCK_BEGIN" ]] || inside=yes
    [[ $inside == yes ]] || printf '%s\n' "$line"
    [[ $line != "$BLOCK_END" ]] || inside=no
  done <"$file"
}

block_of() { # <path>: our part
  local file line inside=no
  file="$ROOT$(path_of "$1")"
  [[ -f $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != "$BLOCK_END" ]] || inside=no
    [[ $inside == no ]] || printf '%s\n' "$line"
    [[ $line != "$BLOCK_BEGIN" ]] || inside=yes
  done <"$file"
}

with_block() { # <path>: the file with the lines on stdin as our part, at its end
  without_block "$1"
  printf '%s\n' "$BLOCK_BEGIN"
  cat
  printf '%s\n' "$BLOCK_END"
}

# --- bootstrap/lib/firewalls.bash

# Firewalls of others than ufw and firewalld: rules that drop what they do not name. What they let through is not evaluated.

warn_of_firewalls() {
  local found
  found="$(dropping_files)"
  [[ -n $found ]] || found="$(dropping_chains)"
  while IFS= read -r found; do
    [[ -z $found ]] || warn "$found of $NODE_NAME drops what it does not name; let through there what the cluster needs: $(needed_traffic)"
  done <<<"$found"
}

needed_traffic() { # in a line
  local rules
  rules="$(wanted_rules)"
  rules="${rules//allow /}"
  printf '%s' "${rules//$'\n'/, }"
}

dropping_files() { # file and line, one a line
  local path line number
  for path in "$ROOT"/etc/nftables.conf "$ROOT"/etc/nftables.d/* "$ROOT"/etc/nftables/*.nft "$ROOT"/etc/iptables/rules.v4 "$ROOT"/etc/iptables/rules.v6; do
    [[ -f $path ]] || continue
    number=0
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      if [[ $line =~ ^[^#]*hook\ (input|forward)\ .*policy\ drop || $line =~ ^:(INPUT|FORWARD)\ (DROP|REJECT) || $line =~ ^-A\ (INPUT|FORWARD)\ -j\ (DROP|REJECT) ]]; then
        printf '%s:%s\n' "${path#"$ROOT"}" "$number"
      fi
    done <"$path"
  done
}

# Of the running kernel: chains that hook into input and forward, and drop by their policy or by a rule for all.
dropping_chains() { # one a line
  local line table='' hook=''
  [[ -n "$(type -P nft)" ]] || return 0
  while IFS= read -r line; do
    line="$(trimmed "$line")"
    case "$line" in
      'table '*)
        table="${line% \{}"
        hook=''
        ;;
      'chain '*) hook='' ;;
      *'hook input '* | *'hook forward '*)
        hook="${line#*hook }"
        hook="${hook%% *}"
        [[ $line != *'policy drop'* ]] || chain_drops "$table" "$hook"
        ;;
      drop | reject | 'reject with '* | 'counter packets '*' drop' | 'counter packets '*' reject'*)
        [[ -z $hook ]] || chain_drops "$table" "$hook"
        ;;
      *) ;;
    esac
  done < <(nft --stateless list ruleset 2>/dev/null) | sort -u
}

chain_drops() { # <table> <hook>: unless it is ufw's, to which what is needed is added
  if [[ $1 == 'table ip'?(6)' filter' ]] && ufw_is_active; then return 0; fi
  printf 'the %s (nft list ruleset), hook %s,\n' "$1" "$2"
}

# --- bootstrap/lib/hangup.bash

# The desk may go away at any time: its connection breaks, its terminal closes. What has begun on the machine is done to its end, and recorded.

keep_on_without_desk() {
  OUTLIVES_READER=yes
  # Programs inherit this, and are to: kubeadm would end in the middle.
  trap '' HUP
}

# --- bootstrap/lib/keys.bash

# Keys of OpenPGP in ASCII armor, as far as apt needs them. A fresh Debian has no gpg, so their packets are read here.

# A line for each primary key: 40 digits of a key of version 4, 64 of version 6. Fails where a packet is cut off, or the first one is not a public key.
key_fingerprints() { # <path>
  local line block='' inside=no keys=''
  while IFS= read -r line || [[ -n $line ]]; do
    line="${line%$'\r'}"
    case "$inside:$line" in
      no:'-----BEGIN PGP PUBLIC KEY BLOCK-----') inside=headers block='' ;;
      headers:*[![:space:]]*) ;;
      headers:*) inside=yes ;;
      yes:'-----END PGP PUBLIC KEY BLOCK-----')
        keys+="$(packet_fingerprints "$(base64 --decode <<<"$block" 2>/dev/null | od -A n -t x1 -v | tr -d ' \n')")"$'\n' || return
        inside=no
        ;;
      yes:=*) ;; # a sum, which few programs look at
      yes:*) block+="$line" ;;
      *) ;;
    esac
  done <"$1"
  [[ $inside == no && -n $keys ]] && printf '%s' "$keys"
}

packet_fingerprints() { # <hexadecimal digits>
  local hex="$1" position=0 head size length body first=yes
  [[ $hex =~ ^([0-9a-f]{2})+$ ]] || return
  while ((position < ${#hex})); do
    head=$((16#${hex:position:2}))
    ((head & 128)) || return
    size="$(packet_size "${hex:position:12}")" || return
    # Of the head, and of what follows it, in digits.
    read -r position length <<<"$((position + ${size% *} * 2)) $((${size#* } * 2))"
    ((position + length <= ${#hex})) || return
    if ((head & 64)); then head=$((head & 63)); else head=$((head >> 2 & 15)); fi
    body="${hex:position:length}"
    [[ $first == no || $head == 6 ]] || return
    if ((head == 6)); then
      case "$body" in
        04*) printf -v body '99%04x%s' $((length / 2)) "$body" && sum_of_digits sha1sum "$body" ;;
        06*) printf -v body '9b%08x%s' $((length / 2)) "$body" && sum_of_digits sha256sum "$body" ;;
        *) return 1 ;;
      esac
    fi
    first=no
    position=$((position + length))
  done
}

# Lengths are of one, two or four bytes, told by the first byte in the old format and by the second one in the new format.
packet_size() { # <its first 12 digits>: bytes of its head, and bytes after it
  local digits="$1" first next bytes
  first=$((16#${digits:0:2}))
  next=$((16#0${digits:2:2}))
  if ((first & 64)); then
    if ((next < 192)); then
      printf '2 %d' "$next"
    elif ((next < 224)); then
      printf '3 %d' "$(((next - 192 << 8) + 16#0${digits:4:2} + 192))"
    elif ((next == 255)); then
      printf '6 %d' "$((16#0${digits:4:8}))"
    else
      return 1
    fi
  else
    bytes=$((1 << (first & 3)))
    ((bytes <= 4)) || return
    printf '%d %d' "$((bytes + 1))" "$((16#0${digits:2:bytes*2}))"
  fi
}

sum_of_digits() { # <program> <hexadecimal digits>: of the bytes
  local digits="$2" bytes='' position sum
  for ((position = 0; position < ${#digits}; position += 2)); do bytes+="\\x${digits:position:2}"; done
  sum="$(printf '%b' "$bytes" | "$1")"
  sum="${sum%% *}"
  printf '%s\n' "${sum^^}"
}

is_key() { # <path> [fingerprint]: and no other one
  local found
  [[ -f $1 ]] && found="$(key_fingerprints "$1")" && [[ -z ${2-} || $found == "$2" ]]
}

# --- bootstrap/lib/kubelet-flags.bash

# The kubelet's flags of this machine, in the file that kubeadm wrote when it inited or joined.

change_kubelet_flags() { # <file> <flags that it had> <flags that it must have>: fails where the kubelet does not work with them
  local file="$1" text before
  text="$(with_kubelet_flags "$file" "$2" "$3")" || return
  write_beside "$file" 0644 <<<"$text"
  move_in_place "$file"
  # What it says of itself every ten seconds, as it stands when it does not run.
  run 'stopping the kubelet' systemctl stop kubelet || return
  before="$(kubelet_lease)" || before=''
  run 'starting the kubelet' systemctl start kubelet || return
  retry_until "$KUBELET_HEALTH_CHECK_SECONDS" 2 "the kubelet of $NODE_NAME works with its new flags" kubelet_lives_on "$before"
}

kubelet_lease() {
  kubectl_as "$KUBELET_CONFIG" get --raw "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/$NODE_NAME"
}

kubelet_lives_on() { # <its lease before>
  local now
  now="$(kubelet_lease)" || return
  [[ $now != "$1" ]] || {
    printf 'the kubelet has not renewed its lease yet\n'
    return 1
  }
}

with_kubelet_flags() { # <file> <flags that go> <flags that come>: flags of other names stay
  local line inside word kept='' names=' ' come="$3"
  local -a words
  line="$(<"$1")" || return
  [[ $line =~ ^KUBELET_KUBEADM_ARGS=\"(.*)\"$ ]] || fail "${1#"$ROOT"} is not as kubeadm writes it" 'look at it: it has one line, KUBELET_KUBEADM_ARGS="..."'
  inside="${BASH_REMATCH[1]}"
  read -r -a words <<<"$2 $3"
  for word in "${words[@]}"; do names+="${word%%=*} "; done
  read -r -a words <<<"$inside"
  for word in "${words[@]}"; do
    [[ $names == *" ${word%%=*} "* ]] || kept+="${kept:+ }$word"
  done
  come="${come//\\/\\\\}"
  printf 'KUBELET_KUBEADM_ARGS="%s"\n' "$kept${come:+ ${come//\"/\\\"}}"
}

# --- bootstrap/lib/lock.bash

# One run at a time.

take_lock() { # <verb>: held until this process and the commands that it started have ended
  local verb="$1" file="$ROOT/run/cdk8s-metal.lock" holder=''
  # Open for appending: the file of who holds it must not be emptied.
  exec 9>>"$file"
  if ! flock -n 9; then
    read -r holder <"$file" || true # it may be empty for an instant
    fail "another run holds this machine (${holder:-just started})" 'wait until it has ended, and run this again'
  fi
  printf 'process %s, %s, since %(%Y-%m-%d %H:%M:%S)T\n' "$$" "$verb" -1 >"$file" || fail "${file#"$ROOT"} could not be written" 'see df -h /run, make room, and run this again'
}

# --- bootstrap/lib/machine.bash

# Which row of the spec this machine is, and whether it is the right machine.

# Names that installers give: nobody has named such a machine yet.
readonly UNNAMED=(localhost localhost.localdomain debian ubuntu raspberrypi)

# Sets NODE_NAME, NODE_ROLE (control-plane or worker), NODE_ADDRESSES (comma between two families), NODE_ADDRESS (the first of them), NODE_ARCH,
# NODE_ARGUMENTS and NODE_TAINTS (JSON, for kubeadm), NODE_DISKS (device=bytes, a space between two; no bytes: any size). marks_of reads the rest.
read_row() { # <row>
  local -a fields
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$1")
  readonly NODE_NAME="${fields[0]}" NODE_ROLE="${fields[1]}" NODE_ADDRESSES="${fields[2]}" NODE_ADDRESS="${fields[2]%%,*}" NODE_ARCH="${fields[3]}"
  readonly NODE_ARGUMENTS="${fields[4]}" NODE_TAINTS="${fields[5]}" NODE_DISKS="${fields[6]}"
}

find_node() { # [name]: by this name, else by the host name, else by an address of this machine
  local name="${1:-}" host row
  if [[ -n $name ]]; then
    row="$(row_of "$name")" || refuse "no node of cluster $CLUSTER_NAME is called $name" 'cluster.yaml has the names; after a change there, synthesize again'
  else
    host="$(host_name)"
    row="$(row_of "$host")" || row="$(row_of "${host%%.*}")" || row="$(row_by_address)" ||
      refuse "this machine ($host) has neither the name nor an address of a node of cluster $CLUSTER_NAME" 'if it is one of them, say which: --node NAME'
  fi
  read_row "$row"
}

node_names() { # one a line
  local row
  for row in "${NODES[@]}"; do printf '%s\n' "${row%%$'\t'*}"; done
}

row_of() { # <name>
  local row
  for row in "${NODES[@]}"; do
    if [[ ${row%%$'\t'*} == "$1" ]]; then
      printf '%s' "$row"
      return 0
    fi
  done
  return 1
}

row_by_address() {
  local row addresses own
  own=",$(own_addresses),"
  for row in "${NODES[@]}"; do
    addresses="${row#*$'\t'*$'\t'}"
    addresses="${addresses%%$'\t'*}"
    if [[ $own == *",${addresses%%,*},"* || $own == *",${addresses##*,},"* ]]; then
      printf '%s' "$row"
      return 0
    fi
  done
  return 1
}

host_name() { # as the kernel has it
  local name
  read -r name <"$ROOT/proc/sys/kernel/hostname"
  printf '%s' "$name"
}

os_release() { # <key>: what /etc/os-release says, nothing when it does not
  local key value
  while IFS='=' read -r key value; do
    if [[ $key == "$1" ]]; then
      value="${value#[\"\']}"
      printf '%s' "${value%[\"\']}"
    fi
  done <"$ROOT/etc/os-release"
}

own_addresses() { # with commas between them, without prefix lengths
  local address all=''
  while read -r _ _ _ address _; do
    all+="${all:+,}${address%%/*}"
  done < <(ip -o address show scope global)
  printf '%s' "$all"
}

# A machine that is not the one of the row: what is done to it would be done to somebody else's.
collect_wrong_machine() {
  local host address own cluster file
  host="$(host_name)"
  own="$(own_addresses)"
  if [[ $host != "$NODE_NAME" && ${host%%.*} != "$NODE_NAME" ]]; then
    if row_of "$host" >/dev/null; then
      problem "this machine is called $host, which is another node, not $NODE_NAME" "run this on $NODE_NAME, or without --node"
    elif [[ " ${UNNAMED[*]} " != *" $host "* ]]; then
      problem "this machine is called $host, not $NODE_NAME" "if it is the right one: hostnamectl set-hostname $NODE_NAME"
    fi
  fi
  for address in ${NODE_ADDRESSES//,/ }; do
    [[ ",$own," == *",$address,"* ]] || problem "this machine does not have the address $address of $NODE_NAME, but ${own:-none}" \
      'give it that address, or correct the address in cluster.yaml'
  done
  cluster="$(records cluster)"
  if [[ $cluster == "$CLUSTER_NAME at "* && $cluster != "$CLUSTER_ID" ]]; then
    problem "this machine belongs to a cluster $CLUSTER_NAME at ${cluster##* at }, and controlPlane.endpoint in cluster.yaml is $ENDPOINT" \
      'an endpoint cannot be changed after init: set it back; if that is another cluster, reset the machine with its node.sh first'
  elif [[ -n $cluster && $cluster != "$CLUSTER_ID" ]]; then
    problem "this machine belongs to another cluster ($cluster)" "reset it with the node.sh of that cluster first"
  elif [[ -z $cluster ]]; then
    for file in "${MEMBER_FILES[@]}"; do
      [[ ! -e "$ROOT$file" ]] || problem "this machine is already a member of some cluster, which left $file" \
        'if that cluster is gone: kubeadm reset, and remove the file'
    done
  fi
}

refuse_wrong_machine() {
  collect_wrong_machine
  refuse_problems
}

claim_machine() { # from now on this machine is one of ours
  record cluster "$CLUSTER_ID"
}

has_member_files() {
  local file
  for file in "${MEMBER_FILES[@]}"; do
    [[ ! -e "$ROOT$file" ]] || return 0
  done
  return 1
}

is_member() { # of our cluster, or about to be
  recorded cluster "$CLUSTER_ID" && has_member_files
}

# --- bootstrap/lib/made-before.bash

# Clusters that were made before node.sh recorded what with: the documents that kubeadm got are here still, as node.sh wrote them.

record_made_before() { # once, so that the next documents do not hide what the first ones said
  if [[ -n "$(records made)" ]]; then return 0; fi
  read_made
  record_made
}

read_made_before() { # sets MADE to what they say
  local file="$ROOT$STATE_FOLDER/kubeadm.yaml" line key='' part='' name=''
  [[ -r $file ]] || return 0
  MADE=([role]=worker)
  while IFS= read -r line; do
    if [[ $line =~ ^([A-Za-z]+):(\ (.*))?$ ]]; then
      key="${BASH_REMATCH[1]}" part=''
      made_before_key "$key" "${BASH_REMATCH[3]}"
    elif [[ $line =~ ^\ \ ([A-Za-z]+):(\ (.*))?$ ]]; then
      part="${BASH_REMATCH[1]}"
      made_before_part "$part" "${BASH_REMATCH[3]}"
    elif [[ $key.$part == apiServer.certSANs && $line =~ ^\ +-\ (.*)$ ]]; then
      MADE[certSANs]+=$'\n'"$(unquoted "${BASH_REMATCH[1]}")"
    elif [[ $part == *xtraArgs || $part == local ]]; then
      if [[ $line =~ ^\ +-\ name:\ (.*)$ ]]; then name="$(unquoted "${BASH_REMATCH[1]}")"; fi
      if [[ $line =~ ^\ +value:\ (.*)$ ]]; then made_before_flag "$key" "$name" "${BASH_REMATCH[1]}"; fi
    fi
  done <"$file"
  [[ ! -v MADE[certSANs] ]] || MADE[certSANs]="$(sort <<<"${MADE[certSANs]:1}" | paste -s -d ' ')"
  if [[ -v MADE[podCidr] ]]; then made_before_mask_sizes; fi
}

made_before_key() { # <key> <value>
  case "$1" in
    kind)
      # Without flags a list is empty, but it is there.
      [[ $2 != ClusterConfiguration ]] || MADE+=([apiServer]='' [controllerManager]='' [scheduler]='' [etcd]='')
      if [[ $2 == *Configuration && $2 != Cluster* && $2 != Kube* ]]; then MADE[kubelet]=''; fi
      [[ $2 != InitConfiguration ]] || MADE[role]=control-plane
      ;;
    controlPlane) MADE[role]=control-plane ;;
    mode) MADE[kubeProxy]="$2" ;;
    *) ;;
  esac
}

made_before_part() { # <key> <value>
  local value text="$2" flag='\{"name":"([^"]*)","value":("([^"\\]|\\.)*")\}'
  value="$(unquoted "$2")"
  case "$1" in
    podSubnet) MADE[podCidr]="$value" ;;
    serviceSubnet) MADE[serviceCidr]="$value" ;;
    dnsDomain) MADE[dnsDomain]="$value" ;;
    disabled) [[ $value != true ]] || MADE[kubeProxy]=none ;;
    kubeletExtraArgs)
      while [[ $text =~ $flag ]]; do
        text="${text#*"${BASH_REMATCH[0]}"}"
        made_before_flag nodeRegistration "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
      done
      ;;
    *) ;;
  esac
}

made_before_flag() { # <key of the document> <name> <value as it stands there>
  local topic="${1/nodeRegistration/kubelet}" value
  value="$(unquoted "$3")"
  # As topics.ts writes it.
  [[ $value =~ ^[!-~]*$ && $value != \"* ]] || value="$3"
  case "$topic.$2" in
    kubelet.node-ip) MADE[addresses]="$value" ;;
    kubelet.node-labels) ;;
    *)
      # shellcheck disable=SC2004 # MADE goes by names
      MADE[$topic]+="${MADE[$topic]:+ }--$2=$value"
      ;;
  esac
}

made_before_mask_sizes() {
  local network family size sizes=''
  for network in ${MADE[podCidr]//,/ }; do
    family=4 size=24
    [[ $network != *:* ]] || family=6 size=64
    [[ ${MADE[controllerManager]} != *"--node-cidr-mask-size-ipv$family="* ]] || size="${MADE[controllerManager]#*"--node-cidr-mask-size-ipv$family="}"
    sizes+="${sizes:+,}${size%% *}"
  done
  MADE[nodeCidrMaskSizes]="$sizes"
}

unquoted() { # <value>
  local value="$1"
  if [[ $value == \"*\" ]]; then
    value="${value:1:${#value}-2}"
    value="${value//\\\"/\"}"
    value="${value//\\\\/\\}"
  fi
  printf '%s' "$value"
}

# --- bootstrap/lib/marks.bash

# Labels and taints of nodes: what they have, against the rows of cluster.yaml. kubeadm gives them when a machine joins; what changes later is done through the
# first control plane, as a machine may not take its own taints away. What was given is recorded there (NODE label KEY=VALUE, NODE taint KEY=VALUE:EFFECT),
# so that it can be taken back, and nothing else.

# Nodes, a tab, what they have in the words of the record.
# shellcheck disable=SC2016 # variables of the template
readonly MARKS='{{range .items}}{{$node := .metadata.name}}{{$node}} node{{"\n"}}{{range $key, $value := .metadata.labels}}{{$node}} label {{$key}}={{$value}}{{"\n"}}{{end}}{{range .spec.taints}}{{$node}} taint {{.key}}{{if .value}}={{.value}}{{end}}:{{.effect}}{{"\n"}}{{end}}{{end}}'
# What nodes have, a line each; begins with an end of line.
HAVE=''
# Of one node, as kubectl takes them: a dash at the end takes away.
LABELS=()
TAINTS=()
# What it is to have.
WANTED_MARKS=()
# Taints that neither cluster.yaml nor Kubernetes gives.
STRANGE_TAINTS=()

read_marks() {
  HAVE="$(kubectl_as "$ADMIN_CONFIG" get nodes --output "go-template=$MARKS")" ||
    fail "the API server of $NODE_NAME does not say which labels and taints nodes have" "see above, 'crictl ps -a' and 'journalctl -u kubelet'"
  HAVE=$'\n'"$HAVE"$'\n'
}

marks_of() { # <name>: sets WANTED_MARKS from its row
  local row mark
  local -a fields labels taints
  row="$(row_of "$1")" || refuse "no node of cluster $CLUSTER_NAME is called $1" 'cluster.yaml has the names; after a change there, synthesize again'
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$row")
  IFS=, read -r -a labels <<<"${fields[7]:-}"
  IFS=, read -r -a taints <<<"${fields[8]:-}"
  WANTED_MARKS=()
  for mark in "${labels[@]}"; do WANTED_MARKS+=("$1 label $mark"); done
  for mark in "${taints[@]}"; do WANTED_MARKS+=("$1 taint $mark"); done
}

record_marks() { # <name>: before it gets them
  marks_of "$1"
  record mark "${WANTED_MARKS[@]}"
}

# What is given or taken by one name: the key of a label; of a taint its key and effect.
mark_name() { # <mark>
  local mark="$1" effect=''
  if [[ $mark == *' taint '* ]]; then
    effect=":${mark##*:}"
    mark="${mark%:*}"
  fi
  printf '%s' "${mark%%=*}$effect"
}

compare_marks() { # <name>: sets LABELS, TAINTS, STRANGE_TAINTS; nothing for who is not a node yet
  local name="$1" mark wanted=$'\n'
  LABELS=() TAINTS=() STRANGE_TAINTS=()
  marks_of "$name"
  [[ $HAVE == *$'\n'"$name node"$'\n'* ]] || return 0
  for mark in "${WANTED_MARKS[@]}"; do
    wanted+="$(mark_name "$mark")"$'\n'
    [[ $HAVE == *$'\n'"$mark"$'\n'* ]] || add_mark "$mark"
  done
  while IFS= read -r mark; do
    [[ $mark != "$name "* || $wanted == *$'\n'"$(mark_name "$mark")"$'\n'* || $HAVE != *$'\n'"$mark"$'\n'* ]] || add_mark "$(mark_name "$mark")-"
  done < <(records mark)
  while IFS= read -r mark; do
    [[ $mark == "$name taint "* && $wanted != *$'\n'"$(mark_name "$mark")"$'\n'* ]] || continue
    compare_strange_taint "$mark"
  done <<<"$HAVE"
}

add_mark() { # <mark>
  case "$1" in
    *' label '*) LABELS+=("${1#* label }") ;;
    *) TAINTS+=("${1#* taint }") ;;
  esac
}

compare_strange_taint() { # <mark>
  local taint="${1#* taint }"
  if [[ $taint == node-role.kubernetes.io/control-plane:NoSchedule ]]; then
    # kubeadm's own, which it gives at init.
    recorded mark "$1" || TAINTS+=("$taint-")
  elif [[ $taint != node.kubernetes.io/* && $taint != *.cloudprovider.kubernetes.io/* ]]; then
    recorded mark "$1" || STRANGE_TAINTS+=("$taint")
  fi
}

forget_marks() { # <name>: those that it is not to have any more
  local mark
  while IFS= read -r mark; do
    [[ $mark != "$1 "* ]] || is_one_of "$mark" "${WANTED_MARKS[@]}" || forget mark "$mark"
  done < <(records mark)
}

# --- bootstrap/lib/member-files.bash

# What kubeadm leaves on a machine that is, or is about to be, a member of a cluster.

readonly MEMBER_FILES=(/etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/admin.conf /etc/kubernetes/pki/ca.crt)

# --- bootstrap/lib/member-versions.bash

# What a member of the cluster runs is changed one machine at a time, with its pods elsewhere: by no phase.

collect_version_problems() {
  local version
  is_member || return 0
  version="$(package_version kubelet)" || version=''
  [[ -z $version || $version == "$KUBERNETES_VERSION"-* ]] ||
    problem "$NODE_NAME runs Kubernetes ${version%%-*}, and cluster.yaml says $KUBERNETES_VERSION" \
      "that is for cluster.sh upgrade, which is not there yet: set kubernetes back to ${version%%-*}, or upgrade by hand first (https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-upgrade/)"
  version="$(package_version containerd.io)" || version=''
  [[ -z $version || $version == "$CONTAINERD_VERSION".* ]] ||
    problem "$NODE_NAME runs containerd ${version%%-*}, and $CONTAINERD_VERSION is wanted" \
      "that is for cluster.sh upgrade, which is not there yet: drain the machine, apt-mark unhold containerd.io, apt-get install 'containerd.io=$CONTAINERD_VERSION.*', and uncordon it"
}

# --- bootstrap/lib/membership.bash

# This machine and the cluster: how far init or join got here, and the way out. kubeadm's own steps cannot be trusted after a power cut, which leaves
# empty certificates and manifests behind; so what did not come to its end is undone as a whole and done again.

readonly KUBERNETES_FOLDER=/etc/kubernetes
readonly ADMIN_CONFIG="$KUBERNETES_FOLDER/admin.conf" KUBELET_CONFIG="$KUBERNETES_FOLDER/kubelet.conf"

# A step is recorded as `init started` or `join started` before kubeadm begins, and as `init done` or `join done` when it has come to its end.
forget_steps() {
  local step
  while read -r step; do forget step "$step"; done < <(records step)
}

# What init or join leave, or find of a cluster that was not made here.
cluster_files() {                                     # one a line
  compgen -G "$ROOT$KUBERNETES_FOLDER/*.conf" || true # a missing file is not a failure
  compgen -G "$ROOT$KUBERNETES_FOLDER/manifests/*.yaml" || true
  compgen -G "$ROOT$KUBERNETES_FOLDER/pki/*" || true
  compgen -G "$ROOT/var/lib/etcd/*" || true
}

begin_step() { # <init or join>: from a clean slate
  local step="$1" found
  local -a files
  if recorded step "$step started"; then
    refuse_to_lose_data "$step"
    say "           $step was interrupted on $NODE_NAME; undoing what it left"
    undo_kubeadm || return
  else
    mapfile -t -n 3 files < <(cluster_files 2>/dev/null)
    found="${files[*]}"
    [[ -z $found ]] || fail "files of a cluster that was not made here are on $NODE_NAME: $found" 'if that cluster is gone, run kubeadm reset and remove them'
    record step "$step started"
  fi
}

# Who was cut off after kubeadm had made the cluster may have put into it what is nowhere else.
# What a join wrote, the other members have; they have let go of this one before they invited it.
refuse_to_lose_data() { # <init or join>
  if [[ $1 == init ]] && etcd_has_data; then
    refuse "$1 was interrupted on $NODE_NAME, etcd has data, and the API server does not answer" \
      "see 'crictl ps -a' and 'journalctl -u kubelet', and run this again; if all of the cluster is to be lost: $PROGRAM reset, then prepare and $1"
  fi
}

# Whether an API server has ever stored something: its keys begin like this, in the database and in the log before it. What cannot be read counts as data.
etcd_has_data() {
  local member="$ROOT/var/lib/etcd/member" code=0
  [[ -e $member ]] || return 1
  grep --quiet --text --recursive --fixed-strings /registry/ "$member" || code=$?
  ((code != 1))
}

finish_step() { # <init or join>
  # Certificates that are not on the disk yet would be lost with a power cut, but the record not. Only these: all that is waiting for the disk, such as
  # images, takes minutes on a slow one.
  find "$ROOT$KUBERNETES_FOLDER" "$ROOT/var/lib/kubelet/pki" "$ROOT"/var/lib/kubelet/*.{yaml,env} -type f -exec sync {} + 2>>"$LOG" || true # not all of them are there in every role
  record step "$1 done"
}

# Everything that kubeadm made, whatever state it is in. Only after init or join have begun here, on a machine that had no such file before.
undo_kubeadm() {
  if [[ -n "$(type -P kubeadm)" ]]; then
    # Without containerd kubeadm leaves the containers running.
    service_is_active containerd || run 'starting containerd' systemctl start containerd || true # reported; a machine without it has no container
    run 'kubeadm reset' timeout 900 kubeadm reset --force --cleanup-tmp-dir --cri-socket "$CRI_SOCKET" || return
  else
    warn "kubeadm is not installed any more on $NODE_NAME, so its containers may still run; reboot it when this has ended"
  fi
  # kubeadm goes by the manifest of etcd and keeps the data when that is damaged, and it keeps what it did not make.
  { rm -r -f --one-file-system -- "$ROOT/var/lib/etcd/member" &&
    rm -f -- "$ROOT$KUBERNETES_FOLDER"/{admin,super-admin,kubelet,bootstrap-kubelet,controller-manager,scheduler}.conf &&
    rm -r -f -- "$ROOT$KUBERNETES_FOLDER/pki"; } || fail "what kubeadm left on $NODE_NAME could not be removed as a whole" 'see above; when the cause is gone, run this again'
}

need_kubeadm() { # <verb>
  [[ -n "$(type -P kubeadm)" ]] || fail "kubeadm is not installed on $NODE_NAME" "run prepare before $1"
}

write_kubeadm_documents() { # <init or join>: prints the path; they hold no secret
  local path="$ROOT$STATE_FOLDER/kubeadm.yaml" documents
  documents="$(kubeadm_documents "$1")" || return
  write_beside "$path" 0600 <<<"$documents" || not_written "$path"
  move_in_place "$path"
  printf '%s' "$path"
}

kubectl_as() { # <kubeconfig> <argument…>
  local config="$1"
  shift
  # Its cache would be in root's home, where nobody takes it for ours.
  kubectl --kubeconfig "$ROOT$config" --cache-dir "$ROOT$STATE_FOLDER/kubectl" --request-timeout 20s "$@"
}

start_kubelet() {
  service_is_active kubelet || run 'starting the kubelet' systemctl start kubelet
}

# By its path, so that kubectl does not ask for all kinds of the API server first.
is_registered() { # <kubeconfig> [node]
  kubectl_as "$1" get --raw "/api/v1/nodes/${2:-$NODE_NAME}"
}

# kubeadm gives the label when all else of a control plane is there.
is_control_plane_node() { # <kubeconfig> [node]
  local node
  node="$(is_registered "$@")" && [[ $node == *'"node-role.kubernetes.io/control-plane":'* ]]
}

is_control_plane() { # this machine, of a cluster that works or has worked
  [[ $NODE_ROLE == control-plane ]] && { recorded step 'init done' || recorded step 'join done'; }
}

wait_registered() { # <kubeconfig>
  local config="$1"
  retry_until "$KUBELET_HEALTH_CHECK_SECONDS" 2 "$NODE_NAME is in the cluster" is_registered "$config" ||
    fail "$NODE_NAME is not registered in the cluster" "see 'journalctl -u kubelet' and '$PROGRAM status', then run this again"
}

# --- bootstrap/lib/nearest.bash

# What a mistyped word was meant to be.

with_commas() { # <word…>
  local all
  printf -v all '%s, ' "$@"
  printf '%s' "${all%, }"
}

repair_of() { # <what was typed> <choice…>
  local typed="$1" choice least=3 near='' far
  shift
  for choice in "$@"; do
    far="$(distance "$typed" "$choice")"
    if ((far < least && far * 2 <= ${#typed})); then
      least="$far"
      near="$choice"
    fi
  done
  if [[ -n $near ]]; then printf 'did you mean %s?' "$near"; else printf 'choose one of: %s' "$(with_commas "$@")"; fi
}

distance() { # <word> <word>: letters to add, to take away or to change; what is much longer is far
  local from="$1" to="$2" row column least
  local -a above=() below
  if ((${#from} > ${#to} + 2)); then
    printf '%s' "${#from}"
    return 0
  fi
  for ((column = 0; column <= ${#to}; column++)); do above+=("$column"); done
  for ((row = 1; row <= ${#from}; row++)); do
    below=("$row")
    for ((column = 1; column <= ${#to}; column++)); do
      least="${above[column - 1]}"
      [[ ${from:row-1:1} == "${to:column-1:1}" ]] || least=$((least + 1))
      ((above[column] >= least)) || least=$((above[column] + 1))
      ((below[column - 1] >= least)) || least=$((below[column - 1] + 1))
      below+=("$least")
    done
    above=("${below[@]}")
  done
  printf '%s' "${above[${#to}]}"
}

# --- bootstrap/lib/needs.bash

# What the spec puts on a machine, held against what the machine has.

# A warning: the machine can become a node all the same, but some of its pods find no room.
warn_of_needs() {
  local row has processors=0 line
  local -a needs=()
  for row in "${NEEDS[@]}"; do
    [[ ${row%%$'\t'*} != "$NODE_NAME" ]] || mapfile -t -d $'\t' needs < <(printf '%s\t' "$row")
  done
  ((${#needs[@]} > 0)) || return 0
  local memory="${needs[1]}" memory_parts="${needs[2]}" cpu="${needs[3]}" cpu_parts="${needs[4]}"
  read -r _ has _ < <(grep '^MemTotal:' "$ROOT/proc/meminfo")
  while read -r line; do [[ $line != processor[[:space:]:]* ]] || processors=$((processors + 1)); done <"$ROOT/proc/cpuinfo"
  ((has / 1024 >= memory)) ||
    warn "$NODE_NAME has $((has / 1024)) MiB of memory, and $memory are kept free there ($memory_parts), so that pods stay Pending; add some, or give it less to do in cluster.yaml"
  ((processors * 1000 >= cpu)) ||
    warn "$NODE_NAME has ${processors}000m of CPU, and ${cpu}m are kept free there ($cpu_parts), so that pods stay Pending; use a machine with more processors, or give it less to do in cluster.yaml"
}

# --- bootstrap/lib/network-traces.bash

# What network plugins and kube-proxy leave in the running kernel. They name it after themselves, and only that goes: flushing a table would take the
# rules of everybody else along.

remove_network_traces() {
  local program network
  remove_links
  for network in "${POD_NETWORKS[@]}"; do remove_routes "$network"; done
  for program in iptables ip6tables; do remove_rules "$program"; done
  remove_tables
  [[ $KUBE_PROXY != ipvs ]] || warn 'the table of IPVS keeps the Services of the cluster until the next boot, as it does not say whose they are'
}

remove_links() {
  local link path
  while read -r link; do
    if [[ -e "$ROOT/sys/class/net/$link" ]] && is_one_of "$link" "${PROGRAM_LINKS[@]}"; then remove_link "$link"; fi
    forget link "$link"
  done < <(records link)
  # Calico's ends of the pods' interfaces.
  for path in "$ROOT"/sys/class/net/cali[0-9a-f]*; do
    if [[ -e $path ]]; then remove_link "${path##*/}"; fi
  done
}

remove_link() { # <name>
  if [[ $1 == tunl0 ]]; then
    # The module makes it, and takes it along.
    run 'removing tunl0' modprobe --remove ipip || warn 'tunl0 stays until the next boot: something else uses its module'
  else
    run "removing $1" ip link delete "$1" || warn "$1 could not be removed; the next boot does it"
  fi
}

remove_routes() { # <network of pods>: nobody else's, as prepare refuses a network that the machine has a route to
  local network="$1" family=-4
  if [[ $network == *:* ]]; then family=-6; fi
  if [[ -n "$(ip "$family" route show root "$network")" ]]; then
    run "removing routes to $network" ip "$family" route flush root "$network" || warn "routes to $network stay until the next boot"
  fi
}

# Chains are named by who makes them; rules in chains of others jump to them, or say in a comment that they are Calico's.
readonly OUR_CHAINS='(KUBE|CNI|FLANNEL|cali)-[^ ]*'

remove_rules() { # <iptables or ip6tables>
  local program="$1" changes
  [[ -n "$(type -P "$program-save")" ]] || return 0
  changes="$("$program-save" | rules_to_remove)" || return
  if [[ $changes == *-* ]]; then
    run "removing our rules of $program" restore_rules "$program" "$changes" || warn "rules of the cluster stay in $program until the next boot"
  fi
}

restore_rules() { # <iptables or ip6tables> <changes>
  printf '%s\n' "$2" | "$1-restore" --noflush
}

rules_to_remove() { # what iptables-save printed → what iptables-restore --noflush must be told
  local line
  local -a jumps=() chains=()
  while IFS= read -r line; do
    if [[ $line == '*'* ]]; then
      jumps=() chains=()
      printf '%s\n' "$line"
    elif [[ $line =~ ^:($OUR_CHAINS)\  ]]; then
      chains+=("${BASH_REMATCH[1]}")
    elif [[ $line =~ ^-A\ $OUR_CHAINS\  ]]; then
      continue # goes with its chain
    elif [[ $line =~ ^-A\ .*(-[jg]\ $OUR_CHAINS( |$)|--comment\ \"?cali:) ]]; then
      jumps+=("-D ${line#-A }")
    elif [[ $line == COMMIT ]]; then
      [[ ${#jumps[@]} -eq 0 ]] || printf '%s\n' "${jumps[@]}"
      # All are empty before the first one goes: they jump to each other.
      [[ ${#chains[@]} -eq 0 ]] || printf '%s\n' "${chains[@]/#/-F }" "${chains[@]/#/-X }"
      printf 'COMMIT\n'
    fi
  done
}

# Of kube-proxy, flannel and Calico where they use nftables.
remove_tables() {
  local present name family
  [[ -n "$(type -P nft)" ]] || return 0
  present="$(nft list tables)" || return
  for name in kube-proxy flannel-ipv4 flannel-ipv6 calico; do
    for family in ip ip6; do
      if [[ $'\n'"$present"$'\n' == *$'\n'"table $family $name"$'\n'* ]]; then
        run "removing the table $name of nftables" nft delete table "$family" "$name" || warn "the table $family $name of nftables stays until the next boot"
      fi
    done
  done
}

# --- bootstrap/lib/networks.bash

# Networks in CIDR notation, both families, as bits.

network_bits() { # <address or CIDR>: its network part, a line of 0 and 1
  local address="${1%/*}" prefix='' digits
  [[ $1 != */* ]] || prefix="${1#*/}"
  if [[ $address == *:* ]]; then
    digits="$(hextets "$address")"
  else
    local -a parts
    IFS=. read -r -a parts <<<"$address"
    printf -v digits '%02x' "${parts[@]}"
  fi
  bits_of "$digits" "${prefix:-$((4 * ${#digits}))}"
}

hextets() { # <IPv6 address>: its 32 hexadecimal digits
  local address="$1" left right digits='' missing
  local -a head=() tail=()
  left="${address%%::*}"
  right=''
  [[ $address != *::* ]] || right="${address#*::}"
  [[ -z $left ]] || IFS=: read -r -a head <<<"$left"
  [[ -z $right ]] || IFS=: read -r -a tail <<<"$right"
  missing=$((8 - ${#head[@]} - ${#tail[@]}))
  local part
  for part in "${head[@]}"; do digits+="$(printf '%04x' "0x$part")"; done
  for (( ; missing > 0; missing--)); do digits+=0000; done
  for part in "${tail[@]}"; do digits+="$(printf '%04x' "0x$part")"; done
  printf '%s' "$digits"
}

bits_of() { # <hexadecimal digits> <how many bits>
  local digits="$1" count="$2" bits='' place
  local -a nibbles=(0000 0001 0010 0011 0100 0101 0110 0111 1000 1001 1010 1011 1100 1101 1110 1111)
  for ((place = 0; place < ${#digits}; place++)); do bits+="${nibbles[16#${digits:place:1}]}"; done
  printf '%s' "${bits:0:count}"
}

same_family() { # <address or CIDR> <address or CIDR>
  [[ ($1 == *:* && $2 == *:*) || ($1 != *:* && $2 != *:*) ]]
}

networks_overlap() { # <address or CIDR> <address or CIDR>
  local left right
  same_family "$1" "$2" || return 1
  left="$(network_bits "$1")"
  right="$(network_bits "$2")"
  [[ $left == "$right"* || $right == "$left"* ]]
}

host_port() { # <address> <port>: as URLs have it
  if [[ $1 == *:* ]]; then printf '[%s]:%s' "$1" "$2"; else printf '%s:%s' "$1" "$2"; fi
}

# --- bootstrap/lib/output.bash

# What a person reads. Progress goes to stdout, trouble to stderr; no colour anywhere.

# The exit code of a plan that has something to do; without anything it is 0.
readonly SOMETHING_TO_DO=3
# Problems that were collected, one line each.
PROBLEMS=()
# yes while `plan` asks what would change.
PLANNING=no

# yes on a machine whose desk may go away: a write that nobody reads then fails, instead of ending the program.
OUTLIVES_READER=no

print() { # <text>: fails where nobody reads any more, and says nothing of it
  # Each shell within this one begins without it. Not ignored, as programs would inherit that.
  [[ $OUTLIVES_READER == no ]] || trap : PIPE
  printf '%s\n' "$1" 2>/dev/null
}

# Where nobody reads any more, all is done all the same.

say() { # <text>
  print "$1" || :
}

warn() { # <text>
  print "warning: $1" >&2 || :
}

would() { # <text>: what is not yet so; a phase's check says it, and only the plan shows it
  [[ $PLANNING == no ]] || say "           would $1"
}

complain() { # <text>
  print "$PROGRAM: $1" >&2 || :
}

fail() { # <what> <repair>
  complain "$1; $2"
  exit 1
}

refuse() { # <what> <repair>: wrong usage, the wrong machine, or one that cannot become a node
  complain "$1; $2"
  exit 2
}

problem() { # <what> <repair>: keeps it until all are known
  PROBLEMS+=("$1; $2")
}

problems_found() {
  ((${#PROBLEMS[@]} > 0))
}

refuse_problems() { # all that were collected, if any
  if problems_found; then
    print_problems
    exit 2
  fi
}

print_problems() {
  local line
  for line in "${PROBLEMS[@]}"; do
    complain "$line"
  done
}

# Control characters but the tab; a terminal obeys them. The second byte of those that UTF-8 writes in two.
readonly CONTROLS=$'\001-\010\012-\037\177' CONTROLS_AFTER_C2=$'\200-\237'

# Text without high bytes, or with those of UTF-8 only: a byte alone may be a control character to a terminal that reads another encoding.
readonly HIGH=$'\200-\377' UTF8=$'^([\001-\177]|[\302-\337][\200-\277]|[\340-\357][\200-\277]{2}|[\360-\364][\200-\277]{3})*$'

printable() { # <text>: sets REPLY: with ? in the place of control characters. In the locale C.
  REPLY="${1//[$CONTROLS]/?}"
  REPLY="${REPLY//$'\xc2'[$CONTROLS_AFTER_C2]/?}"
  [[ $REPLY != *[$HIGH]* || $REPLY =~ $UTF8 ]] || REPLY="${REPLY//[$HIGH]/?}"
}

# --- bootstrap/lib/packages.bash

# Debian packages: what is installed, and installing so that it can be given back.

readonly APT_OPTIONS=(
  # Configuration files are ours to write.
  --option Dpkg::Options::=--force-confold
  --option APT::Keep-Downloaded-Packages=false
  --option APT::Install-Recommends=false
)

apt_get() { # <argument>...
  unlocked env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C.UTF-8 "${PROXIES[@]}" apt-get "${APT_OPTIONS[@]}" "$@"
}

readonly PACKAGE_LISTS=/var/lib/apt/lists

# What apt says when the same question may get another answer later. All else is asked once.
readonly APT_HEALS='Temporary failure|Could not (resolve|connect|handshake|wait)|[Cc]onnection (failed|timed|refused|reset)|[Tt]imed out|unreachable|No route to host|  (408|425|429|50[0234])  |Hash Sum mismatch|unexpected size|[Mm]irror sync|Error reading from|Bad header|not (valid|activated) yet|not yet (valid|activated)|held by process'
# For the lists of others, which are not ours to wait for.
readonly OTHERS_SECONDS=120

# apt leaves the lists to the kernel: a power cut empties some, and no later update replaces those while the index that names them is whole.
# shellcheck disable=SC2120 # By way of judged.
apt_update() { # <argument of apt-get>...
  empty_lists '' | xargs --null --no-run-if-empty rm -f --
  apt_get --error-on=any "$@" update && sync --file-system "$ROOT$PACKAGE_LISTS"
}

# Strictly, and no other one: what others wrote neither keeps ours from coming, nor goes with it.
update_list() { # <path of a list of ours>
  run "updating the list of packages of $1" retry_until 600 10 "updating the list of packages of $1" judged heals "$APT_HEALS" \
    apt_update --option "Dir::Etc::sourcelist=$ROOT$1" --option Dir::Etc::sourceparts=- --option APT::Get::List-Cleanup=0
}

# As many as there are: a source of somebody else that is gone is told, with the line that names it.
update_package_lists() {
  local said
  said="$(mktemp)"
  run 'updating the lists of packages' update_all_lists "$said"
  warn_of_sources <"$said"
  rm -- "$said"
}

update_all_lists() { # <file for what apt says last>
  retry_until "$OTHERS_SECONDS" 10 'updating the lists of packages' judged heals "$APT_HEALS" try_all_lists "$1" ||
    true # told by who called
}

try_all_lists() { # <file for what apt says>
  local code=0
  # shellcheck disable=SC2119 # All lists.
  apt_update >"$1" 2>&1 || code=$?
  cat "$1"
  return "$code"
}

warn_of_sources() { # stdin: what `apt-get update` says
  local line failed='' error='' told=no
  while IFS= read -r line; do
    if [[ -n $failed ]]; then
      warn "apt of $NODE_NAME gets nothing from $failed ($(place_of_source "$failed")): ${line#"${line%%[![:space:]]*}"}; remove that source if nobody needs it"
      failed=''
      told=yes
    elif [[ $line == 'E: '* ]]; then
      error="$line"
    elif [[ $line =~ ^Err:[0-9]+\ (.*) ]]; then
      failed="${BASH_REMATCH[1]% *}"
    fi
  done
  if [[ $told == no && -n $error ]]; then warn "apt of $NODE_NAME has not updated all lists of packages: $error; run apt-get update"; fi
}

# Whether apt can read all sources at all; what it says when it cannot, in a line. It asks no network.
apt_refusal() {
  local said
  said="$(apt-get indextargets 2>&1 >/dev/null)" || grep -vxF 'E: The list of sources could not be read.' <<<"$said" | uniq | paste -s -d ' '
}

empty_lists() { # <begin of their names>: each ends with a zero byte
  [[ ! -d "$ROOT$PACKAGE_LISTS" ]] || find "$ROOT$PACKAGE_LISTS" -maxdepth 1 -type f -empty -name "$1*" ! -name lock -print0
}

package_version() { # <package>: its version, when it is installed completely
  local package="$1" state
  state="$(dpkg-query --show --showformat='${db:Status-Status} ${Version}' "$package" 2>/dev/null)" || return
  [[ $state == 'installed '* ]] || return
  printf '%s\n' "${state#installed }"
}

package_matches() { # <package>[=<pattern of versions>]
  local wanted="$1" pattern='*' version
  if [[ $wanted == *=* ]]; then pattern="${wanted#*=}"; fi
  version="$(package_version "${wanted%%=*}")" || return
  # shellcheck disable=SC2053 # The right side is a pattern, as for apt.
  [[ $version == $pattern ]]
}

missing_packages() { # <package>[=<pattern of versions>]...: those that are not installed, one a line
  local wanted
  for wanted in "$@"; do
    if ! package_matches "$wanted"; then printf '%s\n' "$wanted"; fi
  done
}

# Names only what is missing: a package that came with another one is not marked as asked for. Removes nothing for it. What is new is recorded
# before it comes, so that a kill in between is covered.
install_packages() { # <title> <package>[=<pattern of versions>]...
  local title="$1" absent simulated line
  shift
  mapfile -t absent < <(missing_packages "$@")
  if [[ ${#absent[@]} -eq 0 ]]; then return 0; fi
  finish_interrupted_installation || return
  simulated="$(apt_get --simulate --no-remove --allow-downgrades --allow-change-held-packages install "${absent[@]}" 2>&1)" || {
    printf '%s\n' "$simulated" >&2
    fail "apt cannot install ${absent[*]}" 'read what it says above; it removes nothing of the machine for us'
  }
  while read -r line; do
    # `Inst NAME (version …)` is new here; `Inst NAME [old version] (…)` is not.
    if [[ $line =~ ^Inst\ ([^ ]+)\ \( ]]; then record package "${BASH_REMATCH[1]}"; fi
  done <<<"$simulated"
  run "$title" apt_get --yes --no-remove --allow-downgrades --allow-change-held-packages install "${absent[@]}"
}

# A dpkg that was killed, as by a power cut, leaves packages half done, and apt refuses to go on.
finish_interrupted_installation() {
  if [[ -n "$(dpkg --audit)" ]] || compgen -G "$ROOT/var/lib/dpkg/updates/[0-9]*" >/dev/null; then
    run 'finishing an interrupted installation' repair_packages
  fi
}

repair_packages() {
  unlocked env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure --pending || true # fails for those that must be unpacked again, which apt does
  apt_get --yes --no-remove --fix-broken install
}

# --- bootstrap/lib/patience.bash

# Locks of apt and dpkg, which somebody else may hold.

# Unattended-upgrades after a boot takes minutes.
readonly LOCK_SECONDS=600
readonly LOCKED=$'Could not get lock[^,\n]*|dpkg [a-z ]+(was|is) locked by another process[^,\n]*'

# apt waits at no lock but dpkg's, and dpkg at none. What the command prints goes where the caller's goes; its errors at the end.
unlocked() { # <command…>: again when a lock of somebody else has stopped it
  local folder code=1 REASON_AFTER=0
  folder="$(mktemp --directory)" || return
  if retry_until "$LOCK_SECONDS" 2 'waiting for another run of apt' try_unlocked "$folder" "$@" 7>&1; then
    read -r code <"$folder/code" || code=1
    cat "$folder/errors" >&2
  fi
  rm -r -- "$folder"
  return "$code"
}

try_unlocked() { # <folder for what becomes of it> <command…>: fails where it was a lock
  local folder="$1" code=0 errors
  shift
  # None of our descriptors: a package may start a service that keeps them.
  "$@" >&7 2>"$folder/errors" 7>&- 8>&- || code=$?
  printf '%s\n' "$code" >"$folder/code"
  errors="$(<"$folder/errors")"
  if ((code == 0)) || [[ ! $errors =~ $LOCKED ]]; then return 0; fi
  printf '%s\n' "${BASH_REMATCH[0]}"
  return 1
}

# --- bootstrap/lib/proxies.bash

# Proxies for HTTP that a machine has. Their values may hold passwords, and are not shown.

# Those of the environment, for apt alone: kubeadm would write them into its control plane, and kubectl ask them for the API server.
PROXIES=()
readonly PROXY_NAMES=(http_proxy https_proxy ftp_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY)

keep_proxies_for_apt() {
  local name
  for name in "${PROXY_NAMES[@]}"; do
    if [[ -n ${!name-} ]] && ! has_proxy; then PROXIES+=("$name=${!name}"); fi
    unset "$name"
  done
  # apt knows only the small letters.
  mapfile -t -O "${#PROXIES[@]}" PROXIES < <(proxy_environment | sed 's/^[^=]*/\L&/')
}

has_proxy() { # in the spec
  [[ -n $PROXY_HTTP$PROXY_HTTPS ]]
}

proxy_environment() { # NAME=value, one a line; none where the spec names no proxy
  [[ -z $PROXY_HTTP ]] || printf 'HTTP_PROXY=%s\n' "$PROXY_HTTP"
  [[ -z $PROXY_HTTPS ]] || printf 'HTTPS_PROXY=%s\n' "$PROXY_HTTPS"
  [[ -z $NO_PROXY_LIST ]] || printf 'NO_PROXY=%s\n' "$NO_PROXY_LIST"
}

# kubeadm hands them on to the control plane and to kube-proxy.
with_proxy() { # <command…>
  local -a proxies
  mapfile -t proxies < <(proxy_environment)
  env "${proxies[@]}" "$@"
}

# For a unit of systemd, which takes % for a beginning of its own.
proxy_unit_lines() {
  local line
  while IFS= read -r line; do printf 'Environment="%s"\n' "${line//%/%%}"; done < <(proxy_environment)
}

# What reads each file: a login, apt, or systemd for all its units. The proxy of the spec takes the place of those of a login.
warn_of_proxies() {
  local path
  for path in "$ROOT"/etc/{environment,profile,bash.bashrc,profile.d/*.sh,environment.d/*.conf} "$ROOT"/root/.{bashrc,profile}; do
    has_proxy || warn_of_proxy "$path" '^[^#]*(https?|all)_proxy[[:space:]]*=' 'apt asks it; kubeadm, kubectl and what runs in the cluster go without it'
  done
  for path in "$ROOT"/etc/apt/apt.conf "$ROOT"/etc/apt/apt.conf.d/*; do
    warn_of_proxy "$path" '^[[:space:]]*([^/#]|/[^/])*(::proxy|proxy[[:space:]]+")' 'apt asks it for the packages of Kubernetes and containerd, too'
  done
  for path in "$ROOT"/etc/systemd/{system.conf,system.conf.d/*.conf,system/{containerd,kubelet}.service.d/*.conf} "$ROOT"/run/systemd/system.conf.d/*.conf; do
    [[ ${path##*/} == cdk8s-metal*.conf ]] || warn_of_proxy "$path" '^[^#;]*environment=.*(https?|all)_proxy=' 'containerd and the kubelet ask it, also for addresses of the cluster unless no_proxy there names them'
  done
}

warn_of_proxy() { # <path> <extended regular expression> <what follows of it>
  local path="$1" pattern="$2" line number=0
  [[ -f $path ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    if [[ ${line,,} =~ $pattern ]]; then
      warn "${path#"$ROOT"}:$number of $NODE_NAME names a proxy; $3"
      return
    fi
  done <"$path"
}

# --- bootstrap/lib/registries.bash

# How containerd gets at registries: mirrors, authorities of the user's own, logins. A file of its own for each registry, which containerd reads anew with each
# pull. https://github.com/containerd/containerd/blob/main/docs/hosts.md
# A login is a header there: it goes to that host alone, by whomever an image is pulled (crictl, kubeadm, the kubelet), and to the service that gives tokens
# where the registry has one. What config.toml can hold instead, registry.configs, goes with containerd 2.4.

# By host, in base64: a certificate, and USER:PASSWORD. In no argument and in no file but those of containerd.
declare -A REGISTRY_CA=() REGISTRY_LOGIN=()

read_registry_access() { # stdin: kind, host and content, a line each: what the desk has
  local row kind host content
  ((${#REGISTRY_ACCESS[@]} > 0)) || return 0
  if [[ ! -t 0 ]]; then
    while read -r kind host content; do
      [[ $content =~ ^[A-Za-z0-9+/]+={0,2}$ ]] || continue
      case "$kind" in
        ca) REGISTRY_CA[$host]="$content" ;;
        login) REGISTRY_LOGIN[$host]="$content" ;;
        *) ;;
      esac
    done
  fi
  for row in "${REGISTRY_ACCESS[@]}"; do
    read -r kind host <<<"$row"
    if [[ $kind == ca && ! -v REGISTRY_CA[$host] ]] || [[ $kind == login && ! -v REGISTRY_LOGIN[$host] ]]; then
      problem "the $kind of registry $host is not on standard input" \
        "cluster.sh brings it; by hand: { printf '$kind $host '; base64 -w 0 FILE; echo; } | $PROGRAM ${VERBS[ROW]}, a line for each that is missing"
    fi
  done
  refuse_problems
}

registry_files() { # <command…>: as containerd_files
  local row host
  local -A hosts=()
  for row in "${REGISTRY_ACCESS[@]}"; do
    host="${row#* }"
    hosts[$host]=''
    [[ $row != ca\ * ]] || "$@" "$CONTAINERD_HOSTS/$host/ca.crt" 0644 registry_ca "$host" || return
  done
  # The mirror of each, if it has one.
  for row in "${REGISTRIES[@]}"; do hosts[${row%%$'\t'*}]="${row#*$'\t'}"; done
  while read -r host; do
    [[ -z $host ]] || "$@" "$CONTAINERD_HOSTS/$host/hosts.toml" "$(registry_mode "$host" "${hosts[$host]}")" registry_hosts "$host" "${hosts[$host]}" || return
  done < <(printf '%s\n' "${!hosts[@]}" | sort)
}

registry_ca() { # <host>
  base64 --decode < <(printf '%s' "${REGISTRY_CA[$1]-}")
}

registry_mode() { # <host> <mirror>: nobody but root reads a login
  if needs_login "$1" || needs_login "$(host_of_url "$2")"; then printf 0600; else printf 0644; fi
}

needs_login() { # <host>
  [[ " ${REGISTRY_ACCESS[*]/%/ }" == *" login $1 "* ]]
}

has_ca() { # <host>
  [[ " ${REGISTRY_ACCESS[*]/%/ }" == *" ca $1 "* ]]
}

host_of_url() { # <url>: with its port, unless that is the usual one
  local host="${1#*://}"
  host="${host%%/*}"
  [[ $1 != https://* ]] || host="${host%:443}"
  printf '%s' "$host"
}

registry_hosts() { # <host> <mirror>: what is not in the mirror comes from the registry itself
  local host="$1" mirror="$2" server="https://$1" via
  if [[ $host == docker.io ]]; then server=https://registry-1.docker.io; fi
  printf '# Written by cdk8s-metal.\nserver = "%s"\n' "$server"
  registry_trust "$host" 'ca' '[header]'
  [[ -n $mirror ]] || return 0
  via="$(host_of_url "$mirror")"
  printf '\n[host."%s"]\n  capabilities = ["pull", "resolve"]\n' "$mirror"
  # Otherwise containerd puts /v2 behind the path.
  if [[ ${mirror#*://} == */v2/?* ]]; then printf '  override_path = true\n'; fi
  registry_trust "$via" '  ca' "[host.\"$mirror\".header]"
}

registry_trust() { # <host> <name of the field> <head of the table>
  if has_ca "$1"; then printf '%s = "%s/%s/ca.crt"\n' "$2" "$CONTAINERD_HOSTS" "$1"; fi
  if needs_login "$1"; then printf '\n%s\n  Authorization = "Basic %s"\n' "$3" "${REGISTRY_LOGIN[$1]-}"; fi
}

# --- bootstrap/lib/retry.bash

# Waiting: what can heal by itself is tried again, with a pause and a deadline, and what it says is shown meanwhile.

# The exit code of a command that no repetition mends: retry_until gives up on it at once.
readonly PERMANENT=78

# A step of the clock does not move it, as it moves SECONDS. A desk without /proc has bash 5.3, or nothing better than its clock.
uptime_seconds() {
  local uptime="${BASH_MONOSECONDS:-$SECONDS}"
  [[ ! -r /proc/uptime ]] || IFS=. read -r uptime _ </proc/uptime
  printf '%s' "$uptime"
}

# For retry_until: judges a failure by its words, as programs such as apt and crictl have one exit code for all.
judged() { # <heals or lasts> <extended regular expression> <command…>: PERMANENT unless it matches what heals, or when it matches what lasts
  local verdict="$1" pattern="$2" answer code=0 found=lasts
  shift 2
  answer="$("$@" 2>&1)" || code=$?
  printf '%s\n' "$answer"
  if ((code == 0)); then return 0; fi
  if [[ $verdict == lasts ]]; then found=heals; fi
  if [[ $answer =~ $pattern ]]; then found="$verdict"; fi
  [[ $found == heals ]] || code=$PERMANENT
  return "$code"
}

# After how many seconds a wait shows what the thing itself says; who calls may want it sooner.
REASON_AFTER=10
# Where nothing but numbers has changed, as while something is copied, it is shown again after this many seconds.
readonly NUMBERS_AFTER=60
# Of one answer, in lines and in bytes of each.
readonly MOST_REASONS=6 LONGEST_REASON=300

tell_person() { # <text>: also from within a function that run has called; fails where nobody reads any more
  { print "$1" >&8; } 2>/dev/null || print "$1"
}

# Sets REPLY: its last lines, without what programs of Kubernetes log among them: a letter and the date, the time.
reasons_of() { # <answer>
  local LC_ALL=C line
  local -a latest=()
  while IFS= read -r line; do
    line="${line##*$'\r'}"
    [[ -n ${line//[[:space:]]/} && ! $line =~ ^[EWIF][0-9]{4}\ [0-9:.]+\  ]] || continue
    ((${#line} <= LONGEST_REASON)) || line="${line:0:LONGEST_REASON}..."
    printable "$line"
    latest+=("$REPLY")
  done < <(tail -n 40 <<<"${1//$'\r\n'/$'\n'}")
  REPLY=''
  ((${#latest[@]} <= MOST_REASONS)) || latest=("${latest[@]: -MOST_REASONS}")
  ((${#latest[@]} == 0)) || printf -v REPLY '%s\n' "${latest[@]}"
}

# Only when it is not what was shown before. In SHOWN and SHOWN_AT the caller has what that was, and when.
show_reasons() { # <whose> <answer>: fails where nobody reads any more
  local line now REPLY
  reasons_of "$2"
  [[ -n $REPLY && $REPLY != "$SHOWN" ]] || return 0
  now="$(uptime_seconds)"
  [[ ${REPLY//[0-9]/} != "${SHOWN//[0-9]/}" ]] || ((now - SHOWN_AT >= NUMBERS_AFTER)) || return 0
  SHOWN="$REPLY" SHOWN_AT="$now"
  while IFS= read -r line; do
    tell_person "           $1: $line" || return
  done <<<"${REPLY%$'\n'}"
}

# The only loop that sleeps. What it is called for can heal by itself; a command that ends with PERMANENT says that this cannot.
retry_until() { # <seconds> <pause> <title> <command…>
  local limit="$1" pause="$2" title="$3" last='' tell=2 began asked now code end='' SHOWN='' SHOWN_AT=0
  shift 3
  began="$(uptime_seconds)"
  while :; do
    asked="$(uptime_seconds)"
    code=0
    last="$("$@" 2>&1 </dev/null)" || code=$?
    ((code != 0)) || return 0
    now="$(uptime_seconds)"
    if ((code == PERMANENT)); then
      end='no repetition mends this'
    elif ((now - began >= limit)); then
      end="not within $limit s"
      code=1
    fi
    if [[ -n $end ]]; then
      complain "$title: $end. The last answer:"
      tail -n 20 <<<"$last" | sed 's/^/    /' >&2 || true # nobody may read any more
      return "$code"
    fi
    # Ever more rarely. A machine whose desk is gone ends here, and does not keep its lock from the next run.
    if ((now - began >= tell)); then
      if ((tell == 2)); then print "           $title …"; else print "           $title … $((now - began)) s"; fi || return 1
      tell=$((tell < 120 ? tell * 2 : tell + 120))
    fi
    ((now - began < REASON_AFTER)) || show_reasons waiting "$last" || return 1
    # A slow machine must not spend itself on being asked: a starting kubectl takes seconds of its processors, which what it asks for needs.
    ((now - asked < 3 || ${pause%.*} >= 10)) || pause=10
    sleep "$pause"
  done
}

# --- bootstrap/lib/run.bash

# Commands that take time or can fail: their output goes to the log, their last lines to the person when they fail.

readonly LOG_FOLDER=/var/log/cdk8s-metal
# Discarded until the first command: a run that only looks, or is refused, leaves no log.
LOG=/dev/null

open_log() { # one log for all runs, readable by root only
  LOG="$ROOT$LOG_FOLDER/${PROGRAM%.sh}.log"
  { (umask 077 && mkdir -p "$ROOT$LOG_FOLDER" && : >>"$LOG") && chmod 0600 "$LOG"; } || no_log
}

no_log() { # programs would fail in the middle when their words cannot be written
  fail "the log ${LOG#"$ROOT"} could not be written" 'if the disk is full (df -h, df -i), make room; then run this again'
}

# The command must be a program or a function that says itself when it failed: errexit does not reach into it. A function may speak to the person with
# `tell_person`; programs do not get that descriptor, as some leave a service behind that would hold it.
run() { # <title> <command…>
  local title="$1" began took status=0 offset=0 watcher kind
  shift
  began="$(uptime_seconds)"
  [[ $LOG != /dev/null ]] || open_log
  printf '== %(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$title" >>"$LOG" || no_log
  offset="$(stat -c %s "$LOG")"
  # Without the lock, which must not outlive this process.
  say_when_slow "$title" "$offset" 9>&- &
  watcher=$!
  kind="$(type -t "$1")" || kind=none
  if [[ $kind == function ]]; then
    "$@" </dev/null 8>&1 >>"$LOG" 2>&1 || status=$?
  else
    "$@" </dev/null >>"$LOG" 2>&1 || status=$?
  fi
  # It has ended already when the command was slow.
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  took=$(($(uptime_seconds) - began))
  if ((status != 0)); then
    print_failure "$title" "$status" "$offset"
  elif ((took > 2)); then
    say "           $title: $took s"
  fi
  return "$status"
}

# Every so many times 5 s a command that takes long shows the last line that it wrote, if that is another one.
readonly LINE_EVERY=6

# Waits on a pipe that nobody writes to, which needs no process that could outlive us.
say_when_slow() { # <title> <bytes of the log before it>
  local SHOWN='' SHOWN_AT=0 line round=0
  read -r -t 2 <> <(:) || print "           $1 …" || return 0
  # The program itself may have been killed.
  while ! read -r -t 5 <> <(:) && kill -0 "$$" 2>/dev/null; do
    round=$((round + 1))
    ((round % LINE_EVERY == 0)) || continue
    line="$(tail -c "+$(($2 + 1))" "$LOG" | tail -n 1)"
    # Those of retry_until, which speaks to the person itself.
    [[ $line == '           '* ]] || show_reasons "$1" "$line" || return 0
  done
}

print_failure() { # <title> <exit code> <bytes of the log before it>
  local title="$1" code="$2" offset="$3"
  complain "$title failed with exit code $code. Its last lines:"
  tail -c "+$((offset + 1))" "$LOG" | tail -n 20 | sed 's/^/    /' >&2 || true # nobody may read any more
  complain "all of it is in $LOG; when the cause is gone, run the same command again: it goes on where it stopped"
}

# --- bootstrap/lib/services.bash

# Units of systemd.

service_is_active() { # <unit>
  systemctl is-active --quiet "$1"
}

service_is_enabled() { # <unit>
  systemctl is-enabled --quiet "$1" 2>/dev/null
}

# Most packages have done it already, and each enabling makes systemd read all its units again: half a minute on an emulated machine.
enable_service() { # <unit>: now and at boot; what it was before is recorded
  local unit="$1" missing=no
  if ! service_is_enabled "$unit"; then
    record enabled "$unit"
    missing=yes
  fi
  if ! service_is_active "$unit"; then
    record started "$unit"
    missing=yes
  fi
  [[ $missing == no ]] || run "starting $unit" systemctl enable --now "$unit"
}

restart_service() { # <unit>: only for who changed something that it reads
  run "restarting $1" systemctl restart "$1"
}

disable_service() { # <unit>: now and at boot
  local unit="$1"
  record disabled "$unit"
  run "switching $unit off" systemctl disable --now "$unit"
}

# By the link itself: systemctl would be asked once for every unit.
unit_is_masked() { # <unit>
  [[ "$(readlink "$ROOT/etc/systemd/system/$1")" == /dev/null ]]
}

mask_units() { # <unit…>
  local unit
  for unit in "$@"; do
    unit_is_masked "$unit" || record masked "$unit"
  done
  run "masking $*" systemctl mask "$@"
}

unmask_units() { # <unit…>: those that we masked
  local unit
  for unit in "$@"; do
    if recorded masked "$unit"; then
      run "unmasking $unit" systemctl unmask "$unit"
      forget masked "$unit"
    fi
  done
}

# --- bootstrap/lib/state.bash

# What we changed on this machine, written down before the change is made: a kill in between loses nothing, and reset undoes no more than this.
# One line each: kind, tab, value. The file is replaced as a whole, so that a full disk or a power cut leaves it as it was.

readonly STATE_FOLDER=/var/lib/cdk8s-metal
# What read_state has read.
STATE=''

read_state() { # sets STATE to the records, each with its end of line
  local file="$ROOT$STATE_FOLDER/state"
  STATE=''
  [[ -f $file ]] || return 0
  # The point keeps the ends of lines that $() would cut off.
  STATE="$(cat -- "$file" && printf .)" || fail "$STATE_FOLDER/state could not be read" 'see above and dmesg'
  STATE="${STATE%.}"
  # A last line without its end was torn: its change was not made.
  STATE="${STATE%"${STATE##*$'\n'}"}"
}

write_state() { # <records, each with its end of line>
  local file="$ROOT$STATE_FOLDER/state"
  write_beside "$file" 0600 <<<"${1%$'\n'}" || not_written "$file"
  move_in_place "$file"
  # On the disk before the change is: the power may go.
  sync "$ROOT$STATE_FOLDER" || not_written "$file"
}

record() { # <kind> <value…>
  local kind="$1" value missing=''
  shift
  read_state
  for value in "$@"; do
    [[ $'\n'"$STATE$missing" == *$'\n'"$kind"$'\t'"$value"$'\n'* ]] || missing+="$kind"$'\t'"$value"$'\n'
  done
  [[ -n $missing ]] || return 0
  [[ -d $ROOT$STATE_FOLDER ]] || make_state_folder
  write_state "$STATE$missing"
}

make_state_folder() {
  { mkdir -p "$ROOT${STATE_FOLDER%/*}" && mkdir -m 0700 "$ROOT$STATE_FOLDER"; } || not_written "$STATE_FOLDER"
}

recorded() { # <kind> <value>
  read_state
  [[ $'\n'"$STATE" == *$'\n'"$1"$'\t'"$2"$'\n'* ]]
}

records() { # <kind>: its values, in the order in which they were recorded
  local wanted="$1" kind value
  read_state
  while IFS=$'\t' read -r kind value; do
    [[ $kind != "$wanted" || -z $kind ]] || printf '%s\n' "$value"
  done <<<"$STATE"
}

forget() { # <kind> <value>
  local line rest=''
  recorded "$1" "$2" || return 0
  while IFS= read -r line; do
    [[ -z $line || $line == "$1"$'\t'"$2" ]] || rest+="$line"$'\n'
  done <<<"$STATE"
  if [[ -n $rest ]]; then write_state "$rest"; else empty_state; fi
}

empty_state() { # there, but without a record
  write_beside "$ROOT$STATE_FOLDER/state" 0600 </dev/null
  move_in_place "$ROOT$STATE_FOLDER/state"
}

# --- bootstrap/lib/swap-files.bash

# What turns swap on at a boot that neither fstab nor swap.target does: units of their own, and generators of compressed swap.

collect_swap_problems() {
  local path
  for path in "$ROOT"/etc/systemd/system/*.swap "$ROOT"/run/systemd/system/*.swap "$ROOT"/usr/local/lib/systemd/system/*.swap; do
    [[ -f $path ]] || continue # also a mask, which is a link to a device
    swap_problem "$path" 'What=' "turns swap on at boot" "remove that unit (systemctl disable --now ${path##*/}; rm ${path#"$ROOT"})"
  done
  for path in "$ROOT"/{etc,run,usr/local/lib,usr/lib}/systemd/zram-generator.conf{,.d/*.conf}; do
    [[ -f $path ]] || continue
    swap_problem "$path" '[zram' 'makes compressed swap at boot' 'remove that section, or the package systemd-zram-generator'
  done
}

swap_problem() { # <path> <begin of the line that does it> <what it does> <repair>
  local path="$1" begin="$2" line number=0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    if [[ $line == "$begin"* ]]; then
      problem "${path#"$ROOT"}:$number of $NODE_NAME $3 ($line)" "$4"
      return
    fi
  done <"$path"
}

# --- bootstrap/lib/topics.bash

# What init and join were made with, against what cluster.yaml says now. A record `made` is TOPIC=VALUE; the rows of TOPICS (bootstrap/data/topics.ts) have
# what is wanted. What is being changed is recorded as `changing`, so that a change that was cut off is made again, whatever its topic is by then.

# By topic.
declare -A MADE=()
# Set by read_topic.
TOPIC='' FIELD='' REFUSAL='' WANTED=''
# Topics that `change` has to change here.
CHANGES=()

read_topic() { # <row>: fails where this machine does not have the topic
  local -a fields
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$1")
  TOPIC="${fields[0]}" FIELD="${fields[1]}" REFUSAL="${fields[3]//NAME/"$NODE_NAME"}" WANTED="${fields[4]}"
  case "$WANTED" in
    @ROLE@) WANTED="$NODE_ROLE" ;;
    @ADDRESSES@) WANTED="$NODE_ADDRESSES" ;;
    *) ;;
  esac
  # The documents of init have all of a control plane.
  [[ ${fields[2]} == all || $NODE_NAME == "$FIRST_CONTROL_PLANE" ]]
}

is_made() { # whether init or join have come to their end here
  recorded step 'init done' || recorded step 'join done'
}

read_made() { # sets MADE
  local line
  MADE=()
  while IFS= read -r line; do MADE[${line%%=*}]="${line#*=}"; done < <(records made)
  ((${#MADE[@]} > 0)) || read_made_before
  read_plugin
}

# Not what init was made with, as `apply` brings it: what is here.
read_plugin() {
  local -a found
  unset 'MADE[cni]'
  mapfile -t found < <(cd "$ROOT/etc/cni/net.d" 2>/dev/null && compgen -G '10-*.conflist')
  case "${found[*]}" in
    10-calico.conflist) MADE[cni]=calico ;;
    10-flannel.conflist) MADE[cni]=flannel ;;
    10-kuberouter.conflist) MADE[cni]=kubeRouter ;;
    *) ;; # none yet, or one that the user has brought
  esac
}

differs() { # the topic that was read
  [[ -v MADE[$TOPIC] ]] || return 1
  # Who brings a plugin himself may bring one of ours.
  [[ $TOPIC != cni || $WANTED != none ]] || return 1
  [[ ${MADE[$TOPIC]} != "$WANTED" ]] || recorded changing "$TOPIC"
}

as_shown() { # <value>
  printf '%s' "${1:-nothing}"
}

collect_differences() { # those that stay become problems, the others CHANGES
  local row
  CHANGES=()
  is_made || return 0
  read_made
  for row in "${TOPICS[@]}"; do
    { read_topic "$row" && differs; } || continue
    if [[ -z $REFUSAL ]]; then
      CHANGES+=("$TOPIC")
    else
      problem "$FIELD of $NODE_NAME is $(as_shown "${MADE[$TOPIC]}"), and cluster.yaml says $(as_shown "$WANTED")" "$REFUSAL"
    fi
  done
}

need_topic() { # <name>
  local row
  for row in "${TOPICS[@]}"; do
    [[ ${row%%$'\t'*} != "$1" ]] || break
  done
  read_topic "$row"
}

tell_changes() { # <beginning of the line> <end>
  local topic
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    if [[ ${MADE[$topic]} == "$WANTED" ]]; then
      say "$1$FIELD of $NODE_NAME was being changed when that was cut off, and cluster.yaml says $(as_shown "$WANTED")$2"
    else
      say "$1$FIELD of $NODE_NAME is $(as_shown "${MADE[$topic]}"), and cluster.yaml says $(as_shown "$WANTED")$2"
    fi
  done
}

record_wanted() { # all that init or join are about to be made with
  local row
  MADE=()
  for row in "${TOPICS[@]}"; do
    ! read_topic "$row" || MADE[$TOPIC]="$WANTED"
  done
  record_made
}

record_made() { # what MADE has, in place of what was recorded and of what is being changed: at once
  local line row new=''
  unset 'MADE[cni]'
  read_state
  while IFS= read -r line; do
    [[ -z $line || $line == made$'\t'* || $line == changing$'\t'* ]] || new+="$line"$'\n'
  done <<<"$STATE"
  for row in "${TOPICS[@]}"; do
    line="${row%%$'\t'*}"
    [[ ! -v MADE[$line] ]] || new+="made"$'\t'"$line=${MADE[$line]}"$'\n'
  done
  [[ $new == "$STATE" ]] || write_state "$new"
}

# --- bootstrap/lib/usage.bash

# What usage and help print, from the rows of verbs and options.

usage() { # program_notes is the program's own
  printf 'Usage: %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM"
  print_verbs ''
  printf '\nThose with * change something.\n\n'
  print_options yes "${OPTION_NAMES[@]}"
  printf '\n'
  program_notes
}

verb_help() { # [word…]: of the verb, of the group, or all
  if (($# == 0)); then
    usage
  elif find_verb "$@"; then
    printf 'Usage: %s\n\n  %s\n' "$(synopsis)" "${VERB_HELP[ROW]}"
    if verb_needs change; then printf '  changes something'; else printf '  changes nothing'; fi
    if verb_needs root; then printf '; needs root\n\n'; else printf '\n\n'; fi
    # shellcheck disable=SC2086 # names of options
    print_options no ${VERB_OPTIONS[ROW]}
  elif (($# == 1)) && [[ -n "$(verbs_of_group "$1")" ]]; then
    printf 'Usage: %s %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM" "$1"
    print_verbs "$1 "
  else
    refuse_verb "$@"
  fi
}

print_verbs() { # <what they begin with>
  local index left title='' width=0 mark
  for index in "${!VERBS[@]}"; do
    left="${VERBS[index]} ${VERB_ARGUMENTS[index]}"
    [[ ${VERBS[index]} != "$1"* ]] || ((${#left} <= width)) || width=${#left}
  done
  for index in "${!VERBS[@]}"; do
    [[ ${VERBS[index]} == "$1"* ]] || continue
    [[ ${VERB_TITLES[index]} == "$title" ]] || printf '\n%s\n' "${VERB_TITLES[index]}"
    title="${VERB_TITLES[index]}" mark=' '
    [[ " ${VERB_NEEDS[index]} " != *' change '* ]] || mark='*'
    printf '%s %-*s  %s\n' "$mark" "$width" "${VERBS[index]} ${VERB_ARGUMENTS[index]}" "${VERB_HELP[index]}"
  done
}

print_options() { # <yes: say which verbs take it, where most do not> <name...>
  local say_verbs="$1" name index value verbs
  local -a takers
  shift
  for name in "$@"; do
    index="$(index_of_option "$name")"
    value="${OPTION_VALUES[index]%...}" verbs=''
    mapfile -t takers < <(takers_of "$name")
    [[ $say_verbs == no ]] || ((${#takers[@]} * 2 > ${#VERBS[@]})) || verbs=" ($(with_commas "${takers[@]}"))"
    printf '  %-20s  %s\n' "$name${value:+ $value}" "${OPTION_HELP[index]}$verbs"
  done
  [[ $say_verbs == no ]] || printf '  %-20s  %s\n' --help 'this text, or all about the verb before it' --version 'the version of cdk8s-metal that made this program'
}

# --- bootstrap/lib/verbs.bash

# The command line, read by the rows of bootstrap/verbs.ts: what is at one index of VERBS, VERB_ARGUMENTS, VERB_OPTIONS and so on is one verb.

# What was asked for: the index of the verb, the arguments after its words, and its options by name. A repeated option has its values in lines.
ROW=''
ARGUMENTS=()
declare -A OPTIONS=()

read_command_line() { # <argument…>: sets ROW, ARGUMENTS and OPTIONS; answers --help and --version itself, and wrong usage ends the program
  local argument help=no
  local -a words=()
  while (($# > 0)); do
    argument="$1"
    shift
    case "$argument" in
      -h | --help) help=yes ;;
      --version)
        printf '%s (cdk8s-metal) %s\n' "$PROGRAM" "$PROGRAM_VERSION"
        exit 0
        ;;
      -?*=*) keep_option "${argument%%=*}" "${argument#*=}" ;;
      -?*)
        if wants_value "$argument"; then
          keep_option "$argument" "${1:-}"
          shift
        else
          keep_option "$argument"
        fi
        ;;
      *) words+=("$argument") ;;
    esac
  done
  if [[ $help == yes ]]; then
    verb_help "${words[@]}"
    exit 0
  fi
  find_verb "${words[@]}" || refuse_verb "${words[@]}"
  refuse_options_of_others
  refuse_wrong_arguments
}

run_verb() { # calls the verb's function with the arguments, then the options in the order of its row
  local function="verb_${VERBS[ROW]//[ -]/_}" name
  local -a values=("${ARGUMENTS[@]}")
  for name in ${VERB_OPTIONS[ROW]}; do
    if wants_value "$name"; then values+=("${OPTIONS[$name]:-}"); else values+=("${OPTIONS[$name]:-no}"); fi
  done
  "$function" "${values[@]}"
}

verb_needs() { # <need>
  [[ " ${VERB_NEEDS[ROW]} " == *" $1 "* ]]
}

# ---- options

index_of_option() { # <name>
  local index
  for index in "${!OPTION_NAMES[@]}"; do
    if [[ ${OPTION_NAMES[index]} == "$1" ]]; then
      printf '%s' "$index"
      return 0
    fi
  done
  return 1
}

wants_value() { # <name>
  local index
  index="$(index_of_option "$1")" && [[ -n ${OPTION_VALUES[index]} ]]
}

keep_option() { # <name> [value]
  local name="$1" value="${2:-}" index wanted
  index="$(index_of_option "$name")" || refuse_option "$name"
  wanted="${OPTION_VALUES[index]}"
  if [[ -z $wanted ]]; then
    (($# == 1)) || refuse "$name is a switch and takes no value, but has \"$value\"" "write $name alone"
    OPTIONS[$name]=yes
  elif [[ -z $value ]]; then
    refuse "$name has no value after it" "write $name ${wanted%...}"
  elif [[ -z ${OPTIONS[$name]:-} ]]; then
    OPTIONS[$name]="$value"
  elif [[ $wanted == *... ]]; then
    OPTIONS[$name]+=$'\n'"$value"
  else
    refuse "$name is given twice, with \"${OPTIONS[$name]}\" and \"$value\"" 'give it once'
  fi
}

refuse_option() { # <name>
  refuse "\"$1\" is not an option" "$(repair_of "$1" "${OPTION_NAMES[@]}" --help --version)"
}

refuse_options_of_others() {
  local name
  local -a takers
  for name in "${OPTION_NAMES[@]}"; do
    [[ -n ${OPTIONS[$name]:-} && " ${VERB_OPTIONS[ROW]} " != *" $name "* ]] || continue
    mapfile -t takers < <(takers_of "$name")
    refuse "$name is for $(with_commas "${takers[@]}"), not for ${VERBS[ROW]}" 'leave it out'
  done
}

takers_of() { # <name>: the verbs that take the option, one a line
  local index
  for index in "${!VERBS[@]}"; do
    [[ " ${VERB_OPTIONS[index]} " != *" $1 "* ]] || printf '%s\n' "${VERBS[index]}"
  done
}

# ---- verbs and their arguments

find_verb() { # <word…>: sets ROW and ARGUMENTS
  local index count
  for index in "${!VERBS[@]}"; do
    count=1
    [[ ${VERBS[index]} != *' '* ]] || count=2
    if [[ ${*:1:count} == "${VERBS[index]}" ]]; then
      ROW="$index"
      ARGUMENTS=("${@:count+1}")
      return 0
    fi
  done
  return 1
}

first_words() { # of all verbs, each once, one a line
  local verb last=''
  for verb in "${VERBS[@]}"; do
    [[ ${verb%% *} == "$last" ]] || printf '%s\n' "${verb%% *}"
    last="${verb%% *}"
  done
}

verbs_of_group() { # <first word>: the verbs that have a word after it, one a line
  local verb
  for verb in "${VERBS[@]}"; do
    [[ $verb != "$1 "* ]] || printf '%s\n' "$verb"
  done
}

refuse_verb() { # <word…>
  local typed="${1:-}"
  local -a choices
  if (($# == 0)); then
    usage >&2
    exit 2
  fi
  mapfile -t choices < <(verbs_of_group "$typed")
  if ((${#choices[@]} == 0)); then
    mapfile -t choices < <(first_words)
  elif (($# == 1)); then
    refuse "$typed lacks its second word" "choose one of: $(with_commas "${choices[@]}")"
  else
    typed="$1 $2"
  fi
  refuse "\"$typed\" is not a verb" "$(repair_of "$typed" "${choices[@]}")"
}

refuse_wrong_arguments() {
  local wanted given choices index=0
  local -a all
  read -r -a all <<<"${VERB_ARGUMENTS[ROW]}"
  for wanted in "${all[@]}"; do
    [[ $wanted != *'...]' ]] || return 0
    given="${ARGUMENTS[index]:-}"
    choices="${wanted//|/, }"
    [[ $wanted != *'|'* ]] || choices="one of $choices"
    [[ -n $given ]] || refuse "${VERBS[ROW]} lacks $choices" "write $(synopsis)"
    [[ $wanted != *'|'* || "|$wanted|" == *"|$given|"* ]] || refuse "\"$given\" is not $choices" "write $(synopsis)"
    index=$((index + 1))
  done
  ((${#ARGUMENTS[@]} == index)) || refuse "\"${ARGUMENTS[index]}\" is one word too many" "write $(synopsis)"
}

synopsis() { # of the verb: what may be typed
  local name index text="$PROGRAM ${VERBS[ROW]}${VERB_ARGUMENTS[ROW]:+ ${VERB_ARGUMENTS[ROW]}}"
  for name in ${VERB_OPTIONS[ROW]}; do
    index="$(index_of_option "$name")"
    text+=" [$name${OPTION_VALUES[index]:+ ${OPTION_VALUES[index]}}]"
  done
  # The mark of what may be repeated stands behind the bracket.
  printf '%s' "${text//...]/]...}"
}

# --- bootstrap/phases/preflight.bash

# What must be true of the machine before anything is changed. All that is wrong is told at once, each with its repair; apply repairs nothing.

readonly SYSTEMS='ubuntu 22.04|ubuntu 24.04|ubuntu 26.04|debian 12|debian 13'
# The oldest Kubernetes that is accepted was released on 2025-12-17: an earlier clock is wrong, and certificates of the others come from its future.
readonly CLOCK_FLOOR=1765929600
# Of x86-64-v2, which the images of Calico need, by the kernel's names.
readonly CPU_FLAGS=(cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3)

# cloud-init makes /etc/hosts from a template of its own.
readonly MANAGED_HOSTS=$'\n'"manage_etc_hosts:[[:space:]]*[\"']?([Tt]rue|template)"

preflight_check() {
  PROBLEMS=()
  collect_preflight_problems
  warn_of_changes
  ! problems_found
}

preflight_apply() {
  refuse_problems
}

collect_preflight_problems() {
  collect_wrong_machine
  collect_version_problems
  collect_differences
  collect_system_problems
  collect_processor_problems
  collect_cgroup_problems
  collect_module_problems
  collect_modprobe_problems
  collect_setting_problems
  collect_swap_problems
  collect_resolver_problems
  collect_name_problems
  collect_unit_problems
  collect_firewall_problems
  collect_keepalived_problems
  collect_runtime_problems
  collect_source_problems
  # In a cluster, be it another one, they are in use for it.
  if ! has_member_files; then
    collect_port_problems
    collect_route_problems
    collect_leftover_problems
  fi
  collect_disk_problems
  collect_ceph_network_problems
}

collect_system_problems() {
  local system kernel major minor now
  system="$(os_release ID) $(os_release VERSION_ID)"
  [[ "|$SYSTEMS|" == *"|$system|"* ]] || problem "$NODE_NAME runs $system" "install one of: ${SYSTEMS//|/, }"
  read -r kernel <"$ROOT/proc/sys/kernel/osrelease"
  IFS=.- read -r major minor _ <<<"$kernel"
  ((major * 1000 + minor >= 5010)) || problem "the kernel of $NODE_NAME is $kernel" 'install 5.10 or newer and boot it'
  now="$(date +%s)"
  ((now >= CLOCK_FLOOR)) || problem "the clock of $NODE_NAME says $(date -u -d "@$now" +%Y-%m-%d)" \
    'set it (timedatectl set-time), and replace the battery of the mainboard if it forgets the time'
}

collect_processor_problems() {
  local machine key value flags='' flag lacking='' processors=0 memory=0
  machine="$(uname -m)"
  case "$NODE_ARCH:$machine" in
    amd64:x86_64 | arm64:aarch64) ;;
    *) problem "the processor of $NODE_NAME is $machine, not $NODE_ARCH" 'correct arch in cluster.yaml' ;;
  esac
  while IFS=: read -r key value; do
    case "${key%%[[:space:]]*}" in
      processor) processors=$((processors + 1)) ;;
      flags) flags=" $value " ;;
      *) ;;
    esac
  done <"$ROOT/proc/cpuinfo"
  if [[ $machine == x86_64 ]]; then
    for flag in "${CPU_FLAGS[@]}"; do [[ $flags == *" $flag "* ]] || lacking+=" $flag"; done
    [[ -z $lacking ]] || problem "the processor of $NODE_NAME is older than x86-64-v2, it lacks$lacking" 'use a machine from 2009 or later, or let the virtual machine have the processor of its host'
  fi
  [[ $NODE_ROLE == control-plane ]] || return 0
  read -r _ memory _ < <(grep '^MemTotal:' "$ROOT/proc/meminfo")
  ((processors >= 2)) || problem "$NODE_NAME has $processors processor" 'a control plane needs 2; let another machine be it'
  ((memory >= 1700 * 1024)) || problem "$NODE_NAME has $((memory / 1024)) MB of memory" 'a control plane needs 1700; add some, or let another machine be it'
}

collect_cgroup_problems() {
  local controllers controller lacking=''
  if [[ ! -f $ROOT/sys/fs/cgroup/cgroup.controllers ]]; then
    problem "$NODE_NAME uses cgroup v1, which the kubelet refuses" 'remove systemd.unified_cgroup_hierarchy=0 from the kernel command line and boot again'
    return 0
  fi
  controllers=" $(<"$ROOT/sys/fs/cgroup/cgroup.controllers") "
  for controller in cpu cpuset memory pids; do [[ $controllers == *" $controller "* ]] || lacking+=" $controller"; done
  [[ -z $lacking ]] || problem "$NODE_NAME has no cgroup controller$lacking" 'add cgroup_enable=memory to the kernel command line and boot again'
}

collect_module_problems() {
  local name
  for name in "${MODULES[@]}"; do
    module_is_loaded "$name" || modprobe --dry-run --quiet "$name" ||
      problem "the kernel of $NODE_NAME has no module $name" 'install the full kernel (Debian: linux-image-amd64 or -arm64, Ubuntu: linux-generic) and boot it'
  done
}

collect_resolver_problems() {
  local wrong
  wrong="$(resolver_problem)"
  [[ -z $wrong ]] || problem "$wrong" "$RESOLVER_REPAIR"
}

# Names that the machine already gives to other addresses: the first line of /etc/hosts wins, and ours come last.
collect_name_problems() {
  local address names name ours
  ours=$'\n'"$(hosts_lines)"$'\n'
  while read -r address names; do
    [[ -n $address && $address != '#'* ]] || continue
    for name in ${names%%#*}; do
      # A machine may call itself 127.0.1.1, as Debian does.
      [[ $name != "$NODE_NAME" && $ours == *" $name"$'\n'* && $ours != *$'\n'"$address $name"$'\n'* ]] || continue
      problem "/etc/hosts of $NODE_NAME says that $name is $address" 'remove that line'
    done
  done < <(without_block /etc/hosts)
}

# systemctl masks nothing that an administrator wrote.
collect_unit_problems() {
  local unit file
  for unit in swap.target "${SLEEP_TARGETS[@]}"; do
    file="/etc/systemd/system/$unit"
    [[ ! -e $ROOT$file || -L $ROOT$file ]] || problem "$file of $NODE_NAME is in the way of masking $unit" 'remove it'
  done
}

collect_firewall_problems() {
  ! service_is_active firewalld || problem "firewalld is active on $NODE_NAME, and drops what goes between pods" 'switch it off (systemctl disable --now firewalld), or use ufw'
}

# AppArmor 4 lets no signal of runc through to containers of a containerd that does not know it: pods never end. Fixed in 1.6.34, 1.7.19 and 2.0.
collect_runtime_problems() {
  local package version held
  [[ -f $ROOT/etc/apparmor.d/runc ]] || return 0
  held=" $(apt-mark showhold | tr '\n' ' ')"
  for package in containerd containerd.io; do
    version="$(package_version "$package")" || continue
    if [[ $version == 1.* && $held == *" $package "* ]] && dpkg --compare-versions "$version" lt 1.7.19; then
      problem "$package $version is held on $NODE_NAME, and with its AppArmor pods never end" "apt-mark unhold $package, so that it is replaced"
    fi
  done
}

warn_of_changes() {
  local line
  while read -r line; do
    [[ " $line " != *' dynamic '* || $line != *" $NODE_ADDRESS/"* ]] ||
      warn "$NODE_NAME has $NODE_ADDRESS by DHCP; let the router reserve it, or set it on the machine: a node that gets another address is lost"
  done < <(ip -o address show scope global)
  line="$(cat "$ROOT"/etc/cloud/cloud.cfg "$ROOT"/etc/cloud/cloud.cfg.d/*.cfg 2>/dev/null)" || true # without cloud-init there are none
  if [[ $'\n'"$line" =~ $MANAGED_HOSTS ]]; then
    warn "cloud-init writes /etc/hosts of $NODE_NAME anew at each boot; set manage_etc_hosts: false in /etc/cloud/cloud.cfg.d/"
  fi
  warn_of_needs
  warn_of_dead_sources
  warn_of_proxies
  # In a cluster they have shown what they let through.
  has_member_files || warn_of_firewalls
}

collect_port_problems() {
  local -a ports=(10250 10256)
  local local_address process port
  [[ $NODE_ROLE != control-plane ]] || ports+=("$API_PORT" 2379 2380 10257 10259)
  while read -r _ _ _ local_address _ process; do
    port="${local_address##*:}"
    [[ " ${ports[*]} " == *" $port "* ]] || continue
    process="${process#*\"}"
    problem "port $port of $NODE_NAME is taken by ${process%%\"*}" 'stop that service; if it is left from another cluster, kubeadm reset removes it'
  done < <(ss -H -l -t -n -p)
}

collect_route_problems() {
  local kind line route network
  while read -r line; do
    read -r route network _ <<<"$line"
    case "$route" in
      unreachable | blackhole | prohibit | throw | unicast) route="$network" ;;
      *) ;;
    esac
    # Neither what the machine itself answers to, nor what is everywhere: a VPN for all traffic is two halves.
    [[ $route == *[.:]* && $route != */0 && $route != */1 && $route != fe80:* && $route != ff00:* ]] || continue
    for kind in pod service; do
      for network in $(networks_of "$kind"); do
        ! networks_overlap "$network" "$route" ||
          problem "the $kind network $network overlaps a route of $NODE_NAME: ${line% }" "choose another ${kind}Cidr in cluster.yaml, or remove that route"
      done
    done
  done < <(ip route show table all && ip -6 route show table all)
}

# An OSD that finds no address in the cluster network does not start.
collect_ceph_network_problems() {
  local address network
  local -a addresses
  [[ -n $NODE_DISKS && ${#CEPH_CLUSTER_NETWORKS[@]} -gt 0 ]] || return 0
  IFS=, read -r -a addresses < <(own_addresses && printf '\n')
  for address in "${addresses[@]}"; do
    for network in "${CEPH_CLUSTER_NETWORKS[@]}"; do
      ! networks_overlap "$network" "$address" || return 0
    done
  done
  problem "$NODE_NAME has disks, and no address in Ceph's cluster network ${CEPH_CLUSTER_NETWORKS[*]}" \
    'give one of its network interfaces an address there, or correct storage.rook.network.cluster in cluster.yaml'
}

networks_of() { # <pod or service>
  case "$1" in
    pod) printf '%s\n' "${POD_NETWORKS[@]}" ;;
    *) printf '%s\n' "${SERVICE_NETWORKS[@]}" ;;
  esac
}

# Of another cluster's life: kubeadm stumbles over the first two, Ceph's monitors over the third.
collect_leftover_problems() {
  local path
  local -a paths=(/etc/kubernetes/manifests)
  [[ $NODE_ROLE != control-plane ]] || paths+=(/var/lib/etcd)
  [[ $STORAGE == none ]] || paths+=(/var/lib/rook)
  for path in "${paths[@]}"; do
    [[ -z "$(compgen -G "$ROOT$path/*")" ]] || problem "$path of $NODE_NAME is not empty, and no cluster of ours is known here" "if nothing in it is needed: rm -r $path"
  done
}

# --- bootstrap/phases/hostname.bash

# The host name, and the names of all machines and of the API server in /etc/hosts.

hosts_lines() { # our part of /etc/hosts
  local row name addresses address
  [[ -z $ENDPOINT_NAME ]] || printf '%s %s\n' "$ENDPOINT_ADDRESS" "$ENDPOINT_NAME"
  for row in "${NODES[@]}"; do
    name="${row%%$'\t'*}"
    addresses="${row#*$'\t'*$'\t'}"
    addresses="${addresses%%$'\t'*}"
    for address in ${addresses//,/ }; do printf '%s %s\n' "$address" "$name"; done
  done
}

static_host_name() { # what it is called after the next boot
  local name=''
  [[ ! -f $ROOT/etc/hostname ]] || read -r name <"$ROOT/etc/hostname" || true # without a newline at its end, read fails with the name read
  printf '%s' "$name"
}

hostname_check() {
  local status=0 name static
  name="$(host_name)"
  static="$(static_host_name)"
  if [[ $name != "$NODE_NAME" || $static != "$NODE_NAME" ]]; then
    would "call this machine $NODE_NAME, now $name${static:+, and $static in /etc/hostname}"
    status=1
  fi
  if [[ "$(block_of /etc/hosts)" != "$(hosts_lines)" ]]; then
    would "write the names of ${#NODES[@]} machines${ENDPOINT_NAME:+ and $ENDPOINT_NAME} to /etc/hosts"
    status=1
  fi
  return "$status"
}

hostname_apply() {
  local name static
  name="$(host_name)"
  static="$(static_host_name)"
  if [[ $name != "$NODE_NAME" || $static != "$NODE_NAME" ]]; then
    [[ -n "$(records hostname)" ]] || record hostname "${static:-$name}"
    run "calling this machine $NODE_NAME" hostnamectl set-hostname "$NODE_NAME"
  fi
  record block /etc/hosts
  hosts_lines | with_block /etc/hosts | rewrite_file /etc/hosts
}

hostname_undo() {
  local name
  if recorded block /etc/hosts; then
    without_block /etc/hosts | rewrite_file /etc/hosts
    forget block /etc/hosts
  fi
  name="$(records hostname)"
  if [[ -n $name ]]; then
    run "calling this machine $name again" hostnamectl set-hostname "$name"
    forget hostname "$name"
  fi
}

# --- bootstrap/phases/swap.bash

# Swap: now, in fstab, by units of systemd, and as compressed memory.

# Marks a line of fstab that was commented out here.
readonly FSTAB_MARK='# cdk8s-metal: '
readonly FSTAB_SWAP='^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)'
# What turns on compressed swap or a swap file by itself, not by way of swap.target.
readonly SWAP_SERVICES=(zramswap.service zram-config.service dphys-swapfile.service)

active_swaps() { # devices and files, one a line
  local name
  while read -r name _; do
    [[ $name == Filename ]] || printf '%s\n' "$name"
  done <"$ROOT/proc/swaps"
}

fstab_lines() { # <mark or unmark>: fstab with its lines of swap commented out, or ours in force again
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $1 == mark && $line =~ $FSTAB_SWAP ]]; then
      line="$FSTAB_MARK$line"
    elif [[ $1 == unmark ]]; then
      line="${line#"$FSTAB_MARK"}"
    fi
    printf '%s\n' "$line"
  done <"$ROOT/etc/fstab"
}

fstab_has_swap() {
  local line
  [[ -f $ROOT/etc/fstab ]] || return 1
  while IFS= read -r line || [[ -n $line ]]; do
    [[ ! $line =~ $FSTAB_SWAP ]] || return 0
  done <"$ROOT/etc/fstab"
  return 1
}

swap_services() { # those that start at boot, by their links, one a line
  local service
  for service in "${SWAP_SERVICES[@]}"; do
    [[ -z "$(compgen -G "$ROOT/etc/systemd/system/*.wants/$service")" ]] || printf '%s\n' "$service"
  done
}

swap_check() {
  local status=0 name
  while read -r name; do
    would "turn off the swap $name"
    status=1
  done < <(active_swaps)
  if fstab_has_swap; then
    would 'comment out swap in /etc/fstab'
    status=1
  fi
  while read -r name; do
    would "disable $name"
    status=1
  done < <(swap_services)
  if ! unit_is_masked swap.target; then
    would 'mask swap.target'
    status=1
  fi
  return "$status"
}

swap_apply() {
  local name active
  # What turns it on at boot first: who is killed after swapoff would find nothing to do, and swap back after a reboot.
  if fstab_has_swap; then
    record fstab swap
    fstab_lines mark | rewrite_file /etc/fstab
  fi
  while read -r name; do disable_service "$name"; done < <(swap_services)
  unit_is_masked swap.target || mask_units swap.target
  active="$(active_swaps)"
  if [[ -n $active ]]; then
    record swapoff all
    run 'turning swap off' swapoff --all
  fi
}

swap_undo() {
  local name
  unmask_units swap.target
  if recorded fstab swap; then
    fstab_lines unmark | rewrite_file /etc/fstab
    forget fstab swap
  fi
  for name in "${SWAP_SERVICES[@]}"; do
    if recorded disabled "$name"; then
      run "switching $name on" systemctl enable --now "$name"
      forget disabled "$name"
    fi
  done
  if recorded swapoff all; then
    run 'turning swap on' swapon --all
    forget swapoff all
  fi
}

# --- bootstrap/phases/modules.bash

# Kernel modules, now and at boot.

readonly MODULES_FILE=/etc/modules-load.d/cdk8s-metal.conf

module_is_loaded() { # <name>: or part of the kernel
  [[ -d $ROOT/sys/module/$1 ]] || module_is_built_in "$1"
}

module_is_built_in() { # <name>
  local name="$1" release list
  read -r release <"$ROOT/proc/sys/kernel/osrelease"
  list="$ROOT/lib/modules/$release/modules.builtin"
  # In the names of files it is sometimes a hyphen.
  [[ -f $list ]] && grep -q "/${name//_/[-_]}[.]ko" "$list"
}

modules_file() {
  printf '# Written by cdk8s-metal.\n'
  printf '%s\n' "${MODULES[@]}"
}

modules_check() {
  local status=0 name
  for name in "${MODULES[@]}"; do
    if ! module_is_loaded "$name"; then
      would "load $name"
      status=1
    fi
  done
  if ! modules_file | file_is "$MODULES_FILE" 0644; then
    would "write $MODULES_FILE"
    status=1
  fi
  return "$status"
}

modules_apply() {
  local name
  install_file "$MODULES_FILE" 0644 < <(modules_file)
  for name in "${MODULES[@]}"; do
    if ! module_is_loaded "$name"; then
      record module "$name"
      run "loading $name" modprobe "$name"
    fi
  done
}

modules_undo() {
  local name
  remove_file "$MODULES_FILE"
  while read -r name; do
    modprobe --remove --quiet "$name" || true # in use by something else by now, or by what a network plugin left; gone after the next boot
    forget module "$name"
  done < <(records module | tac)
}

# --- bootstrap/phases/sysctl.bash

# Settings of the kernel, now and at boot.

readonly SYSCTL_FILE=/etc/sysctl.d/90-cdk8s-metal.conf

# Name, relation, value, one a line. A kernel that forwards takes no more router advertisements, and loses its default route with them, unless it is told to.
wanted_settings() {
  local link
  while read -r link; do printf 'net.ipv6.conf.%s.accept_ra = 2\n' "${link//.//}"; done < <(advertised_links)
  printf '%s\n' "${KERNEL_SETTINGS[@]}"
}

# Where the kernel itself has its default route from advertisements: systemd-networkd and NetworkManager, which look after them, set accept_ra to 0. One
# that is in our file stays there, as a route comes and goes.
advertised_links() {
  local line link accepted
  [[ " ${KERNEL_SETTINGS[*]} " == *' net.ipv6.conf.all.forwarding = 1 '* ]] || return 0
  {
    while read -r line; do
      if [[ " $line " =~ ' proto ra ' && " $line " =~ \ dev\ ([^ ]+)\  ]]; then
        link="${BASH_REMATCH[1]}"
        accepted=1
        [[ ! -r $ROOT/proc/sys/net/ipv6/conf/$link/accept_ra ]] || read -r accepted <"$ROOT/proc/sys/net/ipv6/conf/$link/accept_ra"
        if [[ $accepted != 0 ]]; then printf '%s\n' "$link"; fi
      fi
    done < <(ip -6 route show default)
    if [[ -f $ROOT$SYSCTL_FILE ]]; then
      while read -r line _; do
        if [[ $line =~ ^net[.]ipv6[.]conf[.](.*)[.]accept_ra$ ]]; then printf '%s\n' "${BASH_REMATCH[1]//\//.}"; fi
      done <"$ROOT$SYSCTL_FILE"
    fi
  } | sort -u
}

sysctl_file() {
  local name value
  printf '# Written by cdk8s-metal.\n'
  while read -r name _ value; do printf '%s = %s\n' "$name" "$value"; done < <(wanted_settings)
}

live_setting() { # <name>: nothing where the kernel does not have it
  local value='' file
  file="$ROOT/proc/sys/$(setting_path "$1")"
  [[ ! -r $file ]] || read -r value <"$file"
  printf '%s' "$value"
}

setting_holds() { # <name> <= or >=> <value>
  local live
  live="$(live_setting "$1")"
  [[ $live == "$3" || ($2 == '>=' && -n $live && $live -gt $3) ]]
}

missing_settings() { # name=value, one a line
  local name relation value
  while read -r name relation value; do
    setting_holds "$name" "$relation" "$value" || printf '%s=%s\n' "$name" "$value"
  done < <(wanted_settings)
}

sysctl_check() {
  local status=0 setting
  while read -r setting; do
    would "set ${setting/=/ to }"
    status=1
  done < <(missing_settings)
  if ! sysctl_file | file_is "$SYSCTL_FILE" 0644; then
    would "write $SYSCTL_FILE"
    status=1
  fi
  return "$status"
}

sysctl_apply() {
  local setting name value noted
  local -a missing
  install_file "$SYSCTL_FILE" 0644 < <(sysctl_file)
  mapfile -t missing < <(missing_settings)
  noted=$'\n'"$(records kernel)"
  for setting in "${missing[@]}"; do
    name="${setting%%=*}"
    value="$(live_setting "$name")"
    [[ $noted == *$'\n'"$name="* || -z $value ]] || record kernel "$name=$value"
  done
  ((${#missing[@]} == 0)) || run 'setting the kernel' sysctl --quiet --write "${missing[@]}"
}

# What the kernel had before is recorded as `kernel`, and reset gives it back with the rest of that kind.
sysctl_undo() {
  remove_file "$SYSCTL_FILE"
}

# --- bootstrap/phases/routes.bash

# systemd-networkd, where it runs, leaves alone what others add: by default it takes routes and rules that it does not know from its links, each time that it
# starts or a cable comes back. https://man7.org/linux/man-pages/man5/networkd.conf.5.html

readonly NETWORKD_CONFIG=/etc/systemd/networkd.conf.d/cdk8s-metal.conf

networkd_config() {
  printf '# Written by cdk8s-metal: routes of pods are not those of systemd-networkd.\n[Network]\nManageForeignRoutes=no\nManageForeignRoutingPolicyRules=no\n'
}

routes_check() {
  local right=0
  service_is_active systemd-networkd || return 0
  if ! networkd_config | file_is "$NETWORKD_CONFIG" 0644; then
    would "write $NETWORKD_CONFIG"
    right=1
  fi
  if recorded pending restart-networkd || [[ $right == 1 ]]; then
    would 'restart systemd-networkd'
    right=1
  fi
  return "$right"
}

routes_apply() {
  # Written before the file and forgotten after the restart: who was killed in between restarts it, too.
  record pending restart-networkd
  install_file "$NETWORKD_CONFIG" 0644 < <(networkd_config)
  restart_service systemd-networkd || return
  forget pending restart-networkd
}

routes_undo() {
  recorded file "$NETWORKD_CONFIG" || return 0
  remove_file "$NETWORKD_CONFIG"
  ! service_is_active systemd-networkd || restart_service systemd-networkd || warn 'systemd-networkd keeps our setting until the next boot'
}

# --- bootstrap/phases/time.bash

# Time from the network. Who runs another full time service keeps it; systemd-timesyncd is none, it only jumps after one server.

readonly TIME_SERVICES=(chrony.service ntpsec.service ntp.service openntpd.service)

time_service() { # the one that runs now and at boot
  local service
  for service in "${TIME_SERVICES[@]}"; do
    if service_is_active "$service" && service_is_enabled "$service"; then
      printf '%s' "$service"
      return 0
    fi
  done
  return 1
}

time_check() {
  if ! time_service >/dev/null; then
    would 'install and start chrony'
    return 1
  fi
}

time_apply() {
  if [[ -n "$(missing_packages chrony)" ]]; then
    apt_knows chrony || update_package_lists
    replace_timesyncd
    install_packages 'installing chrony' chrony
  fi
  enable_service chrony.service
}

apt_knows() { # <package>: whether the lists are there at all
  local shown
  shown="$(apt-cache policy "$1")"
  [[ $shown == *'Candidate: '[0-9]* ]]
}

# The two exclude each other. chrony is fetched before the other one goes, so that a machine without network is not left without both.
replace_timesyncd() {
  if [[ -z "$(missing_packages systemd-timesyncd)" ]]; then
    record replaced systemd-timesyncd
    run 'fetching chrony' apt_get --yes --download-only install chrony
    run 'removing systemd-timesyncd' apt_get --yes remove systemd-timesyncd
  fi
}

# chrony itself goes with the packages, if it came with us.
time_undo() {
  if recorded enabled chrony.service; then
    run 'disabling chrony' systemctl disable chrony.service
    forget enabled chrony.service
  fi
  if recorded started chrony.service; then
    run 'stopping chrony' systemctl stop chrony.service
    forget started chrony.service
  fi
}

# --- bootstrap/phases/sleep.bash

# The machine stays awake, whatever its desktop thinks of an idle keyboard or a closed lid.

readonly SLEEP_TARGETS=(sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target)

awake_targets() { # those that are not masked yet, one a line
  local target
  for target in "${SLEEP_TARGETS[@]}"; do
    unit_is_masked "$target" || printf '%s\n' "$target"
  done
}

sleep_check() {
  local status=0 target
  while read -r target; do
    would "mask $target"
    status=1
  done < <(awake_targets)
  return "$status"
}

sleep_apply() {
  local -a targets
  mapfile -t targets < <(awake_targets)
  mask_units "${targets[@]}"
}

sleep_undo() {
  unmask_units "${SLEEP_TARGETS[@]}"
}

# --- bootstrap/phases/firewall.bash

# ufw, where it is active. Nothing is allowed but what the roles and the network plugin need, and what goes through between pods.

ufw_is_active() {
  local status
  [[ -n "$(type -P ufw)" ]] || return 1
  status="$(ufw status)" && [[ $status == 'Status: active'* ]]
}

wanted_rules() { # of this machine's role, one a line
  local row
  for row in "${FIREWALL_RULES[@]}"; do
    if [[ ${row%%$'\t'*} == all || ${row%%$'\t'*} == "$NODE_ROLE" ]]; then printf '%s\n' "${row#*$'\t'}"; fi
  done
}

missing_rules() { # one a line
  local rule added
  added=$'\n'"$(ufw show added)"$'\n'
  while read -r rule; do
    # Somebody else may have given it a comment of their own.
    [[ $added == *$'\n'"ufw $rule"$'\n'* || $added == *$'\n'"ufw $rule comment '"* ]] || printf '%s\n' "$rule"
  done < <(wanted_rules)
}

firewall_check() {
  local status=0 rule
  ufw_is_active || return 0
  while read -r rule; do
    would "ufw $rule"
    status=1
  done < <(missing_rules)
  return "$status"
}

firewall_apply() {
  local rule
  local -a rules words
  mapfile -t rules < <(missing_rules)
  for rule in "${rules[@]}"; do
    read -r -a words <<<"$rule"
    record firewall "$rule"
    run "ufw $rule" ufw "${words[@]}" comment cdk8s-metal
  done
}

firewall_undo() {
  local rule
  local -a rules words
  mapfile -t rules < <(records firewall)
  for rule in "${rules[@]}"; do
    read -r -a words <<<"$rule"
    if [[ ${words[0]} == route ]]; then words=(route delete "${words[@]:1}"); else words=(delete "${words[@]}"); fi
    run "ufw ${words[*]}" ufw "${words[@]}"
    forget firewall "$rule"
  done
}

# --- bootstrap/phases/sources.bash

# The keys and apt sources of the Kubernetes packages and of containerd.io.

readonly KEYRINGS=/etc/apt/keyrings SOURCES_LISTS=/etc/apt/sources.list.d

# The names of the keys are those of Docker's and Kubernetes' own instructions: apt refuses two sources of the same URL with keys at different paths.
sources_rows() { # name, URL, rest of the deb line, URL of the key, its fingerprint if the spec has one
  local docker
  docker="https://download.docker.com/linux/$(os_release ID)"
  printf '%s\t%s\t%s\t%s\t%s\n' \
    kubernetes "$KUBERNETES_SOURCE" / "$KUBERNETES_SOURCE_KEY" "$KUBERNETES_SOURCE_FINGERPRINT" \
    docker "${CONTAINERD_SOURCE:-$docker}" "${CONTAINERD_SUITE:-$(os_release VERSION_CODENAME)} stable" "${CONTAINERD_SOURCE_KEY:-$docker/gpg}" "$CONTAINERD_SOURCE_FINGERPRINT"
}

sources_list() { # <name> <url> <rest> <key url>: the file for apt
  local name="$1" url="$2" rest="$3" key="$4"
  printf '# Written by cdk8s-metal; the key is %s\ndeb [arch=%s signed-by=%s/%s.asc] %s %s\n' "$key" "$NODE_ARCH" "$KEYRINGS" "$name" "$url" "$rest"
}

sources_check() {
  local name url rest key fingerprint right=0 empty
  while IFS=$'\t' read -r name url rest key fingerprint; do
    if ! is_key "$ROOT$KEYRINGS/$name.asc" "$fingerprint"; then
      would "fetch $key"
      right=1
    fi
    if ! sources_list "$name" "$url" "$rest" "$key" | file_is "$SOURCES_LISTS/cdk8s-metal-$name.list" 0644; then
      would "write $SOURCES_LISTS/cdk8s-metal-$name.list: $url $rest"
      right=1
    fi
  done < <(sources_rows)
  empty="$(our_empty_lists)"
  if recorded pending apt-update; then
    would 'update the lists of packages'
    right=1
  elif [[ -n $empty ]]; then
    would "update the lists of packages, of which a power cut has emptied: $empty"
    right=1
  fi
  return "$right"
}

# Those of others may have nothing to list, ours always have.
our_empty_lists() { # their names in a line
  local url
  while IFS=$'\t' read -r _ url _; do
    url="${url#*://}"
    url="${url#*@}"
    # As apt makes the names of files.
    url="${url//_/%5f}"
    empty_lists "${url//\//_}"
  done < <(sources_rows) | xargs --null --no-run-if-empty -n 1 basename -- | paste -s -d ' '
}

sources_apply() {
  local name url rest key fingerprint fetched refusal code
  fetched="$(mktemp --directory)"
  # Forgotten when the lists are there: a run that was killed in between updates them.
  record pending apt-update
  while IFS=$'\t' read -r name url rest key fingerprint; do
    run "fetching $key" retry_until 300 5 "fetching $key" judged heals "$APT_HEALS" download "$key" "$fetched/$name.asc" || return
    is_key "$fetched/$name.asc" || fail "$key is not a whole ASCII-armored key" 'set sources in the spec to a key that begins with -----BEGIN PGP PUBLIC KEY BLOCK-----'
    is_key "$fetched/$name.asc" "$fingerprint" ||
      fail "$key has the fingerprint $(key_fingerprints "$fetched/$name.asc" | paste -s -d ' '), and $fingerprint was wanted" 'do not use that key unless you know why; if it is the right one, correct fingerprint in sources of the spec'
  done < <(sources_rows)
  while IFS=$'\t' read -r name url rest key _; do
    install_file "$KEYRINGS/$name.asc" 0644 <"$fetched/$name.asc"
    install_file "$SOURCES_LISTS/cdk8s-metal-$name.list" 0644 < <(sources_list "$name" "$url" "$rest" "$key")
  done < <(sources_rows)
  rm -r -- "$fetched"
  refusal="$(apt_refusal)"
  if [[ -n $refusal ]]; then
    take_sources_back
    fail "apt of $NODE_NAME refuses its sources together with ours: $refusal" 'ours are taken back; mend what apt names, then run prepare again'
  fi
  while IFS=$'\t' read -r name _; do
    code=0
    update_list "$SOURCES_LISTS/cdk8s-metal-$name.list" || code=$?
    # Nobody else's apt is to stumble over it.
    if ((code == PERMANENT)); then take_sources_back; fi
    ((code == 0)) || return "$code"
  done < <(sources_rows)
  update_package_lists
  forget pending apt-update
}

take_sources_back() {
  local name
  while IFS=$'\t' read -r name _; do
    remove_file "$SOURCES_LISTS/cdk8s-metal-$name.list"
    remove_file "$KEYRINGS/$name.asc"
  done < <(sources_rows)
}

# apt's own downloader: a fresh Debian has no other one.
download() { # <url> <path>
  local url="$1" path="$2"
  PATH="$PATH:/usr/lib/apt" env "${PROXIES[@]}" apt-helper download-file "$url" "$path"
}

# --- bootstrap/phases/containerd.bash

# containerd at the pinned minor, with a configuration that is ours from its first line to its last.

readonly CONTAINERD_CONFIG=/etc/containerd/config.toml CONTAINERD_HOSTS=/etc/containerd/certs.d
readonly CONTAINERD_LIMITS=/etc/systemd/system/containerd.service.d/cdk8s-metal.conf
readonly CRI_SOCKET=unix:///run/containerd/containerd.sock CRICTL_CONFIG=/etc/crictl.yaml

containerd_config() {
  cat <<'END'
# Written by cdk8s-metal.
# Without its version line most of this would not be read; newer releases migrate it.
version = 3

# The one that kubeadm expects: containerd makes the first container of a pod by itself.
[plugins.'io.containerd.cri.v1.images'.pinned_images]
END
  printf "  sandbox = '%s'\n" "$PAUSE_IMAGE"
  cat <<'END'

# A folder for each registry that has a mirror.
[plugins.'io.containerd.cri.v1.images'.registry]
  config_path = '/etc/containerd/certs.d'

# Where kubernetes-cni and the network plugins put theirs.
[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = ['/opt/cni/bin']
  conf_dir = '/etc/cni/net.d'

[plugins.'io.containerd.cri.v1.runtime'.containerd]
  default_runtime_name = 'runc'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'

# As the kubelet's cgroupDriver: control planes restart for ever where the two differ.
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  SystemdCgroup = true
END
}

# Its unit says infinity, and Ceph's monitors walk through all of them when they start.
containerd_limits() {
  printf '# Written by cdk8s-metal.\n[Service]\nLimitNOFILE=1048576\n'
  proxy_unit_lines
}

crictl_config() {
  printf '# Written by cdk8s-metal.\nruntime-endpoint: %s\nimage-endpoint: %s\ntimeout: 60\n' "$CRI_SOCKET" "$CRI_SOCKET"
}

# Path, mode and what makes the content, of each file of this phase.
containerd_files() { # <command…>: called with path, mode and the command that prints the content
  "$@" "$CONTAINERD_CONFIG" 0644 containerd_config || return
  "$@" "$CONTAINERD_LIMITS" 0644 containerd_limits || return
  "$@" "$CRICTL_CONFIG" 0644 crictl_config || return
  registry_files "$@" || return
}

# Mirrors, authorities and logins that were in the spec once.
stale_hosts() {
  local path wanted
  wanted=$'\n'"$(registry_files path_of_file)"$'\n'
  while read -r path; do
    if [[ $path == "$CONTAINERD_HOSTS"/* && $wanted != *$'\n'"$path"$'\n'* ]]; then printf '%s\n' "$path"; fi
  done < <(records file)
}

path_of_file() { # <path> <mode> <command…>
  printf '%s\n' "$1"
}

check_containerd_file() { # <path> <mode> <command…>
  local path="$1" mode="$2"
  shift 2
  "$@" | file_is "$path" "$mode" || printf '%s\n' "$path"
}

install_containerd_file() { # <path> <mode> <command…>
  local path="$1" mode="$2"
  shift 2
  install_file "$path" "$mode" < <("$@")
}

containerd_check() {
  local right=0 path
  if ! package_matches "containerd.io=$CONTAINERD_VERSION.*"; then
    would "install containerd.io $CONTAINERD_VERSION"
    right=1
  fi
  while read -r path; do
    would "write $path"
    right=1
  done < <(containerd_files check_containerd_file)
  while read -r path; do
    would "remove $path"
    right=1
  done < <(stale_hosts)
  if recorded pending restart-containerd || ! service_is_active containerd || ! service_is_enabled containerd; then
    would 'start containerd'
    right=1
  fi
  return "$right"
}

containerd_apply() {
  local path
  local -a stale
  note_before
  # The package starts it, too.
  service_is_enabled containerd || record enabled containerd
  service_is_active containerd || record started containerd
  install_packages "installing containerd.io $CONTAINERD_VERSION" "containerd.io=$CONTAINERD_VERSION.*" || return
  # Written before the first file and forgotten after the restart: who was killed in between restarts it, too.
  record pending restart-containerd
  containerd_files install_containerd_file || return
  mapfile -t stale < <(stale_hosts)
  for path in "${stale[@]}"; do remove_file "$path"; done
  for path in "${stale[@]}"; do [[ -e "$ROOT${path%/*}/hosts.toml" ]] || remove_folder "${path%/*}"; done
  run 'reading the units again' systemctl daemon-reload || return
  service_is_enabled containerd || run 'enabling containerd' systemctl enable containerd || return
  restart_service containerd || return
  assert_containerd
  forget pending restart-containerd
}

# What containerd made of the file, as a key in the wrong place is ignored silently.
assert_containerd() {
  local dump line
  dump="$(containerd config dump 2>>"$LOG")" || fail 'containerd does not accept its configuration' "read $LOG"
  for line in 'SystemdCgroup = true' "sandbox = '$PAUSE_IMAGE'" "config_path = '$CONTAINERD_HOSTS'"; do
    [[ $dump == *"$line"* ]] || fail "containerd does not take over: $line" "compare $CONTAINERD_CONFIG with 'containerd config dump'"
  done
}

# --- bootstrap/phases/kubernetes.bash

# kubelet, kubeadm and kubectl at the version of the spec with what they need, held there; on control planes kubectl-convert, where the spec asks for it.

readonly APT_KEEP=/etc/apt/apt.conf.d/52cdk8s-metal
# Those of the repository of Kubernetes: an upgrade is a decision, and so is the runtime's.
readonly HELD_PACKAGES=(containerd.io cri-tools kubeadm kubectl kubelet kubernetes-cni)
readonly CONVERT_PROGRAM=/usr/local/bin/kubectl-convert

# kubectl-convert is not among them, as the repository does not have it.
kubernetes_packages() { # one a line
  printf '%s\n' "kubelet=$KUBERNETES_VERSION-*" "kubeadm=$KUBERNETES_VERSION-*" "kubectl=$KUBERNETES_VERSION-*" cri-tools kubernetes-cni \
    conntrack ethtool iptables socat
}

apt_keep() {
  local package
  printf '// Written by cdk8s-metal: not even unattended upgrades touch these, and the machine does not reboot for others.\n'
  printf 'Unattended-Upgrade::Package-Blacklist {\n'
  for package in "${HELD_PACKAGES[@]}"; do printf '  "^%s$";\n' "${package//./[.]}"; done
  printf '};\nUnattended-Upgrade::Automatic-Reboot "false";\n'
}

unheld_packages() { # one a line
  local package held
  held=" $(apt-mark showhold | tr '\n' ' ')"
  for package in "${HELD_PACKAGES[@]}"; do
    if [[ $held != *" $package "* ]]; then printf '%s\n' "$package"; fi
  done
}

convert_is_wanted() {
  [[ $KUBECTL_CONVERT == yes && $NODE_ROLE == control-plane ]]
}

# The program does not say its version, so the sum is recorded that this version has.
convert_is_there() {
  local file="$ROOT$CONVERT_PROGRAM" sum wanted
  [[ -f $file && ! -L $file ]] && has_mode "$file" 0755 || return
  sum="$(sum_of "$file")"
  wanted="$(convert_sum)"
  recorded convert "$KUBERNETES_VERSION $sum" && [[ ${wanted:-$sum} == "$sum" ]]
}

# The one that the spec has, if it has one.
convert_sum() {
  case "$NODE_ARCH" in
    arm64) printf '%s' "$CONVERT_SHA256_ARM64" ;;
    *) printf '%s' "$CONVERT_SHA256_AMD64" ;;
  esac
}

convert_is_right() {
  if ! convert_is_wanted; then
    if ! recorded file "$CONVERT_PROGRAM"; then return 0; fi
    would "remove $CONVERT_PROGRAM"
  elif convert_is_there; then
    return 0
  else
    would "install $CONVERT_PROGRAM v$KUBERNETES_VERSION from ${BINARIES_SOURCE%/}"
  fi
  return 1
}

install_convert() {
  local url="${BINARIES_SOURCE%/}/v$KUBERNETES_VERSION/bin/linux/$NODE_ARCH/kubectl-convert" fetched wanted sum
  fetched="$(mktemp --directory)"
  wanted="$(convert_sum)"
  if [[ -z $wanted ]]; then
    run "fetching $url.sha256" retry_until 300 5 "fetching $url.sha256" judged heals "$APT_HEALS" download "$url.sha256" "$fetched/sum" || return
    wanted="$(<"$fetched/sum")"
  fi
  [[ $wanted =~ ^[0-9a-f]{64}$ ]] || fail "$url.sha256 is not a SHA-256 sum" 'correct sources.binaries in the spec'
  run "fetching $url" retry_until 900 10 "fetching $url" judged heals "$APT_HEALS" download "$url" "$fetched/program" || return
  sum="$(sum_of "$fetched/program")"
  if [[ $sum != "$wanted" ]]; then
    rm -r -- "$fetched"
    fail "$url has the SHA-256 sum $sum, and $wanted was wanted" 'run prepare again, and if it stays so, correct sources.binaries in the spec'
  fi
  record convert "$KUBERNETES_VERSION $sum"
  install_file "$CONVERT_PROGRAM" 0755 <"$fetched/program"
  rm -r -- "$fetched"
}

kubernetes_check() {
  local right=0 package wanted
  mapfile -t wanted < <(kubernetes_packages)
  while read -r package; do
    would "install ${package/=/ }"
    right=1
  done < <(missing_packages "${wanted[@]}")
  while read -r package; do
    would "hold $package"
    right=1
  done < <(unheld_packages)
  if ! apt_keep | file_is "$APT_KEEP" 0644; then
    would "keep unattended upgrades away from them: write $APT_KEEP"
    right=1
  fi
  convert_is_right || right=1
  return "$right"
}

kubernetes_apply() {
  local package wanted unheld
  mapfile -t wanted < <(kubernetes_packages)
  note_before
  install_file "$APT_KEEP" 0644 < <(apt_keep)
  install_packages "installing Kubernetes $KUBERNETES_VERSION" "${wanted[@]}" || return
  mapfile -t unheld < <(unheld_packages)
  for package in "${unheld[@]}"; do record hold "$package"; done
  [[ ${#unheld[@]} -eq 0 ]] || run "holding ${unheld[*]}" unlocked apt-mark hold "${unheld[@]}" || return
  if ! convert_is_wanted; then
    remove_file "$CONVERT_PROGRAM"
  elif ! convert_is_there; then
    install_convert
  fi
}

# --- bootstrap/phases/vip.bash

# The address of the API server that moves between control planes: keepalived holds it on one whose own API server is well. Needs no API server to move.
# https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md

readonly KEEPALIVED_CONFIG=/etc/keepalived/keepalived.conf API_SERVER_TEST=/etc/keepalived/api-server-is-well

vip_is_wanted() {
  [[ -n $VIP && $NODE_ROLE == control-plane ]]
}

# Asked at its own address, not at the one that may be elsewhere. /livez: an API server that is only busy is still alive.
api_server_test() {
  printf '#!/bin/sh\n# Written by cdk8s-metal. keepalived runs it: whether the API server of this machine is well.\n'
  printf 'exec kubectl --kubeconfig %s --cache-dir /run/cdk8s-metal --server %q --request-timeout 3s get --raw /livez\n' "$ADMIN_CONFIG" "https://$(host_port "$NODE_ADDRESS" "$API_PORT")"
}

# Addresses of one family: packets between the control planes carry the one that the machines have in it.
address_like_vip() { # <addresses with commas>
  local address
  for address in ${1//,/ }; do
    if same_family "$address" "$VIP"; then
      printf '%s' "$address"
      return 0
    fi
  done
}

vip_interface() { # the one that has this machine's address
  local interface address own
  own="$(address_like_vip "$NODE_ADDRESSES")"
  while read -r _ interface _ address _; do
    if [[ ${address%%/*} == "$own" ]]; then
      printf '%s' "$interface"
      return 0
    fi
  done < <(ip -o address show scope global)
}

# nopreempt: a machine that comes back does not take the address from one that serves. It gives the address up after 4 tests in a row have failed, which
# is 8 seconds, and at once when it goes: others notice after 3 to 4 seconds.
keepalived_config() {
  local row name role addresses own='' priority=100 peers='' prefix=32
  [[ $VIP != *:* ]] || prefix=128
  for row in "${NODES[@]}"; do
    IFS=$'\t' read -r name role addresses _ <<<"$row"
    [[ $role == control-plane ]] || continue
    if [[ $name == "$NODE_NAME" ]]; then
      own="$(address_like_vip "$addresses")"
    else
      peers+="    $(address_like_vip "$addresses")"$'\n'
      [[ -n $own ]] || priority=$((priority - 1))
    fi
  done
  printf '%s\n' \
    "# Written by cdk8s-metal: $VIP is on one control plane whose API server is well." \
    'global_defs {' \
    '  enable_script_security' \
    '  script_user root' \
    '}' \
    'vrrp_script api_server {' \
    "  script $API_SERVER_TEST" \
    '  interval 2' \
    '  timeout 4' \
    '  fall 4' \
    '  rise 2' \
    '  init_fail' \
    '}' \
    'vrrp_instance api_server {' \
    '  state BACKUP' \
    '  nopreempt' \
    "  interface $(vip_interface)" \
    "  virtual_router_id $VIRTUAL_ROUTER_ID" \
    "  priority $priority" \
    '  advert_int 1' \
    "  unicast_src_ip $own" \
    '  unicast_peer {' \
    "$peers  }" \
    '  virtual_ipaddress {' \
    "    $VIP/$prefix" \
    '  }' \
    '  track_script {' \
    '    api_server' \
    '  }' \
    '}'
}

vip_check() {
  local right=0 path
  vip_is_wanted || return 0
  if [[ -n "$(missing_packages keepalived)" ]]; then
    would 'install keepalived'
    right=1
  elif [[ " $(apt-mark showhold | tr '\n' ' ')" != *' keepalived '* ]]; then
    would 'hold keepalived'
    right=1
  fi
  api_server_test | file_is "$API_SERVER_TEST" 0755 || path="$API_SERVER_TEST"
  keepalived_config | file_is "$KEEPALIVED_CONFIG" 0644 || path="$KEEPALIVED_CONFIG"
  if [[ -n ${path:-} ]]; then
    would "write $path for the address $VIP"
    right=1
  fi
  if recorded pending reload-keepalived || ! service_is_active keepalived.service || ! service_is_enabled keepalived.service; then
    would 'start keepalived'
    right=1
  fi
  return "$right"
}

vip_apply() {
  vip_is_wanted || return 0
  # Written before the first file: who was killed in between reloads it, too.
  record pending reload-keepalived
  # Before the package, which starts it where it finds a configuration.
  install_file "$API_SERVER_TEST" 0755 < <(api_server_test)
  install_file "$KEEPALIVED_CONFIG" 0644 < <(keepalived_config)
  install_packages 'installing keepalived' keepalived || return
  record hold keepalived
  run 'holding keepalived' unlocked apt-mark hold keepalived || return
  enable_service keepalived.service || return
  # Not restarted, which would let the address go.
  run 'reading the configuration of keepalived again' systemctl reload keepalived.service || return
  forget pending reload-keepalived
}

# What other configuration there is was made for another address, which would go.
collect_keepalived_problems() {
  vip_is_wanted && [[ -e "$ROOT$KEEPALIVED_CONFIG" ]] && ! recorded file "$KEEPALIVED_CONFIG" || return 0
  problem "keepalived of $NODE_NAME has a configuration already ($KEEPALIVED_CONFIG)" \
    'move the address that it holds to another machine and remove that file, or use loadBalancer in the place of vip'
}

# Any host answers for its address at this level, whatever its firewall drops.
vip_is_taken() {
  local found
  # shellcheck disable=SC2016 # the other bash expands it
  timeout 3 bash -c ': <"/dev/tcp/$1/$2"' bash "$VIP" "$API_PORT" 2>/dev/null || true # nobody is to answer
  found="$(ip neighbour show "$VIP")"
  [[ $found == *' lladdr '* && $found != *FAILED* ]]
}

# --- bootstrap/phases/kubelet.bash

# What the kubelet needs of the machine and kubeadm does not look at. It runs once init or join have given it a configuration.

# For programs that it asks for logins to registries.
readonly KUBELET_PROXY=/etc/systemd/system/kubelet.service.d/cdk8s-metal-proxy.conf

kubelet_proxy() {
  printf '# Written by cdk8s-metal.\n[Service]\n'
  proxy_unit_lines
}

kubelet_proxy_is_right() {
  if has_proxy; then
    kubelet_proxy | file_is "$KUBELET_PROXY" 0644
  elif recorded file "$KUBELET_PROXY"; then
    return 1
  fi
}

set_kubelet_proxy() {
  # Written before the file and forgotten after the restart: who was killed in between restarts it, too.
  record pending restart-kubelet
  if has_proxy; then
    install_file "$KUBELET_PROXY" 0644 < <(kubelet_proxy)
  else
    remove_file "$KUBELET_PROXY"
    remove_folder "${KUBELET_PROXY%/*}"
  fi
  run 'reading the units again' systemctl daemon-reload || return
  ! service_is_active kubelet || restart_service kubelet || return
  forget pending restart-kubelet
}

# The file that pods' DNS starts from. kubeadm chooses in the same way.
kubelet_resolver() {
  if service_is_active systemd-resolved; then
    printf /run/systemd/resolve/resolv.conf
  else
    printf /etc/resolv.conf
  fi
}

readonly RESOLVER_REPAIR='write the name servers of your network there, or name another file as kubeadm.extraArgs.kubelet.resolv-conf in the spec'

# Says what is wrong. Without the file no pod starts that takes its DNS from the machine, CoreDNS among them; with a server on the loopback
# interface CoreDNS asks itself.
resolver_problem() {
  local path word server reachable=no named=''
  # The spec names a file of its own.
  [[ $RESOLV_CONF_IN_SPEC == no ]] || return 0
  path="$(kubelet_resolver)"
  if [[ ! -r "$ROOT$path" ]]; then
    printf '%s is missing' "$path"
    return
  fi
  while read -r word server _ || [[ -n $word ]]; do
    [[ $word == nameserver && -n $server ]] || continue
    named+="${named:+, }$server"
    if is_loopback "$server"; then
      printf '%s names %s, a loopback address, which leads every pod to itself' "$path" "$server"
      return
    fi
    # Of the link: pods are on another one.
    [[ ${server,,} == fe[89ab][0-9a-f]:* ]] || reachable=yes
  done <"$ROOT$path"
  if [[ -z $named ]]; then
    printf '%s names no server' "$path"
  elif [[ $reachable == no ]]; then
    printf '%s names only %s, which no pod can reach' "$path" "$named"
  fi
}

is_loopback() { # <address>: by any of its spellings, or the address of no machine, which means this one
  local address="${1%%%*}"
  case "${address,,}" in
    127.* | 0.0.0.0 | localhost | ::ffff:127.* | ::ffff:7f*) return 0 ;;
    *:*) [[ ! "$(hextets "$address" 2>/dev/null)" =~ ^0{31}[01]$ ]] || return 0 ;;
    *) ;;
  esac
  return 1
}

kubelet_check() {
  local right=0 wrong
  if ! service_is_enabled kubelet; then
    would 'start the kubelet at boot'
    right=1
  fi
  if ! kubelet_proxy_is_right || recorded pending restart-kubelet; then
    would "set the proxy of the kubelet to ${PROXY_HTTPS:-${PROXY_HTTP:-none}}"
    right=1
  fi
  wrong="$(resolver_problem)"
  if [[ -n $wrong ]]; then
    would "stop here: $wrong"
    right=1
  fi
  return "$right"
}

kubelet_apply() {
  local wrong
  wrong="$(resolver_problem)"
  [[ -z $wrong ]] || fail "$wrong" "$RESOLVER_REPAIR"
  if ! kubelet_proxy_is_right || recorded pending restart-kubelet; then set_kubelet_proxy || return; fi
  if ! service_is_enabled kubelet; then
    record enabled kubelet
    run 'enabling the kubelet' systemctl enable kubelet || return
  fi
}

# --- bootstrap/phases/storage.bash

# What Ceph needs of a machine with disks, beyond kernel modules and settings: lvm2, without which disks that are encrypted, shared or have their database
# elsewhere do not come back after a reboot; and a note of which disks it gets, for the next look at them.

storage_check() {
  local right=0 device
  [[ -n $NODE_DISKS ]] || return 0
  if [[ -n "$(missing_packages lvm2)" ]]; then
    would 'install lvm2'
    right=1
  fi
  while read -r device; do
    would "note that Ceph gets $device"
    right=1
  done < <(disks_not_noted)
  return "$right"
}

storage_apply() {
  local device
  while read -r device; do
    record disk "$(disk_record "$device")"
  done < <(disks_not_noted)
  install_packages 'installing lvm2' lvm2
}

disks_not_noted() { # one a line
  local entry
  for entry in $NODE_DISKS; do
    recorded disk "$(disk_record "${entry%=*}")" || printf '%s\n' "${entry%=*}"
  done
}

# --- bootstrap/phases/images.bash

# The images that this machine starts with, so that neither init nor join waits for a network.

# What containerd says when a registry, or this machine, will not give another answer to the same question.
readonly PULL_LASTS=': not found|manifest unknown|access denied|unauthorized|[Uu]nauthorized|403 Forbidden|no match for platform|invalid reference|no space left|read-only file system|unknown authority|HTTP response to HTTPS client'

images_wanted() { # one a line; kubeadm knows the tags of its own
  local image
  while read -r image; do
    case "$image" in
      */pause:*) ;;
      */kube-proxy:*) [[ $KUBE_PROXY != none ]] || continue ;;
      *) [[ $NODE_ROLE == control-plane ]] || continue ;;
    esac
    printf '%s\n' "$image"
  done < <(kubeadm config images list --kubernetes-version "v$KUBERNETES_VERSION")
  # The machine is not Ready before the network of pods runs on it.
  for image in "${NETWORK_IMAGES[@]}"; do printf '%s\n' "$image"; done
}

images_missing() { # one a line
  local name tag present=' ' image wanted
  # Begins while crictl is asked: both take seconds of a slow machine.
  exec {wanted}< <(images_wanted)
  while read -r name tag _; do present+="$name:$tag "; done < <(crictl images)
  while read -r image <&"$wanted"; do
    if [[ $present != *" $image "* ]]; then printf '%s\n' "$image"; fi
  done
  exec {wanted}<&-
}

images_check() {
  local right=0 image
  # Before the packages are there the plan can only say as much.
  if [[ -z "$(type -P kubeadm)" || -z "$(type -P crictl)" ]]; then
    would "pull the images of a $NODE_ROLE"
    return 1
  fi
  while read -r image; do
    would "pull $image"
    right=1
  done < <(images_missing)
  if recorded pending images; then
    would 'pull images again that may not have reached the disk'
    right=1
  fi
  return "$right"
}

# Two at a time: one comes over the line while the other one is unpacked.
pull_images() { # <image…>
  local image pull failed=no
  local -a pulls=()
  for image in "$@"; do
    if ((${#pulls[@]} == 2)); then
      wait "${pulls[0]}" || failed=yes
      pulls=("${pulls[1]}")
    fi
    # Without the lock, which must not outlive this process.
    run "pulling $image" retry_until 900 10 "pulling $image" judged lasts "$PULL_LASTS" crictl pull "$image" 9>&- &
    pulls+=("$!")
  done
  for pull in "${pulls[@]}"; do
    wait "$pull" || failed=yes
  done
  [[ $failed == no ]]
}

images_apply() {
  local image wanted
  local -a missing
  wanted="$(images_wanted)"
  [[ $wanted == *"$PAUSE_IMAGE"* ]] || warn "kubeadm $KUBERNETES_VERSION expects another pause image than $PAUSE_IMAGE, which containerd has"
  if recorded pending images; then
    # An image may be there by its name only. What crictl cannot remove, such as one that was never pulled, is pulled below or was whole.
    while read -r image; do crictl rmi "$image" >>"$LOG" 2>&1 || true; done <<<"$wanted"
  fi
  record pending images
  mapfile -t missing < <(images_missing)
  pull_images "${missing[@]}" || return
  # containerd leaves their files to the kernel: after a power cut a program of 0 bytes counts as pulled.
  run 'bringing the images to the disk' sync --file-system "$ROOT/var/lib/containerd" || return
  forget pending images
}

# --- bootstrap/node/change.bash

# change: what cluster.yaml says otherwise than when this machine inited or joined, where that is safe. Cut off anywhere, the next run makes it anew; what it
# replaces is kept, and put back where the machine does not work with the new.

verb_change() {
  refuse_wrong_machine
  is_made || fail "$NODE_NAME is not in a cluster yet" 'nothing is to be changed here: init and join take what cluster.yaml says'
  collect_differences
  refuse_problems
  change_machine
}

change_machine() { # CHANGES
  if ((${#CHANGES[@]} == 0)); then
    # Of a cluster that was made before there was a record.
    record_made
    say "ok         change: $NODE_NAME is as cluster.yaml says"
    return 0
  fi
  tell_changes 'doing      change: ' ''
  keep_replaced
  record changing "${CHANGES[@]}"
  PHASE=change
  make_changes || give_up_changes
  local topic
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    # shellcheck disable=SC2004 # MADE goes by names
    MADE[$topic]="$WANTED"
  done
  record_made
  PHASE=''
  keep_for_good
  say "done       change: $NODE_NAME is as cluster.yaml says; what was replaced is in $STATE_FOLDER/replaced"
}

finish_interrupted_change() { # for init and join, as nothing else may work before
  [[ -n "$(records changing)" ]] || return 0
  say "           a change was interrupted on $NODE_NAME; making it again"
  collect_differences
  refuse_problems
  change_machine
}

make_changes() { # errexit does not reach in here
  local topic documents=''
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    if [[ $topic != kubelet && -z $documents ]]; then documents="$(write_kubeadm_documents init)" || return; fi
    case "$topic" in
      certSANs) renew_certificate || return ;;
      kubelet) change_kubelet_flags "$ROOT$KUBELET_FLAGS" "${MADE[kubelet]:-}" "$WANTED" || return ;;
      *) change_component "$topic" "$documents" || return ;;
    esac
  done
  # Who joins, and kubeadm upgrade, read it there.
  [[ -z $documents ]] || run 'putting the configuration into the cluster' kubeadm init phase upload-config kubeadm --config "$documents" || return
}

# ---- what is replaced

readonly KUBELET_FLAGS=/var/lib/kubelet/kubeadm-flags.env
readonly REPLACED_FILES=("$KUBERNETES_FOLDER"/manifests/{etcd,kube-apiserver,kube-controller-manager,kube-scheduler}.yaml "$KUBERNETES_FOLDER"/pki/apiserver.{crt,key} "$KUBELET_FLAGS")

keep_replaced() { # as it was before the change, and before one that was cut off
  local kept="$ROOT$STATE_FOLDER/changing" path
  [[ -z "$(records changing)" || ! -d $kept ]] || return 0
  rm -r -f -- "$kept" "$kept.new"
  for path in "${REPLACED_FILES[@]}"; do
    [[ ! -e $ROOT$path ]] || { (umask 077 && mkdir -p "$kept.new${path%/*}") && cp -a "$ROOT$path" "$kept.new$path"; } || not_written "$kept"
  done
  { mkdir -p "$kept.new" && sync --file-system "$ROOT$STATE_FOLDER" && mv "$kept.new" "$kept"; } || not_written "$kept"
}

keep_for_good() { # until the next change
  rm -r -f -- "$ROOT$STATE_FOLDER/replaced"
  mv "$ROOT$STATE_FOLDER/changing" "$ROOT$STATE_FOLDER/replaced"
}

give_up_changes() {
  local path kept="$ROOT$STATE_FOLDER/changing" flags=no
  say "           putting back what was replaced on $NODE_NAME"
  for path in "${REPLACED_FILES[@]}"; do
    if [[ -e $kept$path ]] && ! cmp -s "$kept$path" "$ROOT$path"; then
      put_back "$kept$path" "$ROOT$path"
      [[ $path != "$KUBELET_FLAGS" ]] || flags=yes
    fi
  done
  [[ $flags == no ]] || restart_service kubelet || true # told
  if [[ $NODE_NAME == "$FIRST_CONTROL_PLANE" ]]; then wait_api; fi
  record_made
  PHASE=''
  fail "$NODE_NAME does not work as cluster.yaml says, and is what it was" "see above, 'crictl ps -a' and 'journalctl -u kubelet'; correct ${FIELD} in cluster.yaml, and run up again"
}

# ---- control plane

declare -rA PHASE_OF=([etcd]='etcd local' [apiServer]='control-plane apiserver' [controllerManager]='control-plane controller-manager' [scheduler]='control-plane scheduler')
declare -rA POD_OF=([etcd]=etcd [apiServer]=kube-apiserver [controllerManager]=kube-controller-manager [scheduler]=kube-scheduler)

change_component() { # <topic> <documents>
  local pod="${POD_OF[$1]}"
  # shellcheck disable=SC2086 # words of kubeadm
  run "writing the manifest of $pod" kubeadm init phase ${PHASE_OF[$1]} --config "$2" || return
  retry_until "$CONTROL_PLANE_HEALTH_CHECK_SECONDS" 2 "$pod runs with its new flags" component_runs "$pod" "${MADE[$1]:-}" "$WANTED" || return
  ask_api
}

# The command of each container of the pod, and whether it is ready: what runs, and not what the manifest says.
readonly COMPONENT='{{range .spec.containers}}{{range .command}}{{.}}{{"\n"}}{{end}}{{end}}{{range .status.conditions}}{{if eq .type "Ready"}}ready={{.status}}{{"\n"}}{{end}}{{end}}'
# A flag as topics.ts writes it.
readonly FLAG='^ ?(--[a-z0-9-]+=("([^"\\]|\\.)*"|[^" ][^ ]*|))'

component_runs() { # <pod> <flags that it had> <flags that it must have>
  local answer
  answer="$(kubectl_as "$ADMIN_CONFIG" --namespace kube-system get "pod/$1-$NODE_NAME" --output "go-template=$COMPONENT")" || return
  if has_flags $'\n'"$answer"$'\n' "$2" "$3"; then return 0; fi
  printf '%s\n' "$answer"
  return 1
}

has_flags() { # <lines of the answer> <flags that it had> <flags that it must have>
  local lines="$1" had="$2" wanted="$3" flag
  [[ $lines == *$'\nready=True\n'* ]] || return 1
  while [[ $had =~ $FLAG ]]; do
    flag="${BASH_REMATCH[1]}" had="${had#*"${BASH_REMATCH[0]}"}"
    [[ " $wanted " == *" $flag "* || $lines != *$'\n'"$flag"$'\n'* ]] || return 1
  done
  while [[ $wanted =~ $FLAG ]]; do
    flag="${BASH_REMATCH[1]}" wanted="${wanted#*"${BASH_REMATCH[0]}"}"
    # JSON, which is not how the pod has it.
    [[ $flag == *=\"* || $lines == *$'\n'"$flag"$'\n'* ]] || return 1
  done
}

renew_certificate() { # beside the old one, as the API server reads it at any time
  local folder="$ROOT$STATE_FOLDER/pki" pki="$ROOT$KUBERNETES_FOLDER/pki" documents name
  local -a names
  { rm -r -f -- "$folder" && mkdir -m 0700 "$folder" && ln -s "$pki/ca.crt" "$pki/ca.key" "$folder"; } || return
  documents="$(kubeadm_documents init)" || return
  printf '%s\n' "${documents/$'\nkind: ClusterConfiguration\n'/$'\nkind: ClusterConfiguration\n'"certificatesDir: $folder"$'\n'}" >"$folder/kubeadm.yaml" || return
  run 'making the certificate of the API server' kubeadm init phase certs apiserver --config "$folder/kubeadm.yaml" || return
  write_beside "$pki/apiserver.key" 0600 <"$folder/apiserver.key"
  write_beside "$pki/apiserver.crt" 0644 <"$folder/apiserver.crt"
  move_in_place "$pki/apiserver.key"
  move_in_place "$pki/apiserver.crt"
  rm -r -f -- "$folder"
  # It looks at its files every minute.
  read -r -a names <<<"$WANTED"
  for name in "${names[@]}"; do
    [[ " ${MADE[certSANs]:-} " == *" $name "* ]] ||
      retry_until "$CONTROL_PLANE_HEALTH_CHECK_SECONDS" 5 "the API server shows a certificate for $name" \
        kubectl_as "$ADMIN_CONFIG" --tls-server-name "${name/#'*'/any}" get --raw /readyz || return
  done
  ask_api
}

# --- bootstrap/node/config.bash

# config: the kubeadm documents of a node. Needs no root and no machine; init and join read the same.

verb_config() {
  kubeadm_documents ''
}

# shellcheck disable=SC2120 # init and join name the step
kubeadm_documents() { # [init or join]: those of the node that was found. The machine that inits joins where others have the cluster already
  local text
  case "${1:-}:$NODE_NAME:$NODE_ROLE" in
    init:* | ":$FIRST_CONTROL_PLANE:"*) text="$KUBEADM_INIT" ;;
    *:control-plane) text="$KUBEADM_JOIN_CONTROL_PLANE" ;;
    *) text="$KUBEADM_JOIN_WORKER" ;;
  esac
  text="${text//"@NAME@"/"$NODE_NAME"}"
  text="${text//"@ADVERTISE_ADDRESS@"/"$NODE_ADDRESS"}"
  # JSON is YAML; the quotes belong to the placeholder.
  text="${text//'"@KUBELET_ARGUMENTS@"'/"$NODE_ARGUMENTS"}"
  text="${text//'"@TAINTS@"'/"$NODE_TAINTS"}"
  printf '%s' "$text"
}

# --- bootstrap/node/disks.bash

# disks: what is on the disks that Ceph gets here or got once, one a line for cluster.sh: device, serial number, `yes` where cluster.yaml has it, and
# `absent`, `unreadable`, `empty`, `osd` with the number:id of each, or `used`; tabs between them. Changes nothing.

verb_disks() {
  local device state serial declared
  while read -r device; do
    state="$(disk_state "$device")"
    serial='-' declared=no
    [[ $state == absent ]] || serial="$(serial_of "$device")"
    ! is_declared "$device" || declared=yes
    printf '%s\t%s\t%s\t%s\n' "$device" "${serial:--}" "$declared" "$state"
  done < <(known_disks)
}

known_disks() { # those of cluster.yaml, and those that it had when an earlier run noted them
  local entry
  local -A seen=()
  for entry in $NODE_DISKS; do
    seen["${entry%=*}"]=yes
    printf '%s\n' "${entry%=*}"
  done
  while read -r entry _; do
    [[ -n ${seen[$entry]:-} ]] || printf '%s\n' "$entry"
    seen[$entry]=yes
  done < <(records disk)
}

is_declared() { # <device>
  [[ " $NODE_DISKS" == *" $1="* ]]
}

disk_state() { # <device>
  local device="$1" found osds
  if [[ ! -e $ROOT$device ]]; then
    printf absent
  elif ! found="$(contents "$device")"; then
    printf unreadable
  elif [[ -z $found ]]; then
    printf empty
  else
    osds="$(osds_on "$device" | tr '\n' ' ')"
    if [[ -n $osds ]]; then printf 'osd %s' "${osds% }"; else printf used; fi
  fi
}

# --- bootstrap/node/facts.bash

# facts: what cluster.sh compares between machines, one key=value a line.

verb_facts() {
  local value
  printf 'name=%s\n' "$NODE_NAME"
  value="$(host_name)"
  printf 'host-name=%s\n' "$value"
  read_fact machine-id /etc/machine-id
  read_fact product-uuid /sys/class/dmi/id/product_uuid
}

read_fact() { # <key> <path>: empty where the machine does not say it, as boards without DMI
  local value=''
  [[ ! -r "$ROOT$2" ]] || read -r value <"$ROOT$2" || true # without a newline at its end, read fails with the value read
  printf '%s=%s\n' "$1" "${value,,}"
}

# --- bootstrap/node/forget-storage.bash

# forget-storage: removes what Ceph kept on this machine, otherwise monitors of a new Ceph would find the old one's keys. Disks are not touched.

verb_forget_storage() {
  refuse_wrong_machine
  rm -r -f --one-file-system -- "$ROOT/var/lib/rook"
  say "done       forget-storage: /var/lib/rook is gone"
}

# --- bootstrap/node/init.bash

# init: the first control plane makes the cluster.

readonly RESOLVER='resolvConf: /run/systemd/'

verb_init() {
  refuse_wrong_machine
  [[ $NODE_NAME == "$FIRST_CONTROL_PLANE" ]] || refuse "$NODE_NAME does not init the cluster, $FIRST_CONTROL_PLANE does" "run init there and join here"
  need_kubeadm init
  if recorded step 'init done'; then
    start_kubelet
    record_made_before
    finish_interrupted_change
    if ! is_settled; then
      wait_api
      settle
    fi
    say "ok         init: $NODE_NAME has made cluster $CLUSTER_NAME already"
  else
    refuse_taken_vip
    say "doing      init: $NODE_NAME makes cluster $CLUSTER_NAME"
    init_cluster || return
    settle
    say "done       init: the API server answers at https://$ENDPOINT"
  fi
  give_kubeconfigs
}

refuse_taken_vip() {
  [[ -n $VIP ]] && ! has_member_files && vip_is_taken || return 0
  refuse "the address $VIP, which controlPlane.endpoint.vip is to be, is taken: $(ip neighbour show "$VIP")" \
    "if a cluster of this name lives on other control planes, join it: cluster.sh up; else give vip a free address of nodeCidr"
}

# What is still to do when kubeadm has ended.
settle() {
  wait_registered "$ADMIN_CONFIG"
  share_resolver
}

# The same in one question, as each kubectl takes seconds of a slow machine.
is_settled() {
  local found
  found="$(kubectl_as "$ADMIN_CONFIG" --namespace kube-system get "node/$NODE_NAME" configmap/kubelet-config --output yaml 2>>"$LOG")" &&
    [[ $found != *"$RESOLVER"* ]]
}

init_cluster() {
  local documents
  note_before
  if made_before_interruption; then
    finish_interrupted_init || return
    return 0
  fi
  begin_step init || return
  record_wanted
  record_marks "$NODE_NAME"
  documents="$(write_kubeadm_documents init)" || return
  # The token that it makes anyway is not printed, and is gone after a minute.
  run 'kubeadm init' with_proxy kubeadm init --config "$documents" --skip-token-print || return
  finish_step init
}

# kubeadm had made the API server before the run was cut off, and others may have used it since.
made_before_interruption() {
  recorded step 'init started' && etcd_has_data && [[ -s "$ROOT$ADMIN_CONFIG" ]] || return 1
  start_kubelet && ask_api 2>>"$LOG"
}

# All that comes after the API server can be done again.
readonly PHASES_BEFORE_API=preflight,certs,kubeconfig,etcd,control-plane,kubelet-start

finish_interrupted_init() {
  local documents
  say "           init was interrupted on $NODE_NAME, but its API server answers; finishing it"
  documents="$(write_kubeadm_documents init)" || return
  run 'the rest of kubeadm init' with_proxy kubeadm init --config "$documents" --skip-token-print --skip-phases "$PHASES_BEFORE_API" || return
  finish_step init
}

ask_api() {
  retry_until "$CONTROL_PLANE_HEALTH_CHECK_SECONDS" 2 "the API server answers at https://$ENDPOINT" kubectl_as "$ADMIN_CONFIG" get --raw /readyz
}

wait_api() {
  ask_api ||
    fail "the API server of $NODE_NAME is not healthy" "see 'crictl ps -a' and 'journalctl -u kubelet'; in a new cluster that holds nothing yet, reset and init again"
}

# kubeadm puts the name servers' file of this machine into the configuration of all kubelets, where machines without systemd-resolved do not have it;
# without that line each machine that joins chooses for itself. https://github.com/kubernetes/kubeadm/issues/3327
share_resolver() {
  local found
  found="$(kubectl_as "$ADMIN_CONFIG" --namespace kube-system get configmap/kubelet-config --output yaml)" || return 0
  [[ $found == *"$RESOLVER"* ]] || return 0
  run 'letting each machine choose its name servers' replace_object "$(sed "\|^ *$RESOLVER|d" <<<"$found")"
}

replace_object() { # <yaml>: no secret
  printf '%s\n' "$1" | kubectl_as "$ADMIN_CONFIG" replace --filename -
}

give_kubeconfigs() { # to root, and to who called sudo
  give_kubeconfig /root root
  if [[ -n ${SUDO_USER:-} && $SUDO_USER != root ]]; then
    give_kubeconfig "$(getent passwd "$SUDO_USER" | cut -d : -f 6)" "$SUDO_USER"
  fi
}

give_kubeconfig() { # <home> <user>: never over another one
  local home="$1" user="$2" path="$1/.kube/config"
  [[ -n $home && -d "$ROOT$home" ]] || return 0
  if [[ -L "$ROOT$home/.kube" || -L "$ROOT$path" ]]; then
    warn "$path is behind a link and stays as it is; use KUBECONFIG=$ADMIN_CONFIG"
  elif [[ -e "$ROOT$path" ]] && ! recorded sum "$(sum_of "$ROOT$path") $path" && ! cmp -s "$ROOT$path" "$ROOT$ADMIN_CONFIG"; then
    warn "$path is of another cluster or was changed and stays as it is; use KUBECONFIG=$ADMIN_CONFIG"
  else
    install_folder "$home/.kube" 0700
    install_file "$path" 0600 <"$ROOT$ADMIN_CONFIG"
    own "$user" "$ROOT$home/.kube" "$ROOT$path"
  fi
}

own() { # <user> <path…>
  local user="$1" path owner
  shift
  for path in "$@"; do
    owner="$(stat -c %U "$path")"
    [[ $owner == "$user" ]] || chown "$user:" "$path"
  done
}

# --- bootstrap/node/invite.bash

# invite: what a node needs for joining, on stdout for a pipe. The token in it lives only as long as a slow join may take.

readonly INVITATION_LIVES=30m0s

verb_invite() { # <name>
  local name="$1" row token authority
  row="$(row_of "$name")" || refuse "no node of cluster $CLUSTER_NAME is called $name" 'cluster.yaml has the names; after a change there, synthesize again'
  refuse_wrong_machine
  is_control_plane || fail "$NODE_NAME has no cluster to invite to" 'run init first'
  [[ ! -t 1 ]] || refuse 'an invitation is a secret, not for a terminal' "pipe it: $PROGRAM invite $name | ssh $name sudo $PROGRAM join"
  # Progress would end up in the invitation.
  wait_api >&2
  if is_row_of_control_plane "$row"; then forget_broken_member "$row" >&2; fi
  token="$(kubeadm token create --kubeconfig "$ROOT$ADMIN_CONFIG" --ttl "$INVITATION_LIVES" --description "$name joins")" ||
    fail "no token could be made for $name" 'see above what kubeadm says'
  record_marks "$name"
  authority="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/ca.crt")"
  invitation "$token" "$authority"
  if is_row_of_control_plane "$row"; then print_authorities; fi
}

is_row_of_control_plane() { # <row>
  [[ $1 == *$'\tcontrol-plane\t'* ]]
}

# A join that was cut off leaves a member in etcd, and so does a machine that was installed anew. Its data is gone or goes with the next join, and etcd does
# not take a member back with other data: it stops. So that one is removed, and its node too.
forget_broken_member() { # <row of a node>
  local name address
  IFS=$'\t' read -r name _ address _ <<<"$1"
  read_etcd_members
  find_etcd_member '' "${address%%,*}"
  [[ -n $MEMBER_NUMBER ]] || return 0
  if is_control_plane_node "$ADMIN_CONFIG" "$name" 2>>"$LOG" && etcd_member_is_well "$MEMBER_CLIENTS"; then return 0; fi
  run "removing the member of etcd that $name was before" remove_etcd_member "$MEMBER_NUMBER" || return
  run "removing the node that $name was before" kubectl_as "$ADMIN_CONFIG" delete node "$name" --ignore-not-found
}

print_authorities() { # name and content in base64, a blank between them, one a line
  local name content
  printf '%s\n' "$AUTHORITIES_FOLLOW"
  for name in "${AUTHORITIES[@]}"; do
    content="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/$name")" || fail "$KUBERNETES_FOLDER/pki/$name of $NODE_NAME could not be read" 'see above'
    printf '%s %s\n' "$name" "$content"
  done
}

# printf is part of bash: no argument of a program holds the token.
invitation() { # <token> <certificate authority, base64>
  printf '%s\n' \
    'apiVersion: v1' \
    'kind: Config' \
    'clusters:' \
    '- name: joining' \
    '  cluster:' \
    "    server: https://$ENDPOINT" \
    "    certificate-authority-data: $2" \
    'users:' \
    '- name: joining' \
    '  user:' \
    "    token: '$1'" \
    'contexts:' \
    '- name: joining' \
    '  context: { cluster: joining, user: joining }' \
    'current-context: joining'
}

# --- bootstrap/node/join.bash

# join: this machine becomes a node of the cluster. What `invite` printed comes on stdin.

# It is kept here and nowhere else: no file, no argument. For control planes the authorities come behind it.
INVITATION=''
INVITED_AUTHORITIES=''

verb_join() {
  refuse_wrong_machine
  ! recorded step 'init done' || refuse "$NODE_NAME has made cluster $CLUSTER_NAME, and does not join it" 'to begin anew, run reset, then prepare and join'
  need_kubeadm join
  [[ -t 0 ]] || read_invitation
  if recorded step 'join done'; then
    refuse_other_authority
    record_made_before
    finish_interrupted_change
    rejoin
    say "ok         join: $NODE_NAME is in cluster $CLUSTER_NAME already"
  elif joined_before_interruption; then
    finish_join
    say "ok         join: $NODE_NAME is in cluster $CLUSTER_NAME; an earlier run got that far"
  else
    check_invitation
    say "doing      join: $NODE_NAME joins cluster $CLUSTER_NAME"
    join_cluster || return
    finish_join
    say "done       join: $NODE_NAME is in cluster $CLUSTER_NAME"
  fi
}

read_invitation() {
  INVITATION="$(cat)"
  [[ $INVITATION == *$'\n'"$AUTHORITIES_FOLLOW"$'\n'* ]] || return 0
  INVITED_AUTHORITIES="${INVITATION#*$'\n'"$AUTHORITIES_FOLLOW"$'\n'}"
  INVITATION="${INVITATION%%$'\n'"$AUTHORITIES_FOLLOW"$'\n'*}"$'\n'
}

check_invitation() {
  [[ $NODE_NAME != "$FIRST_CONTROL_PLANE" || -n $INVITATION ]] ||
    refuse "$NODE_NAME is the machine that inits the cluster" 'run init here; or pipe in what another control plane prints for it, where the cluster lives on others'
  [[ $INVITATION == *"token: "* && $INVITATION == *'certificate-authority-data: '* ]] ||
    refuse 'there is no invitation on standard input' "on $FIRST_CONTROL_PLANE: $PROGRAM invite $NODE_NAME, and its output here"
  [[ $INVITATION == *"server: https://$ENDPOINT"$'\n'* ]] ||
    refuse "the invitation is not to https://$ENDPOINT" "make one with the $PROGRAM of cluster $CLUSTER_NAME"
  [[ $NODE_ROLE != control-plane ]] || are_authorities "$INVITED_AUTHORITIES" ||
    refuse "the invitation does not have what a control plane needs" "make one with the $PROGRAM of cluster $CLUSTER_NAME: $PROGRAM invite $NODE_NAME"
}

# The cluster was made anew under its old name, and this machine belongs to the one before.
refuse_other_authority() {
  local own
  [[ $INVITATION == *'certificate-authority-data: '* && -s "$ROOT$KUBERNETES_FOLDER/pki/ca.crt" ]] || return 0
  own="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/ca.crt")"
  [[ $INVITATION == *"certificate-authority-data: $own"$'\n'* ]] ||
    refuse "$NODE_NAME is in another cluster that was also called $CLUSTER_NAME" "run $PROGRAM reset here, then prepare and join again"
}

# A kubelet registers its node when it starts, and not again when somebody deletes it.
rejoin() {
  if ! service_is_active kubelet || ! is_registered "$KUBELET_CONFIG" >/dev/null 2>&1; then
    restart_service kubelet
    wait_registered "$KUBELET_CONFIG"
  fi
}

# The kubelet got its certificate before the run was cut off: kubeadm does nothing else after that on a worker, and would refuse to join a node again
# that the cluster takes for Ready. On a control plane the last thing that it does is to mark the node as one.
joined_before_interruption() {
  local joined=is_registered
  recorded step 'join started' && [[ -s "$ROOT$KUBELET_CONFIG" ]] || return 1
  [[ $NODE_ROLE == worker ]] || joined=is_control_plane_node
  start_kubelet && retry_until 60 5 "$NODE_NAME is in the cluster" "$joined" "$KUBELET_CONFIG" 2>>"$LOG"
}

join_cluster() {
  local documents
  note_before
  begin_step join || return
  record_wanted
  if [[ $NODE_ROLE == control-plane ]]; then install_authorities "$INVITED_AUTHORITIES"; fi
  documents="$(write_kubeadm_documents join)" || return
  run 'kubeadm join' kubeadm_join "$documents" || return
}

# Only after the step was recorded as started: it is undone with all else.
install_authorities() { # <text>
  local name content folder="$ROOT$KUBERNETES_FOLDER/pki"
  (umask 077 && mkdir -p "$folder/etcd") || not_written "$folder"
  while read -r name content; do
    { printf '%s' "$content" | base64 --decode | write_beside "$folder/$name" 0600; } || not_written "$folder/$name"
    move_in_place "$folder/$name"
  done < <(printf '%s\n' "$1")
}

kubeadm_join() { # <documents>: which say that discovery is on stdin, and that must be a pipe
  printf '%s\n' "$INVITATION" | with_proxy kubeadm join --config "$1"
}

finish_join() {
  # It holds a token. kubeadm removes it, unless it was cut off.
  rm -f -- "$ROOT$KUBERNETES_FOLDER/bootstrap-kubelet.conf"
  finish_step join
  wait_registered "$KUBELET_CONFIG"
  if [[ $NODE_ROLE == control-plane ]]; then give_kubeconfigs; fi
}

# --- bootstrap/node/marks.bash

# marks, mark: labels and taints of nodes as cluster.yaml has them, looked at and given. On a control plane.

verb_marks() { # [name…] <node of --node>: exit code as plan's
  local name mark code=0
  begin_marks "${@:1:$#-1}"
  for name in "${NAMES[@]}"; do
    compare_marks "$name"
    for mark in "${LABELS[@]}"; do say "to do      label of $name: $mark; up does it"; done
    for mark in "${TAINTS[@]}"; do say "to do      taint of $name: $mark; up does it"; done
    for mark in "${STRANGE_TAINTS[@]}"; do
      warn "$name has the taint $mark, which neither cluster.yaml nor this program has given it; if nobody needs it: kubectl taint nodes $name ${mark%%[=:]*}:${mark##*:}-"
    done
    ((${#LABELS[@]} + ${#TAINTS[@]} == 0)) || code="$SOMETHING_TO_DO"
  done
  return "$code"
}

verb_mark() { # [name…] <node of --node>
  local name changed=no
  begin_marks "${@:1:$#-1}"
  for name in "${NAMES[@]}"; do
    compare_marks "$name"
    if [[ $HAVE == *$'\n'"$name node"$'\n'* ]]; then record mark "${WANTED_MARKS[@]}"; fi
    if ((${#LABELS[@]} > 0)); then
      say "doing      labels of $name: ${LABELS[*]}"
      run "labels of $name" kubectl_as "$ADMIN_CONFIG" label --overwrite nodes "$name" "${LABELS[@]}"
      changed=yes
    fi
    if ((${#TAINTS[@]} > 0)); then
      say "doing      taints of $name: ${TAINTS[*]}"
      run "taints of $name" kubectl_as "$ADMIN_CONFIG" taint --overwrite nodes "$name" "${TAINTS[@]}"
      changed=yes
    fi
    forget_marks "$name"
  done
  if [[ $changed == yes ]]; then say 'done       labels and taints are as cluster.yaml says'; else say 'ok         labels and taints are as cluster.yaml says'; fi
}

begin_marks() { # [name…]: sets NAMES: these, or all
  refuse_wrong_machine
  [[ $NODE_ROLE == control-plane ]] || refuse "$NODE_NAME is not a control plane" "run this on $FIRST_CONTROL_PLANE"
  is_control_plane || fail "$NODE_NAME has no cluster yet" 'run init first'
  NAMES=("$@")
  (($# > 0)) || mapfile -t NAMES < <(node_names)
  read_marks
}

# --- bootstrap/node/members.bash

# members, remove-member: who is in etcd, and taking one out. On a control plane.

# One a line: its name, or - where it has never started; its address; voter or learner; well or silent.
verb_members() {
  local name peers clients learner health
  ask_etcd
  while IFS=, read -r _ _ name peers clients learner; do
    [[ -n $peers ]] || continue
    name="${name# }" peers="${peers# https://}" health=silent
    [[ -z ${clients# } ]] || ! etcd_member_is_well "${clients# }" || health=well
    peers="${peers%:2380}"
    peers="${peers#[}"
    if [[ $learner == ' true' ]]; then learner=learner; else learner=voter; fi
    printf '%s %s %s %s\n' "${name:--}" "${peers%]}" "$learner" "$health"
  done <<<"$MEMBERS_OF_ETCD"
}

ask_etcd() { # sets MEMBERS_OF_ETCD
  refuse_wrong_machine
  is_control_plane || fail "$NODE_NAME is not a control plane of cluster $CLUSTER_NAME" 'ask another one'
  read_etcd_members
}

# Before its data goes: etcd does not take a member back with other data. The node need not be in cluster.yaml any more.
verb_remove_member() { # <node>
  local name="$1" row address=''
  ask_etcd
  [[ $name != "$NODE_NAME" ]] || refuse "$name does not take itself out of etcd" 'run this on another control plane'
  if row="$(row_of "$name")"; then IFS=$'\t' read -r _ _ address _ <<<"$row"; fi
  find_etcd_member "$name" "${address%%,*}"
  if [[ -z $MEMBER_NUMBER ]]; then
    say "ok         remove-member: $name is not in etcd"
    return 0
  fi
  etcd_can_lose "$MEMBER_NUMBER" || refuse "etcd would be without a majority when $name has gone: too few of the other members answer" 'bring them back first'
  say "doing      remove-member: $name goes out of etcd"
  run "removing $name from etcd" remove_etcd_member "$MEMBER_NUMBER" || return
  say "done       remove-member: $name is not in etcd any more"
}

# --- bootstrap/node/names.bash

# names: who the other machines are, as cluster.yaml says now; nothing else of a machine that works is touched.

# Phases that hold other machines' names and addresses.
readonly NAMING_PHASES=(hostname vip)

verb_names() {
  local index
  refuse_wrong_machine
  recorded cluster "$CLUSTER_ID" || refuse "$NODE_NAME was not prepared yet" "run prepare there"
  for index in "${!PHASES[@]}"; do
    ! is_one_of "${PHASES[index]}" "${NAMING_PHASES[@]}" || prepare_phase "${PHASES[index]}" "${PHASE_TITLES[index]}"
  done
}

# --- bootstrap/node/plan.bash

# plan: what prepare and change would do here. Changes nothing.

verb_plan() {
  local index phase changes=0
  read_registry_access
  PLANNING=yes
  for index in "${!PHASES[@]}"; do
    phase="${PHASES[index]}"
    if "${phase}_check"; then
      say "ok         $phase: ${PHASE_TITLES[index]}"
    else
      say "to do      $phase: ${PHASE_TITLES[index]}"
      changes=$((changes + 1))
    fi
  done
  tell_changes 'to do      change: ' '; up does it'
  changes=$((changes + ${#CHANGES[@]}))
  if problems_found; then
    print_problems
    return 2
  fi
  ((changes == 0)) || return "$SOMETHING_TO_DO"
  say "$NODE_NAME is prepared, nothing would change"
}

# --- bootstrap/node/preflight.bash

# preflight: what keeps this machine from becoming the node, all of it at once, and what is warned of; where nothing does, its facts. Changes nothing.

verb_preflight() {
  collect_preflight_problems
  warn_of_changes
  refuse_problems
  verb_facts
  # What up will change here.
  ((${#CHANGES[@]} == 0)) || printf 'changes=%s\n' "${#CHANGES[@]}"
}

# --- bootstrap/node/prepare.bash

# prepare: everything that a machine needs before it inits or joins. Phase by phase: nothing where all is true already, else apply, and look again.

verb_prepare() {
  local index
  read_registry_access
  for index in "${!PHASES[@]}"; do
    prepare_phase "${PHASES[index]}" "${PHASE_TITLES[index]}"
    # The first one, which changes nothing, has looked whether this machine may be one of ours.
    claim_machine
  done
}

prepare_phase() { # <phase> <title>
  local phase="$1" title="$2"
  if "${phase}_check"; then
    say "ok         $phase: $title"
    return 0
  fi
  say "doing      $phase: $title"
  PHASE="$phase"
  "${phase}_apply"
  # What is still missing is told.
  PLANNING=yes
  "${phase}_check" || fail "$phase was applied on $NODE_NAME, but its check still fails" "look at what is missing above and at $LOG, then run prepare again"
  PLANNING=no
  PHASE=''
  say "done       $phase: $title"
}

# --- bootstrap/node/reboot.bash

# boot, reboot, step-down: which start of this machine this is, ending it, and letting others have what moves before that.

# boot=: another one after each start. Of the kernel, and, where several systems share one, of process 1. since=: when it began, in UTC.
verb_boot() {
  local identity since
  identity="$(boot_identity)" || return
  since="$(boot_time)" || return
  printf 'boot=%s\nsince=%s\n' "$identity" "$since"
}

boot_identity() {
  local kernel
  { read -r kernel <"$ROOT/proc/sys/kernel/random/boot_id"; } 2>/dev/null || fail "$NODE_NAME does not say which boot this is" 'look at /proc/sys/kernel/random/boot_id'
  printf '%s.%s' "${kernel,,}" "$(ticks_of_process_1)"
}

ticks_of_process_1() { # after the start of the kernel
  local line
  local -a fields
  read -r line <"$ROOT/proc/1/stat" || fail "$NODE_NAME does not say when it started" 'look at /proc/1/stat'
  # Behind the name, which may hold anything, comes the third field; the start is the 22nd.
  read -r -a fields <<<"${line##*) }"
  [[ ${fields[19]:-} =~ ^[0-9]{1,18}$ ]] || fail "$NODE_NAME does not say when it started" 'look at /proc/1/stat'
  printf '%s' "${fields[19]}"
}

boot_time() {
  local uptime ticks now
  ticks="$(ticks_of_process_1)" || return
  IFS=. read -r uptime _ <"$ROOT/proc/uptime" || return
  now="$(date +%s)"
  # number: matched above, of the kernel, and of date
  date --utc --date "@$((now - uptime + ticks / 100))" +%Y-%m-%dT%H:%M:%SZ
}

verb_reboot() { # <boot, as boot prints it>: who is asked twice for one reboot does one
  local identity
  refuse_wrong_machine
  identity="$(boot_identity)" || return
  if [[ $identity != "$1" ]]; then
    say "ok         reboot: $NODE_NAME has started anew since"
    return 0
  fi
  give_vip_away
  # A moment later, so that whoever asked has the answer.
  run 'asking for the reboot' systemd-run --quiet --on-active=2s --timer-property=AccuracySec=100ms systemctl reboot || return
  say "done       reboot: $NODE_NAME reboots"
}

verb_step_down() {
  refuse_wrong_machine
  give_vip_away
  say "done       step-down: $NODE_NAME does not hold the address of the API server"
}

# keepalived says goodbye when it is stopped, and another one has the address within a second; the API server here is still well then.
give_vip_away() {
  vip_is_wanted && service_is_active keepalived.service || return 0
  run 'giving the address of the API server to another machine' systemctl stop keepalived.service
}

# --- bootstrap/node/reset.bash

# reset: undoes what was done here, by the records of it, and nothing else. Killed anywhere, it goes on in the next run: what is undone is forgotten.

verb_reset() {
  refuse_wrong_machine
  if [[ ! -e $ROOT$STATE_FOLDER/state ]]; then
    say "ok         reset: nothing was done to $NODE_NAME, so nothing is undone"
    return 0
  fi
  reset_step 'leave the cluster' reset_membership
  reset_step 'undo what the phases set' reset_phases
  reset_step 'put files back' reset_files
  reset_step 'remove packages' reset_packages
  reset_step 'remove what programs left' reset_leftovers
  # Last, as the next run of a reset that was cut off knows the machine by its name.
  hostname_undo
  forget_machine
  say "done       reset: $NODE_NAME is what it was"
  say '           Disks and /var/lib/rook were not touched; what is on them is still there.'
  say '           Kernel modules that were loaded on demand go with the next boot.'
}

reset_step() { # <title> <function>
  say "doing      reset: $1"
  PHASE=reset
  "$2"
  PHASE=''
}

reset_membership() {
  [[ $NODE_ROLE != control-plane || ! -e "$ROOT$ADMIN_CONFIG" ]] || etcd_can_lose_this_member ||
    refuse "etcd would be without a majority when $NODE_NAME has gone: too few of the other members answer" \
      'bring them back first, or reset those that are gone for good last'
  if [[ -n "$(records step)" ]]; then undo_kubeadm; fi
  # They are of pods alone, and the kubelet does not take them along.
  if service_is_active kubepods.slice; then run 'removing the control groups of pods' systemctl stop kubepods.slice; fi
  if recorded before noted; then remove_network_traces; fi
  forget_steps
}

# The other way round, those that know more than their records; then what is the same for all.
reset_phases() {
  local index unit package held
  for ((index = ${#PHASES[@]} - 1; index >= 0; index--)); do
    if [[ ${PHASES[index]} != hostname ]] && declare -F "${PHASES[index]}_undo" >/dev/null; then "${PHASES[index]}_undo"; fi
  done
  mapfile -t held < <(records hold)
  [[ ${#held[@]} -eq 0 ]] || run "letting go of ${held[*]}" unlocked apt-mark unhold "${held[@]}" || warn "these are still held: ${held[*]}; run apt-mark unhold"
  for package in "${held[@]}"; do forget hold "$package"; done
  while read -r unit; do
    run "disabling $unit" systemctl disable "$unit" || warn "$unit still starts at boot; run systemctl disable $unit"
    forget enabled "$unit"
  done < <(records enabled)
  while read -r unit; do
    run "stopping $unit" systemctl stop "$unit" || warn "$unit still runs; run systemctl stop $unit"
    forget started "$unit"
  done < <(records started)
}

reset_files() {
  local path
  while read -r path; do remove_file "$path"; done < <(records file | tac)
  while read -r path; do remove_aside "$path"; done < <(records aside)
  run 'reading the units again' systemctl daemon-reload || warn 'systemd has not read its units again; the next boot does it'
}

reset_packages() {
  local package
  local -a ours=()
  while read -r package; do
    if dpkg-query --show "$package" >/dev/null 2>&1; then ours+=("$package"); fi
  done < <(records package)
  if [[ ${#ours[@]} -gt 0 ]]; then
    # dpkg and not apt-get, which would take along what somebody installed on top of them.
    run 'removing packages' unlocked env DEBIAN_FRONTEND=noninteractive dpkg --force-remove-reinstreq --purge "${ours[@]}" ||
      warn "not all packages could be removed, as others need them: see $LOG"
    # Our sources are gone, and so must be their lists.
    run 'updating the lists of packages' unlocked env "${PROXIES[@]}" timeout 300 apt-get update || warn "apt-get update failed, see $LOG; run it again"
  fi
  while read -r package; do forget package "$package"; done < <(records package)
  while read -r package; do
    run "bringing $package back" apt_get --yes install "$package" || warn "$package was here before; run apt-get install $package"
    forget replaced "$package"
  done < <(records replaced)
}

reset_leftovers() {
  local folder
  # It was here before us, and reads its own configuration again.
  if service_is_active containerd; then restart_service containerd || warn 'containerd runs with our configuration still; restart it'; fi
  restore_paths
  restore_kernel
  if service_is_active systemd-logind; then
    run 'reading the configuration of logind again' systemctl kill --signal=HUP systemd-logind || warn 'logind reads its configuration at the next boot'
  fi
  while read -r folder; do
    # kubectl fills it for whoever uses it.
    if [[ $folder == */.kube ]]; then rm -r -f -- "$ROOT$folder/cache"; fi
    remove_folder "$folder"
  done < <(records folder | tac)
}

forget_machine() { # what went well needs no log either; cluster.sh keeps this program in the same folder, and takes it away itself
  rm -r -f -- "$ROOT$LOG_FOLDER" "$ROOT$STATE_FOLDER"/{originals,kubectl,changing,changing.new,replaced,pki,kubeadm.yaml,state} "$ROOT$STATE_FOLDER"/.*.cdk8s-metal
  rmdir --ignore-fail-on-non-empty -- "$ROOT$STATE_FOLDER"
  LOG=/dev/null
}

# --- bootstrap/node/status.bash

# status: what is here, one key=value a line. Changes nothing.

verb_status() {
  local cluster member=no
  cluster="$(records cluster)"
  ! is_member || member=yes
  printf 'name=%s\n' "$NODE_NAME"
  printf 'role=%s\n' "$NODE_ROLE"
  printf 'cluster=%s\n' "$cluster"
  printf 'member=%s\n' "$member"
  print_version containerd containerd.io
  print_version kubelet kubelet
  print_version kubeadm kubeadm
  print_activity containerd
  print_activity kubelet
}

print_version() { # <key> <package>
  local version
  version="$(package_version "$2")" || version=none
  printf '%s=%s\n' "$1" "$version"
}

print_activity() { # <service>
  local state=inactive
  ! service_is_active "$1" || state=active
  printf '%s-service=%s\n' "$1" "$state"
}

# --- bootstrap/node/wipe-disk.bash

# wipe-disk: makes one disk empty, after a person has typed its serial number. The only thing here that writes to a disk.

verb_wipe_disk() { # <device> <serial number, or nothing: only look>
  local device="$1" typed="$2" serial size found
  refuse_wrong_machine
  grep -q -x -F -- "$device" < <(known_disks) ||
    refuse "no disk of $NODE_NAME in cluster.yaml is called $device" "choose one of: $(known_disks | tr '\n' ' ')"
  [[ -e $ROOT$device ]] || refuse "disk $device of $NODE_NAME is not there" 'see ls -l /dev/disk/by-id/'
  refuse_to_wipe_what_is_used "$device"
  found="$(contents "$device")" || refuse "$(describe_disk "$device") cannot be read" 'see dmesg; such a disk is to be replaced'
  serial="$(serial_of "$device")"
  size="$(disk_facts "$device" SIZE)"
  say "$(describe_disk "$device"), $size bytes: $(join_lines "${found:-empty}")"
  [[ -n $found ]] || return 0
  [[ -n $serial ]] || refuse "the disk reports no serial number, by which a person could confirm it" 'wipe it by hand, or give the virtual machine a disk with a serial number'
  [[ -n $typed ]] || refuse 'nothing was wiped' "if $(only_if "$device")all of it is to be lost: $PROGRAM wipe-disk $device --serial $serial"
  [[ $typed == "$serial" ]] || refuse "$typed is not the serial number of $device; nothing was wiped" 'look again which disk you mean'
  hold_disk "$device" "$serial" "$size"
  wipe_disk "$device"
  found="$(contents "$HELD")" || fail "$device cannot be read any more" 'see dmesg; such a disk is to be replaced'
  [[ -z $found ]] || fail "$device is still not empty: $(join_lines "$found")" 'something has written to it again; reboot the machine, and wipe it before anything starts that uses it'
  say "done       wipe-disk: $device is empty"
}

only_if() { # <device>: what else must be so, on a machine whose Ceph may start again any minute
  local osds
  osds="$(osds_on "$1" | sed 's/:.*//' | tr '\n' ' ')"
  [[ -z $osds ]] || ! is_member || printf 'the cluster does without osd %s(cluster.sh storage status) and ' "$osds"
}

refuse_to_wipe_what_is_used() { # <device>
  local device="$1" name command users
  PROBLEMS=()
  if is_whole_disk "$device"; then
    collect_wipe_problems "$device"
    users="$(processes_on "$device")" || fail "nothing is known of who uses $device" 'see above'
    while read -r name command; do
      [[ -z $name ]] || problem "$(describe_disk "$device") is open in process $name ($command)" \
        "if it is a daemon of Ceph, let the cluster do without it: cluster.sh storage replace-disk $NODE_NAME $device; else end that process"
    done <<<"$users"
  fi
  refuse_problems
}

collect_wipe_problems() { # <device>: the system's, mounted, swapped to, or below what Ceph has not made
  local device="$1" type name stacked
  collect_use_problem "$device" "$(system_disks)"
  stacked="$(stacked_devices "$device")" || fail "nothing is known of $device" 'see above'
  while read -r type name; do
    [[ -z $type ]] || is_left_by_ceph "$type" "$name" || problem "$(describe_disk "$device") is in use by $type $name" \
      "if nothing on it is needed any more, stop that first: $(stop_command "$type" "$name")"
  done <<<"$stacked"
}

is_left_by_ceph() { # <type> <name>: a mapping that can be taken away; partitions go with their table
  case "$1 $2" in
    'part '* | 'lvm /dev/mapper/ceph--'* | 'crypt '*-dmcrypt) ;;
    'crypt '*) grep -q '^/dev/mapper/ceph--' < <(lsblk --inverse --list --noheadings --paths --output NAME "$2") ;;
    *) return 1 ;;
  esac
}

stop_command() { # <type> <name>
  case "$1" in
    raid*) printf 'mdadm --stop %s' "$2" ;;
    *) printf 'dmsetup remove %s' "$2" ;;
  esac
}

# What was opened: a name may lead to another disk from one moment to the next. Opened for reading, which makes no file where the name has just gone;
# programs open it again by these paths, for writing too.
readonly HELD=/dev/fd/6 HELD_PARTITION=/dev/fd/5

# Only now, as the disk of the system is not to be opened at all.
hold_disk() { # <device> <serial number> <bytes>: those that a person has seen
  { exec 6<"$ROOT$1"; } 2>/dev/null || refuse "disk $1 of $NODE_NAME cannot be opened" 'see ls -l /dev/disk/by-id/ and dmesg'
  [[ "$(serial_of "$HELD")" == "$2" && "$(disk_facts "$HELD" SIZE)" == "$3" ]] || refuse_other_disk "$1"
  PROBLEMS=()
  if is_whole_disk "$HELD"; then collect_wipe_problems "$HELD"; fi
  ! problems_found || refuse_other_disk "$1"
}

refuse_other_disk() { # <device>
  refuse "$1 leads to another disk now; nothing was wiped" 'look again which disk you mean'
}

wipe_disk() { # <device>, which is held
  local device="$1" type name size offset
  local -a partitions=() mappings=()
  size="$(disk_facts "$HELD" SIZE)"
  while read -r type name; do
    if [[ $type == part ]]; then partitions+=("$name"); else mappings+=("$name"); fi
  done < <(stacked_devices "$HELD")
  remove_mappings "${mappings[@]}" || stop_wiping "$device"
  run 'asking the kernel for the disk' get_disk_alone "$ROOT$HELD" || stop_wiping "$device"
  for name in "${partitions[@]}"; do
    hold_partition "$name"
    run "removing signatures of $name" wipefs --all "$ROOT$HELD_PARTITION" || stop_wiping "$device"
  done
  exec 5<&-
  run 'removing signatures' wipefs --all "$ROOT$HELD" || stop_wiping "$device"
  # Not all that say they can do it; what counts is written below.
  [[ "$(disk_facts "$HELD" DISC-MAX)" == 0 ]] || run 'discarding all blocks' blkdiscard "$ROOT$HELD" || warn "$device does not discard; only what marks it as used is overwritten"
  # Partition tables are in the first and in the last MiB.
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    ((offset * GIB >= size)) || run "zeroing at $offset GiB" zero_mebibyte "$ROOT$HELD" $((offset * GIB)) || stop_wiping "$device"
  done
  run 'zeroing its end' zero_mebibyte "$ROOT$HELD" $((size - 1024 * 1024)) || stop_wiping "$device"
  # wipefs has had the table read again already, and of udev only the names are late.
  ((${#partitions[@]} == 0)) || run 'reading the partition table again' blockdev --rereadpt "$ROOT$HELD" || true
  [[ -z "$(type -P udevadm)" ]] || run 'waiting for udev' udevadm settle || true
}

hold_partition() { # <path>: if the kernel says that it is on the disk that is held
  { { exec 5<"$1"; } 2>>"$LOG" && grep -q -x -F -- "$(disk_facts "$HELD_PARTITION" MAJ:MIN)" < <(lsblk --noheadings --raw --output MAJ:MIN "$ROOT$HELD"); } ||
    fail "$1 is not on the disk any more, and nothing was written to it" 'run the same command again'
}

remove_mappings() { # <name…>: each when nothing is on it any more
  local name stacked
  local -a later
  while (($# > 0)); do
    later=()
    for name in "$@"; do
      stacked="$(stacked_devices "$name")" || return
      if [[ -z $stacked ]]; then run "removing $name" dmsetup remove "$name" || return; else later+=("$name"); fi
    done
    ((${#later[@]} < $#)) || return
    set -- "${later[@]}"
  done
}

# The kernel refuses that while something holds the disk or a part of it, be it what lsblk does not know. Every Debian has a perl.
get_disk_alone() { # <device>
  # shellcheck disable=SC2016 # Variables of perl.
  perl -MFcntl -e 'sysopen my $disk, $ARGV[0], O_RDONLY | O_EXCL or die "$ARGV[0]: $!\n"' -- "$1"
}

zero_mebibyte() { # <device> <offset>: past the page cache, and only while nobody else holds the disk
  blkdiscard --zeroout --offset "$2" --length $((1024 * 1024)) "$1"
}

stop_wiping() { # <device>
  fail "$1 was not wiped to its end" "see above; when the cause is gone, run the same command again"
}

# --- bootstrap/node.bash

program_notes() {
  printf '%s\n' 'Exit codes: 0 done (plan, marks: nothing to do), 3 plan and marks have something to do, 2 wrong usage, wrong machine or one that cannot become what
cluster.yaml says, 1 anything else.
A run that was interrupted is repeated with the same command.'
}

# The files of the machine are below it: empty but in tests.
readonly ROOT="${CDK8S_METAL_ROOT:-}"
# The phase that is being applied.
PHASE=''

main() { # <argument…>
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || refuse "bash is $BASH_VERSION" 'install bash 4.4 or newer'
  read_command_line "$@"
  export LC_ALL=C PATH="$FULL_PATH:/usr/local/sbin:/usr/sbin:/sbin"
  umask 022
  keep_proxies_for_apt
  ! verb_needs root || require_root
  ! verb_needs node || find_node "${OPTIONS[--node]:-}"
  if verb_needs lock; then
    keep_on_without_desk
    take_lock "${VERBS[ROW]}"
    trap finish EXIT
  fi
  run_verb
  # Here, and not by returning: bash would read on in its file, where another one may stand by now.
  exit
}

require_root() {
  local user
  user="$(id -u)"
  [[ $user == 0 ]] || refuse "${VERBS[ROW]} needs root" "run it with sudo"
}

finish() { # whatever ended the run
  local code=$?
  [[ $code == 0 || -z $PHASE ]] || complain "stopped in phase $PHASE; when the cause is gone, run the same command again: it goes on where it stopped"
}

main "$@"

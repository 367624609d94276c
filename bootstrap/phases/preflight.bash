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

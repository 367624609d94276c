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

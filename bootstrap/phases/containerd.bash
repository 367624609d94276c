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

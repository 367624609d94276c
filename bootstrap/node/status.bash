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

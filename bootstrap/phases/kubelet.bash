# What the kubelet needs of the machine and kubeadm does not look at. It runs once init or join have given it a configuration.

# The file that pods' DNS starts from. kubeadm chooses in the same way.
kubelet_resolver() {
  if service_is_active systemd-resolved; then
    printf /run/systemd/resolve/resolv.conf
  else
    printf /etc/resolv.conf
  fi
}

# Says what is wrong. Without the file no pod starts that takes its DNS from the machine, CoreDNS among them; with a server on the loopback
# interface CoreDNS asks itself.
resolver_problem() {
  local path word server
  # The spec names a file of its own.
  [[ $RESOLV_CONF_IN_SPEC == no ]] || return 0
  path="$(kubelet_resolver)"
  if [[ ! -r "$ROOT$path" ]]; then
    printf '%s is missing' "$path"
    return
  fi
  while read -r word server _; do
    if [[ $word == nameserver && ($server == 127.* || $server == ::1) ]]; then
      printf '%s names %s, a loopback address, which leads every pod to itself' "$path" "$server"
      return
    fi
  done <"$ROOT$path"
}

kubelet_check() {
  local right=0 wrong
  if ! service_is_enabled kubelet; then
    would 'start the kubelet at boot'
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
  [[ -z $wrong ]] || fail "$wrong" 'write the name servers of your network there, or name another file as kubeadm.extraArgs.kubelet.resolv-conf in the spec'
  if ! service_is_enabled kubelet; then
    record enabled kubelet
    run 'enabling the kubelet' systemctl enable kubelet || return
  fi
}

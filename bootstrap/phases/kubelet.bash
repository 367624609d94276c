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

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

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

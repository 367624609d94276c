# join: this machine becomes a node of the cluster. What `invite` printed comes on stdin.

# It is kept here and nowhere else: no file, no argument.
INVITATION=''

verb_join() {
  refuse_wrong_machine
  [[ $NODE_NAME != "$FIRST_CONTROL_PLANE" ]] || refuse "$NODE_NAME is the machine that inits the cluster, it does not join it" 'run init here'
  need_kubeadm join
  [[ -t 0 ]] || INVITATION="$(cat)"
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

check_invitation() {
  [[ $INVITATION == *"token: "* && $INVITATION == *'certificate-authority-data: '* ]] ||
    refuse 'there is no invitation on standard input' "on $FIRST_CONTROL_PLANE: $PROGRAM invite $NODE_NAME, and its output here"
  [[ $INVITATION == *"server: https://$ENDPOINT"$'\n'* ]] ||
    refuse "the invitation is not to https://$ENDPOINT" "make one with the $PROGRAM of cluster $CLUSTER_NAME"
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
# that the cluster takes for Ready.
joined_before_interruption() {
  recorded step 'join started' && [[ $NODE_ROLE == worker && -s "$ROOT$KUBELET_CONFIG" ]] || return 1
  start_kubelet && retry_until 60 5 "$NODE_NAME is in the cluster" is_registered "$KUBELET_CONFIG" 2>>"$LOG"
}

join_cluster() {
  local documents
  note_before
  begin_step join || return
  record_wanted
  documents="$(write_kubeadm_documents)" || return
  run 'kubeadm join' kubeadm_join "$documents" || return
}

kubeadm_join() { # <documents>: which say that discovery is on stdin, and that must be a pipe
  printf '%s\n' "$INVITATION" | with_proxy kubeadm join --config "$1"
}

finish_join() {
  # It holds a token. kubeadm removes it, unless it was cut off.
  rm -f -- "$ROOT$KUBERNETES_FOLDER/bootstrap-kubelet.conf"
  finish_step join
  wait_registered "$KUBELET_CONFIG"
}

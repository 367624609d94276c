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

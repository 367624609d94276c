# members, remove-member: who is in etcd, and taking one out. On a control plane.

# One a line: its name, or - where it has never started; its address; voter or learner; well or silent.
verb_members() {
  local members name peers clients learner health
  refuse_wrong_machine
  is_control_plane || fail "$NODE_NAME is not a control plane of cluster $CLUSTER_NAME" 'ask another one'
  members="$(etcd_members)" || fail "etcd on $NODE_NAME does not say which members it has" "see 'crictl ps -a' there"
  while IFS=, read -r _ _ name peers clients learner; do
    [[ -n $peers ]] || continue
    name="${name# }" peers="${peers# https://}" health=silent
    [[ -z ${clients# } ]] || ! etcd_member_is_well "${clients# }" || health=well
    peers="${peers%:2380}"
    peers="${peers#[}"
    if [[ $learner == ' true' ]]; then learner=learner; else learner=voter; fi
    printf '%s %s %s %s\n' "${name:--}" "${peers%]}" "$learner" "$health"
  done <<<"$members"
}

# Before its data goes: etcd does not take a member back with other data. The node need not be in cluster.yaml any more.
verb_remove_member() { # <node>
  local name="$1" number
  refuse_wrong_machine
  is_control_plane || fail "$NODE_NAME is not a control plane of cluster $CLUSTER_NAME" 'ask another one'
  [[ $name != "$NODE_NAME" ]] || refuse "$name does not take itself out of etcd" 'run this on another control plane'
  MEMBERS_OF_ETCD="$(etcd_members)" || fail "etcd on $NODE_NAME does not say which members it has" "see 'crictl ps -a' there"
  number="$(number_of_member "$name")"
  if [[ -z $number ]]; then
    say "ok         remove-member: $name is not in etcd"
    return 0
  fi
  [[ $number =~ ^[0-9a-f]{1,16}$ ]] || fail "etcd on $NODE_NAME has a member with the number $number" 'look at etcdctl member list'
  etcd_can_lose "$number" || refuse "etcd would be without a majority when $name has gone: too few of the other members answer" 'bring them back first'
  say "doing      remove-member: $name goes out of etcd"
  run "removing $name from etcd" remove_etcd_member "$number" || return
  say "done       remove-member: $name is not in etcd any more"
}

number_of_member() { # <node>: by its name, or by its address in cluster.yaml, as a member that never started has no name
  local number name peers row address=none
  if row="$(row_of "$1")"; then IFS=$'\t' read -r _ _ address _ <<<"$row"; fi
  while IFS=, read -r number _ name peers _; do
    if [[ $name == " $1" || $peers == " https://$(host_port "${address%%,*}" 2380)" ]]; then
      printf '%s' "$number"
      return 0
    fi
  done <<<"$MEMBERS_OF_ETCD"
}

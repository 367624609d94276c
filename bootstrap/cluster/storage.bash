# storage: what is done to Ceph and its disks.

begin_storage() { # <word> [machine]: what all of them but status do first
  [[ -z ${2:-} ]] || need_machine "$2"
  take_desk_lock "storage $1"
  open_logs
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  [[ -z ${2:-} || $2 == "$CONTROL_PLANE" ]] || INVOLVED+=("$2")
  reach_machines
}

# Health, disks, placement groups, capacity, as Ceph says them. Fails where data is at risk or out of reach.
verb_storage_status() {
  local health osds groups operator well=yes
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  reach_machines
  need_ceph
  health="$(ceph health detail)"
  osds="$(ceph osd stat)"
  groups="$(ceph pg stat)"
  tell_lines health "$health"
  note "osds       ${osds%%;*}"
  note "groups     $groups"
  operator="$(kubectl_ceph get deployment "$ROOK_OPERATOR" --output 'jsonpath={.spec.replicas}')"
  [[ $operator == 1 ]] || note "operator   stopped, so nothing repairs the cluster; start it: kubectl --namespace $ROOK_NAMESPACE scale deployment/$ROOK_OPERATOR --replicas=1"
  printf '\n'
  ceph osd df tree
  printf '\n'
  ceph df
  [[ $health != HEALTH_ERR* ]] || well=no
  [[ $osds =~ ^([0-9]+)\ osds:\ ([0-9]+)\ up && ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" ]] || well=no
  groups_are_clean >/dev/null || well=no
  [[ $well == yes ]]
}

tell_lines() { # <what> <text>: the first line names it
  local what="$1" line
  while IFS= read -r line; do
    note "$(printf '%-10s %s' "$what" "$line")"
    what=''
  done <<<"$2"
}

verb_storage_wipe_disk() { # <machine> <device> <serial number>
  need_machine "$1"
  take_desk_lock 'storage wipe-disk'
  open_logs
  INVOLVED=("$1")
  reach_machines
  ask_to_wipe "$@"
}

ask_to_wipe() { # <machine> <device> <serial number>: what node.sh says goes to the screen; its exit code is ours
  local name="$1" device="$2" serial="$3"
  local -a words=(wipe-disk "$device" --node "$name")
  [[ -z $serial ]] || words+=(--serial "$serial")
  node_sh "$name" "${words[@]}"
}

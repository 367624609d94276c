# storage: what is done to Ceph and its disks.

verb_storage() { # <yes or no: do not ask> <yes or no: force> <serial number> <word…>
  local yes="$1" force="$2" serial="$3" word="${4:-}"
  shift 3
  case "$word:$#" in
    status:1 | teardown:1 | drain:2 | return:2 | wipe-disk:3 | remove-osd:2 | replace-disk:3) shift ;;
    status:* | teardown:*) wrong_usage "storage $word has nothing after it" ;;
    drain:* | return:*) wrong_usage "storage $word wants the name of a machine" ;;
    remove-osd:*) wrong_usage 'storage remove-osd wants the number of an OSD' ;;
    wipe-disk:* | replace-disk:*) wrong_usage "storage $word wants the name of a machine and a device" ;;
    *) wrong_usage "storage ${word:-without a word after it} is none of status, drain, return, wipe-disk, remove-osd, replace-disk, teardown" ;;
  esac
  [[ $yes == no || $word == teardown ]] || wrong_usage "--yes is for what asks; storage $word does not"
  [[ $force == no || $word == @(teardown|remove-osd|replace-disk) ]] || wrong_usage "storage $word has no --force"
  [[ -z $serial || $word == @(wipe-disk|remove-osd|replace-disk) ]] || wrong_usage "storage $word has no --serial"
  case "$word" in
    status) storage_status ;;
    teardown) teardown "$yes" "$force" ;;
    remove-osd) remove_osd "$1" "$serial" "$force" ;;
    *)
      [[ -n ${ADDRESS_OF[$1]:-} ]] || refuse "no node of cluster $CLUSTER_NAME is called $1" "choose one of: ${ALL[*]}"
      case "$word" in
        drain) drain "$1" ;;
        return) bring_back "$1" ;;
        wipe-disk) wipe_disk_there "$1" "$2" "$serial" ;;
        *) replace_disk "$1" "$2" "$serial" "$force" ;;
      esac
      ;;
  esac
}

begin_storage() { # <word> [machine]: what all of them but status do first
  take_desk_lock "storage $1"
  open_logs
  INVOLVED=("$CONTROL_PLANE")
  [[ -z ${2:-} || $2 == "$CONTROL_PLANE" ]] || INVOLVED+=("$2")
  reach_machines
}

# Health, disks, placement groups, capacity, as Ceph says them. Fails where data is at risk or out of reach.
storage_status() {
  local health osds groups operator well=yes
  INVOLVED=("$CONTROL_PLANE")
  reach_machines
  need_ceph
  health="$(ceph health detail)"
  osds="$(ceph osd stat)"
  groups="$(ceph pg stat)"
  tell_lines health "$health"
  note "osds       ${osds%%;*}"
  note "groups     $groups"
  operator="$(kubectl_ceph get deployment "$OPERATOR" --output 'jsonpath={.spec.replicas}')"
  [[ $operator == 1 ]] || note "operator   stopped, and nobody looks after the cluster; start it: kubectl --namespace $CEPH_NAMESPACE scale deployment/$OPERATOR --replicas=1"
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

wipe_disk_there() { # <machine> <device> <serial number>
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

# remove: takes machines out of the cluster for good. Cut off anywhere, the next run goes on: each step looks whether it is done.

verb_remove() { # <machine…> <yes: it is lost> <yes: only say> <yes: do not ask>
  local gone="${*: -3:1}" only="${*: -2:1}" yes="${*: -1:1}" name
  local -a names=("${@:1:$#-3}")
  begin_machines remove "$only"
  reach_but "$gone" "${names[@]}"
  for name in "${names[@]}"; do collect_removal_problems "$name" "$gone"; done
  collect_ceph_shortage "${names[@]}"
  refuse_problems
  plan_removals "$gone" "${names[@]}"
  [[ $only == no ]] || return "$PLAN_CODE"
  [[ $PLAN_CODE != 0 ]] || return 0
  [[ $yes == yes ]] || need_typed "${names[*]}" 'the name of each machine that is to go, with blanks between them' 'the names'
  for name in "${names[@]}"; do remove_machine "$name" "$gone"; done
  tell_next "$gone" "${names[@]}"
}

begin_machines() { # <verb> <yes: only say>
  [[ $2 == yes ]] || {
    take_desk_lock "$1"
    open_logs
  }
}

# The control plane that is asked, and the machines that are about to go, as far as the spec has them and they are there.
reach_but() { # <yes: they are lost> <machine…>
  local gone="$1" name
  shift
  choose_control_plane_but "$@"
  [[ -n $CONTROL_PLANE ]] || refuse "$(with_commas "$@"): cluster $CLUSTER_NAME has no other control plane" "add one before; to end the cluster: $PROGRAM down"
  INVOLVED=("$CONTROL_PLANE")
  for name in "$@"; do
    [[ $gone == yes || -z ${ADDRESS_OF[$name]:-} ]] || INVOLVED+=("$name")
  done
  reach_machines
  read_members
}

# ---- what would be done

plan_removals() { # <yes: they are lost> <machine…>
  local gone="$1" name
  shift
  for name in "$@"; do
    ask_node "$name"
    if [[ $IS_NODE == yes && $gone == yes ]]; then
      would_on "$name" 'tell the cluster that the machine is out of service: its pods are given up, its volumes detached'
    elif [[ $IS_NODE == yes ]]; then
      would_on "$name" 'drain it: its pods leave'
      held_pods "$name" || true # told
    fi
    [[ $STORAGE != rook ]] || [[ -z "$(osds_of "$name")" ]] || would_on "$name" "move the data of its disks elsewhere, and take its OSDs out of Ceph"
    ! is_in_etcd "$name" || would_on "$name" "take it out of etcd, as $CONTROL_PLANE"
    ! needs_reset "$name" || would_on "$name" 'reset: kubeadm reset, and undo what was done to the machine'
    [[ $IS_NODE == no ]] || would_on "$name" 'delete its node'
  done
  [[ $PLAN_CODE != 0 ]] || note "ok         $(with_commas "$@"): not in the cluster"
}

needs_reset() { # <machine>
  # The program is the last thing of ours to go.
  is_there "$1" && [[ -n "$(looked "$1" cluster)$(looked "$1" sum)" ]]
}

# ---- doing it

remove_machine() { # <machine> <yes: it is lost>
  local name="$1" gone="$2"
  read_members
  collect_lost_majority "$name"
  refuse_problems
  ask_node "$name"
  if [[ $IS_NODE == yes && $gone == yes ]]; then
    give_up_pods "$name"
  elif [[ $IS_NODE == yes ]]; then
    [[ $IS_CORDONED == yes ]] || wait_until_pods_may_go "$name"
    cordon_machine "$name"
  fi
  [[ $STORAGE != rook ]] || leave_ceph "$name"
  if [[ $IS_NODE == yes && $gone == no ]]; then leave_work "$name"; fi
  if is_in_etcd "$name"; then leave_etcd "$name"; fi
  if needs_reset "$name"; then
    INVOLVED=("$name")
    hand_over_apply
    on_all_or_stop reset 1 reset_machine "$name"
    rm -f "$WORK/$name.look" "$WORK/$name.ours"
  fi
  if [[ $IS_NODE == yes ]]; then kubectl_there delete node "$name" --ignore-not-found >/dev/null; fi
  note "done       $name is not in cluster $CLUSTER_NAME any more"
}

leave_work() { # <machine>
  if ! evict_pods "$1"; then
    uncordon_machine "$1"
    refuse_drained "$1"
  fi
}

# Its data is elsewhere before its daemons end. While the machine is cordoned, Rook makes no new ones there.
leave_ceph() { # <machine>
  local found
  local -a osds monitors
  need_ceph
  found="$(osds_of "$1")"
  mapfile -t osds < <(grep . <<<"$found")
  found="$(monitors_of "$1")"
  mapfile -t monitors < <(grep . <<<"$found")
  can_do_without mon "${monitors[@]}"
  refuse_problems
  ((${#osds[@]} > 0)) || return 0
  leave_osds no "${osds[@]}"
  stop_operator
  end_osds "${osds[@]}"
  start_operator
  purge_osds "${osds[@]}"
  ceph osd crush rm "$(host_of "$1")" >/dev/null 2>&1 || true # an empty place in the map is only a blemish
}

leave_etcd() { # <machine>: a living member takes it out, before its data goes
  if is_there "$1"; then on_all_or_stop 'giving the address away' 1 step_down "$1"; fi
  LEAVING="$1"
  on_all_or_stop "taking $1 out of etcd" 1 take_out_of_etcd "$CONTROL_PLANE"
}

# Who takes another one out is told its name.
LEAVING=''

take_out_of_etcd() { # <control plane>
  node_sh "$1" remove-member "$LEAVING" --node "$1"
}

step_down() { # <control plane>
  node_sh "$1" step-down --node "$1"
}

tell_next() { # <yes: they are lost> <machine…>
  local gone="$1" name
  local -a named=() strange=()
  shift
  for name in "$@"; do
    if [[ -n ${ADDRESS_OF[$name]:-} ]]; then named+=("$name"); else strange+=("$name"); fi
  done
  ((${#named[@]} == 0)) ||
    note "next       take $(with_commas "${named[@]}") out of cluster.yaml, synthesize, and run $PROGRAM up: the others forget the names; as long as they are in it, up adds them again"
  if [[ $gone == yes ]]; then
    note "           install $(with_commas "$@") anew before they are switched on again"
  elif ((${#strange[@]} > 0)); then
    note "           $(with_commas "${strange[@]}"): run there: sudo $NODE_SH reset"
  fi
}

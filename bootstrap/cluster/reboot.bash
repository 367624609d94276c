# reboot: machines one after the other, each drained before and well again before the next one goes. What a run has begun is noted on the nodes, so that
# the next one finds what is left, and reboots nothing twice.

# A server with much memory and many disks takes ten minutes until it boots.
readonly BOOT_SECONDS=1800

verb_reboot() { # [machine…] <yes: only say>
  local only="${*: -1:1}" name
  local -a names=("${@:1:$#-1}")
  begin_machines reboot "$only"
  for name in "${names[@]}"; do need_machine "$name"; done
  choose_control_plane
  INVOLVED=("${ALL[@]}")
  ((${#names[@]} == 0)) || { INVOLVED=("${names[@]}") && is_one "$CONTROL_PLANE" "${names[@]}" || INVOLVED+=("$CONTROL_PLANE"); }
  reach_machines
  choose_to_reboot "${names[@]}"
  read_members
  for name in "${TO_REBOOT[@]}"; do collect_reboot_problems "$name"; done
  refuse_problems
  if [[ $only == yes ]]; then
    for name in "${TO_REBOOT[@]}"; do would_on "$name" 'drain, reboot, wait until it is well, take into work again'; done
    return "$PLAN_CODE"
  fi
  for name in "${TO_REBOOT[@]}"; do note_reboot "$name"; done
  for name in "${TO_REBOOT[@]}"; do reboot_machine "$name"; done
  note "done       ${TO_REBOOT[*]}: rebooted, and all is well"
}

# Sets TO_REBOOT: workers first, and the one that is asked last. Without names those that an earlier run has left, or else all.
choose_to_reboot() { # [machine…]
  local name
  local -a these=("$@") left=()
  if (($# == 0)); then
    for name in "${ALL[@]}"; do
      ask_node "$name"
      [[ -z $NOTED_BOOT ]] || left+=("$name")
    done
    these=("${ALL[@]}")
    if ((${#left[@]} > 0)); then
      these=("${left[@]}")
      note "           an earlier run has left ${left[*]}; they are rebooted, and no others"
    fi
  fi
  TO_REBOOT=()
  for name in "${ALL[@]}"; do
    ! is_one "$name" "${these[@]}" || [[ ${ROLE_OF[$name]} != worker ]] || TO_REBOOT+=("$name")
  done
  for name in "${CONTROL_PLANES[@]}"; do
    ! is_one "$name" "${these[@]}" || [[ $name == "$CONTROL_PLANE" ]] || TO_REBOOT+=("$name")
  done
  ! is_one "$CONTROL_PLANE" "${these[@]}" || TO_REBOOT+=("$CONTROL_PLANE")
}

collect_reboot_problems() { # <machine>
  local name="$1"
  ask_node "$name"
  if [[ $IS_NODE == no ]]; then
    problem "$name is not a node of cluster $CLUSTER_NAME" "$PROGRAM up adds it"
  elif [[ -z $NOTED_BOOT ]]; then
    [[ $IS_READY == yes ]] || problem "$name is not Ready" "see $PROGRAM status, and bring it back first"
    collect_staying_pods "$name" no
    collect_unwell_members "$name"
  fi
}

boot_of() { # <machine>: sets BOOT_NOW and BOOT_SINCE
  local answer
  answer="$(node_sh "$1" boot --node "$1")" || return
  expect "$1" 'which boot it is' "boot=$BOOT"$'\n''since=[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z' "$answer"
  BOOT_NOW="${answer%%$'\n'*}" BOOT_SINCE="${answer##*=}"
  BOOT_NOW="${BOOT_NOW#*=}"
}

note_reboot() { # <machine>
  ask_node "$1"
  [[ -z $NOTED_BOOT ]] || return 0
  boot_of "$1"
  kubectl_there annotate node "$1" --overwrite "$BOOT_NOTE=$BOOT_NOW" >/dev/null
}

reboot_machine() { # <machine>
  local name="$1" noted
  choose_control_plane_but "$name"
  # Itself, where there is no other one.
  CONTROL_PLANE="${CONTROL_PLANE:-$name}"
  is_there "$CONTROL_PLANE" || { INVOLVED=("$CONTROL_PLANE") && reach_machines; }
  ask_node "$name"
  noted="$NOTED_BOOT"
  boot_of "$name"
  if [[ $BOOT_NOW == "$noted" ]]; then
    make_room "$name"
    note "doing      $name reboots"
    EXPECTED_BOOT="$noted"
    on_all_or_stop reboot 1 ask_for_reboot "$name"
  else
    note "ok         $name has rebooted already"
  fi
  wait_back "$name" "$noted"
  uncordon_machine "$name"
  note "done       $name is back"
}

# Of who is asked to reboot.
EXPECTED_BOOT=''

ask_for_reboot() { # <machine>
  node_sh "$1" reboot "$EXPECTED_BOOT" --node "$1"
}

# Out of work, with Ceph told that its disks come back.
make_room() { # <machine>
  local name="$1"
  read_members
  collect_unwell_members "$name"
  refuse_problems
  [[ $IS_CORDONED == yes ]] || wait_until_pods_may_go "$name"
  if [[ $STORAGE == rook ]]; then
    need_ceph
    is_marked_noout "$name" || keep_data_of "$name"
  fi
  cordon_machine "$name"
  if ! evict_pods "$name"; then
    uncordon_machine "$name"
    [[ $STORAGE != rook ]] || release_data_of "$name"
    refuse_drained "$name"
  fi
}

# By a run that was cut off: then its disks may be down, and Ceph would refuse.
is_marked_noout() { # <machine>
  [[ "$(ceph osd dump 2>/dev/null)" == *"crush_node_flags"*"$(host_of "$1")"*noout* ]]
}

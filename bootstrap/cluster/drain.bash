# Taking a machine out of work for a while, and back. What goes away with it comes back with the same data, so Ceph is told not to copy it elsewhere.

readonly DRAIN_SECONDS=900

verb_storage_drain() { # <machine>
  local name="$1"
  begin_storage drain "$name"
  need_ceph
  drain_machine "$name"
  note "next       do what is to be done on $name, then: $PROGRAM storage return $name"
}

verb_storage_return() { # <machine>
  begin_storage return "$1"
  need_ceph
  return_machine "$1"
}

drain_machine() { # <machine>
  local name="$1"
  keep_data_of "$name"
  if ! evict_pods "$name"; then
    warn "not all pods have left $name within $DRAIN_SECONDS s; it goes back to work"
    kubectl_there uncordon "$name" >/dev/null
    release_data_of "$name"
    refuse_drained "$name"
  fi
  note "done       $name is out of work"
}

# Also for machines of a cluster without storage; a cordon is the caller's.
evict_pods() { # <machine>: fails where some stay, and shows them
  local name="$1"
  note "doing      its pods leave $name, which gets no others"
  doing "the pods of $name leave"
  if ! kubectl_there drain "$name" --ignore-daemonsets --delete-emptydir-data "--timeout=${DRAIN_SECONDS}s" >"$WORK/drain" 2>&1; then
    tail -n 20 "$WORK/drain" | sed 's/^/    /' >&2
    # Who lets no pod go: the fifth column is how many it could.
    kubectl_there get poddisruptionbudgets --all-namespaces 2>&1 | awk 'NR == 1 || $5 == 0' | sed 's/^/    /' >&2 || true # it is only to help
    return 1
  fi
  cat "$WORK/drain" >>"$LOGS/drain.log"
}

refuse_drained() { # <machine>
  fail "$1 is not drained" 'see above which pods stayed, and which budgets hold them (0 allowed disruptions); when that is over, run the same command again'
}

return_machine() { # <machine>
  local name="$1"
  kubectl_there uncordon "$name" >/dev/null
  note "done       $name gets pods again"
  return_data_of "$name"
}

return_data_of() { # <machine>: waits for its disks, and for all data to be where it should be
  local name="$1" found
  local -a osds
  found="$(osds_of "$name")"
  mapfile -t osds < <(grep . <<<"$found")
  wait_until "$DAEMON_SECONDS" 10 "waiting until the disks of $name are up" osds_are_up "${osds[@]}" ||
    fail "not all disks of $name came back; Ceph still waits for them" "see $PROGRAM storage status; when they are up, run the same command again"
  release_data_of "$name"
  wait_until "$RECOVERY_SECONDS" 10 'waiting until all placement groups are active+clean' groups_are_clean ||
    fail 'not all placement groups are active+clean' "see $PROGRAM storage status; they go on recovering by themselves"
  note 'done       all placement groups are active+clean'
}

# Refuses while anything is missing already: the next machine to be missed could have the last copy. Then Ceph is told that what is missing comes back.
keep_data_of() { # <machine>
  local name="$1" found
  local -a osds monitors
  found="$(osds_of "$name")"
  mapfile -t osds < <(grep . <<<"$found")
  found="$(monitors_of "$name")"
  mapfile -t monitors < <(grep . <<<"$found")
  ((${#osds[@]} == 0)) || found="$(groups_are_clean)" || problem "not all is where it should be (${found:-Ceph does not say what})" "wait until all placement groups are active+clean: $PROGRAM storage status"
  problems_found || can_do_without osd "${osds[@]}"
  can_do_without mon "${monitors[@]}"
  if problems_found; then
    print_problems
    refuse "$name stays in work" 'nothing was changed'
  fi
  ((${#osds[@]} == 0)) || ceph osd set-group noout "$(host_of "$name")" >/dev/null 2>&1 || fail "noout could not be set for $name" "see $PROGRAM storage status"
  ((${#osds[@]} == 0)) || note "done       noout is set for $name (osd ${osds[*]})"
}

release_data_of() { # <machine>
  local name="$1" found
  found="$(osds_of "$name")" || return
  # A machine without disks has no name in Ceph's map.
  [[ -n $found ]] || return 0
  ceph osd unset-group noout "$(host_of "$name")" >/dev/null 2>&1 || fail "noout is still set for $name" "run $PROGRAM storage return $name when Ceph answers"
  note "done       noout is taken back for $name"
}

# The end of a daemon: its data goes elsewhere, Rook's operator is stopped, the daemon ends, and Ceph forgets it.

# yes while Rook's operator is stopped; it is started again whatever happens.
OPERATOR_STOPPED=no

leave_osds() { # <force> <number…>: their data goes elsewhere; with force it is enough that others have it, too
  local force="$1" osd
  shift
  for osd in "$@"; do
    ceph osd out "$osd" >/dev/null 2>&1 || fail "osd.$osd could not be told to give its data away" "see $PROGRAM storage status"
    if [[ $force == yes ]]; then
      can_do_without osd "$osd"
    else
      note "doing      the data of osd.$osd goes to other disks; this may take hours, and may be interrupted"
      wait_until "$MOVING_SECONDS" 30 "waiting until Ceph can do without osd.$osd" ceph osd safe-to-destroy "osd.$osd" ||
        fail "the data of osd.$osd is not elsewhere yet" "run the same command again, or with --force, where no disk is left that could take it and others hold all of it"
    fi
  done
  if problems_found; then
    print_problems
    exit 1
  fi
}

stop_operator() {
  OPERATOR_STOPPED=yes
  kubectl_ceph scale "deployment/$ROOK_OPERATOR" --replicas=0 >/dev/null
  kubectl_ceph wait --for=delete pod --selector "app=$ROOK_OPERATOR" --timeout=120s >/dev/null || fail "Rook's operator does not stop" 'run the same command again'
}

start_operator() {
  kubectl_ceph scale "deployment/$ROOK_OPERATOR" --replicas=1 >/dev/null
  OPERATOR_STOPPED=no
}

start_operator_again() { # however this run ends
  [[ $OPERATOR_STOPPED == no ]] || start_operator ||
    warn "Rook's operator is stopped; start it: kubectl --namespace $ROOK_NAMESPACE scale deployment/$ROOK_OPERATOR --replicas=1"
}

end_osds() { # <number…>
  local osd
  for osd in "$@"; do
    kubectl_ceph delete deployment "rook-ceph-osd-$osd" --ignore-not-found --timeout=300s >/dev/null
    kubectl_ceph wait --for=delete pod --selector "app=rook-ceph-osd,ceph-osd-id=$osd" --timeout=300s >/dev/null || fail "osd.$osd does not end" 'run the same command again'
  done
}

purge_osds() { # <number…>
  local osd
  for osd in "$@"; do
    # It may still be taken for one that lives.
    ceph osd down "$osd" >/dev/null 2>&1 || true
    ceph osd purge "$osd" --yes-i-really-mean-it >/dev/null 2>&1 || fail "osd.$osd could not be purged" "see $PROGRAM storage status, and run the same command again"
    note "done       osd.$osd is purged"
  done
}

# Taking a disk away from Ceph for good, and giving it another one in its place. Rook makes a daemon again of every disk on which it finds the label of
# one, so it stands still between the end of the daemon and the wiping of its disk; only then Ceph forgets the daemon, so that a run that was interrupted
# finds all that the next one needs.

# yes while Rook's operator stands still; it is started again whatever happens.
OPERATOR_STOPPED=no

remove_osd() { # <number> <serial number> <force>
  local osd="$1" serial="$2" force="$3" name row device='' declared state
  [[ $osd =~ ^[0-9]+$ ]] || wrong_usage "$osd is no number of an OSD"
  begin_storage remove-osd
  need_ceph
  name="$(machine_of_osd "$osd")" || exit
  reach_too "$name"
  list_disks "$name"
  row="$(row_with_osd "$name" "$osd")" || exit
  if [[ -n $row ]]; then
    IFS=$'\t' read -r device _ declared state <<<"$row"
    [[ $declared == no ]] ||
      refuse "osd.$osd is on $device of $name, which cluster.yaml gives to Ceph" \
        "to give it up: take the disk out of cluster.yaml, synthesize, apply, then this again; to make its OSD anew: $PROGRAM storage replace-disk $name $device"
    refuse_while_applied "$name" "$device"
    confirm_serial "$name" "$device" "$serial"
  elif osd_is_up "$osd" >/dev/null; then
    refuse "osd.$osd is up on $name, on a disk that neither cluster.yaml nor the notes of $name know" "give $name that disk in cluster.yaml, run $PROGRAM up --node $name, then take it out again"
  fi
  leave_osds "$force" "$osd"
  stop_operator
  end_osds "$osd"
  [[ -z $device ]] || wipe_ended "$name" "$device" "$serial"
  purge_osds "$osd"
  start_operator
  note "done       osd.$osd is gone; see $PROGRAM storage status"
}

replace_disk() { # <machine> <device> <serial number> <force>
  local name="$1" device="$2" serial="$3" force="$4" row state declared on_it gone wipe=yes
  local -a osds
  begin_storage replace-disk "$name"
  need_ceph
  list_disks "$name"
  row="$(row_of_disk "$name" "$device")" || exit
  IFS=$'\t' read -r _ _ declared state <<<"$row"
  [[ $declared == yes ]] || refuse "no disk of $name in cluster.yaml is called $device" "choose one of: $(declared_disks "$name")"
  [[ $state != @(absent|unreadable) ]] || refuse "disk $device of $name is $state" 'put it in, or name the one that has taken its place in cluster.yaml, synthesize and apply'
  refuse_before_applied "$name" "$device"
  on_it="$(osds_on_disk "$name" "$device")" || exit
  gone="$(osds_without_disk "$name")" || exit
  # In the place of a dead disk Rook has taken the new one already.
  # shellcheck disable=SC2086 # Numbers.
  if [[ -n $gone && -n $on_it ]] && osds_are_up $on_it >/dev/null; then on_it='' wipe=no; fi
  [[ $state != empty ]] || wipe=no
  mapfile -t osds < <(grep . <<<"$on_it"$'\n'"$gone")
  [[ $wipe == no ]] || confirm_serial "$name" "$device" "$serial"
  leave_osds "$force" "${osds[@]}"
  stop_operator
  end_osds "${osds[@]}"
  [[ $wipe == no ]] || wipe_ended "$name" "$device" "$serial"
  purge_osds "${osds[@]}"
  # It looks at all disks when it starts.
  start_operator
  retry_until "$DAEMON_SECONDS" 15 "waiting until $device of $name has an OSD that is up" disk_is_up "$name" "$device" ||
    fail "$device of $name has no OSD that is up" "kubectl --namespace $CEPH_NAMESPACE logs --selector app=rook-ceph-osd-prepare shows what Rook says of the disk"
  note "done       $device of $name is in use; Ceph moves data to it, see $PROGRAM storage status"
}

# ---- disks and the daemons on them

reach_too() { # <machine>
  INVOLVED=("$1")
  [[ $1 == "$CONTROL_PLANE" ]] || reach_machines
}

list_disks() { # <machine>: keeps what node.sh says of them
  node_sh "$1" disks --node "$1" >"$WORK/$1.disks" || fail "$1 does not say what its disks are" 'see above'
}

row_of_disk() { # <machine> <device>
  awk -F '\t' -v device="$2" '$1 == device { print; found = 1 } END { if (!found) print device "\t-\tno\tabsent" }' "$WORK/$1.disks"
}

row_with_osd() { # <machine> <number>: nothing where no known disk has it
  local id
  id="$(id_of_osd "$2")" || return
  awk -F '\t' -v osd=" $2:$id " 'index($4 " ", osd) { print; exit }' "$WORK/$1.disks"
}

id_of_osd() { # <number>: another cluster's may have the same number
  local found
  found="$(ceph osd dump)" || return
  awk -v osd="osd.$1" '$1 == osd { print $NF }' <<<"$found"
}

declared_disks() { # <machine>
  awk -F '\t' '$3 == "yes" { printf "%s ", $1 }' "$WORK/$1.disks"
}

machine_of_osd() { # <number>
  local osd="$1" found name
  found="$(ceph osd find "$osd" --format json 2>&1)" || fail "Ceph knows no osd.$osd" "see $PROGRAM storage status"
  for name in "${ALL[@]}"; do
    if [[ $found == *"\"host\":\"$(host_of "$name")\""* ]]; then
      printf '%s' "$name"
      return 0
    fi
  done
  fail "osd.$osd is on no machine of cluster $CLUSTER_NAME" 'keep the machine in cluster.yaml until its disks are given up'
}

osds_on_disk() { # <machine> <device>: the numbers of this cluster's, one a line
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ ${row%%$'\t'*} != "$2" ]] || printf '%s\n' "$osd"
  done
}

osds_without_disk() { # <machine>: the numbers of those that are down, and on none of its disks
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ -n $row ]] || osd_is_up "$osd" >/dev/null || printf '%s\n' "$osd"
  done
}

disk_is_up() { # <machine> <device>
  local state osd
  list_disks "$1"
  IFS=$'\t' read -r _ _ _ state < <(row_of_disk "$1" "$2")
  [[ $state == 'osd '* ]] || { printf '%s is %s\n' "$2" "$state" && return 1; }
  for osd in ${state#osd }; do osd_is_up "${osd%:*}" || return; done
}

applied_disks() { # <machine>: those that the cluster has been told of
  kubectl_ceph get cephcluster rook-ceph --output "jsonpath={.spec.storage.nodes[?(@.name==\"$1\")].devices[*].name}"
}

refuse_while_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " != *" $2 "* ]] || refuse "the cluster still has $2 of $1" "run $PROGRAM apply first"
}

refuse_before_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " == *" $2 "* ]] || refuse "the cluster has not been told of $2 of $1" "run $PROGRAM apply first"
}

confirm_serial() { # <machine> <device> <serial number>: before anything is done, as the disk is wiped only afterwards
  local name="$1" device="$2" serial="$3" row found
  row="$(row_of_disk "$name" "$device")"
  IFS=$'\t' read -r _ found _ <<<"$row"
  [[ $found != - ]] || refuse "$device of $name says no serial number, so nobody can confirm which one is meant" 'nothing was done; give Ceph a disk that has one'
  [[ -n $serial ]] || refuse "$device of $name (serial number $found) is to be wiped, and what is on it is lost" "say so by its serial number: --serial $found"
  [[ $serial == "$found" ]] || refuse "$serial is not the serial number of $device of $name" 'nothing was done; look again which disk you mean'
}

wipe_ended() { # <machine> <device> <serial number>: its daemon has just ended
  retry_until 120 5 "waiting until $2 of $1 is let go" ask_to_wipe "$@" >"$WORK/wipe" 2>"$WORK/wipe.error" || {
    cat "$WORK/wipe.error" >&2
    fail "$2 of $1 was not wiped" "see above; then: $PROGRAM storage wipe-disk $1 $2 --serial $3"
  }
  note "done       $2 of $1 is wiped"
}

# ---- the end of a daemon

leave_osds() { # <force> <number…>: their data goes elsewhere; with force it is enough that others have it, too
  local force="$1" osd
  shift
  for osd in "$@"; do
    ceph osd out "$osd" >/dev/null 2>&1 || fail "osd.$osd could not be told to give its data away" "see $PROGRAM storage status"
    if [[ $force == yes ]]; then
      can_do_without osd "$osd"
    else
      note "doing      the data of osd.$osd goes to other disks; this may take hours, and may be interrupted"
      retry_until "$MOVING_SECONDS" 30 "waiting until Ceph can do without osd.$osd" ceph osd safe-to-destroy "osd.$osd" ||
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
  kubectl_ceph scale "deployment/$OPERATOR" --replicas=0 >/dev/null
  kubectl_ceph wait --for=delete pod --selector "app=$OPERATOR" --timeout=120s >/dev/null || fail "Rook's operator does not stop" 'run the same command again'
}

start_operator() {
  kubectl_ceph scale "deployment/$OPERATOR" --replicas=1 >/dev/null
  OPERATOR_STOPPED=no
}

start_operator_again() { # however this run ends
  [[ $OPERATOR_STOPPED == no ]] || start_operator ||
    warn "Rook's operator stands still; start it: kubectl --namespace $CEPH_NAMESPACE scale deployment/$OPERATOR --replicas=1"
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

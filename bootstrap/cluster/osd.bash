# Taking a disk away from Ceph for good, and giving it another one in its place. Rook makes a daemon again of every disk on which it finds the label of
# one, so its operator is stopped between the end of the daemon and the wiping of its disk; only then Ceph forgets the daemon, so that a run that was interrupted
# finds all that the next one needs.

verb_storage_remove_osd() { # <number> <serial number> <force>
  local osd="$1" serial="$2" force="$3" name row device='' declared state
  [[ $osd =~ ^[0-9]+$ ]] || refuse "\"$osd\" is not an OSD number" "$PROGRAM storage status lists them"
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
  # Before Ceph forgets it: who is cut off in between is found again by its number, and no operator stays stopped. It makes no daemon of a disk that nobody declares.
  start_operator
  purge_osds "$osd"
  note "done       osd.$osd is gone; see $PROGRAM storage status"
}

verb_storage_replace_disk() { # <machine> <device> <serial number> <force>
  local name="$1" device="$2" serial="$3" force="$4" row state declared on_it gone wipe=yes
  local -a osds
  begin_storage replace-disk "$name"
  need_ceph
  list_disks "$name"
  row="$(row_of_disk "$name" "$device")" || exit
  IFS=$'\t' read -r _ _ declared state <<<"$row"
  [[ $declared == yes ]] || refuse "no disk of $name in cluster.yaml is called $device" "choose one of: $(declared_disks "$name")"
  refuse_separate_databases "$name" "$device"
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
  wait_until "$DAEMON_SECONDS" 15 "waiting until $device of $name has an OSD that is up" disk_is_up "$name" "$device" ||
    fail "$device of $name has no OSD that is up" "kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-osd-prepare shows what Rook says of the disk"
  note "done       $device of $name is in use; Ceph moves data to it, see $PROGRAM storage status"
}

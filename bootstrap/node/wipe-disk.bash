# wipe-disk: makes one disk empty, after a person has typed its serial number. The only thing here that writes to a disk.

verb_wipe_disk() { # <device> <serial number, or nothing: only look>
  local device="$1" typed="$2" serial size found
  refuse_wrong_machine
  grep -q -x -F -- "$device" < <(known_disks) ||
    refuse "no disk of $NODE_NAME in cluster.yaml is called $device" "choose one of: $(known_disks | tr '\n' ' ')"
  [[ -e $ROOT$device ]] || refuse "disk $device of $NODE_NAME is not there" 'see ls -l /dev/disk/by-id/'
  refuse_to_wipe_what_is_used "$device"
  found="$(contents "$device")" || refuse "$(describe_disk "$device") cannot be read" 'see dmesg; such a disk is to be replaced'
  serial="$(serial_of "$device")"
  size="$(disk_facts "$device" SIZE)"
  say "$(describe_disk "$device"), $size bytes: $(join_lines "${found:-empty}")"
  [[ -n $found ]] || return 0
  [[ -n $serial ]] || refuse "the disk reports no serial number, by which a person could confirm it" 'wipe it by hand, or give the virtual machine a disk with a serial number'
  [[ -n $typed ]] || refuse 'nothing was wiped' "if $(only_if "$device")all of it is to be lost: $PROGRAM wipe-disk $device --serial $serial"
  [[ $typed == "$serial" ]] || refuse "$typed is not the serial number of $device; nothing was wiped" 'look again which disk you mean'
  hold_disk "$device" "$serial" "$size"
  wipe_disk "$device"
  found="$(contents "$HELD")" || fail "$device cannot be read any more" 'see dmesg; such a disk is to be replaced'
  [[ -z $found ]] || fail "$device is still not empty: $(join_lines "$found")" 'something has written to it again; reboot the machine, and wipe it before anything starts that uses it'
  say "done       wipe-disk: $device is empty"
}

only_if() { # <device>: what else must be so, on a machine whose Ceph may start again any minute
  local osds
  osds="$(osds_on "$1" | sed 's/:.*//' | tr '\n' ' ')"
  [[ -z $osds ]] || ! is_member || printf 'the cluster does without osd %s(cluster.sh storage status) and ' "$osds"
}

refuse_to_wipe_what_is_used() { # <device>
  local device="$1" name command users
  PROBLEMS=()
  if is_whole_disk "$device"; then
    collect_wipe_problems "$device"
    users="$(processes_on "$device")" || fail "nothing is known of who uses $device" 'see above'
    while read -r name command; do
      [[ -z $name ]] || problem "$(describe_disk "$device") is open in process $name ($command)" \
        "if it is a daemon of Ceph, let the cluster do without it: cluster.sh storage replace-disk $NODE_NAME $device; else end that process"
    done <<<"$users"
  fi
  refuse_problems
}

collect_wipe_problems() { # <device>: the system's, mounted, swapped to, or below what Ceph has not made
  local device="$1" type name stacked
  collect_use_problem "$device" "$(system_disks)"
  stacked="$(stacked_devices "$device")" || fail "nothing is known of $device" 'see above'
  while read -r type name; do
    [[ -z $type ]] || is_left_by_ceph "$type" "$name" || problem "$(describe_disk "$device") is in use by $type $name" \
      "if nothing on it is needed any more, stop that first: $(stop_command "$type" "$name")"
  done <<<"$stacked"
}

is_left_by_ceph() { # <type> <name>: a mapping that can be taken away; partitions go with their table
  case "$1 $2" in
    'part '* | 'lvm /dev/mapper/ceph--'* | 'crypt '*-dmcrypt) ;;
    'crypt '*) grep -q '^/dev/mapper/ceph--' < <(lsblk --inverse --list --noheadings --paths --output NAME "$2") ;;
    *) return 1 ;;
  esac
}

stop_command() { # <type> <name>
  case "$1" in
    raid*) printf 'mdadm --stop %s' "$2" ;;
    *) printf 'dmsetup remove %s' "$2" ;;
  esac
}

# What was opened: a name may lead to another disk from one moment to the next. Opened for reading, which makes no file where the name has just gone;
# programs open it again by these paths, for writing too.
readonly HELD=/dev/fd/6 HELD_PARTITION=/dev/fd/5

# Only now, as the disk of the system is not to be opened at all.
hold_disk() { # <device> <serial number> <bytes>: those that a person has seen
  { exec 6<"$ROOT$1"; } 2>/dev/null || refuse "disk $1 of $NODE_NAME cannot be opened" 'see ls -l /dev/disk/by-id/ and dmesg'
  [[ "$(serial_of "$HELD")" == "$2" && "$(disk_facts "$HELD" SIZE)" == "$3" ]] || refuse_other_disk "$1"
  PROBLEMS=()
  if is_whole_disk "$HELD"; then collect_wipe_problems "$HELD"; fi
  ! problems_found || refuse_other_disk "$1"
}

refuse_other_disk() { # <device>
  refuse "$1 leads to another disk now; nothing was wiped" 'look again which disk you mean'
}

wipe_disk() { # <device>, which is held
  local device="$1" type name size offset
  local -a partitions=() mappings=()
  size="$(disk_facts "$HELD" SIZE)"
  while read -r type name; do
    if [[ $type == part ]]; then partitions+=("$name"); else mappings+=("$name"); fi
  done < <(stacked_devices "$HELD")
  remove_mappings "${mappings[@]}" || stop_wiping "$device"
  run 'asking the kernel for the disk' get_disk_alone "$ROOT$HELD" || stop_wiping "$device"
  for name in "${partitions[@]}"; do
    hold_partition "$name"
    run "removing signatures of $name" wipefs --all "$ROOT$HELD_PARTITION" || stop_wiping "$device"
  done
  exec 5<&-
  run 'removing signatures' wipefs --all "$ROOT$HELD" || stop_wiping "$device"
  # Not all that say they can do it; what counts is written below.
  [[ "$(disk_facts "$HELD" DISC-MAX)" == 0 ]] || run 'discarding all blocks' blkdiscard "$ROOT$HELD" || warn "$device does not discard; only what marks it as used is overwritten"
  # Partition tables are in the first and in the last MiB.
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    ((offset * GIB >= size)) || run "zeroing at $offset GiB" zero_mebibyte "$ROOT$HELD" $((offset * GIB)) || stop_wiping "$device"
  done
  run 'zeroing its end' zero_mebibyte "$ROOT$HELD" $((size - 1024 * 1024)) || stop_wiping "$device"
  # wipefs has had the table read again already, and of udev only the names are late.
  ((${#partitions[@]} == 0)) || run 'reading the partition table again' blockdev --rereadpt "$ROOT$HELD" || true
  [[ -z "$(type -P udevadm)" ]] || run 'waiting for udev' udevadm settle || true
}

hold_partition() { # <path>: if the kernel says that it is on the disk that is held
  { { exec 5<"$1"; } 2>>"$LOG" && grep -q -x -F -- "$(disk_facts "$HELD_PARTITION" MAJ:MIN)" < <(lsblk --noheadings --raw --output MAJ:MIN "$ROOT$HELD"); } ||
    fail "$1 is not on the disk any more, and nothing was written to it" 'run the same command again'
}

remove_mappings() { # <name…>: each when nothing is on it any more
  local name stacked
  local -a later
  while (($# > 0)); do
    later=()
    for name in "$@"; do
      stacked="$(stacked_devices "$name")" || return
      if [[ -z $stacked ]]; then run "removing $name" dmsetup remove "$name" || return; else later+=("$name"); fi
    done
    ((${#later[@]} < $#)) || return
    set -- "${later[@]}"
  done
}

# The kernel refuses that while something holds the disk or a part of it, be it what lsblk does not know. Every Debian has a perl.
get_disk_alone() { # <device>
  # shellcheck disable=SC2016 # Variables of perl.
  perl -MFcntl -e 'sysopen my $disk, $ARGV[0], O_RDONLY | O_EXCL or die "$ARGV[0]: $!\n"' -- "$1"
}

zero_mebibyte() { # <device> <offset>: past the page cache, and only while nobody else holds the disk
  blkdiscard --zeroout --offset "$2" --length $((1024 * 1024)) "$1"
}

stop_wiping() { # <device>
  fail "$1 was not wiped to its end" "see above; when the cause is gone, run the same command again"
}

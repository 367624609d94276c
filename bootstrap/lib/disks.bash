# Disks that storage is to get: looked at, never written to.

# BlueStore repeats its label, and one of them is enough for Ceph to refuse the disk. GiB from the beginning.
readonly BLUESTORE_OFFSETS=(0 1 10 100 1000)
readonly BLUESTORE_LABEL='bluestore block device'
# What Ceph itself makes of a disk, once the machine is in the cluster.
readonly CEPH_SIGNATURES=(ceph_bluestore crypto_LUKS LVM2_member)

collect_disk_problems() {
  local entry device real
  local -A seen=()
  for entry in $NODE_DISKS; do
    device="${entry%=*}"
    if [[ ! -e $ROOT$device ]]; then
      problem "disk $device of $NODE_NAME is not there" 'see ls -l /dev/disk/by-id/, and correct it in cluster.yaml'
      continue
    fi
    real="$(readlink -f "$ROOT$device")"
    if [[ -n ${seen[$real]:-} ]]; then
      problem "disk $device of $NODE_NAME is the same as ${seen[$real]} (${real#"$ROOT"})" 'name each disk once in cluster.yaml'
      continue
    fi
    seen[$real]="$device"
    collect_size_problem "$device" "${entry##*=}"
    collect_use_problem "$device"
    collect_signature_problem "$device"
  done
}

disk_facts() { # <device> <columns>: of the disk itself, bytes for sizes
  lsblk --nodeps --noheadings --raw --bytes --output "$2" "$ROOT$1"
}

describe_disk() { # <device>: with model and serial number, so that nobody wipes the wrong one
  local model serial
  model="$(disk_facts "$1" MODEL)"
  serial="$(disk_facts "$1" SERIAL)"
  printf 'disk %s of %s (model %s, serial %s)' "$1" "$NODE_NAME" "${model:-unknown}" "${serial:-unknown}"
}

# Makers count in powers of ten and round: a hundredth is not another disk.
collect_size_problem() { # <device> <bytes, or nothing>
  local device="$1" wanted="$2" size difference
  [[ -n $wanted ]] || return 0
  size="$(disk_facts "$device" SIZE)"
  difference=$((size > wanted ? size - wanted : wanted - size))
  if ((difference > wanted / 100)); then
    problem "$(describe_disk "$device") has $size bytes, not $wanted" 'it may be another disk: look at it, and correct the device or its size in cluster.yaml'
  fi
}

collect_use_problem() { # <device>: mounted or swapped to, it or what is on it
  local device="$1" name mount uses=''
  while read -r name mount; do
    [[ -z $mount ]] || uses+="${uses:+, }$name on $mount"
  done < <(lsblk --list --noheadings --paths --output NAME,MOUNTPOINT "$ROOT$device")
  [[ -z $uses ]] || problem "$(describe_disk "$device") is in use: $uses" 'choose another disk in cluster.yaml; if it is the right one, unmount it and look again'
}

collect_signature_problem() { # <device>
  local device="$1" found stacked
  found="$(signatures "$device")"
  stacked="$(stacked_devices "$device")"
  [[ -n $found$stacked ]] || return 0
  problem "$(describe_disk "$device") is not empty: $(join_lines "$found" "$stacked")" \
    "choose another disk, or, if nothing on it is needed any more, wipe it: $(wipe_command "$device")"
}

join_lines() { # <text…>: their lines, with commas
  local text line all=''
  for text in "$@"; do
    while read -r line; do
      [[ -z $line ]] || all+="${all:+, }$line"
    done <<<"$text"
  done
  printf '%s' "$all"
}

signatures() { # <device>: filesystems, partition tables, members of LVM and RAID, labels of BlueStore, with their places; one a line
  local device="$1" type offset
  while read -r type offset; do
    [[ -z $type ]] || is_expected "$type" || printf '%s at %s\n' "$type" "$offset"
  done < <(wipefs --no-act --noheadings --output TYPE,OFFSET "$ROOT$device")
  is_expected ceph_bluestore || while read -r offset; do printf 'a label of BlueStore at %s GiB\n' "$offset"; done < <(bluestore_labels "$device")
}

is_expected() { # <type>
  is_member && [[ " ${CEPH_SIGNATURES[*]} " == *" $1 "* ]]
}

bluestore_labels() { # <device>: their offsets in GiB
  local device="$1" offset label
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    # What lies behind the end of the disk reads as nothing.
    label="$(dd if="$ROOT$device" bs="${#BLUESTORE_LABEL}" count=1 skip=$((offset * 1024 * 1024 * 1024)) iflag=skip_bytes status=none 2>/dev/null | tr -d '\0')" || true
    [[ $label != "$BLUESTORE_LABEL" ]] || printf '%s\n' "$offset"
  done
}

stacked_devices() { # <device>: partitions, volumes, arrays on it, one a line
  local device="$1" name type
  while read -r name type; do
    [[ $type == disk ]] || is_member || printf '%s %s\n' "$type" "$name"
  done < <(lsblk --list --noheadings --paths --output NAME,TYPE "$ROOT$device")
}

wipe_command() { # <device>: for a person to read and to run
  local device="$1" name type offset size parts='' command=''
  size="$(disk_facts "$device" SIZE)"
  while read -r name type; do
    case "$type" in
      part) parts+="$name " ;;
      lvm | crypt) command="dmsetup remove $name && $command" ;;
      raid*) command="mdadm --stop $name && $command" ;;
      *) ;;
    esac
  done < <(lsblk --list --noheadings --paths --output NAME,TYPE "$ROOT$device")
  command+="wipefs --all $parts$device"
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    ((offset * 1024 * 1024 * 1024 >= size)) || command+=" && dd if=/dev/zero of=$device bs=1M count=1 seek=$((offset * 1024)) conv=fsync"
  done
  printf '%s' "$command"
}

# Disks that storage is to get: looked at, never written to.

# BlueStore repeats its label, and one of them is enough for Ceph to refuse the disk. GiB from the beginning.
readonly BLUESTORE_OFFSETS=(0 1 10 100 1000)
readonly BLUESTORE_LABEL='bluestore block device'
readonly GIB=$((1024 * 1024 * 1024))

collect_disk_problems() {
  local entry device real serial system
  local -A seen=() owner=()
  [[ -n $NODE_DISKS ]] || return 0
  system="$(system_disks)"
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
    is_whole_disk "$device" || continue
    serial="$(serial_of "$device")"
    if [[ -n ${owner["serial $serial"]:-} ]]; then
      problem "$(describe_disk "$device") has the serial number of ${owner["serial $serial"]}" 'if it is one disk that is reached in two ways, name one of them in cluster.yaml'
    fi
    [[ -z $serial ]] || owner["serial $serial"]="$device"
    collect_size_problem "$device" "${entry##*=}"
    collect_use_problem "$device" "$system"
    collect_content_problem "$device"
  done
}

disk_facts() { # <device> <columns>: of the disk itself, bytes for sizes
  lsblk --nodeps --noheadings --raw --bytes --output "$2" "$ROOT$1"
}

serial_of() { # <device>: nothing where it does not say one
  disk_facts "$1" SERIAL
}

describe_disk() { # <device>: with model and serial number, so that nobody wipes the wrong one
  local model serial
  model="$(disk_facts "$1" MODEL)"
  serial="$(serial_of "$1")"
  printf 'disk %s of %s (model %s, serial %s)' "$1" "$NODE_NAME" "${model:-unknown}" "${serial:-unknown}"
}

is_whole_disk() { # <device>: collects what else it is
  local device="$1" type
  if ! type="$(disk_facts "$device" TYPE 2>/dev/null)"; then
    problem "$device of $NODE_NAME is not a block device" 'see ls -l /dev/disk/by-id/, and correct it in cluster.yaml'
    return 1
  fi
  case "$type" in
    # Behind two cables a disk is an mpath; loop is for trying things out, as no name that stays leads to one.
    disk | mpath | loop) ;;
    *)
      problem "$device of $NODE_NAME is not a whole disk, but of the type $type" 'name the disk itself in cluster.yaml: Ceph gets all of it'
      return 1
      ;;
  esac
}

# What the machine runs from, and what Kubernetes and Rook keep on it.
readonly SYSTEM_PATHS=(/ /boot /boot/efi /usr /var /var/lib/etcd /var/lib/containerd /var/lib/kubelet /var/lib/rook)

system_disks() { # every device below the system and its swap, tab, the path that needs it; one a line
  local path source
  for path in "${SYSTEM_PATHS[@]}"; do
    [[ ! -e $ROOT$path ]] || devices_below "$path" "$(source_of "$ROOT$path")"
  done
  while read -r path _; do
    case "$path" in
      /dev/*) source="$path" ;;
      /*) source="$(source_of "$ROOT$path")" ;;
      *) continue ;;
    esac
    devices_below "swap $path" "$source"
  done <"$ROOT/proc/swaps"
}

source_of() { # <path>: the device that its filesystem is on
  # A container's root has none.
  findmnt --noheadings --nofsroot --first-only --output SOURCE --target "$1" || true
}

devices_below() { # <what for> <device>: it and all that it is made of, down to the disks
  local name
  [[ $2 == /dev/* ]] || return 0
  while read -r name; do
    printf '%s\t%s\n' "$name" "$1"
  done < <(lsblk --inverse --list --noheadings --paths --output NAME "$2")
}

collect_use_problem() { # <device> <what system_disks says>: of the system, mounted or swapped to, it or what is on it
  local device="$1" real name mount uses='' system=''
  real="$(readlink -f "$ROOT$device")"
  while IFS=$'\t' read -r name mount; do
    [[ $name != "${real#"$ROOT"}" ]] || system+="${system:+, }$mount"
  done <<<"$2"
  if [[ -n $system ]]; then
    problem "$(describe_disk "$device") is the system's: $system" 'choose another disk in cluster.yaml; the system of a machine and Ceph cannot share one'
    return 0
  fi
  while read -r name mount; do
    [[ -z $mount ]] || uses+="${uses:+, }$name on $mount"
  done < <(lsblk --list --noheadings --paths --output NAME,MOUNTPOINT "$ROOT$device")
  [[ -z $uses ]] || problem "$(describe_disk "$device") is in use: $uses" 'choose another disk in cluster.yaml; if it is the right one, unmount it and look again'
}

collect_content_problem() { # <device>
  local device="$1" found strange=''
  if ! found="$(contents "$device")"; then
    problem "$(describe_disk "$device") cannot be read" 'see dmesg; give Ceph another disk'
    return 0
  fi
  if [[ -n $found ]] && is_member; then
    if is_of_ceph "$device"; then found="$(without_ceph <<<"$found")"; else strange="the Ceph of this cluster does not use it and "; fi
  fi
  [[ -z $found ]] || problem "$(describe_disk "$device") is not empty: $(join_lines "$found")" \
    "choose another disk, or, if ${strange}nothing on it is needed any more, wipe it: $PROGRAM wipe-disk $device"
}

join_lines() { # <text>: its lines, with commas
  local line all=''
  while read -r line; do
    [[ -z $line ]] || all+="${all:+, }$line"
  done <<<"$1"
  printf '%s' "$all"
}

# Filesystems, partition tables, members of LVM and RAID, swap, labels of BlueStore, with their places; partitions, volumes and arrays on it. One a line.
contents() { # <device>: fails where the disk cannot be read
  local device="$1" found type offset
  found="$(wipefs --no-act --noheadings --output TYPE,OFFSET "$ROOT$device")" || return
  while read -r type offset; do
    [[ -z $type ]] || printf '%s at %s\n' "$type" "$offset"
  done <<<"$found"
  found="$(bluestore_labels "$device")" || return
  while read -r offset; do
    [[ -z $offset ]] || printf 'a label of BlueStore at %s GiB\n' "$offset"
  done <<<"$found"
  stacked_devices "$device"
}

bluestore_labels() { # <device>: their offsets in GiB; wipefs sees only the first
  local device="$1" offset size label
  size="$(disk_facts "$device" SIZE)" || return
  for offset in "${BLUESTORE_OFFSETS[@]}"; do
    ((offset * GIB < size)) || break
    label="$(dd if="$ROOT$device" bs="${#BLUESTORE_LABEL}" count=1 skip=$((offset * GIB)) iflag=skip_bytes,fullblock status=none 2>/dev/null | tr -d '\0')" || return
    [[ $label != "$BLUESTORE_LABEL" ]] || printf '%s\n' "$offset"
  done
}

stacked_devices() { # <device>: type and name of what is on it, one a line
  local real listed type kernel_name name
  real="$(readlink -f "$ROOT$1")" || return
  listed="$(lsblk --list --noheadings --paths --output TYPE,KNAME,NAME "$ROOT$1")" || return
  # In no order, the device among them.
  while read -r type kernel_name name; do
    [[ -z $type || $kernel_name == "${real#"$ROOT"}" ]] || printf '%s %s\n' "$type" "$name"
  done <<<"$listed"
}

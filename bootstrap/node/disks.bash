# disks: what is on the disks that Ceph gets here or got once, one a line for cluster.sh: device, serial number, `yes` where cluster.yaml has it, and
# `absent`, `unreadable`, `empty`, `osd` with the number:id of each, or `used`; tabs between them. Changes nothing.

verb_disks() {
  local device state serial declared
  while read -r device; do
    state="$(disk_state "$device")"
    serial='-' declared=no
    [[ $state == absent ]] || serial="$(serial_of "$device")"
    ! is_declared "$device" || declared=yes
    printf '%s\t%s\t%s\t%s\n' "$device" "${serial:--}" "$declared" "$state"
  done < <(known_disks)
}

known_disks() { # those of cluster.yaml, and those that it had when an earlier run noted them
  local entry
  local -A seen=()
  for entry in $NODE_DISKS; do
    seen["${entry%=*}"]=yes
    printf '%s\n' "${entry%=*}"
  done
  while read -r entry _; do
    [[ -n ${seen[$entry]:-} ]] || printf '%s\n' "$entry"
    seen[$entry]=yes
  done < <(records disk)
}

is_declared() { # <device>
  [[ " $NODE_DISKS" == *" $1="* ]]
}

disk_state() { # <device>
  local device="$1" found osds
  if [[ ! -e $ROOT$device ]]; then
    printf absent
  elif ! found="$(contents "$device")"; then
    printf unreadable
  elif [[ -z $found ]]; then
    printf empty
  else
    osds="$(osds_on "$device" | tr '\n' ' ')"
    if [[ -n $osds ]]; then printf 'osd %s' "${osds% }"; else printf used; fi
  fi
}

# What Ceph needs of a machine with disks, beyond kernel modules and settings: lvm2, without which disks that are encrypted, shared or have their database
# elsewhere do not come back after a reboot; and a note of which disks it gets, for the next look at them.

storage_check() {
  local right=0 device
  [[ -n $NODE_DISKS ]] || return 0
  if [[ -n "$(missing_packages lvm2)" ]]; then
    would 'install lvm2'
    right=1
  fi
  while read -r device; do
    would "note that Ceph gets $device"
    right=1
  done < <(disks_not_noted)
  return "$right"
}

storage_apply() {
  local device
  while read -r device; do
    record disk "$(disk_record "$device")"
  done < <(disks_not_noted)
  install_packages 'installing lvm2' lvm2
}

disks_not_noted() { # one a line
  local entry
  for entry in $NODE_DISKS; do
    recorded disk "$(disk_record "${entry%=*}")" || printf '%s\n' "${entry%=*}"
  done
}

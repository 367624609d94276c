# Swap: now, in fstab, by units of systemd, and as compressed memory.

# Marks a line of fstab that was commented out here.
readonly FSTAB_MARK='# cdk8s-metal: '
readonly FSTAB_SWAP='^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)'
# What turns on compressed swap or a swap file by itself, not by way of swap.target.
readonly SWAP_SERVICES=(zramswap.service zram-config.service dphys-swapfile.service)

active_swaps() { # devices and files, one a line
  local name
  while read -r name _; do
    [[ $name == Filename ]] || printf '%s\n' "$name"
  done <"$ROOT/proc/swaps"
}

fstab_lines() { # <mark or unmark>: fstab with its lines of swap commented out, or ours in force again
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $1 == mark && $line =~ $FSTAB_SWAP ]]; then
      line="$FSTAB_MARK$line"
    elif [[ $1 == unmark ]]; then
      line="${line#"$FSTAB_MARK"}"
    fi
    printf '%s\n' "$line"
  done <"$ROOT/etc/fstab"
}

fstab_has_swap() {
  local line
  [[ -f $ROOT/etc/fstab ]] || return 1
  while IFS= read -r line || [[ -n $line ]]; do
    [[ ! $line =~ $FSTAB_SWAP ]] || return 0
  done <"$ROOT/etc/fstab"
  return 1
}

swap_services() { # those that start at boot, by their links, one a line
  local service
  for service in "${SWAP_SERVICES[@]}"; do
    [[ -z "$(compgen -G "$ROOT/etc/systemd/system/*.wants/$service")" ]] || printf '%s\n' "$service"
  done
}

swap_check() {
  local status=0 name
  while read -r name; do
    would "turn off the swap $name"
    status=1
  done < <(active_swaps)
  if fstab_has_swap; then
    would 'comment out swap in /etc/fstab'
    status=1
  fi
  while read -r name; do
    would "disable $name"
    status=1
  done < <(swap_services)
  if ! unit_is_masked swap.target; then
    would 'mask swap.target'
    status=1
  fi
  return "$status"
}

swap_apply() {
  local name active
  # What turns it on at boot first: who is killed after swapoff would find nothing to do, and swap back after a reboot.
  if fstab_has_swap; then
    record fstab swap
    fstab_lines mark | rewrite_file /etc/fstab
  fi
  while read -r name; do disable_service "$name"; done < <(swap_services)
  unit_is_masked swap.target || mask_units swap.target
  active="$(active_swaps)"
  if [[ -n $active ]]; then
    record swapoff all
    run 'turning swap off' swapoff --all
  fi
}

swap_undo() {
  local name
  unmask_units swap.target
  if recorded fstab swap; then
    fstab_lines unmark | rewrite_file /etc/fstab
    forget fstab swap
  fi
  for name in "${SWAP_SERVICES[@]}"; do
    if recorded disabled "$name"; then
      run "switching $name on" systemctl enable --now "$name"
      forget disabled "$name"
    fi
  done
  if recorded swapoff all; then
    run 'turning swap on' swapon --all
    forget swapoff all
  fi
}

# reset: undoes what was done here, by the records of it, and nothing else. Killed anywhere, it goes on in the next run: what is undone is forgotten.

verb_reset() {
  refuse_wrong_machine
  if [[ ! -e $ROOT$STATE_FOLDER/state ]]; then
    say "ok         reset: nothing was done to $NODE_NAME, so nothing is undone"
    return 0
  fi
  reset_step 'leave the cluster' reset_membership
  reset_step 'undo what the phases set' reset_phases
  reset_step 'put files back' reset_files
  reset_step 'remove packages' reset_packages
  reset_step 'remove what programs left' reset_leftovers
  # Last, as the next run of a reset that was cut off knows the machine by its name.
  hostname_undo
  forget_machine
  say "done       reset: $NODE_NAME is what it was"
  say '           Disks and /var/lib/rook were not touched; what is on them is still there.'
  say '           Kernel modules that were loaded on demand go with the next boot.'
}

reset_step() { # <title> <function>
  say "doing      reset: $1"
  PHASE=reset
  "$2"
  PHASE=''
}

reset_membership() {
  [[ $NODE_ROLE != control-plane || ! -e "$ROOT$ADMIN_CONFIG" ]] || etcd_can_lose_this_member ||
    refuse "etcd would be without a majority when $NODE_NAME has gone: too few of the other members answer" \
      'bring them back first, or reset those that are gone for good last'
  if [[ -n "$(records step)" ]]; then undo_kubeadm; fi
  # They are of pods alone, and the kubelet does not take them along.
  if service_is_active kubepods.slice; then run 'removing the control groups of pods' systemctl stop kubepods.slice; fi
  if recorded before noted; then remove_network_traces; fi
  forget_steps
}

# The other way round, those that know more than their records; then what is the same for all.
reset_phases() {
  local index unit package held
  for ((index = ${#PHASES[@]} - 1; index >= 0; index--)); do
    if [[ ${PHASES[index]} != hostname ]] && declare -F "${PHASES[index]}_undo" >/dev/null; then "${PHASES[index]}_undo"; fi
  done
  mapfile -t held < <(records hold)
  [[ ${#held[@]} -eq 0 ]] || run "letting go of ${held[*]}" unlocked apt-mark unhold "${held[@]}" || warn "these are still held: ${held[*]}; run apt-mark unhold"
  for package in "${held[@]}"; do forget hold "$package"; done
  while read -r unit; do
    run "disabling $unit" systemctl disable "$unit" || warn "$unit still starts at boot; run systemctl disable $unit"
    forget enabled "$unit"
  done < <(records enabled)
  while read -r unit; do
    run "stopping $unit" systemctl stop "$unit" || warn "$unit still runs; run systemctl stop $unit"
    forget started "$unit"
  done < <(records started)
}

reset_files() {
  local path
  while read -r path; do remove_file "$path"; done < <(records file | tac)
  while read -r path; do remove_aside "$path"; done < <(records aside)
  run 'reading the units again' systemctl daemon-reload || warn 'systemd has not read its units again; the next boot does it'
}

reset_packages() {
  local package
  local -a ours=()
  while read -r package; do
    if dpkg-query --show "$package" >/dev/null 2>&1; then ours+=("$package"); fi
  done < <(records package)
  if [[ ${#ours[@]} -gt 0 ]]; then
    # dpkg and not apt-get, which would take along what somebody installed on top of them.
    run 'removing packages' unlocked env DEBIAN_FRONTEND=noninteractive dpkg --force-remove-reinstreq --purge "${ours[@]}" ||
      warn "not all packages could be removed, as others need them: see $LOG"
    # Our sources are gone, and so must be their lists.
    run 'updating the lists of packages' unlocked env "${PROXIES[@]}" timeout 300 apt-get update || warn "apt-get update failed, see $LOG; run it again"
  fi
  while read -r package; do forget package "$package"; done < <(records package)
  while read -r package; do
    run "bringing $package back" apt_get --yes install "$package" || warn "$package was here before; run apt-get install $package"
    forget replaced "$package"
  done < <(records replaced)
}

reset_leftovers() {
  local folder
  # It was here before us, and reads its own configuration again.
  if service_is_active containerd; then restart_service containerd || warn 'containerd runs with our configuration still; restart it'; fi
  restore_paths
  restore_kernel
  if service_is_active systemd-logind; then
    run 'reading the configuration of logind again' systemctl kill --signal=HUP systemd-logind || warn 'logind reads its configuration at the next boot'
  fi
  while read -r folder; do
    # kubectl fills it for whoever uses it.
    if [[ $folder == */.kube ]]; then rm -r -f -- "$ROOT$folder/cache"; fi
    remove_folder "$folder"
  done < <(records folder | tac)
}

forget_machine() { # what went well needs no log either; cluster.sh keeps this program in the same folder, and takes it away itself
  rm -r -f -- "$ROOT$LOG_FOLDER" "$ROOT$STATE_FOLDER"/{originals,kubectl,changing,changing.new,replaced,pki,kubeadm.yaml,state} "$ROOT$STATE_FOLDER"/.*.cdk8s-metal
  rmdir --ignore-fail-on-non-empty -- "$ROOT$STATE_FOLDER"
  LOG=/dev/null
}

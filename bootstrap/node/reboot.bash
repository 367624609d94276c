# boot, reboot, step-down: which start of this machine this is, ending it, and letting others have what moves before that.

# boot=: another one after each start. Of the kernel, and, where several systems share one, of process 1. since=: when it began, in UTC.
verb_boot() {
  local identity since
  identity="$(boot_identity)" || return
  since="$(boot_time)" || return
  printf 'boot=%s\nsince=%s\n' "$identity" "$since"
}

boot_identity() {
  local kernel
  { read -r kernel <"$ROOT/proc/sys/kernel/random/boot_id"; } 2>/dev/null || fail "$NODE_NAME does not say which boot this is" 'look at /proc/sys/kernel/random/boot_id'
  printf '%s.%s' "${kernel,,}" "$(ticks_of_process_1)"
}

ticks_of_process_1() { # after the start of the kernel
  local line
  local -a fields
  read -r line <"$ROOT/proc/1/stat" || fail "$NODE_NAME does not say when it started" 'look at /proc/1/stat'
  # Behind the name, which may hold anything, comes the third field; the start is the 22nd.
  read -r -a fields <<<"${line##*) }"
  [[ ${fields[19]:-} =~ ^[0-9]{1,18}$ ]] || fail "$NODE_NAME does not say when it started" 'look at /proc/1/stat'
  printf '%s' "${fields[19]}"
}

boot_time() {
  local uptime ticks now
  ticks="$(ticks_of_process_1)" || return
  IFS=. read -r uptime _ <"$ROOT/proc/uptime" || return
  now="$(date +%s)"
  # number: matched above, of the kernel, and of date
  date --utc --date "@$((now - uptime + ticks / 100))" +%Y-%m-%dT%H:%M:%SZ
}

verb_reboot() { # <boot, as boot prints it>: who is asked twice for one reboot does one
  local identity
  refuse_wrong_machine
  identity="$(boot_identity)" || return
  if [[ $identity != "$1" ]]; then
    say "ok         reboot: $NODE_NAME has started anew since"
    return 0
  fi
  give_vip_away
  # A moment later, so that whoever asked has the answer.
  run 'asking for the reboot' systemd-run --quiet --on-active=2s --timer-property=AccuracySec=100ms systemctl reboot || return
  say "done       reboot: $NODE_NAME reboots"
}

verb_step_down() {
  refuse_wrong_machine
  give_vip_away
  say "done       step-down: $NODE_NAME does not hold the address of the API server"
}

# keepalived says goodbye when it is stopped, and another one has the address within a second; the API server here is still well then.
give_vip_away() {
  vip_is_wanted && service_is_active keepalived.service || return 0
  run 'giving the address of the API server to another machine' systemctl stop keepalived.service
}

# One run at a time.

take_lock() { # <verb>: held until this process and the commands that it started have ended
  local verb="$1" file="$ROOT/run/cdk8s-metal.lock" holder=''
  # Open for appending: the file of who holds it must not be emptied.
  exec 9>>"$file"
  if ! flock -n 9; then
    read -r holder <"$file" || true # it may be empty for an instant
    fail "another run holds this machine (${holder:-just started})" 'wait until it has ended, and run this again'
  fi
  printf 'process %s, %s, since %(%Y-%m-%d %H:%M:%S)T\n' "$$" "$verb" -1 >"$file" || fail "${file#"$ROOT"} could not be written" 'see df -h /run, make room, and run this again'
}

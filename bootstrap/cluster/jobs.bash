# The same work on many machines at the same time.

# Connections that are opened at the same time, and machines that join at the same time: an sshd takes ten commands on one connection.
readonly AT_ONCE=32 JOINS_AT_ONCE=8
# After on_all: which failed, and the exit code that says so: 2 where a machine was refused.
FAILED=()
WORST=0

# What fails on one machine does not keep the others from going on. Must not be called where errexit is off (in a condition): the jobs would not have it either.
on_all() { # <how many at once> <function> <machine…>
  local most="$1" task="$2" name code index
  local -a running=()
  shift 2
  FAILED=()
  WORST=0
  for name in "$@"; do
    while ((${#running[@]} >= most)); do # number: a constant of the caller
      # How it ended is in a file. That one has ended is looked at: it may be a job of an earlier call that ends this.
      wait -n "${running[@]}" || true
      for index in "${!running[@]}"; do kill -0 "${running[index]}" 2>/dev/null || unset "running[index]"; done
    done
    rm -f "$WORK/$name.code"
    job "$task" "$name" &
    running+=("$!")
  done
  wait
  for name in "$@"; do
    code="$(cat "$WORK/$name.code" 2>/dev/null)" || code=1
    [[ $code != 0 ]] || continue
    FAILED+=("$name")
    if [[ $code == 2 ]]; then WORST=2; elif [[ $WORST == 0 ]]; then WORST=1; fi
  done
}

job() { # <function> <machine>: what it says goes to the screen and the log, line by line; its errors wait until all have ended
  MACHINE="$2"
  trap end_of_job EXIT
  "$1" "$2" 2>"$WORK/$2.stderr" | tell "$2"
}

end_of_job() {
  printf '%s' "$?" >"$WORK/$MACHINE.code"
  [[ -z $LOGS || ! -e "$WORK/$MACHINE.stderr" ]] || cat "$WORK/$MACHINE.stderr" 2>/dev/null >>"$LOGS/$MACHINE.log" || true # as with log_line
}

tell() { # <machine>: stdin, with its name before each line
  local name="$1" line
  while IFS= read -r line || [[ -n $line ]]; do
    log_line "$name.log" "$line"
    printf '%-*s  %s\n' "$WIDTH" "$name" "$line"
  done
}

tell_errors() { # <machine>: the end of what it said on stderr, without warnings that an earlier step has told
  local name="$1" line
  [[ ! -s "$WORK/$name.stderr" ]] || while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == 'warning: '* ]]; then
      ! grep -qxF -- "$line" "$WORK/$name.warned" 2>/dev/null || continue
      printf '%s\n' "$line" >>"$WORK/$name.warned"
    fi
    printf '%-*s  %s\n' "$WIDTH" "$name" "$line" >&2
  done < <(tail -n 30 "$WORK/$name.stderr")
}

# A step of up or down: on all of them to its end; then the program ends if it failed on one.
on_all_or_stop() { # <what> <how many at once> <function> <machine…>
  local what="$1" name
  doing "$what"
  on_all "${@:2}"
  for name in "${@:4}"; do
    tell_errors "$name"
  done
  ((${#FAILED[@]} > 0)) || return 0
  for name in "${FAILED[@]}"; do
    tell_failure "$what" "$name"
  done
  exit "$WORST"
}

# From ssh itself: the connection broke.
readonly SSH_BROKE=255

tell_failure() { # <what> <machine>
  local what="$1" name="$2" where='' repair='when the cause is gone, run the same command again: it goes on where it stopped'
  if [[ -n $LOGS ]]; then
    where="; the log is $LOGS/$name.log"
    if [[ "$(cat "$WORK/$name.code")" == "$SSH_BROKE" ]]; then
      where+=', and there /var/log/cdk8s-metal/node.log'
    elif fetch_log "$name"; then
      where+=", and of all commands there $LOGS/$name.node.log"
    fi
  fi
  printf '%s: %s failed on %s%s; %s\n' "$PROGRAM" "$what" "$name" "$where" "$repair" >&2
}

fetch_log() { # <machine>: the end of what node.sh wrote there
  as_root "$1" tail -c "$((MOST_BYTES / 2))" /var/log/cdk8s-metal/node.log >"$LOGS/$1.node.log" 2>/dev/null
}

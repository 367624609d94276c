# The verb runs in a process of its own beside this one, which only waits: bash looks at a signal when the command before it has ended, and only a wait
# ends at once.

supervise() { # ends the program
  local code=0
  trap 'rm -rf "$WORK"' EXIT
  open_desk
  work &
  WORKER=$!
  trap interrupted INT TERM HUP
  wait "$WORKER" || code=$?
  exit "$code"
}

work() {
  trap close_desk EXIT
  trap 'exit 1' TERM HUP
  run_verb
}

# What a signal that ends the program finds it at.
doing() { # <text>
  printf '%s' "$1" >"$WORK/doing"
}

wait_until() { # <seconds> <pause> <title> <command…>
  doing "$3"
  retry_until "$@"
}

# Machines finish the step that they are in, or stop at their next line: both is as if their power had failed.
interrupted() {
  local -a below
  local at=''
  trap 'exit 130' INT TERM HUP # asked for twice: whatever is still open stays so
  mapfile -t below < <(descendants "$WORKER")
  # What it waits for ends with it, so that it can take its lock away.
  kill -TERM "$WORKER" "${below[@]}" 2>/dev/null || true # some have ended by now
  wait "$WORKER" 2>/dev/null || true
  [[ ! -s "$WORK/doing" ]] || at=" at \"$(<"$WORK/doing")\""
  printf '\n%s: stopped%s; run the same command again, it goes on where it stopped\n' "$PROGRAM" "$at" >&2
  exit 130
}

descendants() { # <process>: one a line, those above before those below
  local process parent
  local -A below=()
  local -a open=("$1")
  while read -r process parent; do
    below[$parent]+=" $process"
  done < <(processes)
  while ((${#open[@]} > 0)); do
    parent="${open[0]}"
    open=("${open[@]:1}")
    # shellcheck disable=SC2206 # numbers
    open+=(${below[$parent]:-})
    [[ -z ${below[$parent]:-} ]] || printf '%s\n' ${below[$parent]}
  done
}

processes() { # process and its parent, one pair a line
  local file line
  if [[ -r /proc/self/stat ]]; then # a Linux without ps is not rare
    for file in /proc/[0-9]*/stat; do
      read -r line 2>/dev/null <"$file" || continue # it has ended
      line="${line%% *} ${line##*) }"
      # Process, state, parent.
      read -r process _ parent _ <<<"$line"
      printf '%s %s\n' "$process" "$parent"
    done
  else
    ps -A -o pid= -o ppid=
  fi
}

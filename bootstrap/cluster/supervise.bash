# The verb runs in a process of its own beside this one, which only waits: bash looks at a signal when the command before it has ended, and only a wait
# ends at once.

supervise() { # ends the program
  local code=0
  trap 'rm -rf "$WORK"' EXIT
  open_desk
  work &
  WORKER=$!
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP
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

# What no repetition mends, in the words of kubectl and ssh.
readonly LASTS='unknown (flag|shorthand flag|command)|x509: |Permission denied|Host key verification failed|REMOTE HOST IDENTIFICATION|kubectl: (command )?not found'

wait_until() { # <seconds> <pause> <title> <command…>: what the command prints when it fails is why, and is shown when it takes long
  doing "$3"
  retry_until "$1" "$2" "$3" judged lasts "$LASTS" "${@:4}"
}

# Machines finish the step that they are in, or stop at their next line: both is as if their power had failed.
interrupted() { # <exit code, by which shells tell the signal>
  local code="$1" at=''
  # shellcheck disable=SC2064 # now
  trap "exit $code" INT TERM HUP # asked for twice: whatever is still open stays so
  # It stands still until all that it waits for has ended: then nothing of it says anything after the last line, and it can take its lock away.
  kill -STOP "$WORKER" 2>/dev/null || true # it may have ended by now
  end_descendants
  kill -TERM "$WORKER" 2>/dev/null || true
  kill -CONT "$WORKER" 2>/dev/null || true
  wait "$WORKER" 2>/dev/null || true
  [[ ! -s "$WORK/doing" ]] || at=" at \"$(<"$WORK/doing")\""
  printf '\n%s: stopped%s; run the same command again, it goes on where it stopped\n' "$PROGRAM" "$at" >&2
  exit "$code"
}

end_descendants() { # they may start others while they are looked for
  local round signal=TERM
  local -a children
  for ((round = 0; round < 40; round++)); do
    mapfile -t children < <(descendants "$WORKER")
    ((${#children[@]} > 0)) || return 0
    ((round < 20)) || signal=KILL
    kill "-$signal" "${children[@]}" 2>/dev/null || true # some have ended by now
    read -r -t 0.1 <> <(:) || true                       # nobody writes there
  done
}

descendants() { # <process>: one a line, those above first
  local process parent
  local -A children=()
  local -a open=("$1") found
  while read -r process parent; do
    children[$parent]+=" $process"
  done < <(processes)
  while ((${#open[@]} > 0)); do
    parent="${open[0]}"
    open=("${open[@]:1}")
    read -r -a found <<<"${children[$parent]:-}"
    open+=("${found[@]}")
    ((${#found[@]} == 0)) || printf '%s\n' "${found[@]}"
  done
}

processes() { # process and its parent, one pair a line; without those that have ended and are not waited for yet
  local file line process state parent
  if [[ -r /proc/self/stat ]]; then # a Linux without ps is not rare
    for file in /proc/[0-9]*/stat; do
      { read -r line <"$file"; } 2>/dev/null || continue # it has ended
      # Behind the name, which may hold anything: state, parent.
      process="${line%% *}"
      read -r state parent _ <<<"${line##*) }"
      [[ $state == Z ]] || printf '%s %s\n' "$process" "$parent"
    done
  else
    ps -A -o pid= -o ppid= -o stat= | awk '$3 !~ /^Z/ { print $1, $2 }'
  fi
}

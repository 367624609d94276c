# Commands that take time or can fail: their output goes to the log, their last lines to the person when they fail.

readonly LOG_FOLDER=/var/log/cdk8s-metal
# Nowhere until the first command: who only looks, or is refused, leaves no log.
LOG=/dev/null

open_log() { # one log for all runs, readable by root only
  (umask 077 && mkdir -p "$ROOT$LOG_FOLDER")
  LOG="$ROOT$LOG_FOLDER/${PROGRAM%.sh}.log"
  (umask 077 && : >>"$LOG")
  chmod 0600 "$LOG"
}

# The command must be a program or a function that says itself when it failed: errexit does not reach into it.
run() { # <title> <command…>
  local title="$1" began=$SECONDS status=0 offset=0 watcher
  shift
  [[ $LOG != /dev/null ]] || open_log
  printf '== %(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$title" >>"$LOG"
  offset="$(stat -c %s "$LOG")"
  # Without the lock, which must not outlive this process.
  say_when_slow "$title" 9>&- &
  watcher=$!
  "$@" </dev/null >>"$LOG" 2>&1 || status=$?
  # It has ended already when the command was slow.
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  if ((status != 0)); then
    print_failure "$title" "$status" "$offset"
  elif ((SECONDS - began > 2)); then
    say "           $title: $((SECONDS - began)) s"
  fi
  return "$status"
}

say_when_slow() { # <title>: waits on a pipe that nobody writes to, which needs no process that could outlive us
  read -r -t 2 <> <(:) || say "           $1 …"
}

print_failure() { # <title> <exit code> <bytes of the log before it>
  local title="$1" code="$2" offset="$3"
  {
    printf '%s: %s failed with exit code %s. Its last lines:\n' "$PROGRAM" "$title" "$code"
    tail -c "+$((offset + 1))" "$LOG" | tail -n 20 | sed 's/^/    /'
    printf '%s: all of it is in %s; when the cause is gone, run the same command again: it goes on where it stopped\n' "$PROGRAM" "$LOG"
  } >&2
}

# The only loop that sleeps. What it is called for can heal by itself.
retry_until() { # <seconds> <pause> <title> <command…>
  local deadline=$((SECONDS + $1)) limit="$1" pause="$2" title="$3" last='' tell=2 began=$SECONDS asked took
  shift 3
  until asked=$SECONDS && last="$("$@" 2>&1 </dev/null)"; do
    took=$((SECONDS - asked))
    if ((SECONDS >= deadline)); then
      printf '%s: %s: not within %s s. The last answer:\n' "$PROGRAM" "$title" "$limit" >&2
      tail -n 20 <<<"$last" | sed 's/^/    /' >&2
      return 1
    fi
    # Ever more rarely. A machine whose desk is gone ends here, and does not keep its lock from the next run.
    if ((SECONDS - began >= tell)); then
      if ((tell == 2)); then say "           $title …"; else say "           $title … $((SECONDS - began)) s"; fi
      tell=$((tell < 120 ? tell * 2 : tell + 120))
    fi
    # A slow machine must not spend itself on being asked: a starting kubectl takes seconds of its processors, which what it asks for needs.
    ((took < 3 || ${pause%.*} >= 10)) || pause=10
    sleep "$pause"
  done
}

# Commands that take time or can fail: their output goes to the log, their last lines to the person when they fail.

readonly LOG_FOLDER=/var/log/cdk8s-metal
# Discarded until the first command: a run that only looks, or is refused, leaves no log.
LOG=/dev/null

open_log() { # one log for all runs, readable by root only
  LOG="$ROOT$LOG_FOLDER/${PROGRAM%.sh}.log"
  { (umask 077 && mkdir -p "$ROOT$LOG_FOLDER" && : >>"$LOG") && chmod 0600 "$LOG"; } || no_log
}

no_log() { # programs would fail in the middle when their words cannot be written
  fail "the log ${LOG#"$ROOT"} could not be written" 'if the disk is full (df -h, df -i), make room; then run this again'
}

# The exit code of a command that no repetition mends: retry_until gives up on it at once.
readonly PERMANENT=78

# A step of the clock does not move it, as it moves SECONDS. A desk without /proc has bash 5.3, or nothing better than its clock.
uptime_seconds() {
  local uptime="${BASH_MONOSECONDS:-$SECONDS}"
  [[ ! -r /proc/uptime ]] || IFS=. read -r uptime _ </proc/uptime
  printf '%s' "$uptime"
}

# The command must be a program or a function that says itself when it failed: errexit does not reach into it. A function may speak to the person with
# `tell`; programs do not get that descriptor, as some leave a service behind that would hold it.
run() { # <title> <command…>
  local title="$1" began took status=0 offset=0 watcher kind
  shift
  began="$(uptime_seconds)"
  [[ $LOG != /dev/null ]] || open_log
  printf '== %(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$title" >>"$LOG" || no_log
  offset="$(stat -c %s "$LOG")"
  # Without the lock, which must not outlive this process.
  say_when_slow "$title" 9>&- &
  watcher=$!
  kind="$(type -t "$1")" || kind=none
  if [[ $kind == function ]]; then
    "$@" </dev/null 8>&1 >>"$LOG" 2>&1 || status=$?
  else
    "$@" </dev/null >>"$LOG" 2>&1 || status=$?
  fi
  # It has ended already when the command was slow.
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  took=$(($(uptime_seconds) - began))
  if ((status != 0)); then
    print_failure "$title" "$status" "$offset"
  elif ((took > 2)); then
    say "           $title: $took s"
  fi
  return "$status"
}

say_when_slow() { # <title>: waits on a pipe that nobody writes to, which needs no process that could outlive us
  read -r -t 2 <> <(:) || say "           $1 …"
}

print_failure() { # <title> <exit code> <bytes of the log before it>
  local title="$1" code="$2" offset="$3"
  complain "$title failed with exit code $code. Its last lines:"
  tail -c "+$((offset + 1))" "$LOG" | tail -n 20 | sed 's/^/    /' >&2 || true # nobody may read any more
  complain "all of it is in $LOG; when the cause is gone, run the same command again: it goes on where it stopped"
}

# The only loop that sleeps. What it is called for can heal by itself; a command that ends with PERMANENT says that this cannot.
retry_until() { # <seconds> <pause> <title> <command…>
  local limit="$1" pause="$2" title="$3" last='' tell=2 began asked now code end=''
  shift 3
  began="$(uptime_seconds)"
  while :; do
    asked="$(uptime_seconds)"
    code=0
    last="$("$@" 2>&1 </dev/null)" || code=$?
    ((code != 0)) || return 0
    now="$(uptime_seconds)"
    if ((code == PERMANENT)); then
      end='no repetition mends this'
    elif ((now - began >= limit)); then
      end="not within $limit s"
      code=1
    fi
    if [[ -n $end ]]; then
      complain "$title: $end. The last answer:"
      tail -n 20 <<<"$last" | sed 's/^/    /' >&2 || true # nobody may read any more
      return "$code"
    fi
    # Ever more rarely. A machine whose desk is gone ends here, and does not keep its lock from the next run.
    if ((now - began >= tell)); then
      if ((tell == 2)); then print "           $title …"; else print "           $title … $((now - began)) s"; fi || return 1
      tell=$((tell < 120 ? tell * 2 : tell + 120))
    fi
    # A slow machine must not spend itself on being asked: a starting kubectl takes seconds of its processors, which what it asks for needs.
    ((now - asked < 3 || ${pause%.*} >= 10)) || pause=10
    sleep "$pause"
  done
}

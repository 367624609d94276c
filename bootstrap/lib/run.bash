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

# The command must be a program or a function that says itself when it failed: errexit does not reach into it. A function may speak to the person with
# `tell_person`; programs do not get that descriptor, as some leave a service behind that would hold it.
run() { # <title> <command…>
  local title="$1" began took status=0 offset=0 watcher kind
  shift
  began="$(uptime_seconds)"
  [[ $LOG != /dev/null ]] || open_log
  printf '== %(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$title" >>"$LOG" || no_log
  offset="$(stat -c %s "$LOG")"
  # Without the lock, which must not outlive this process.
  say_when_slow "$title" "$offset" 9>&- &
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

# Every so many times 5 s a command that takes long shows the last line that it wrote, if that is another one.
readonly LINE_EVERY=6

# Waits on a pipe that nobody writes to, which needs no process that could outlive us.
say_when_slow() { # <title> <bytes of the log before it>
  local SHOWN='' SHOWN_AT=0 line round=0
  read -r -t 2 <> <(:) || print "           $1 …" || return 0
  # The program itself may have been killed.
  while ! read -r -t 5 <> <(:) && kill -0 "$$" 2>/dev/null; do
    round=$((round + 1))
    ((round % LINE_EVERY == 0)) || continue
    line="$(tail -c "+$(($2 + 1))" "$LOG" | tail -n 1)"
    # Those of retry_until, which speaks to the person itself.
    [[ $line == '           '* ]] || show_reasons "$1" "$line" || return 0
  done
}

print_failure() { # <title> <exit code> <bytes of the log before it>
  local title="$1" code="$2" offset="$3"
  complain "$title failed with exit code $code. Its last lines:"
  tail -c "+$((offset + 1))" "$LOG" | tail -n 20 | sed 's/^/    /' >&2 || true # nobody may read any more
  complain "all of it is in $LOG; when the cause is gone, run the same command again: it goes on where it stopped"
}

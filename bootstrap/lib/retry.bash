# Waiting: what can heal by itself is tried again, with a pause and a deadline, and what it says is shown meanwhile.

# The exit code of a command that no repetition mends: retry_until gives up on it at once.
readonly PERMANENT=78

# A step of the clock does not move it, as it moves SECONDS. A desk without /proc has bash 5.3, or nothing better than its clock.
uptime_seconds() {
  local uptime="${BASH_MONOSECONDS:-$SECONDS}"
  [[ ! -r /proc/uptime ]] || IFS=. read -r uptime _ </proc/uptime
  printf '%s' "$uptime"
}

# For retry_until: judges a failure by its words, as programs such as apt and crictl have one exit code for all.
judged() { # <heals or lasts> <extended regular expression> <command…>: PERMANENT unless it matches what heals, or when it matches what lasts
  local verdict="$1" pattern="$2" answer code=0 found=lasts
  shift 2
  answer="$("$@" 2>&1)" || code=$?
  printf '%s\n' "$answer"
  if ((code == 0)); then return 0; fi
  if [[ $verdict == lasts ]]; then found=heals; fi
  if [[ $answer =~ $pattern ]]; then found="$verdict"; fi
  [[ $found == heals ]] || code=$PERMANENT
  return "$code"
}

# After how many seconds a wait shows what the thing itself says; who calls may want it sooner.
REASON_AFTER=10
# Where nothing but numbers has changed, as while something is copied, it is shown again after this many seconds.
readonly NUMBERS_AFTER=60
# Of one answer, in lines and in bytes of each.
readonly MOST_REASONS=6 LONGEST_REASON=300

tell_person() { # <text>: also from within a function that run has called; fails where nobody reads any more
  { print "$1" >&8; } 2>/dev/null || print "$1"
}

# Sets REPLY: its last lines, without what programs of Kubernetes log among them: a letter and the date, the time.
reasons_of() { # <answer>
  local LC_ALL=C line
  local -a latest=()
  while IFS= read -r line; do
    line="${line##*$'\r'}"
    [[ -n ${line//[[:space:]]/} && ! $line =~ ^[EWIF][0-9]{4}\ [0-9:.]+\  ]] || continue
    ((${#line} <= LONGEST_REASON)) || line="${line:0:LONGEST_REASON}..."
    printable "$line"
    latest+=("$REPLY")
  done < <(tail -n 40 <<<"${1//$'\r\n'/$'\n'}")
  REPLY=''
  ((${#latest[@]} <= MOST_REASONS)) || latest=("${latest[@]: -MOST_REASONS}")
  ((${#latest[@]} == 0)) || printf -v REPLY '%s\n' "${latest[@]}"
}

# Only when it is not what was shown before. In SHOWN and SHOWN_AT the caller has what that was, and when.
show_reasons() { # <whose> <answer>: fails where nobody reads any more
  local line now REPLY
  reasons_of "$2"
  [[ -n $REPLY && $REPLY != "$SHOWN" ]] || return 0
  now="$(uptime_seconds)"
  [[ ${REPLY//[0-9]/} != "${SHOWN//[0-9]/}" ]] || ((now - SHOWN_AT >= NUMBERS_AFTER)) || return 0
  SHOWN="$REPLY" SHOWN_AT="$now"
  while IFS= read -r line; do
    tell_person "           $1: $line" || return
  done <<<"${REPLY%$'\n'}"
}

# The only loop that sleeps. What it is called for can heal by itself; a command that ends with PERMANENT says that this cannot.
retry_until() { # <seconds> <pause> <title> <command…>
  local limit="$1" pause="$2" title="$3" last='' tell=2 began asked now code end='' SHOWN='' SHOWN_AT=0
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
    ((now - began < REASON_AFTER)) || show_reasons waiting "$last" || return 1
    # A slow machine must not spend itself on being asked: a starting kubectl takes seconds of its processors, which what it asks for needs.
    ((now - asked < 3 || ${pause%.*} >= 10)) || pause=10
    sleep "$pause"
  done
}

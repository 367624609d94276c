# shellcheck shell=bash
# Sweeps: a verb is cut at places at which it changes the machine, and run again undisturbed. One run counts the places. What a cut leaves is what is on the disk at
# that moment: a second run keeps it at every so many places, and each different one of those states is gone on from. So are the ends of some real signals.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs and for node; bats-root.bash and bats set the other variables.

load bats-cluster

# Programs that change a machine, and those of them that a file comes by.
PLACES=(apt-get apt-helper apt-mark cat chmod chown cp crictl dpkg hostnamectl ip kubeadm kubectl ln mkdir mktemp modprobe mv rm rmdir sed swapoff swapon sync sysctl systemctl tee touch ufw)

sweep_machine() { # <node>: with all that the phases look at
  cluster_machine "$1"
  export SWEEP="$BATS_TEST_TMPDIR/sweep" SWEEP_PATH="$PATH" TOOLS="$BATS_FILE_TMPDIR/tools" FAILED="$BATS_TEST_TMPDIR/failed" STDIN="$BATS_TEST_TMPDIR/stdin"
  : >"$STDIN"
  fresh_sweep
  SWEEPS=()
  mkdir -p "$TOOLS"
  for name in "${PLACES[@]}"; do ln -s -f "$BOOTSTRAP/../test/bootstrap/sweep/place" "$TOOLS/$name"; done
}

fresh_sweep() {
  rm -rf "$SWEEP"
  mkdir -p "$SWEEP"/{states,seen}
  : >"$SWEEP/dots"
  : >"$SWEEP/writes"
  printf 'off\n' >"$SWEEP/mode"
}

mode() { # <mode> [place] [signal]
  : >"$SWEEP/dots"
  rm -f "$SWEEP/full"
  printf '%s\n' "$*" >"$SWEEP/mode"
}

places() { # how many there were in the last run
  local dots=''
  read -r dots <"$SWEEP/dots" || true # a line without its end
  printf '%s' "${#dots}"
}

# As node.sh runs a verb: with its lock and signals.
verb() { # <line of bash>
  local path="$TOOLS:$PATH"
  # Its programs are slower.
  [[ $(<"$SWEEP/mode") != off ]] || path="$PATH"
  PATH="$path" node -c 'printf "%s\n" "$$" >"$SWEEP/process"; keep_on_without_desk; take_lock sweep; '"$1" <"$STDIN"
}

keep_machine() { # <file>
  tar --create --file "$1" --directory "$ROOT" --sort=name --mtime=@0 --sparse --exclude=./var/log .
}

give_machine() { # <file>: the machine is what it was
  local log="$ROOT/var/log"
  rm -rf "$ROOT"
  mkdir -p "$log"
  tar --extract --file "$1" --directory "$ROOT"
}

on_disk() { # what is to be the same after all runs: not logs, nor the order of records, nor what is only for reset to look for
  (cd "$ROOT" && find . -path ./var/log -prune -o -name cdk8s-metal.lock -o -path ./var/lib/cdk8s-metal/state -o -printf '%p %m %l\n' -type f -exec md5sum {} + | sort)
  [[ ! -e $ROOT/var/lib/cdk8s-metal/state ]] || grep -v '^aside' "$ROOT/var/lib/cdk8s-metal/state" | sort
}

contents() { # sum and path of each file
  (cd "$ROOT" && find . -path ./var/log -prune -o -path ./fake -prune -o -type f -exec md5sum {} +)
}

wrong() { # <what> [file to show]
  printf '%s\n' "$1" >>"$FAILED"
  [[ -z ${2:-} ]] || tail -n 30 "$2" | sed 's/^/    /' >>"$FAILED"
}

# Each file is the old one or the new one, whole; what is written aside, and what kubeadm alone writes, may be anything. Each record is whole.
is_whole() { # <where>
  local path records="$ROOT/var/lib/cdk8s-metal/state"
  if [[ -e $records ]]; then
    ! LC_ALL=C grep -q -v -x -P '[a-z]+\t.+' "$records" || wrong "$1: a record is torn" "$records"
    [[ -z "$(tail -c 1 "$records")" ]] || wrong "$1: the last record has no end"
  fi
  while read -r _ path; do
    case "$path" in
      */.*.cdk8s-metal | */originals/* | ./etc/kubernetes/* | ./var/lib/etcd/* | ./run/* | ./var/lib/cdk8s-metal/state) ;;
      *) wrong "$1: $path is neither the old nor the new file" "$ROOT/$path" ;;
    esac
  done < <(contents | grep -v -x -F "$WHOLE")
}

goes_on() { # <line of bash> <where>: the next run, undisturbed, ends as if nothing had been
  local output="$SWEEP/output" state
  on_disk >"$SWEEP/now"
  state="$(md5sum <"$SWEEP/now")"
  # One that was gone on from before.
  [[ ! -e $SWEEP/seen/from-${state%% *} ]] || return 0
  : >"$SWEEP/seen/from-${state%% *}"
  STATES=$((STATES + 1))
  mode off
  verb "$1" >"$output" 2>&1 || wrong "$2: the next run ends with $?" "$output"
  on_disk >"$SWEEP/now"
  cmp -s "$SWEEP/now" "$SWEEP/after" || { diff "$SWEEP/after" "$SWEEP/now" >"$output" || wrong "$2: the next run ends elsewhere" "$output"; }
}

goes_back() { # <where>: what is recorded suffices for reset to make the machine what it was
  local output="$SWEEP/output"
  BACK=$((BACK + 1))
  verb verb_reset >"$output" 2>&1 || wrong "$1: reset ends with $?" "$output"
  on_disk >"$SWEEP/now"
  cmp -s "$SWEEP/now" "$ORIGIN" || { diff "$ORIGIN" "$SWEEP/now" >"$output" || wrong "$1: reset does not give the machine back" "$output"; }
}

# Of one phase or verb about that many places and that many writes, evenly, where it has more.
MOST=6

# <title> <machine before> <line of bash>
sweep() {
  local title="$1" before="$2" line="$3" state count at signal code name number step began="$STATES"
  local -a states writes
  fresh_sweep
  give_machine "$before"
  WHOLE="$(contents)"
  mode count
  verb "$line" >"$SWEEP/output" 2>&1 || wrong "$title: undisturbed, it ends with $?" "$SWEEP/output"
  count="$(places)"
  WHOLE+=$'\n'"$(contents)"
  on_disk >"$SWEEP/after"

  give_machine "$before"
  mode record "$((count / MOST + 1))"
  verb "$line" >"$SWEEP/output" 2>&1 || wrong "$title: kept in between, it ends with $?" "$SWEEP/output"
  mapfile -t states < <(find "$SWEEP/states" -name '*.tar' | sort -V)
  for number in "${!states[@]}"; do
    state="${states[number]}"
    name="${state##*/}"
    give_machine "$state"
    is_whole "$title, cut at ${name%.tar}"
    goes_on "$line" "$title, cut at ${name%.tar}"
    if ((number % 4 == 2)) && [[ $line != verb_reset ]]; then
      give_machine "$state"
      goes_back "$title, cut at ${name%.tar}"
    fi
  done

  # The same by real signals, which no lock may outlive.
  for ((at = 3; at <= count; at += count / 2 + 1)); do
    for signal in KILL TERM; do
      give_machine "$before"
      mode kill "$at" "$signal"
      verb "$line" >"$SWEEP/output" 2>&1 || true # cut
      # What it has started ends by itself.
      flock --timeout 20 "$ROOT/run/cdk8s-metal.lock" true || wrong "$title, SIG$signal at place $at: the lock stays"
      is_whole "$title, SIG$signal at place $at"
      goes_on "$line" "$title, SIG$signal at place $at"
      KILLS=$((KILLS + 1))
    done
  done

  mapfile -t writes <"$SWEEP/writes"
  step=$((${#writes[@]} / MOST + 1))
  for ((number = 0; number < ${#writes[@]}; number += step)); do
    at="${writes[number]}"
    give_machine "$before"
    : >"$CALLS"
    mode full "$at"
    code=0
    verb "$line" >"$SWEEP/output" 2>&1 || code=$?
    FULLS=$((FULLS + 1))
    is_whole "$title, full at place $at"
    ! sed '1,/^FULL/d' "$CALLS" | grep -q -E '^systemctl (restart|enable --now)' || wrong "$title, full at place $at: something is restarted after it" "$SWEEP/output"
    on_disk >"$SWEEP/now"
    [[ $code != 0 ]] || cmp -s "$SWEEP/now" "$SWEEP/after" || wrong "$title, full at place $at: it ends with 0, but is not done" "$SWEEP/output"
    goes_on "$line" "$title, full at place $at"
  done
  CUTS=$((CUTS + count))
  printf '# %s: %s places, %s different states\n' "$title" "$count" "$((STATES - began))"
}

# All rows of SWEEPS, two at a time, each on a machine of its own.
sweep_all() {
  local worker
  export CLAIMS="$BATS_TEST_TMPDIR/claims"
  mkdir -p "$CLAIMS"
  for worker in 1 2; do sweep_some "$worker" >"$BATS_TEST_TMPDIR/said.$worker" 2>&1 3>&- & done
  wait
  cat "$BATS_TEST_TMPDIR"/said.* | grep '^#' >&3
  CUTS=0 STATES=0 KILLS=0 FULLS=0 BACK=0
  local cuts states kills fulls back
  while read -r cuts states kills fulls back; do
    CUTS=$((CUTS + cuts)) STATES=$((STATES + states)) KILLS=$((KILLS + kills)) FULLS=$((FULLS + fulls)) BACK=$((BACK + back))
  done < <(cat "$BATS_TEST_TMPDIR"/counts.*)
  printf '# %s places; gone on from %s different states, after %s signals and %s failed writes among them; reset from %s\n' "$CUTS" "$STATES" "$KILLS" "$FULLS" "$BACK" >&3
}

sweep_some() { # <worker>
  local row title before line ORIGIN CUTS=0 STATES=0 KILLS=0 FULLS=0 BACK=0
  export ROOT="$BATS_TEST_TMPDIR/worker.$1/root" SWEEP="$BATS_TEST_TMPDIR/worker.$1/sweep" CALLS="$BATS_TEST_TMPDIR/worker.$1/calls"
  mkdir -p "$ROOT"
  : >"$CALLS"
  for row in "${SWEEPS[@]}"; do
    [[ -z ${ONLY:-} || ${ONLY:-} == "${row%%|*}" ]] || continue
    IFS='|' read -r title before line ORIGIN <<<"$row"
    mkdir "$CLAIMS/$title" 2>/dev/null || continue
    sweep "$title" "$before" "$line"
  done
  printf '%s %s %s %s %s\n' "$CUTS" "$STATES" "$KILLS" "$FULLS" "$BACK" >"$BATS_TEST_TMPDIR/counts.$1"
}

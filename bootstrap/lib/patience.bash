# What is waited for on a machine, and what is not.

tell() { # <text>: to the person, from a function that run has called
  { print "$1" >&8; } 2>/dev/null || say "$1"
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

# How long somebody else may hold the locks of apt and dpkg: unattended-upgrades after a boot takes minutes.
readonly LOCK_SECONDS=600
readonly LOCKED=$'Could not get lock[^,\n]*|dpkg [a-z ]+(was|is) locked by another process[^,\n]*'

# apt waits at no lock but dpkg's, and dpkg at none. What the command prints goes where the caller's goes; its errors at the end.
unlocked() { # <command…>: again when a lock of somebody else has stopped it
  local folder code=1
  folder="$(mktemp --directory)" || return
  : >"$folder/told" || return
  if retry_until "$LOCK_SECONDS" 2 'waiting for another run of apt' try_unlocked "$folder" "$@" 7>&1; then
    read -r code <"$folder/code" || code=1
    cat "$folder/errors" >&2
  fi
  rm -r -- "$folder"
  return "$code"
}

try_unlocked() { # <folder for what becomes of it> <command…>: fails where it was a lock
  local folder="$1" code=0 errors
  shift
  # None of our descriptors: a package may start a service that keeps them.
  "$@" >&7 2>"$folder/errors" 7>&- 8>&- || code=$?
  printf '%s\n' "$code" >"$folder/code"
  errors="$(<"$folder/errors")"
  if ((code == 0)) || [[ ! $errors =~ $LOCKED ]]; then return 0; fi
  printf '%s\n' "${BASH_REMATCH[0]}"
  if [[ $(<"$folder/told") != "${BASH_REMATCH[0]}" ]]; then
    tell "           waiting: ${BASH_REMATCH[0]}"
    printf '%s' "${BASH_REMATCH[0]}" >"$folder/told"
  fi
  return 1
}

# Locks of apt and dpkg, which somebody else may hold.

# Unattended-upgrades after a boot takes minutes.
readonly LOCK_SECONDS=600
readonly LOCKED=$'Could not get lock[^,\n]*|dpkg [a-z ]+(was|is) locked by another process[^,\n]*'

# apt waits at no lock but dpkg's, and dpkg at none. What the command prints goes where the caller's goes; its errors at the end.
unlocked() { # <command…>: again when a lock of somebody else has stopped it
  local folder code=1 REASON_AFTER=0
  folder="$(mktemp --directory)" || return
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
  return 1
}

# What we changed on this machine, written down before the change is made: a kill in between loses nothing, and reset undoes no more than this.
# One line each: kind, tab, value.

readonly STATE_FOLDER=/var/lib/cdk8s-metal

record() { # <kind> <value>
  local kind="$1" value="$2"
  if ! recorded "$kind" "$value"; then
    [[ -d $ROOT$STATE_FOLDER ]] || make_state_folder
    # What a power cut left of a line must not become the beginning of the next one.
    [[ ! -s $ROOT$STATE_FOLDER/state || -z "$(tail -c 1 "$ROOT$STATE_FOLDER/state")" ]] || printf '\n' >>"$ROOT$STATE_FOLDER/state"
    printf '%s\t%s\n' "$kind" "$value" >>"$ROOT$STATE_FOLDER/state"
    # On the disk before the change is: the power may go.
    sync "$ROOT$STATE_FOLDER/state"
  fi
}

make_state_folder() {
  mkdir -p "$ROOT${STATE_FOLDER%/*}"
  mkdir -m 0700 "$ROOT$STATE_FOLDER"
}

recorded() { # <kind> <value>
  local kind="$1" value="$2"
  [[ -f "$ROOT$STATE_FOLDER/state" ]] && grep -qxF -- "$kind"$'\t'"$value" "$ROOT$STATE_FOLDER/state"
}

records() { # <kind>: its values, in the order in which they were recorded
  local wanted="$1" kind value
  [[ -f "$ROOT$STATE_FOLDER/state" ]] || return 0
  while IFS=$'\t' read -r kind value; do
    [[ $kind != "$wanted" ]] || printf '%s\n' "$value"
  done <"$ROOT$STATE_FOLDER/state"
}

forget() { # <kind> <value>
  local kind="$1" value="$2" state="$ROOT$STATE_FOLDER/state" code=0
  recorded "$kind" "$value" || return 0
  (umask 077 && grep -vxF -- "$kind"$'\t'"$value" "$state" >"$state.new") || code=$?
  # 1 says that no line is left.
  ((code <= 1)) || return "$code"
  sync "$state.new"
  mv -f "$state.new" "$state"
}

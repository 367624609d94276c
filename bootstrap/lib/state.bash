# What we changed on this machine, written down before the change is made: a kill in between loses nothing, and reset undoes no more than this.
# One line each: kind, tab, value. The file is replaced as a whole, so that a full disk or a power cut leaves it as it was.

readonly STATE_FOLDER=/var/lib/cdk8s-metal
# What read_state has read.
STATE=''

read_state() { # sets STATE to the records, each with its end of line
  local file="$ROOT$STATE_FOLDER/state"
  STATE=''
  [[ -f $file ]] || return 0
  # The point keeps the ends of lines that $() would cut off.
  STATE="$(cat -- "$file" && printf .)" || fail "$STATE_FOLDER/state could not be read" 'see above and dmesg'
  STATE="${STATE%.}"
  # A last line without its end was torn: its change was not made.
  STATE="${STATE%"${STATE##*$'\n'}"}"
}

write_state() { # <records, each with its end of line>
  local file="$ROOT$STATE_FOLDER/state"
  write_beside "$file" 0600 <<<"${1%$'\n'}" || not_written "$file"
  move_in_place "$file"
  # On the disk before the change is: the power may go.
  sync "$ROOT$STATE_FOLDER" || not_written "$file"
}

record() { # <kind> <value…>
  local kind="$1" value missing=''
  shift
  read_state
  for value in "$@"; do
    [[ $'\n'"$STATE$missing" == *$'\n'"$kind"$'\t'"$value"$'\n'* ]] || missing+="$kind"$'\t'"$value"$'\n'
  done
  [[ -n $missing ]] || return 0
  [[ -d $ROOT$STATE_FOLDER ]] || make_state_folder
  write_state "$STATE$missing"
}

make_state_folder() {
  { mkdir -p "$ROOT${STATE_FOLDER%/*}" && mkdir -m 0700 "$ROOT$STATE_FOLDER"; } || not_written "$STATE_FOLDER"
}

recorded() { # <kind> <value>
  read_state
  [[ $'\n'"$STATE" == *$'\n'"$1"$'\t'"$2"$'\n'* ]]
}

records() { # <kind>: its values, in the order in which they were recorded
  local wanted="$1" kind value
  read_state
  while IFS=$'\t' read -r kind value; do
    [[ $kind != "$wanted" || -z $kind ]] || printf '%s\n' "$value"
  done <<<"$STATE"
}

forget() { # <kind> <value>
  local line rest=''
  recorded "$1" "$2" || return 0
  while IFS= read -r line; do
    [[ -z $line || $line == "$1"$'\t'"$2" ]] || rest+="$line"$'\n'
  done <<<"$STATE"
  if [[ -n $rest ]]; then write_state "$rest"; else empty_state; fi
}

empty_state() { # there, but without a record
  write_beside "$ROOT$STATE_FOLDER/state" 0600 </dev/null
  move_in_place "$ROOT$STATE_FOLDER/state"
}

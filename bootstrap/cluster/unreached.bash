# Machines that do not let us in: a line for each, with what ssh says, and the repair once for all that have the same.

# What ssh says, as extended regular expression; what that is; the repair. The first one that matches counts.
readonly UNREACHED=(
  'host key is known for|Host key verification failed'$'\t''ssh does not know its host key'$'\t''compare its fingerprint with the one that ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub prints there, and take it by hand'
  'Permission denied'$'\t''it takes none of our keys'$'\t''look at ssh.user and ssh.key in cluster.yaml; ssh-copy-id brings a key there, ssh-add unlocks one that has a passphrase; try'
  'Could not resolve hostname'$'\t''a name on the way there is not found'$'\t''correct that name, or let this desk find it; try'
  'Connection refused'$'\t''nothing listens there'$'\t''install openssh-server there and start it, or write its port: ssh.port in cluster.yaml; try'
  'No route to host|Network is unreachable|Host is down'$'\t''there is no route to it'$'\t''switch on what is off, look at the address in cluster.yaml, and whether this desk is in that network; try'
  'timed out|[Tt]imeout'$'\t''it does not answer'$'\t''switch on what is off, look at the address in cluster.yaml, and for a firewall on the way; try'
  '.*'$'\t''ssh ends'$'\t''look at what ssh says, and at ssh: in cluster.yaml; try'
)

# What is said of one machine: what it is, the repair without what is to be typed, and that.
WHAT='' REPAIR='' COMMAND=''
# The commands of this repair are all to be typed, of each machine its own; of others one is an example.
readonly KEY_REPAIR='if it was installed anew, and else find out who answers there'

tell_unreached() { # <machine…>: as problems
  local name repair
  local -a repairs=()
  local -A whats=() machines=() commands=()
  for name in "$@"; do
    if [[ -e "$WORK/$name.complaint" ]]; then
      PROBLEMS+=("$(<"$WORK/$name.complaint")")
      continue
    fi
    why_unreached "$name"
    [[ -n ${whats[$REPAIR]:-} ]] || repairs+=("$REPAIR")
    whats[$REPAIR]+="$WHAT"$'\n'
    machines[$REPAIR]+="$name"$'\n'
    if [[ $REPAIR == "$KEY_REPAIR" ]]; then
      commands[$REPAIR]+="${commands[$REPAIR]:+ && }$COMMAND"
    else
      commands[$REPAIR]="${commands[$REPAIR]:-$COMMAND}"
    fi
  done
  for repair in "${repairs[@]}"; do
    tell_repair "$repair" "${commands[$repair]}" "${machines[$repair]%$'\n'}" "${whats[$repair]%$'\n'}"
  done
}

tell_repair() { # <repair> <command, or nothing> <names, one a line> <what, one a line>
  local repair="$1" command="$2"
  local -a names whats
  mapfile -t names <<<"$3"
  mapfile -t whats <<<"$4"
  [[ -z $command ]] || repair="$(with_command "$repair" "$command")"
  if ((${#names[@]} == 1)); then
    problem "${whats[0]}" "$repair"
  else
    PROBLEMS+=("${whats[@]}" "$(some_of "${names[@]}"): $repair")
  fi
}

with_command() { # <repair> <command>
  if [[ $1 == "$KEY_REPAIR" ]]; then printf '%s, %s' "$2" "$1"; else printf '%s: %s' "$1" "$2"; fi
}

why_unreached() { # <machine>: sets WHAT, REPAIR, COMMAND
  local name="$1" error row pattern words said=''
  error="$(tail -n 1 "$WORK/$name.stderr")"
  COMMAND=''
  if grep -q '^Host key for .* has changed' "$WORK/$name.stderr"; then
    changed_key "$name"
  elif [[ $error == *sudo* ]]; then
    WHAT="$name at ${ADDRESS_OF[$name]}: the user of ssh may not use sudo there without a password ($error)"
    # shellcheck disable=SC2016 # it is to be typed there
    REPAIR='log in there and run: echo "$USER ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/cdk8s-metal'
  else
    for row in "${UNREACHED[@]}"; do
      IFS=$'\t' read -r pattern words REPAIR <<<"$row"
      if said="$(grep -m 1 -E -- "$pattern" "$WORK/$name.stderr")"; then break; fi
    done
    [[ $pattern != '.*' ]] || said="$error"
    # The carriage return at the end of what ssh says.
    said="${said%[?]}"
    WHAT="$name does not let us in at ${ADDRESS_OF[$name]}: $words (${said:-it gives no reason})"
    COMMAND="$(by_hand "$name")"
  fi
}

by_hand() { # <machine>
  local command
  printf -v command '%q ' ssh "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$1]}" "$1"
  printf '%s' "${command% }"
}

# By the name that ssh knows the machine by, which may be an alias or have a port, and in the file that it has looked into. Its lines end with a carriage
# return, which has become a question mark.
changed_key() { # <machine>: sets WHAT, REPAIR, COMMAND
  local name="$1" host file where=''
  host="$(sed -n 's/^Host key for \(.*\) has changed and .*/\1/p' "$WORK/$name.stderr")"
  file="$(sed -n 's/^Offending .*key in \(.*\):[0-9]*[?]*$/\1/p' "$WORK/$name.stderr")"
  file="${file%%$'\n'*}"
  [[ -z $file || $file == "$HOME/.ssh/known_hosts" ]] || printf -v where -- ' -f %q' "$file"
  WHAT="$name at ${ADDRESS_OF[$name]} shows another host key than the one that ssh knows (${file:-known_hosts})"
  REPAIR="$KEY_REPAIR"
  printf -v COMMAND 'ssh-keygen -R %q%s' "${host%%$'\n'*}" "$where"
}

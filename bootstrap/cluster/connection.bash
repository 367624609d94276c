# ssh to the machines: one connection each, which all commands share.

readonly NODE_SH=/var/lib/cdk8s-metal/node.sh ADMIN_CONF=/etc/kubernetes/admin.conf
# Options of every connection; those of the spec follow.
readonly SSH_MANNERS=(
  # No questions; quiet, as the output of machines is shown in lines of their own; two minutes of silence end the connection.
  -o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=8
  -o Compression=yes -o ControlMaster=auto -o ControlPersist=120
)
SSH_OPTIONS=()
NODE_SH_SUM=''

connection_options() {
  if [[ -n $SSH_CONFIG ]]; then
    SSH_OPTIONS+=(-F "$(from_home "$SSH_CONFIG")")
  else
    # A fresh machine is taken at its word once; one that has changed since is refused.
    SSH_OPTIONS+=(-o StrictHostKeyChecking=accept-new)
  fi
  [[ -z $SSH_USER ]] || SSH_OPTIONS+=(-o "User=$SSH_USER")
  [[ -z $SSH_PORT ]] || SSH_OPTIONS+=(-o "Port=$SSH_PORT")
  [[ -z $SSH_KEY ]] || SSH_OPTIONS+=(-o "IdentityFile=$(word_of_ssh "$(from_home "$SSH_KEY")")")
}

# ssh cuts the value of an option at blanks, and replaces what follows a percent sign.
word_of_ssh() { # <text>
  local text="$1"
  text="${text//%/%%}"
  if [[ $text == *[!a-zA-Z0-9_./~@%+,:=-]* ]]; then
    text="${text//\\/\\\\}"
    text="\"${text//\"/\\\"}\""
  fi
  printf '%s' "$text"
}

from_home() { # <path>
  local path="$1"
  [[ $path != \~/* ]] || path="$HOME/${path:2}"
  printf '%s' "$path"
}

# The name goes to ssh for the Host blocks of its configuration, the address of the spec is where it connects to. The socket has a short name, because
# its path may have no more than about a hundred characters.
reach() { # <machine> <word…>: runs a command there, as the user of ssh
  local name="$1" command
  shift
  printf -v command '%q ' "$@"
  ssh "${SSH_MANNERS[@]}" "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$name]}" -o "ControlPath=$WORK/${PLACE_OF[$name]}" -- "$name" "$command"
}

disconnect() { # <machine>
  local name="$1"
  [[ ! -S "$WORK/${PLACE_OF[$name]}" ]] || ssh -o "ControlPath=$WORK/${PLACE_OF[$name]}" -O exit -- "$name" 2>/dev/null || true # it may have ended by itself
}

# Root needs no sudo, and a fresh Debian has none.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly AS_ROOT='[ "$(id -u)" -eq 0 ] || exec sudo -n -- "$@"; exec "$@"'

as_root() { # <machine> <word…>
  local name="$1"
  shift
  reach "$name" sh -c "$AS_ROOT" sh "$@"
}

node_sh() { # <machine> <word…>: the one that was handed over; else it goes there as a stream, and leaves no file
  if has_node_sh "$1"; then kept_node_sh "$@"; else streamed_node_sh "$@"; fi
}

kept_node_sh() { # <machine> <word…>
  local name="$1"
  shift
  as_root "$name" bash "$NODE_SH" "$@"
}

streamed_node_sh() { # <machine> <word…>: bash reads it byte by byte, so this is slower
  local name="$1"
  shift
  as_root "$name" bash -s -- "$@" <"$HERE/node.sh"
}

kubectl_there() { # <word…>: the control plane's own kubectl, so that the desk needs none
  as_root "$CONTROL_PLANE" kubectl --kubeconfig "$ADMIN_CONF" "$@"
}

sum_node_sh() { # sets NODE_SH_SUM
  # A Mac has the second one.
  if command -v sha256sum >/dev/null; then NODE_SH_SUM="$(sha256sum <"$HERE/node.sh")"; else NODE_SH_SUM="$(shasum -a 256 <"$HERE/node.sh")"; fi
  readonly NODE_SH_SUM="${NODE_SH_SUM%% *}"
}

# shellcheck disable=SC2016 # the machine's shell expands it
readonly LOOK='if [ -e "$1/node.sh" ]; then sha256sum "$1/node.sh"; fi; if [ -e "$1/state" ]; then grep "^step" "$1/state" || :; fi'

look_at() { # <machine>: connects, and keeps what is there: the sum of node.sh, and the steps that node.sh has recorded
  as_root "$1" sh -c "$LOOK" sh "${NODE_SH%/*}" >"$WORK/$1.look"
}

has_node_sh() { # <machine>: the one that is to run
  [[ -e "$WORK/$1.look" ]] && grep -q "^$NODE_SH_SUM " "$WORK/$1.look"
}

has_done() { # <machine> <init or join>
  grep -qx $'step\t'"$2 done" "$WORK/$1.look"
}

# Connects to all that are involved, and tells all that do not answer at once.
reach_machines() {
  local name error
  on_all "$AT_ONCE" look_at "${INVOLVED[@]}"
  for name in "${FAILED[@]}"; do
    error="$(tail -n 1 "$WORK/$name.stderr")"
    if [[ $error == *sudo* || $error == *password* && $error != *denied* ]]; then
      # shellcheck disable=SC2016 # it is to be typed there
      problem "$name: the user of ssh may not use sudo there without a password ($error)" \
        'log in there and run: echo "$USER ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/cdk8s-metal'
    else
      problem "$name does not let us in at ${ADDRESS_OF[$name]} (${error:-no reason was given})" \
        "switch it on, look at its address and at ssh: in cluster.yaml, and try: $(printf '%q ' ssh "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$name]}" "$name")"
    fi
  done
  if problems_found; then
    print_problems
    exit 1
  fi
}

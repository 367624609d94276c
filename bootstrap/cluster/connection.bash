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

# Errors of one command: what may be written at all, in KiB, and what is shown, in bytes.
readonly MOST_ERRORS=4096 MOST_SHOWN=65536

# The one door to machines: runs a command there, as the user of ssh. What it prints comes out of its frame, without control characters, on stdout as it
# comes and on stderr when it has ended. Exit codes: 0, 2 (refused), SOMETHING_TO_DO, SSH_BROKE, 1 for any
# other.
# The name goes to ssh for the Host blocks of its configuration, the address of the spec is where it connects to. The socket has a short name, because
# its path may have no more than about a hundred characters.
reach() { # <machine> <word…>
  local name="$1" command errors="$WORK/$BASHPID.errors" code=0
  local -a codes=(0 0)
  shift
  is_looked_at "$name" || fail "$name is to be changed before anybody has looked whose it is" 'this is a mistake of the program; please report it'
  printf -v command '%q ' sh -c "$FRAME" sh "$MARK" "$@"
  {
    # Errors beyond the limit are lost, and nothing ends for it.
    (
      trap '' XFSZ
      ulimit -f "$MOST_ERRORS" 2>/dev/null || true # the user's own limit may be lower
      exec ssh "${SSH_MANNERS[@]}" "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$name]}" -o "ControlPath=$WORK/${PLACE_OF[$name]}" -- "$name" "$command" 2>"$errors"
    ) | unframe "$name"
  } || codes=("${PIPESTATUS[@]}")
  head -c "$MOST_SHOWN" "$errors" | printable_lines >&2
  rm -f "$errors"
  case "${codes[*]}" in
    '0 0') ;;
    "0 $NOT_BEGUN" | "0 $NOT_ENDED") distrust "$name" "the answer of $name is cut off" 'run the same command again' ;;
    '2 0') code=2 ;;
    "$SOMETHING_TO_DO 0") code=$SOMETHING_TO_DO ;;
    "$SSH_BROKE "*) code=$SSH_BROKE ;;
    *) code=1 ;;
  esac
  return "$code"
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

# What runs is what was handed over: the program of another cluster may have put its own there meanwhile.
# shellcheck disable=SC2016 # the machine's shell expands it
RUN_NODE_SH='[ "$(sha256sum <"$2")" = "$1  -" ] || { printf "node.sh: %s is not what was handed over; run the same command again\n" "$2" >&2; exit 1; }; '
RUN_NODE_SH+='shift; exec bash "$@"'
readonly RUN_NODE_SH

kept_node_sh() { # <machine> <word…>
  local name="$1"
  shift
  as_root "$name" sh -c "$RUN_NODE_SH" sh "$NODE_SH_SUM" "$NODE_SH" "$@"
}

streamed_node_sh() { # <machine> <word…>: bash reads it byte by byte, so this is slower; behind its last line comes what it is to read itself
  local name="$1"
  shift
  as_root "$name" bash -s -- "$@" < <(cat "$WORK/node.sh" -)
}

kubectl_there() { # <word…>: the control plane's own kubectl, so that the desk needs none
  as_root "$CONTROL_PLANE" kubectl --kubeconfig "$ADMIN_CONF" "$@"
}

keep_node_sh() { # sets NODE_SH_SUM; a synth meanwhile does not change what this run hands over
  cp "$HERE/node.sh" "$WORK/node.sh" || fail "node.sh could not be copied to $WORK" 'see above; make room there, or name another folder in TMPDIR'
  # A Mac has the second one.
  if command -v sha256sum >/dev/null; then NODE_SH_SUM="$(sha256sum <"$WORK/node.sh")"; else NODE_SH_SUM="$(shasum -a 256 <"$WORK/node.sh")"; fi
  readonly NODE_SH_SUM="${NODE_SH_SUM%% *}"
}

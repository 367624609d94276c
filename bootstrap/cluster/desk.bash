# What this program keeps at the desk, where it is run: logs, a lock, and for as long as it runs a private folder.

readonly STATE_FOLDER_OF_DESK="${XDG_STATE_HOME:-$HOME/.local/state}/cdk8s-metal/$CLUSTER_NAME"
# Beside this program: node.sh; one folder up: the manifests.
HERE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
readonly HERE
KUBECONFIG_PATH="$HOME/.kube/$CLUSTER_NAME.yaml"
# Of this run only, and for its user only: connections, exit codes, what machines said.
WORK=''
# Empty for verbs that change nothing.
LOGS=''
LOCK=''

check_desk() {
  command -v ssh >/dev/null || refuse 'there is no ssh at this desk' 'install it (Debian and Ubuntu: apt install openssh-client)'
  [[ -r "$HERE/node.sh" ]] || refuse "there is no node.sh beside $HERE/cluster.sh" 'keep what cdk8s synth writes in one folder'
}

open_desk() { # all that is kept here is for this user only
  umask 077
  WORK="$(mktemp -d "${TMPDIR:-/tmp}/metal.XXXXXX")" || fail "no folder could be made in ${TMPDIR:-/tmp}" 'see above; make room there, or name another folder in TMPDIR'
  connection_options
  keep_node_sh
}

close_desk() { # the end of the process that does the work; its exit code is 0, 1, 2 or 3
  local ended=$? name
  trap '' TERM HUP
  start_operator_again
  for name in "${ALL[@]}"; do
    disconnect "$name"
  done
  [[ -z $LOCK ]] || rm -f "$LOCK"
  [[ $ended != 1 ]] || tell_full_disks
  exit $((ended > SOMETHING_TO_DO ? 1 : ended)) # number: an exit code and a constant
}

tell_full_disks() { # a disk without room is behind whatever else was told
  local folder
  for folder in "$WORK" "$STATE_FOLDER_OF_DESK" "${KUBECONFIG_PATH%/*}"; do
    [[ ! -d $folder || ! -w $folder ]] || has_room "$folder" ||
      printf '%s: the disk of this desk is full (%s); make room, and run the same command again\n' "$PROGRAM" "$folder" >&2
  done
}

has_room() { # <folder>: for some logs
  local file="$1/.room.$BASHPID" code=0
  head -c 65536 /dev/zero 2>/dev/null >"$file" || code=1
  rm -f "$file"
  return "$code"
} 2>/dev/null

open_logs() {
  mkdir -p "$STATE_FOLDER_OF_DESK/log"
  LOGS="$STATE_FOLDER_OF_DESK/log"
}

log_line() { # <file> <text>: a log that cannot be written is no reason to leave a machine in the middle of a step; the end tells why
  [[ -z $LOGS ]] || printf '%s\n' "$2" 2>/dev/null >>"$LOGS/$1" || true
} 2>/dev/null

# Not flock, which a Mac does not have. The file names who holds it, and appears with that in it; the lock of a dead one is moved away, which only one can do.
take_desk_lock() { # <verb>
  local file="$STATE_FOLDER_OF_DESK/lock" mine="$STATE_FOLDER_OF_DESK/lock.$BASHPID" line holder=''
  mkdir -p "$STATE_FOLDER_OF_DESK"
  printf -v line '%s %s, since %(%Y-%m-%d %H:%M:%S)T' "$BASHPID" "$1" -1
  if [[ -e $file ]]; then
    read -r holder <"$file" || true # an empty one is nobody's
    if [[ ${holder%% *} =~ ^[0-9]+$ ]] && kill -0 "${holder%% *}" 2>/dev/null; then
      fail "another run holds cluster $CLUSTER_NAME at this desk (process $holder)" "wait until it has ended; if there is none: rm $file"
    fi
    mv "$file" "$WORK/lock" 2>/dev/null || fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  fi
  if ! printf '%s\n' "$line" >"$mine"; then
    rm -f "$mine"
    fail "the lock of cluster $CLUSTER_NAME could not be written to $STATE_FOLDER_OF_DESK" 'see above'
  fi
  if ! ln "$mine" "$file" 2>/dev/null; then
    rm -f "$mine"
    fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  fi
  LOCK="$file"
  rm -f "$mine"
}

note() { # <text>: a line about the cluster as a whole, in the column of the machines' lines
  printf '%-*s  %s\n' "$WIDTH" "$CLUSTER_NAME" "$1"
}

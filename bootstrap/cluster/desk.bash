# What this program keeps at the desk, where it is run: logs, a lock, and for as long as it runs a private folder.

readonly STATE_FOLDER_OF_DESK="${XDG_STATE_HOME:-$HOME/.local/state}/cdk8s-metal/$CLUSTER_NAME"
# Of the library's files none belongs to the desk.
readonly ROOT=''
# Beside this program: node.sh; one folder up: the manifests.
HERE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
readonly HERE
KUBECONFIG_PATH="$HOME/.kube/$CLUSTER_NAME.yaml"
# Of this run only: connections, exit codes, what machines said.
WORK=''
# Empty for verbs that change nothing.
LOGS=''
LOCK=''

check_desk() {
  command -v ssh >/dev/null || refuse 'there is no ssh at this desk' 'install it (Debian and Ubuntu: apt install openssh-client)'
  [[ -r "$HERE/node.sh" ]] || refuse "there is no node.sh beside $HERE/cluster.sh" 'keep what cdk8s synth writes in one folder'
}

open_desk() {
  WORK="$(mktemp -d "${TMPDIR:-/tmp}/metal.XXXXXX")"
  trap close_desk EXIT
  trap interrupted INT TERM HUP
  connection_options
  sum_node_sh
}

close_desk() {
  local name
  start_operator_again
  for name in "${ALL[@]}"; do
    disconnect "$name"
  done
  [[ -z $LOCK ]] || rm -f "$LOCK"
  [[ -z $WORK ]] || rm -rf "$WORK"
}

# Machines finish the step that they are in, or stop at their next line: both is as if their power had failed.
interrupted() {
  local -a jobs
  trap '' INT TERM HUP
  mapfile -t jobs <<<"$(jobs -p)"
  kill "${jobs[@]}" 2>/dev/null || true # some have ended by now, or there is none
  wait 2>/dev/null || true              # for their last words, not for what they had started
  printf '\n%s: stopped; run the same command again, it goes on where it stopped\n' "$PROGRAM" >&2
  exit 130
}

open_logs() {
  (umask 077 && mkdir -p "$STATE_FOLDER_OF_DESK/log")
  LOGS="$STATE_FOLDER_OF_DESK/log"
}

# Not flock, which a Mac does not have. The file names who holds it; the lock of a dead one is moved away, which only one can do.
take_desk_lock() { # <verb>
  local file="$STATE_FOLDER_OF_DESK/lock" line holder=''
  (umask 077 && mkdir -p "$STATE_FOLDER_OF_DESK")
  printf -v line '%s %s, since %(%Y-%m-%d %H:%M:%S)T' "$$" "$1" -1
  if [[ -e $file ]]; then
    read -r holder <"$file" || true # it may be empty for an instant
    if [[ -z $holder ]] || kill -0 "${holder%% *}" 2>/dev/null; then
      fail "another run holds cluster $CLUSTER_NAME at this desk (process ${holder:-just started})" "wait until it has ended; if there is none: rm $file"
    fi
    mv "$file" "$WORK/lock" 2>/dev/null || fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  fi
  (set -o noclobber && printf '%s\n' "$line" >"$file") 2>/dev/null || fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  LOCK="$file"
}

note() { # <text>: a line about the cluster as a whole, in the column of the machines' lines
  printf '%-*s  %s\n' "$WIDTH" "$CLUSTER_NAME" "$1"
}

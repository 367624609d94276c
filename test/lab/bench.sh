#!/usr/bin/env bash
# How long from two fresh machines to all Ready: cluster.sh against prove-kubeadm, which does only what the documentation of kubeadm asks, by hand, on the
# same host in one sitting. And how many bytes go over ssh.
set -o errexit -o nounset -o pipefail
# shellcheck source=lab.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lab.bash"

readonly LIMIT_PERCENT=120

# ssh counts its bytes and says so when it ends, if it is told to be talkative.
talkative_ssh() {
  rm -rf "${WORK:?}/traffic" "${WORK:?}/bin"
  mkdir -p "$WORK/traffic" "$WORK/bin"
  printf '#!/usr/bin/env bash\nexec %q -v -E %q/"$$" "$@"\n' "$(type -P ssh)" "$WORK/traffic" >"$WORK/bin/ssh"
  chmod +x "$WORK/bin/ssh"
}

desk_counted() { # <argument of cluster.sh>...
  PATH="$WORK/bin:$PATH" desk "$@"
}

traffic() { # prints what went over ssh so far
  grep --no-filename --only-matching --extended-regexp 'Transferred: sent [0-9]+, received [0-9]+' "$WORK"/traffic/* |
    awk '{ gsub(",", ""); sent += $3; received += $5 } END { printf "%d connections, %d bytes sent, %d received\n", NR, sent, received }'
}

floor() { # prints the seconds of prove-kubeadm from ssh answering to both machines Ready
  awk '/power on, ssh answers/ { from = at($0) } /both nodes Ready/ { to = at($0) }
    function at(line) { sub(/.*\(at /, "", line); return line + 0 } END { print to - from }' "$WORK/logs/bench--prove-kubeadm.log"
}

ratio() {
  local ours theirs
  ours=$(($(seconds_of bench 'cluster.sh up') + $(seconds_of bench 'cluster.sh apply') + $(seconds_of bench 'all machines Ready')))
  theirs="$(floor)"
  printf 'cluster.sh %d s, prove-kubeadm %d s: %d %%\n' "$ours" "$theirs" $((100 * ours / theirs)) | tee "$WORK/ratio"
  [[ $((100 * ours)) -le $((LIMIT_PERCENT * theirs)) ]]
}

main() {
  must 'synth' synth
  must 'ssh counts bytes' talkative_ssh
  must 'two fresh machines' fresh_machines cp1 w1
  must 'cluster.sh up' desk_counted up
  must 'cluster.sh apply' desk_counted apply
  must 'all machines Ready' nodes_ready cp1 w1
  shown 'bytes over ssh are counted' traffic
  traffic
  must 'prove-kubeadm' "$(dirname "$LAB")/prove-kubeadm"
  shown 'cluster.sh takes at most 1.2 times as long' ratio
  cat "$WORK/ratio"
  finish
}

main "$@"

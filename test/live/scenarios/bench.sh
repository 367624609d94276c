#!/usr/bin/env bash
# How long from two fresh machines to all Ready, with CoreDNS, which apply waits for: cluster.sh as up.sh has just measured it, against prove-kubeadm, which
# does only what the documentation of kubeadm asks, by hand, on the same host in one sitting. Throws the machines away.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

readonly LIMIT_PERCENT=120

floor() { # prints the seconds of prove-kubeadm from ssh answering to CoreDNS Ready, which comes after both machines
  awk '/power on, ssh answers/ { from = at($0) } /CoreDNS Ready/ { to = at($0) }
    function at(line) { sub(/.*\(at /, "", line); return line + 0 } END { print to - from }' "$WORK/logs/bench--prove-kubeadm.log"
}

ratio() {
  local ours theirs
  ours=$(($(seconds_of up 'cluster.sh up') + $(seconds_of up 'cluster.sh apply') + $(seconds_of up 'all machines Ready')))
  theirs="$(floor)"
  printf 'cluster.sh %d s, prove-kubeadm %d s: %d %%\n' "$ours" "$theirs" $((100 * ours / theirs)) | tee "$WORK/ratio"
  [[ $((100 * ours)) -le $((LIMIT_PERCENT * theirs)) ]]
}

main() {
  must 'prove-kubeadm' "$(dirname "$LAB")/prove-kubeadm"
  shown 'cluster.sh takes at most 1.2 times as long' ratio
  cat "$WORK/ratio"
  finish
}

main "$@"

#!/usr/bin/env bash
# Two fresh machines become a cluster that serves, and how many bytes go over ssh for it. Leaves it running: again.sh, refuse.sh and reset.sh go on from
# here, and bench.sh compares with the times.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

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
    awk '{ gsub(",", ""); sent += $3; received += $5 } END { printf "= %d connections, %d bytes sent, %d received\n", NR, sent, received }'
}

kubeconfig_is_private() {
  [[ "$(stat --format %a "$WORK/kubeconfig")" == 600 ]]
}

main() {
  must 'two fresh machines' fresh_machines cp1 w1
  must 'synth' synth
  must 'listing of the fresh machines' list fresh cp1 w1
  shown 'cluster.sh plan' plans
  must 'ssh counts bytes' talkative_ssh
  must 'cluster.sh up' desk_counted up
  must 'cluster.sh apply' desk_counted apply
  must 'all machines Ready' nodes_ready cp1 w1
  shown 'bytes over ssh are counted' traffic
  shown 'the kubeconfig is for nobody but its owner' kubeconfig_is_private
  shown 'cluster.sh status' desk status
  shown 'flannel runs on all machines' flannel_runs 2
  shown 'images are there under their own names' mirrored_images w1
  serves cp1 w1
  shown 'listing of the cluster' list cluster cp1 w1
  finish
}

main "$@"

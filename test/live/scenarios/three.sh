#!/usr/bin/env bash
# Three machines: one control plane, two workers.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

three() { # the spec of two machines, and one more
  cp "$LIVE/cluster.yaml" "$WORK/three.yaml"
  printf '  - { name: w2, address: 10.77.0.13 }\n' >>"$WORK/three.yaml"
  synth "$WORK/three.yaml"
}

main() {
  must 'three fresh machines' fresh_machines cp1 w1 w2
  must 'synth' three
  must 'cluster.sh up' desk up
  must 'cluster.sh apply' desk apply
  must 'all machines Ready' nodes_ready cp1 w1 w2
  shown 'flannel runs on all machines' flannel_runs 3
  serves cp1 w1 w2
  finish
}

main "$@"

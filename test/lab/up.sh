#!/usr/bin/env bash
# Two fresh machines become a cluster that serves. Leaves it running: again.sh, refuse.sh and reset.sh go on from here.
set -o errexit -o nounset -o pipefail
# shellcheck source=lab.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lab.bash"

kubeconfig_is_private() {
  [[ "$(stat --format %a "$WORK/kubeconfig")" == 600 ]]
}

main() {
  mkdir -p "$WORK"
  must 'synth' synth
  must 'two fresh machines' fresh_machines cp1 w1
  must 'listing of the fresh machines' list fresh cp1 w1
  shown 'cluster.sh plan' desk plan
  must 'cluster.sh up' desk up
  must 'cluster.sh apply' desk apply
  must 'all machines Ready' nodes_ready cp1 w1
  shown 'the kubeconfig is for nobody but its owner' kubeconfig_is_private
  shown 'cluster.sh status' desk status
  shown 'flannel runs on all machines' flannel_runs 2
  shown 'images are there under their own names' mirrored_images w1
  serves cp1 w1
  shown 'listing of the cluster' list cluster cp1 w1
  finish
}

main "$@"

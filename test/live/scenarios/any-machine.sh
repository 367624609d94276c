#!/usr/bin/env bash
# Any machine of three control planes and two workers is removed, added and rebooted, alive and lost, while somebody asks the API server.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"
# shellcheck source=../tower.bash
source "$LIVE/tower.bash"

budget() { # <pods of hello that must be there>
  printf 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: hello }\nspec: { minAvailable: %s, selector: { matchLabels: { app: hello } } }\n' "$1" | asked apply --filename -
}

asked() { # <argument of kubectl>...: at the address that moves; kubectl of live.bash asks cp1, which may be gone
  lab run "$KUBECTL" --kubeconfig "$WORK/kubeconfig" --request-timeout 30s "$@"
}

hello_on_two() {
  asked apply --filename - <"$LIVE/hello.yaml"
  asked rollout status deployment/hello --timeout=15m
}

nodes_are() { # <machine>...: these, and no others
  [[ "$(asked get nodes --no-headers --output custom-columns=NAME:.metadata.name | sort | xargs)" == "$(printf '%s\n' "$@" | sort | xargs)" ]]
}

reboot_holder() {
  local machine
  machine="$(holder)"
  printf '= %s, which has the address, and w1\n' "$machine"
  desk reboot "$machine" w1
}

changes_nothing() { # <argument of cluster.sh>...
  local output
  output="$(desk "$@")"
  printf '%s\n' "$output"
  [[ $output == *'not in the cluster'* ]]
}

main() {
  begin_tower
  must 'a Deployment of two pods' hello_on_two
  must 'a budget that lets none of them go' budget 2
  shown 'a worker is not removed, by the names of pod and budget' fails_with 2 'is held by the budget hello' desk remove w1 --yes
  must 'a budget that lets one go' budget 1
  shown 'the worker is removed' while_asked worker desk remove w1 --yes
  shown 'it is not a node any more' nodes_are cp1 cp2 cp3 w2
  shown 'a second run finds nothing to do' changes_nothing remove w1 --yes
  shown 'the machine that made the cluster is removed' while_asked maker desk remove cp1 --yes
  shown 'etcd has two members' until_true 60 members_are 2
  must 'both come back' while_asked back desk add cp1 w1
  must 'all machines are Ready again' until_true 180 nodes_are_ready
  shown 'etcd has three members' until_true 60 members_are 3
  must 'the power of cp3 is cut' lab kill cp3
  shown 'the lost machine is removed' while_asked lost desk remove cp3 --gone --yes
  shown 'it is not a node any more' nodes_are cp1 cp2 w1 w2
  must 'it is installed anew' again cp3
  must 'it is added' desk add cp3
  must 'all machines are Ready after that' until_true 180 nodes_are_ready
  shown 'the control plane with the address and a worker are rebooted' while_asked rebooted reboot_holder
  shown 'all machines are Ready at the end' until_true 120 nodes_are_ready
  shown 'cluster.sh down' desk down --yes
  finish
}

main "$@"

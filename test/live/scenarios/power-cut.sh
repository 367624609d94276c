#!/usr/bin/env bash
# The power of a machine is cut in the middle of prepare, of init and of join, and each time `cluster.sh up` is run again. In the end the machines are
# what up.sh left. Compares with its listings.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

# Keys and certificates are new in each cluster, and so is what bears their checksum.
readonly MADE_NEW='^sum	(/etc/kubernetes/|/etc/machine-id|/etc/ssh/|/var/lib/cdk8s-metal/)|/var/lib/kubelet/pki'
# What the system does by itself at each boot or hour, and what of the running cluster has names by chance.
readonly BY_CHANCE='^(active|module|interface|route|rule|rule6|nft|sysctl)	'

# When is the machine in the middle of it? A command there.
declare -A IN_THE_MIDDLE=(
  [prepare]='test -e /etc/apt/sources.list.d/cdk8s-metal-docker.list && pgrep -x dpkg'
  [init]='test -e /etc/kubernetes/manifests/etcd.yaml && pgrep -x kubeadm'
  [join]='test -e /etc/kubernetes/bootstrap-kubelet.conf && pgrep -x kubeadm'
)

wait_for_middle() { # <phase> <machine>: one connection, as each new one costs the machine a second
  timeout 1500 "$LAB" ssh "$2" "sudo sh -c 'until ${IN_THE_MIDDLE[$1]}; do sleep 1; done'"
}

cut_in() { # <phase> <machine>: starts up, cuts the power in the middle of the phase, and powers on again
  local phase="$1" machine="$2" up code=0
  desk up &
  up=$!
  wait_for_middle "$phase" "$machine"
  sleep 3
  lab kill "$machine"
  printf '%s: power cut in %s\n' "$machine" "$phase"
  lab start "$machine"
  wait "$up" || code=$?
  printf 'up ended with %s\n' "$code"
  # It must have noticed: a machine was away.
  [[ $code -eq 1 ]]
}

main() {
  must 'two fresh machines' fresh_machines cp1 w1
  must 'synth' synth
  must 'power of w1 cut in the middle of prepare' cut_in prepare w1
  must 'power of cp1 cut in the middle of init' cut_in init cp1
  must 'power of w1 cut in the middle of join' cut_in join w1
  must 'cluster.sh up' desk up
  must 'cluster.sh apply' desk apply
  must 'all machines Ready' nodes_ready cp1 w1
  serves cp1 w1
  must 'listing of the cluster' list after-cuts cp1 w1
  local machine
  for machine in cp1 w1; do
    shown "$machine is what it is without a power cut" same_but_for_times "cluster.$machine" "after-cuts.$machine" "$MADE_NEW|$BY_CHANCE"
  done
  finish
}

main "$@"

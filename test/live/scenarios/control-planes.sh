#!/usr/bin/env bash
# Three control planes and two workers: any control plane is lost, cut off in a join or installed anew, also the one that made the cluster, while somebody asks the API server.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

# shellcheck source=../tower.bash
source "$LIVE/tower.bash"

readonly IGNORED='^(active|unit)	(systemd-tmpfiles-clean|logrotate|man-db|apt-daily)|^module	nf_tables'

lose_holder() {
  local machine
  machine="$(holder)"
  printf 'the address is on %s\n' "$machine"
  lab kill "$machine"
  printf '%s\n' "$machine" >"$WORK/lost"
}

comes_back() {
  local machine
  machine="$(<"$WORK/lost")"
  lab start "$machine"
  until_true 120 nodes_are_ready
  printf '= %s is back, the address is on %s\n' "$machine" "$(holder | xargs)"
}

# The power goes when the machine is that far in its join; the next up has to find out how far that was.
declare -A MIDDLE=(
  [authorities]='test -e /etc/kubernetes/pki/etcd/ca.key'
  [kubelet]='test -e /etc/kubernetes/kubelet.conf'
  [etcd]='test -e /etc/kubernetes/manifests/etcd.yaml'
)

cut_in_join() { # <where> <machine>
  local up code=0
  desk up &
  up=$!
  timeout 300 "$LAB" ssh "$2" "sudo sh -c 'until ${MIDDLE[$1]}; do sleep 0.2; done'"
  lab kill "$2"
  lab start "$2"
  wait "$up" || code=$?
  printf 'up ended with %s\n' "$code"
  [[ $code -eq 1 ]]
}

main() {
  local machine where
  begin_tower
  must 'etcd has three members' members_are 3
  must 'both pods of CoreDNS are there' kubectl --namespace kube-system rollout status deployment/coredns --timeout=5m
  must 'listing before' list tower-before "${MACHINES[@]}"
  must 'cluster.sh up again' desk up
  must 'listing after' list tower-after "${MACHINES[@]}"
  for machine in "${MACHINES[@]}"; do
    shown "nothing has changed on $machine" same "tower-before.$machine" "tower-after.$machine" "$IGNORED"
  done

  shown 'the machine with the address is lost' while_asked lost lose_holder
  shown 'it comes back and leaves the address where it is' comes_back
  shown 'the next machine with the address is lost' while_asked lost-again lose_holder
  shown 'it comes back' comes_back
  must 'the machine that made the cluster is lost' lab kill cp1
  shown 'cluster.sh status goes through another one' fails_with 1 'Ready' desk status
  must 'it is installed anew' again cp1
  shown 'cluster.sh up takes it in again' while_asked anew desk up
  shown 'etcd has three members' until_true 60 members_are 3
  for where in authorities kubelet etcd; do
    must 'cp3 is installed anew' again cp3
    must "its power goes in the middle of the join ($where)" cut_in_join "$where" cp3
    shown "cluster.sh up takes it in again ($where)" desk up
    shown "etcd has three members ($where)" until_true 60 members_are 3
  done
  shown 'all machines are Ready at the end' until_true 120 nodes_are_ready
  shown 'cluster.sh down' desk down --yes
  finish
}

main "$@"

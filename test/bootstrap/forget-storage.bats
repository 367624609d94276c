#!/usr/bin/env bats
# node.sh forget-storage: what Ceph kept goes, on a machine of this cluster only.
# shellcheck disable=SC2154 # bats-root.bash and bats set them.

bats_require_minimum_version 1.5.0
load bats-root

setup() {
  fresh_machine
  good_machine
  mkdir -p "$ROOT/var/lib/rook/rook-ceph" "$ROOT/var/lib/cdk8s-metal"
  printf 'cluster\thome at api.home.arpa:6443\n' >"$ROOT/var/lib/cdk8s-metal/state"
}

@test 'what Ceph kept is removed, once and again' {
  AS=desktop-2 run -0 node verb_forget_storage
  [[ $output == 'done       forget-storage: /var/lib/rook is gone' && ! -e $ROOT/var/lib/rook ]]
  AS=desktop-2 run -0 node verb_forget_storage
}

@test 'field 2.1: a machine of another cluster keeps its monitors' {
  printf 'cluster\tother at api.other.arpa:6443\n' >"$ROOT/var/lib/cdk8s-metal/state"
  AS=desktop-2 run -2 node verb_forget_storage
  [[ $output == *'this machine belongs to another cluster (other at api.other.arpa:6443)'* && -e $ROOT/var/lib/rook/rook-ceph ]]
}

@test 'field 2.1: a machine with another name keeps them as well' {
  printf 'desktop-3\n' >"$ROOT/proc/sys/kernel/hostname"
  AS=desktop-2 run -2 node verb_forget_storage
  [[ -e $ROOT/var/lib/rook/rook-ceph ]]
}

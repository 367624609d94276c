#!/usr/bin/env bash
# What node.sh is to cluster.sh: verbs, lines, exit codes. The switches of a machine are files in its folder.
set -o errexit -o nounset -o pipefail

steps() { printf '%s/var/lib/cdk8s-metal/state' "$MACHINE_ROOT"; }

recorded() { grep -qx $'step\t'"$1 done" "$(steps)" 2>/dev/null; }

# Ends only when the others have begun, too: who does one after the other waits here for ever.
meet_others() {
  local deadline=$((SECONDS + 10))
  : >"$MACHINE_ROOT/arrived"
  until [[ -e $MACHINES_FOLDER/cp/arrived && -e $MACHINES_FOLDER/w1/arrived && -e $MACHINES_FOLDER/w2/arrived ]]; do
    ((SECONDS < deadline)) || exit 9
    sleep 0.05
  done
}

main() { # <verb> <argument…>
  local verb="$1" invitation
  shift
  printf '%s begins %s %s\n' "$MACHINE" "$verb" "$*" >>"$MACHINES_FOLDER/calls"
  if [[ -e $MACHINE_ROOT/refuses-$verb ]]; then
    printf 'node.sh: this machine belongs to another cluster (other at x:6443); reset it with the node.sh of that cluster first\n' >&2
    exit 2
  fi
  if [[ -e $MACHINE_ROOT/fails-$verb ]]; then
    mkdir -p "$MACHINE_ROOT/var/log/cdk8s-metal"
    printf 'all commands\n' >"$MACHINE_ROOT/var/log/cdk8s-metal/node.log"
    printf 'node.sh: installing kubelet failed with exit code 100. Its last lines:\n    E: no space left\n' >&2
    exit 1
  fi
  [[ ! -e $MACHINE_ROOT/meets-others-in-$verb ]] || meet_others
  [[ ! -e $MACHINE_ROOT/hangs-in-$verb ]] || sleep 30
  "$verb" "$@"
  printf '%s ends %s\n' "$MACHINE" "$verb" >>"$MACHINES_FOLDER/calls"
}

facts() { cat "$MACHINE_ROOT/facts"; }

# A machine that was prepared has nothing to do any more, one that differs from cluster.yaml has.
plan() {
  if [[ ! -e $MACHINE_ROOT/prepared ]]; then
    printf 'to do      swap: swap is off, after a reboot too\n'
    ends plan 3
  elif grep -q '^changes=' "$MACHINE_ROOT/facts"; then
    printf 'to do      change: kubeadm.extraArgs.kubelet of %s is nothing, and cluster.yaml says --v=2; up does it\n' "$MACHINE"
    ends plan 3
  fi
}

ends() { # <verb> <exit code>
  printf '%s ends %s\n' "$MACHINE" "$1" >>"$MACHINES_FOLDER/calls"
  exit "$2"
}

change() {
  sed -i '/^changes=/d' "$MACHINE_ROOT/facts"
  printf 'done       change: %s is as cluster.yaml says\n' "$MACHINE"
}

marks() {
  [[ -e $MACHINE_ROOT/wants-labels ]] || return 0
  printf 'to do      label of w1: disk=ssd; up does it\n'
  ends marks 3
}

mark() {
  rm -f "$MACHINE_ROOT/wants-labels"
  printf 'ok         labels and taints are as cluster.yaml says\n'
}

preflight() { facts; }

prepare() {
  printf 'doing      swap: swap is off, after a reboot too\ndone       swap: swap is off, after a reboot too\n'
  : >"$MACHINE_ROOT/prepared"
  mkdir -p "$MACHINE_ROOT/var/lib/cdk8s-metal"
  grep -q '^cluster' "$(steps)" 2>/dev/null || printf 'cluster\thome at api.home.arpa:6443\n' >>"$(steps)"
}

init() {
  recorded init || printf 'step\tinit done\n' >>"$(steps)"
  mkdir -p "$MACHINE_ROOT/etc/kubernetes" "$MACHINE_ROOT/nodes"
  printf 'clusters:\n- cluster:\n    certificate-authority-data: YXV0aG9yaXR5\n    server: https://api.home.arpa:6443\nusers:\n- user:\n    client-certificate-data: Y2VydGlmaWNhdGU=\n    client-key-data: VERYSECRETAA\n' >"$MACHINE_ROOT/etc/kubernetes/admin.conf"
  : >"$MACHINE_ROOT/nodes/$MACHINE"
  printf 'done       init: the API server answers\n'
}

invite() { # <machine>
  printf '%s\n' 'apiVersion: v1' 'kind: Config' 'clusters:' '- name: joining' '  cluster:' '    server: https://api.home.arpa:6443' \
    '    certificate-authority-data: YXV0aG9yaXR5' 'users:' '- name: joining' '  user:' "    token: '$TOKEN'" 'contexts:' '- name: joining' \
    '  context: { cluster: joining, user: joining }' 'current-context: joining'
  [[ ! -e $MACHINES_FOLDER/$1/is-control-plane || -e $MACHINE_ROOT/forgets-authorities ]] ||
    printf '%s\n' '# authorities' 'ca.crt Y2E=' 'ca.key Y2E=' 'sa.key c2E=' 'sa.pub c2E=' 'front-proxy-ca.crt Y2E=' 'front-proxy-ca.key Y2E=' 'etcd/ca.crt Y2E=' 'etcd/ca.key Y2E='
}

join() {
  invitation="$(cat)"
  if ! recorded join; then
    [[ $invitation == "$(invite "$MACHINE")" ]] || {
      printf 'node.sh: there is no invitation on standard input\n' >&2
      exit 2
    }
    printf 'step\tjoin done\n' >>"$(steps)"
  fi
  : >"$MACHINES_FOLDER/cp/nodes/$MACHINE"
  [[ ! -e $MACHINE_ROOT/is-control-plane || ! -e $MACHINES_FOLDER/cp/etc/kubernetes/admin.conf ]] || { mkdir -p "$MACHINE_ROOT/etc/kubernetes" && cp "$MACHINES_FOLDER/cp/etc/kubernetes/admin.conf" "$MACHINE_ROOT/etc/kubernetes/"; }
  printf 'done       join: %s is in the cluster\n' "$MACHINE"
}

status() { printf 'name=%s\nmember=%s\ncontainerd=2.3.7\nkubelet=1.36.4\n' "$MACHINE" "$(if [[ -e $MACHINES_FOLDER/cp/nodes/$MACHINE ]]; then printf yes; else printf no; fi)"; }

disks() { cat "$MACHINE_ROOT/disks"; }

wipe-disk() { # <device> --node <name> [--serial <serial number>]
  [[ ${4:-} == --serial ]] || {
    printf 'node.sh: nothing was wiped; if all of it is to be lost: node.sh wipe-disk %s --serial S1\n' "$1" >&2
    exit 2
  }
  sed -i "s|^\($1\t.*\t\).*|\1empty|" "$MACHINE_ROOT/disks"
  printf 'done       wipe-disk: %s is empty\n' "$1"
}

forget-storage() {
  rm -rf "$MACHINE_ROOT/var/lib/rook"
  printf 'done       forget-storage: /var/lib/rook is gone\n'
}

names() { printf 'ok         hostname: %s\n' "$MACHINE"; }

# The members of etcd are a file of the first machine.
members() { cat "$MACHINES_FOLDER/cp/members"; }

remove-member() { # <machine>
  sed -i "/^$1 /d" "$MACHINES_FOLDER/cp/members"
  printf 'done       remove-member: %s is not in etcd any more\n' "$1"
}

step-down() { printf 'done       step-down: %s does not hold the address of the API server\n' "$MACHINE"; }

boot() { printf 'boot=00000000-0000-0000-0000-%s.%s\nsince=2026-11-28T12:00:00Z\n' 000000000000 "$(cat "$MACHINE_ROOT/log/boots" 2>/dev/null || printf 1)"; }

reboot() { # <boot>
  mkdir -p "$MACHINE_ROOT/log"
  [[ -e $MACHINE_ROOT/stays-off ]] || printf '%s' "$((${1#*.} + 1))" >"$MACHINE_ROOT/log/boots"
  printf 'done       reboot: %s reboots\n' "$MACHINE"
}

reset() {
  rm -f "$(steps)" "$MACHINE_ROOT/prepared" "$MACHINE_ROOT/etc/kubernetes/admin.conf" "$MACHINES_FOLDER/cp/nodes/$MACHINE"
  printf 'done       reset: %s is what it was\n' "$MACHINE"
}

main "$@"

#!/usr/bin/env bats
# Control planes beside the first one: what they are given, and who goes out of etcd before they come or when they go.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine desktop-1
  data <<'END'
VIP=192.168.0.10
KUBEADM_JOIN_CONTROL_PLANE=$'kind: JoinConfiguration\ncontrolPlane: {}\nname: @NAME@\n'
NODES=(
  $'desktop-1\tcontrol-plane\t192.168.0.11\tamd64\t[]\t[]\t'
  $'desktop-2\tcontrol-plane\t192.168.0.12\tamd64\t[]\t[]\t'
  $'desktop-3\tcontrol-plane\t192.168.0.13\tamd64\t[]\t[]\t'
)
END
  stub kubeadm '
    case "$1 $2" in
      "join --config") cat >"$ROOT/fake/invitation"; cp -r "$ROOT/etc/kubernetes/pki" "$ROOT/fake/pki"; printf kubelet >"$ROOT/etc/kubernetes/kubelet.conf"
        printf "admin\n" >"$ROOT/etc/kubernetes/admin.conf" ;;
      "reset --force") rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki" "$ROOT"/etc/kubernetes/manifests/* ;;
      "token create") printf "abcdef.0123456789abcdef\n" ;;
    esac'
  stub kubectl 'case "$*" in *--raw*nodes*) [[ ! -e $ROOT/fake/labels ]] || cat "$ROOT/fake/labels" ;; esac'
  stub getent
  stub timeout 'shift; "$@"'
  # etcd: its members, and which of them are well.
  stub crictl '
    case "$*" in
      "ps "*) printf "0123456789abcdef0123\n" ;;
      *"member list") cat "$ROOT/fake/members" ;;
      *"member remove "*) sed -i "/^${!#},/d" "$ROOT/fake/members" ;;
      *"endpoint health") for well in $(cat "$ROOT/fake/well"); do [[ "$*" != *"https://$well:2379"* ]] || exit 0; done; exit 1 ;;
    esac'
  members 1 2 3
  well 1 2 3
  mkdir -p "$ROOT/etc/kubernetes/pki/etcd" "$ROOT/etc/kubernetes/manifests"
  for name in ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key; do
    printf 'secret of %s' "$name" >"$ROOT/etc/kubernetes/pki/$name"
  done
  printf 'admin\n' >"$ROOT/etc/kubernetes/admin.conf"
  node claim_machine
  node record step 'init done'
}

members() { # <number>...
  local number
  for number in "$@"; do
    printf '%s%s%s, started, desktop-%s, https://192.168.0.1%s:2380, https://192.168.0.1%s:2379, false\n' "$number" "$number" "$number" "$number" "$number" "$number"
  done >"$ROOT/fake/members"
}

well() { # <number>...
  printf '192.168.0.1%s\n' "$@" >"$ROOT/fake/well"
}

is_a_control_plane() { # what the API server says of the node that is asked for
  printf '{"metadata":{"labels":{"node-role.kubernetes.io/control-plane":""}}}' >"$ROOT/fake/labels"
}

invite() { # <node>: to a pipe
  node verb_invite "$1" | cat
}

machine_to_join() { # desktop-2, with nothing on it
  rm -rf "$ROOT/etc/kubernetes" "$ROOT/var/lib/cdk8s-metal"
  as desktop-2
  mkdir -p "$ROOT/etc/kubernetes/manifests"
  node claim_machine
}

@test 'a control plane is invited with the authorities of the cluster, a worker without' {
  members 1
  run -0 invite desktop-2
  [[ $output == *$'\n# authorities\nca.crt '* && $output == *$'\netcd/ca.key '"$(printf 'secret of etcd/ca.key' | base64 -w 0)" ]]
  data <<<"NODES+=(\$'desktop-4\tworker\t192.168.0.14\tamd64\t[]\t[]\t')"
  run -0 invite desktop-4
  [[ $output != *authorities* && $output == *'current-context: joining' ]]
}

@test 'the authorities are there for kubeadm, for root only, and in no argument, log or other file' {
  members 1
  invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  machine_to_join
  run -0 node verb_join <"$BATS_TEST_TMPDIR/invitation"
  [[ $output == *'done       join: desktop-2 is in cluster home' ]]
  [[ $(<"$ROOT/fake/pki/etcd/ca.key") == 'secret of etcd/ca.key' && $(stat -c %a "$ROOT/fake/pki/etcd/ca.key") == 600 && $(stat -c %a "$ROOT/fake/pki") == 700 ]]
  # kubeadm reads the invitation as a kubeconfig.
  run -1 grep authorities "$ROOT/fake/invitation"
  rm -r "$ROOT/fake/pki"
  run -0 grep --recursive --files-with-matches --fixed-strings 'secret of' "$ROOT" "$CALLS"
  [[ $output != *'/var/'* && $output != *"$CALLS"* ]]
  [[ $(<"$ROOT/var/lib/cdk8s-metal/kubeadm.yaml") == *'controlPlane: {}'* ]]
}

@test 'an invitation without all authorities is not for a control plane' {
  members 1
  invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  machine_to_join
  for broken in '/^sa.key/d' '/^# authorities/,$d' 's/^ca.key .*/ca.key $(id)/' '$a more QQ=='; do
    run -2 node verb_join < <(sed "$broken" "$BATS_TEST_TMPDIR/invitation")
    [[ $output == *'the invitation does not have what a control plane needs'* ]]
  done
  [[ ! -e $ROOT/etc/kubernetes/pki ]]
}

@test 'the member of a join that broke off goes out of etcd before the machine is invited again' {
  printf '1a2b, unstarted, , https://192.168.0.12:2380, , true\n' >>"$ROOT/fake/members"
  sed -i '/desktop-2/d' "$ROOT/fake/members"
  invite desktop-2 >/dev/null
  [[ $(<"$ROOT/fake/members") != *192.168.0.12* && $(<"$ROOT/fake/members") == *192.168.0.13* ]]
  grep -q 'kubectl .* delete node desktop-2 --ignore-not-found' "$CALLS"
}

@test 'a machine that was installed anew goes out of etcd and of the cluster before it is invited' {
  is_a_control_plane
  well 1 3
  invite desktop-2 >/dev/null
  [[ $(<"$ROOT/fake/members") != *192.168.0.12* ]]
  grep -q 'kubectl .* delete node desktop-2 --ignore-not-found' "$CALLS"
}

@test 'a member that is well and whose node is a control plane stays: only the record of its join is missing' {
  is_a_control_plane
  invite desktop-2 >/dev/null
  [[ $(<"$ROOT/fake/members") == *192.168.0.12* ]]
  run -1 grep 'delete node' "$CALLS"
}

@test 'nobody is invited while etcd does not say who its members are' {
  : >"$ROOT/fake/well"
  stub crictl 'case "$*" in "ps "*) ;; *) exit 1 ;; esac'
  run -1 node verb_invite desktop-2
  [[ $output == "node.sh: etcd on desktop-1 does not say which members it has; see 'crictl ps -a' there" ]]
}

@test 'a control plane whose join was cut off after its last step is only finished' {
  members 1
  invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  machine_to_join
  node record step 'join started'
  printf kubelet >"$ROOT/etc/kubernetes/kubelet.conf"
  printf admin >"$ROOT/etc/kubernetes/admin.conf"
  is_a_control_plane
  forget_calls
  run -0 node verb_join <"$BATS_TEST_TMPDIR/invitation"
  [[ $output == *'ok         join: desktop-2 is in cluster home; an earlier run got that far' ]]
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'a control plane whose join was cut off before is undone, its data too, and joins again' {
  members 1
  invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  machine_to_join
  node record step 'join started'
  mkdir -p "$ROOT/var/lib/etcd/member"
  printf 'key /registry/pods' >"$ROOT/var/lib/etcd/member/db"
  stub sleep
  run -0 node verb_join <"$BATS_TEST_TMPDIR/invitation"
  [[ $output == *'join was interrupted on desktop-2; undoing what it left'*'done       join: desktop-2 is in cluster home' ]]
  [[ ! -e $ROOT/var/lib/etcd/member/db ]]
}

@test 'reset refuses to leave etcd without a majority, and changes nothing' {
  well 1 2
  run -2 node reset_membership
  [[ $output == 'node.sh: etcd would be without a majority when desktop-1 has gone: too few of the other members answer; bring them back first, or reset those that are gone for good last' ]]
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'reset goes on where the others are enough, where it is the last one, and where etcd does not answer' {
  node -c 'etcd_can_lose_this_member'
  members 1
  node -c 'etcd_can_lose_this_member'
  members 1 2
  well 1 2
  node -c 'etcd_can_lose_this_member'
  stub crictl 'exit 1'
  node -c 'etcd_can_lose_this_member'
}

@test 'the machine that made the cluster joins where the others have it' {
  invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  machine_to_join
  as desktop-1
  run -0 node verb_join <"$BATS_TEST_TMPDIR/invitation"
  [[ $(<"$ROOT/var/lib/cdk8s-metal/kubeadm.yaml") == *'controlPlane: {}'* ]]
}

@test 'members says who is in etcd, who answers, and where one that never started would be' {
  printf '1a2b, unstarted, , https://192.168.0.14:2380, , true\n' >>"$ROOT/fake/members"
  well 1 2
  run -0 node verb_members
  [[ $output == 'desktop-1 192.168.0.11 voter well
desktop-2 192.168.0.12 voter well
desktop-3 192.168.0.13 voter silent
- 192.168.0.14 learner silent' ]]
}

@test 'a member goes out of etcd by its name or its address, and nothing is done the second time' {
  run -0 node verb_remove_member desktop-3
  [[ $(<"$ROOT/fake/members") != *desktop-3* && $output == *'done       remove-member: desktop-3 is not in etcd any more' ]]
  run -0 node verb_remove_member desktop-3
  [[ $output == 'ok         remove-member: desktop-3 is not in etcd' ]]
  printf '1a2b, unstarted, , https://192.168.0.13:2380, , true\n' >>"$ROOT/fake/members"
  run -0 node verb_remove_member desktop-3
  [[ $(<"$ROOT/fake/members") != *192.168.0.13* ]]
}

@test 'no member goes that the others need, and none takes itself out' {
  well 1 2
  run -2 node verb_remove_member desktop-2
  [[ $output == 'node.sh: etcd would be without a majority when desktop-2 has gone: too few of the other members answer; bring them back first' ]]
  run -2 node verb_remove_member desktop-1
  [[ $output == 'node.sh: desktop-1 does not take itself out of etcd; run this on another control plane' ]]
  [[ $(wc -l <"$ROOT/fake/members") == 3 ]]
  run -0 node verb_remove_member desktop-3
}

@test 'a reboot is done for the start that was meant, once, and the address of the API server goes first' {
  mkdir -p "$ROOT/proc/sys/kernel/random" "$ROOT/proc/1"
  printf '0a1b2c3d-0000-0000-0000-000000000000\n' >"$ROOT/proc/sys/kernel/random/boot_id"
  printf '1 (a b) c) S %s 4200 0\n' "$(seq -s ' ' 1 18)" >"$ROOT/proc/1/stat"
  printf '100.00 0\n' >"$ROOT/proc/uptime"
  stub systemd-run
  : >"$ROOT/fake/active/keepalived.service"
  run -0 node verb_boot
  [[ ${lines[0]} == boot=0a1b2c3d-0000-0000-0000-000000000000.4200 && ${lines[1]} =~ ^since=....-..-..T..:..:..Z$ ]]
  forget_calls
  run -0 node verb_reboot 0a1b2c3d-0000-0000-0000-000000000000.41
  [[ $output == 'ok         reboot: desktop-1 has started anew since' ]]
  run -1 grep -E 'systemctl stop|systemd-run' "$CALLS"
  run -0 node verb_reboot 0a1b2c3d-0000-0000-0000-000000000000.4200
  [[ $(grep -E -n 'systemctl stop keepalived' "$CALLS" | head -n 1 | cut -d : -f 1) -lt $(grep -n '^systemd-run .* systemctl reboot' "$CALLS" | head -n 1 | cut -d : -f 1) ]]
}

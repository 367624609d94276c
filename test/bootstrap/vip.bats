#!/usr/bin/env bats
# Phase vip: the address that moves between control planes.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine desktop-2
  data <<'END'
VIP=192.168.0.10
NODES=(
  $'desktop-1\tcontrol-plane\t192.168.0.11,fd00::11\tamd64\t[]\t[]\t'
  $'desktop-2\tcontrol-plane\tfd00::12,192.168.0.12\tamd64\t[]\t[]\t'
  $'desktop-3\tcontrol-plane\t192.168.0.13\tamd64\t[]\t[]\t'
  $'desktop-4\tworker\t192.168.0.14\tamd64\t[]\t[]\t'
)
END
  printf '192.168.0.12\n' >"$ROOT/fake/addresses"
}

comes_true() {
  run -1 planned vip
  node vip_apply
  node vip_check
}

@test 'keepalived is installed, held and told which machines share the address' {
  comes_true
  [[ -e $ROOT/fake/packages/keepalived && -e $ROOT/fake/held/keepalived && -e $ROOT/fake/active/keepalived.service && -e $ROOT/fake/enabled/keepalived.service ]]
  [[ $(<"$ROOT/etc/keepalived/keepalived.conf") == *'
  interface eth0
  virtual_router_id 11
  priority 99
  advert_int 1
  unicast_src_ip 192.168.0.12
  unicast_peer {
    192.168.0.11
    192.168.0.13
  }
  virtual_ipaddress {
    192.168.0.10/32
  }'* ]]
  # keepalived runs no script that somebody else may write to.
  [[ $(stat -c %a "$ROOT/etc/keepalived/api-server-is-well") == 755 ]]
  stub kubectl
  sh "$ROOT/etc/keepalived/api-server-is-well"
  [[ $(tail -n 1 "$CALLS") == 'kubectl --kubeconfig /etc/kubernetes/admin.conf --cache-dir /run/cdk8s-metal --server https://[fd00::12]:6443 --request-timeout 3s get --raw /livez' ]]
}

@test 'each control plane has another priority, so that two do not take the address at once' {
  for number in 1 2 3; do
    as "desktop-$number"
    node -c 'AS=desktop-'"$number"'; keepalived_config' | grep -o 'priority [0-9]*'
  done >"$BATS_TEST_TMPDIR/priorities"
  [[ $(<"$BATS_TEST_TMPDIR/priorities") == 'priority 100
priority 99
priority 98' ]]
}

@test 'a second run changes nothing, and another control plane in the spec is told without letting the address go' {
  comes_true
  forget_calls
  node -c 'vip_check'
  run -0 changes
  [[ -z $output ]]
  data <<<"NODES+=(\$'desktop-5\tcontrol-plane\t192.168.0.15\tamd64\t[]\t[]\t')"
  run -1 planned vip
  [[ $output == '           would write /etc/keepalived/keepalived.conf for the address 192.168.0.10' ]]
  node vip_apply
  grep -qx 'systemctl reload keepalived.service' "$CALLS"
  run -1 grep -E 'systemctl (restart|stop)' "$CALLS"
}

@test 'who is killed before keepalived has read its configuration lets it read it in the next run' {
  comes_true
  node record pending reload-keepalived
  run -1 planned vip
  [[ $output == '           would start keepalived' ]]
  comes_true
}

@test 'a worker, and a cluster without such an address, have nothing to do' {
  as desktop-4
  run -0 node vip_check
  node vip_apply
  as desktop-2
  data <<<"VIP=''"
  run -0 node vip_check
  node vip_apply
  [[ ! -e $ROOT/etc/keepalived && ! -e $ROOT/fake/packages/keepalived ]]
}

@test 'a keepalived that holds another address is not taken over' {
  mkdir -p "$ROOT/etc/keepalived"
  printf 'vrrp_instance web {}\n' >"$ROOT/etc/keepalived/keepalived.conf"
  run -2 node -c 'PROBLEMS=(); collect_keepalived_problems; refuse_problems'
  [[ $output == 'node.sh: keepalived of desktop-2 has a configuration already (/etc/keepalived/keepalived.conf); move the address that it holds to another machine and remove that file, or use loadBalancer in the place of vip' ]]
}

@test 'our own configuration is no other one' {
  comes_true
  node -c 'PROBLEMS=(); collect_keepalived_problems; refuse_problems'
}

@test 'init refuses an address that another host answers for, and makes no cluster' {
  as desktop-1
  stub timeout
  stub kubeadm
  answer ip 'case "$*" in *"address show"*) printf "2: eth0 inet 192.168.0.11/24 scope global eth0\n2: eth0 inet fd00::11/64 scope global\n" ;; "neighbour show"*) printf "192.168.0.10 dev eth0 lladdr 52:54:00:aa:bb:cc REACHABLE\n" ;; esac'
  node claim_machine
  run -2 node verb_init
  [[ $output == 'node.sh: the address 192.168.0.10, which controlPlane.endpoint.vip is to be, is taken: 192.168.0.10 dev eth0 lladdr 52:54:00:aa:bb:cc REACHABLE; if a cluster of this name lives on other control planes, join it: cluster.sh up; else give vip a free address of nodeCidr' ]]
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'an address for which nobody answers is free' {
  as desktop-1
  stub timeout
  for found in '' '192.168.0.10 dev eth0 FAILED' '192.168.0.10 dev eth0 INCOMPLETE'; do
    answer ip "printf '%s\n' '$found'"
    run -1 node -c 'vip_is_taken'
  done
}

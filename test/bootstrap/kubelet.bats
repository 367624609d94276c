#!/usr/bin/env bats
# Phase kubelet.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  as desktop-2
}

@test 'the kubelet starts at boot, and is not started without a configuration' {
  run -1 node kubelet_check
  node kubelet_apply
  node kubelet_check
  run -0 changes
  [[ $output == 'systemctl enable kubelet' ]]
  forget_calls
  node kubelet_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'name servers on the loopback interface, or none at all, stop the run' {
  printf 'nameserver 127.0.0.53\n' >"$ROOT/etc/resolv.conf"
  run -1 node kubelet_apply
  [[ $output == 'node.sh: /etc/resolv.conf names 127.0.0.53, a loopback address, which leads every pod to itself; write the name servers of your network there, or name another file as kubeadm.extraArgs.kubelet.resolv-conf in the spec' ]]
  rm "$ROOT/etc/resolv.conf"
  run -1 node kubelet_apply
  [[ $output == 'node.sh: /etc/resolv.conf is missing; '* ]]
}

@test 'a file of name servers that the spec names is not looked at here' {
  rm "$ROOT/etc/resolv.conf"
  data <<<'RESOLV_CONF_IN_SPEC=yes'
  run -0 node resolver_problem
  [[ $output == '' ]]
}

@test 'with systemd-resolved its own list of name servers counts, as for kubeadm' {
  printf 'nameserver 127.0.0.53\n' >"$ROOT/etc/resolv.conf"
  mkdir -p "$ROOT/run/systemd/resolve"
  printf 'nameserver 192.168.0.1\n' >"$ROOT/run/systemd/resolve/resolv.conf"
  : >"$ROOT/fake/active/systemd-resolved"
  node kubelet_apply
  node kubelet_check
}

@test 'field 4.7: the kubelet gets the proxy of the spec, restarts where it runs, and loses it with the field' {
  data <<<'PROXY_HTTPS=http://10.0.0.1:3128 NO_PROXY_LIST=localhost'
  run -1 planned kubelet
  [[ $output == *'would set the proxy of the kubelet to http://10.0.0.1:3128'* ]]
  : >"$ROOT/fake/active/kubelet"
  node kubelet_apply
  node kubelet_check
  [[ $(<"$ROOT/etc/systemd/system/kubelet.service.d/cdk8s-metal-proxy.conf") == '# Written by cdk8s-metal.
[Service]
Environment="HTTPS_PROXY=http://10.0.0.1:3128"
Environment="NO_PROXY=localhost"' ]]
  grep -qx 'systemctl restart kubelet' "$CALLS"
  data <<<"PROXY_HTTPS='' NO_PROXY_LIST=''"
  run -1 planned kubelet
  [[ $output == *'would set the proxy of the kubelet to none'* ]]
  node kubelet_apply
  node kubelet_check
  [[ ! -e $ROOT/etc/systemd/system/kubelet.service.d ]]
}

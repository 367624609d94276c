#!/usr/bin/env bats
# Firewalls that are neither ufw nor firewalld.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
  export RULESET="$BATS_TEST_TMPDIR/ruleset"
  : >"$RULESET"
  answer nft '[[ $* == "--stateless list ruleset" ]] && cat "$RULESET"'
  answer ufw 'exit 1'
}

REPAIR='drops what it does not name; let through there what the cluster needs: from 192.168.0.0/24 to any port 10250 proto tcp, route from 10.244.0.0/16'

@test 'nftables with the policy drop in input or forward, by its file and line' {
  printf 'flush ruleset\ntable inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n  }\n  chain forward {\n    type filter hook forward priority filter; policy drop;\n  }\n  chain output {\n    type filter hook output priority 0; policy drop;\n  }\n}\n' >"$ROOT/etc/nftables.conf"
  run -0 node preflight_check
  [[ $output == "warning: /etc/nftables.conf:4 of desktop-2 $REPAIR
warning: /etc/nftables.conf:7 of desktop-2 $REPAIR" ]]
}

@test 'iptables-persistent that drops, by its file and line' {
  mkdir "$ROOT/etc/iptables"
  printf '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited\nCOMMIT\n' >"$ROOT/etc/iptables/rules.v4"
  run -0 node preflight_check
  [[ $output == "warning: /etc/iptables/rules.v4:3 of desktop-2 $REPAIR
warning: /etc/iptables/rules.v4:5 of desktop-2 $REPAIR" ]]
}

@test 'rules that no file has, such as those of Docker, by their table' {
  printf 'table ip filter {\n\tchain DOCKER {\n\t\tdrop\n\t}\n\tchain FORWARD {\n\t\ttype filter hook forward priority filter; policy drop;\n\t}\n}\ntable inet mine {\n\tchain in {\n\t\ttype filter hook input priority filter; policy accept;\n\t\ttcp dport 22 accept\n\t\treject with icmpx admin-prohibited\n\t}\n}\n' >"$RULESET"
  run -0 node preflight_check
  [[ $output == "warning: the table inet mine (nft list ruleset), hook input, of desktop-2 $REPAIR
warning: the table ip filter (nft list ruleset), hook forward, of desktop-2 $REPAIR" ]]
}

@test 'what ufw drops is ufw, what accepts drops nothing, and a member has shown what it lets through' {
  printf 'table ip filter {\n\tchain INPUT {\n\t\ttype filter hook input priority filter; policy drop;\n\t}\n}\ntable inet x {\n\tchain y {\n\t\ttype filter hook input priority filter; policy accept;\n\t\tip saddr 10.0.0.1 drop\n\t}\n}\n' >"$RULESET"
  answer ufw 'printf "Status: active\n"'
  run -0 node preflight_check
  [[ -z $output ]]
  answer ufw 'exit 1'
  mkdir "$ROOT/etc/kubernetes"
  touch "$ROOT/etc/kubernetes/kubelet.conf"
  node record cluster 'home at api.home.arpa:6443'
  run -0 node preflight_check
  [[ -z $output ]]
}

#!/usr/bin/env bats
# reset: what was done here is undone, and only that.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  printf '127.0.0.1 localhost\n' >"$ROOT/etc/hosts"
  data <<<'PHASES=(hostname sources containerd kubernetes kubelet) KUBECTL_CONVERT=yes'
  stub apt-helper 'case "$2" in *kubectl-convert) printf "a program" ;; *.sha256) printf "a program" | sha256sum | cut -d " " -f 1 ;; *) some_key ;; esac >"$3"'
  stub kubeadm 'rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki"'
  stub timeout 'shift; "$@"'
  stub modprobe
}

prepared() { # as prepare, init and pods would leave it
  node claim_machine
  node -c 'for phase in "${PHASES[@]}"; do "${phase}_apply"; done'
  node record step 'init started'
  node record step 'init done'
  mkdir -p "$ROOT"/etc/kubernetes/pki "$ROOT"/var/lib/{etcd/member,kubelet/pods,cni/networks,containerd/io} "$ROOT"/etc/cni/net.d "$ROOT"/etc/systemd/logind.conf.d
  printf 'admin' >"$ROOT/etc/kubernetes/admin.conf"
  printf '[Login]\n' >"$ROOT/etc/systemd/logind.conf.d/99-kubelet.conf"
  printf '1\n' >"$ROOT/proc/sys/vm/overcommit_memory"
  stub sysctl 'printf "%s\n" "${3#*=}" >"$ROOT/proc/sys/vm/overcommit_memory"'
  node install_folder /root/.kube 0700
  node install_file /root/.kube/config 0600 <"$ROOT/etc/kubernetes/admin.conf"
  mkdir -p "$ROOT/root/.kube/cache/discovery" "$ROOT/var/lib/rook/mon-a"
  : >"$ROOT/sys/class/net/cni0"
  : >"$ROOT/sys/class/net/cali0123456789a"
}

@test 'the machine is what it was, but for Rook, which is data' {
  local before after
  before="$(listing)"
  prepared
  [[ "$(listing)" != "$before" ]]
  run -0 node verb_reset
  [[ $output == *'done       reset: desktop-1 is what it was
           Disks and /var/lib/rook were not touched; what is on them is still there.'* ]]
  [[ -d $ROOT/var/lib/rook/mon-a ]]
  rm -r "$ROOT/var/lib/rook"
  after="$(listing)"
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
}

@test 'a second reset finds nothing to undo' {
  prepared
  node verb_reset
  forget_calls
  run -0 node verb_reset
  [[ $output == 'ok         reset: nothing was done to desktop-1, so nothing is undone' ]]
  run -0 changes
  [[ $output == '' ]]
}

@test 'what was here before us stays' {
  printf 1.0 >"$ROOT/fake/packages/socat"
  : >"$ROOT/fake/held/kubectl"
  mkdir -p "$ROOT/etc/cni/net.d" "$ROOT/etc/containerd"
  printf 'bridge' >"$ROOT/etc/cni/net.d/87-podman.conflist"
  printf 'mine' >"$ROOT/etc/containerd/config.toml"
  : >"$ROOT/sys/class/net/cni0"
  prepared
  node verb_reset
  [[ -e $ROOT/fake/packages/socat && -e $ROOT/fake/held/kubectl && ! -e $ROOT/fake/held/kubelet && ! -e $ROOT/fake/packages/kubelet ]]
  [[ $(<"$ROOT/etc/cni/net.d/87-podman.conflist") == bridge ]]
  [[ $(<"$ROOT/etc/containerd/config.toml") == mine ]]
  [[ -e $ROOT/sys/class/net/cni0 ]]
}

@test 'a machine that never began to join is not reset by kubeadm' {
  node claim_machine
  node kubernetes_apply
  node verb_reset
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'a reset that was cut off goes on' {
  local before
  before="$(listing)"
  prepared
  node reset_step 'leave the cluster' reset_membership
  node reset_step 'undo what the phases set' reset_phases
  system_programs
  stub sysctl 'printf "%s\n" "${3#*=}" >"$ROOT/proc/sys/vm/overcommit_memory"'
  node verb_reset
  rm -r "$ROOT/var/lib/rook"
  diff <(printf '%s\n' "$before") <(listing)
}

@test 'the package that ours took the place of comes back' {
  node claim_machine
  node record replaced systemd-timesyncd
  node verb_reset
  grep -q '^apt-get .* install systemd-timesyncd$' "$CALLS"
}

@test 'only chains of the cluster go, with the rules that lead to them' {
  stub iptables-save 'cat <<END
# Generated
*nat
:PREROUTING ACCEPT [1:2]
:DOCKER - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-POSTROUTING - [0:0]
:FLANNEL-POSTRTG - [0:0]
:CNI-HOSTPORT-DNAT - [0:0]
:cali-PREROUTING - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A PREROUTING -m comment --comment "cali:6gwbT8clXdHdC1b1" -j cali-PREROUTING
-A POSTROUTING -s 10.244.1.5/32 -m comment --comment "name: \"cbr0\"" -j FLANNEL-POSTRTG
-A DOCKER -i docker0 -j RETURN
-A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -j KUBE-POSTROUTING
COMMIT
*filter
:INPUT ACCEPT [0:0]
:ufw-user-input - [0:0]
-A INPUT -j ufw-user-input
-A FORWARD -m comment --comment "cali:S93hcgKJrXEqnTfs" -m mark --mark 0x10000/0x10000 -j ACCEPT
-A ufw-user-input -p tcp --dport 22 -m comment --comment "not KUBE-SERVICES" -j ACCEPT
COMMIT
END'
  stub iptables-restore 'cat >"$ROOT/fake/changes"'
  node remove_rules iptables
  [[ $(<"$ROOT/fake/changes") == '*nat
-D PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-D PREROUTING -m comment --comment "cali:6gwbT8clXdHdC1b1" -j cali-PREROUTING
-D POSTROUTING -s 10.244.1.5/32 -m comment --comment "name: \"cbr0\"" -j FLANNEL-POSTRTG
-F KUBE-SERVICES
-F KUBE-POSTROUTING
-F FLANNEL-POSTRTG
-F CNI-HOSTPORT-DNAT
-F cali-PREROUTING
-X KUBE-SERVICES
-X KUBE-POSTROUTING
-X FLANNEL-POSTRTG
-X CNI-HOSTPORT-DNAT
-X cali-PREROUTING
COMMIT
*filter
-D FORWARD -m comment --comment "cali:S93hcgKJrXEqnTfs" -m mark --mark 0x10000/0x10000 -j ACCEPT
COMMIT' ]]
}

@test 'without a rule of the cluster no rule is touched' {
  stub iptables-save 'printf "*nat\n:DOCKER - [0:0]\n-A DOCKER -j RETURN\nCOMMIT\n"'
  stub iptables-restore
  node remove_rules iptables
  run -0 changes
  [[ $output == '' ]]
}

@test 'routes to pods and tables of nftables that are ours go' {
  printf '10.244.1.0/24 via 192.168.0.12 dev eth0\n' >"$ROOT/fake/routes"
  stub nft '[[ "$1" != list ]] || printf "table inet filter\ntable ip kube-proxy\ntable ip6 kube-proxy\n"'
  node remove_routes 10.244.0.0/16
  node remove_tables
  run -0 changes
  [[ $output == 'ip -4 route flush root 10.244.0.0/16
nft delete table ip kube-proxy
nft delete table ip6 kube-proxy' ]]
}

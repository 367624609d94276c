#!/usr/bin/env bats
# reset: what was done here is undone, and only that.

load bats-cluster

setup() {
  machine phases/containerd.bash phases/kubernetes.bash phases/kubelet.bash phases/sources.bash phases/hostname.bash node/config.bash node/reset.bash
  machine_programs
  PHASES=(hostname sources containerd kubernetes kubelet)
  printf '127.0.0.1 localhost\n' >"$ROOT/etc/hosts"
  printf 'desktop-1\n' >"$ROOT/etc/hostname"
  ENDPOINT_NAME=''
  stub ip 'case "$*" in *"address show"*) printf "2: eth0 inet 192.168.0.11/24 scope global eth0\n" ;; *"route show"*) cat "$ROOT/fake/routes" 2>/dev/null || true ;; "link delete "*) rm "$ROOT/sys/class/net/$3" ;; esac'
  stub kubeadm 'rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki"'
  stub timeout 'shift; "$@"'
  stub modprobe
  read_row "$(row_of desktop-1)"
}

listing() { # all but what reset leaves out of its promise: the lock, and what the stubs are made of
  (cd "$ROOT" && find . -path ./fake -prune -o -printf '%p %m %l\n' | sort && cat etc/hosts etc/hostname proc/sys/vm/overcommit_memory && ls fake/*)
}

prepared() { # as prepare, init and pods would leave it
  local phase
  claim_machine
  for phase in "${PHASES[@]}"; do "${phase}_apply"; done
  record step 'init started'
  record step 'init done'
  mkdir -p "$ROOT"/etc/kubernetes/pki "$ROOT"/var/lib/{etcd/member,kubelet/pods,cni/networks,containerd/io} "$ROOT"/etc/cni/net.d "$ROOT"/etc/systemd/logind.conf.d
  printf 'admin' >"$ROOT/etc/kubernetes/admin.conf"
  printf '[Login]\n' >"$ROOT/etc/systemd/logind.conf.d/99-kubelet.conf"
  printf '1\n' >"$ROOT/proc/sys/vm/overcommit_memory"
  stub sysctl 'printf "%s\n" "${3#*=}" >"$ROOT/proc/sys/vm/overcommit_memory"'
  install_folder /root/.kube 0700
  install_file /root/.kube/config 0600 <"$ROOT/etc/kubernetes/admin.conf"
  mkdir -p "$ROOT/root/.kube/cache/discovery" "$ROOT/var/lib/rook/mon-a"
  : >"$ROOT/sys/class/net/cni0"
  : >"$ROOT/sys/class/net/cali0123456789a"
}

@test 'the machine is what it was, but for Rook, which is data' {
  local before after
  before="$(listing)"
  prepared
  [[ "$(listing)" != "$before" ]]
  capture -0 verb_reset
  [[ $output == *'done       reset: desktop-1 is what it was
           Disks and /var/lib/rook were not touched; what is on them is still there.'* ]]
  [[ -d $ROOT/var/lib/rook/mon-a ]]
  rm -r "$ROOT/var/lib/rook"
  after="$(listing)"
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
}

@test 'a second reset finds nothing to undo' {
  prepared
  verb_reset
  forget_calls
  capture -0 verb_reset
  [[ $output == 'ok         reset: nothing was done to desktop-1, so nothing is undone' ]]
  capture -0 calls
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
  verb_reset
  [[ -e $ROOT/fake/packages/socat && -e $ROOT/fake/held/kubectl && ! -e $ROOT/fake/held/kubelet && ! -e $ROOT/fake/packages/kubelet ]]
  [[ $(<"$ROOT/etc/cni/net.d/87-podman.conflist") == bridge ]]
  [[ $(<"$ROOT/etc/containerd/config.toml") == mine ]]
  [[ -e $ROOT/sys/class/net/cni0 ]]
}

@test 'a machine that never began to join is not reset by kubeadm' {
  claim_machine
  kubernetes_apply
  verb_reset
  capture -1 grep '^kubeadm' "$CALLS"
}

@test 'a reset that was cut off goes on' {
  local before
  before="$(listing)"
  prepared
  reset_step 'leave the cluster' reset_membership
  reset_step 'undo what the phases set' reset_phases
  machine_programs
  stub sysctl 'printf "%s\n" "${3#*=}" >"$ROOT/proc/sys/vm/overcommit_memory"'
  verb_reset
  rm -r "$ROOT/var/lib/rook"
  diff <(printf '%s\n' "$before") <(listing)
}

@test 'the package that ours took the place of comes back' {
  claim_machine
  record replaced systemd-timesyncd
  verb_reset
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
  remove_rules iptables
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
  remove_rules iptables
  capture -0 calls
  [[ $output == '' ]]
}

@test 'routes to pods and tables of nftables that are ours go' {
  printf '10.244.1.0/24 via 192.168.0.12 dev eth0\n' >"$ROOT/fake/routes"
  stub nft '[[ "$1" != list ]] || printf "table inet filter\ntable ip kube-proxy\ntable ip6 kube-proxy\n"'
  remove_routes 10.244.0.0/16
  remove_tables
  capture -0 calls
  [[ $output == 'ip -4 route flush root 10.244.0.0/16
nft delete table ip kube-proxy
nft delete table ip6 kube-proxy' ]]
}

#!/usr/bin/env bats
# What a machine must be before anything is changed on it.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
}

# The problems that the check finds, one a line.
problems() {
  run node -c 'preflight_check || print_problems'
  [[ $status == 0 ]]
}

@test 'a fresh machine is fine, and looking leaves nothing behind' {
  local before
  before="$(listing)"
  problems
  [[ -z $output ]]
  [[ "$(listing)" == "$before" && -z "$(calls)" ]]
}

@test 'preparing goes on after it, and applies nothing in it' {
  run node prepare_phase preflight 'the machine can become this node'
  [[ $status == 0 && $output == 'ok         preflight: the machine can become this node' ]]
}

@test 'all problems are told at once, and preparing stops with exit code 2 before it has changed anything' {
  local before
  printf 'ID=fedora\nVERSION_ID=41\n' >"$ROOT/etc/os-release"
  printf '5.4.0-1-amd64\n' >"$ROOT/proc/sys/kernel/osrelease"
  rm "$ROOT/sys/fs/cgroup/cgroup.controllers"
  before="$(listing)"
  run node verb_prepare
  [[ $status == 2 && $output == 'doing      preflight: the machine can become this node
node.sh: desktop-2 runs fedora 41; install one of: ubuntu 22.04, ubuntu 24.04, ubuntu 26.04, debian 12, debian 13
node.sh: the kernel of desktop-2 is 5.4.0-1-amd64; install 5.10 or newer and boot it
node.sh: desktop-2 uses cgroup v1, which the kubelet refuses; remove systemd.unified_cgroup_hierarchy=0 from the kernel command line and boot again' ]]
  [[ "$(listing)" == "$before" && -z "$(calls)" ]]
}

@test 'the verb says what prepare would refuse and warn of, and leaves nothing behind' {
  local before
  answer ip '
    case "$*" in
      *address*) printf "2: eth0    inet 192.168.0.12/24 brd 192.168.0.255 scope global dynamic eth0\\       valid_lft 80000sec\n" ;;
    esac'
  cp -p "$ROOT/etc/os-release" "$BATS_TEST_TMPDIR"
  before="$(listing)"
  run -0 --separate-stderr node verb_preflight
  [[ $output == "$(node verb_facts)" && $stderr == 'warning: desktop-2 has 192.168.0.12 by DHCP; '* ]]
  printf 'ID=fedora\nVERSION_ID=41\n' >"$ROOT/etc/os-release"
  run -2 node verb_preflight
  [[ $output == *'node.sh: desktop-2 runs fedora 41; install one of: ubuntu 22.04, ubuntu 24.04, ubuntu 26.04, debian 12, debian 13' ]]
  cp -p "$BATS_TEST_TMPDIR/os-release" "$ROOT/etc"
  [[ "$(listing)" == "$before" && -z "$(calls)" ]]
}

@test 'a kernel of 5.10, Debian 13 and an arm64 board are fine' {
  printf '5.10.0-8-arm64\n' >"$ROOT/proc/sys/kernel/osrelease"
  printf 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nID=debian\n' >"$ROOT/etc/os-release"
  printf 'processor\t: 0\nFeatures\t: fp asimd\n' >"$ROOT/proc/cpuinfo"
  answer uname 'printf "aarch64\n"'
  sed -i 's/amd64/arm64/' "$DATA"
  problems
  [[ -z $output ]]
}

@test 'field 11: Ubuntu 26.04 is fine, and its packages come from the suite resolute' {
  printf 'ID=ubuntu\nVERSION_ID="26.04"\nVERSION_CODENAME=resolute\n' >"$ROOT/etc/os-release"
  printf '7.0.0-15-generic\n' >"$ROOT/proc/sys/kernel/osrelease"
  run -0 node preflight_check
  [[ $output == '' ]]
  [[ "$(node sources_rows)" == *$'docker\thttps://download.docker.com/linux/ubuntu\tresolute stable\t'* ]]
}

@test 'a processor of another architecture' {
  answer uname 'printf "aarch64\n"'
  problems
  [[ $output == 'node.sh: the processor of desktop-2 is aarch64, not amd64; correct arch in cluster.yaml' ]]
}

@test 'a processor without x86-64-v2' {
  printf 'processor\t: 0\nflags\t\t: fpu pni cx16 lahf_lm\n' >"$ROOT/proc/cpuinfo"
  problems
  [[ $output == 'node.sh: the processor of desktop-2 is older than x86-64-v2, it lacks popcnt sse4_1 sse4_2 ssse3; use a machine from 2009 or later, or let the virtual machine have the processor of its host' ]]
}

@test 'a control plane that is too small, where a worker of that size is fine' {
  printf 'processor\t: 0\nflags\t\t: pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm\n' >"$ROOT/proc/cpuinfo"
  printf 'MemTotal:        1740799 kB\n' >"$ROOT/proc/meminfo"
  problems
  [[ -z $output ]]
  sed -i 's/desktop-2\\tworker/desktop-2\\tcontrol-plane/' "$DATA"
  problems
  [[ $output == 'node.sh: desktop-2 has 1 processor; a control plane needs 2; let another machine be it
node.sh: desktop-2 has 1699 MB of memory; a control plane needs 1700; add some, or let another machine be it' ]]
}

@test 'cgroups without memory, as boards boot' {
  printf 'cpuset cpu io pids\n' >"$ROOT/sys/fs/cgroup/cgroup.controllers"
  problems
  [[ $output == 'node.sh: desktop-2 has no cgroup controller memory; add cgroup_enable=memory to the kernel command line and boot again' ]]
}

@test 'a clock from before the software' {
  answer date 'case "$*" in -u*) printf "2011-01-01\n" ;; *) printf "1293840000\n" ;; esac'
  problems
  [[ $output == 'node.sh: the clock of desktop-2 says 2011-01-01; set it (timedatectl set-time), and replace the battery of the mainboard if it forgets the time' ]]
}

@test 'a module that the kernel does not have' {
  rmdir "$ROOT/sys/module/rbd"
  answer modprobe 'exit 1'
  problems
  [[ $output == 'node.sh: the kernel of desktop-2 has no module rbd; install the full kernel (Debian: linux-image-amd64 or -arm64, Ubuntu: linux-generic) and boot it' ]]
  answer modprobe 'exit 0'
  problems
  [[ -z $output ]]
}

@test 'a machine that is another node' {
  AS=desktop-3 problems
  [[ $output == *'node.sh: this machine is called desktop-2, which is another node, not desktop-3; run this on desktop-3, or without --node
node.sh: this machine does not have the address 192.168.0.13 of desktop-3, but 192.168.0.12; give it that address, or correct the address in cluster.yaml'* ]]
}

@test 'a machine with a name of its own is not renamed' {
  printf 'nas\n' >"$ROOT/proc/sys/kernel/hostname"
  problems
  [[ $output == 'node.sh: this machine is called nas, not desktop-2; if it is the right one: hostnamectl set-hostname desktop-2' ]]
}

@test 'a machine that has the name with a domain, or that of an installer, is the right one by its address' {
  local name
  for name in desktop-2.home.arpa ubuntu debian localhost; do
    printf '%s\n' "$name" >"$ROOT/proc/sys/kernel/hostname"
    problems
    [[ -z $output ]]
  done
}

@test 'a machine that is neither by name nor by address a node is refused' {
  printf 'nas\n' >"$ROOT/proc/sys/kernel/hostname"
  answer ip 'printf "2: eth0    inet 192.168.0.120/24 scope global eth0\n"'
  run node preflight_check
  [[ $status == 2 && $output == 'node.sh: this machine (nas) has neither the name nor an address of a node of cluster home; if it is one of them, say which: --node NAME' ]]
}

@test 'a node that is not in the spec' {
  AS=desktop-9 run node preflight_check
  [[ $status == 2 && $output == 'node.sh: no node of cluster home is called desktop-9; cluster.yaml has the names; after a change there, synthesize again' ]]
}

@test 'a member of another cluster, and nothing about what that cluster uses' {
  node record cluster 'office at api.office:6443'
  mkdir -p "$ROOT/etc/kubernetes/manifests"
  touch "$ROOT/etc/kubernetes/kubelet.conf" "$ROOT/etc/kubernetes/manifests/etcd.yaml"
  problems
  [[ $output == 'node.sh: this machine belongs to another cluster (office at api.office:6443); reset it with the node.sh of that cluster first' ]]
}

@test 'a member of a cluster that nobody recorded' {
  mkdir "$ROOT/etc/kubernetes"
  touch "$ROOT/etc/kubernetes/kubelet.conf"
  problems
  [[ $output == 'node.sh: this machine is already a member of some cluster, which left /etc/kubernetes/kubelet.conf; if that cluster is gone: kubeadm reset, and remove the file' ]]
}

@test 'an address that was only lent is a warning' {
  answer ip '
    case "$*" in
      *address*) printf "2: eth0    inet 192.168.0.12/24 brd 192.168.0.255 scope global dynamic eth0\\       valid_lft 80000sec\n" ;;
    esac'
  problems
  [[ $output == 'warning: desktop-2 has 192.168.0.12 by DHCP; let the router reserve it, or set it on the machine: a node that gets another address is lost' ]]
}

@test 'cloud-init that writes /etc/hosts anew is a warning' {
  mkdir -p "$ROOT/etc/cloud/cloud.cfg.d"
  printf 'users: []\nmanage_etc_hosts: True\n' >"$ROOT/etc/cloud/cloud.cfg.d/90.cfg"
  problems
  [[ $output == 'warning: cloud-init writes /etc/hosts of desktop-2 anew at each boot; set manage_etc_hosts: false in /etc/cloud/cloud.cfg.d/' ]]
}

@test 'ports that something else has taken' {
  answer ss 'printf "LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=1,fd=3))\nLISTEN 0 9 [::]:10250 [::]:* users:((\"k3s\",pid=7,fd=9))\nLISTEN 0 9 *:6443 *:* users:((\"nginx\",pid=8,fd=9))\n"'
  problems
  [[ $output == 'node.sh: port 10250 of desktop-2 is taken by k3s; stop that service; if it is left from another cluster, kubeadm reset removes it' ]]
  sed -i 's/desktop-2\\tworker/desktop-2\\tcontrol-plane/' "$DATA"
  problems
  [[ $output == *'node.sh: port 6443 of desktop-2 is taken by nginx; '* ]]
}

@test 'routes into the networks of pods and Services, of both families' {
  printf 'POD_NETWORKS=(10.244.0.0/16 fd00:10:244::/56)\n' >>"$DATA"
  answer ip '
    case "$*" in
      *address*) printf "2: eth0    inet 192.168.0.12/24 scope global eth0\n" ;;
      "route "*) printf "default via 192.168.0.1 dev eth0\n0.0.0.0/1 via 10.8.0.1 dev tun0\n10.244.3.0/24 dev wg0 scope link\nunreachable 10.96.0.0/16\n10.245.0.0/16 dev br0\n\tnexthop via 10.1.1.1\n" ;;
      *) printf "fd00:10:244:80::/64 dev wg0 metric 1\nfd00:10:245::/64 dev wg0 metric 1\n" ;;
    esac'
  problems
  [[ $output == 'node.sh: the pod network 10.244.0.0/16 overlaps a route of desktop-2: 10.244.3.0/24 dev wg0 scope link; choose another podCidr in cluster.yaml, or remove that route
node.sh: the service network 10.96.0.0/12 overlaps a route of desktop-2: unreachable 10.96.0.0/16; choose another serviceCidr in cluster.yaml, or remove that route
node.sh: the pod network fd00:10:244::/56 overlaps a route of desktop-2: fd00:10:244:80::/64 dev wg0 metric 1; choose another podCidr in cluster.yaml, or remove that route' ]]
}

@test 'leftovers of another life' {
  mkdir -p "$ROOT/var/lib/rook/mon-a" "$ROOT/var/lib/etcd/member"
  problems
  [[ $output == 'node.sh: /var/lib/rook of desktop-2 is not empty, and no cluster of ours is known here; if nothing in it is needed: rm -r /var/lib/rook' ]]
}

@test 'a line of /etc/hosts that says otherwise' {
  printf '10.0.0.9 nas api.home.arpa # old\n192.168.0.13 desktop-3\n' >>"$ROOT/etc/hosts"
  problems
  [[ $output == 'node.sh: /etc/hosts of desktop-2 says that api.home.arpa is 10.0.0.9; remove that line' ]]
}

@test 'a unit of an administrator where a mask must be' {
  printf '[Unit]\n' >"$ROOT/etc/systemd/system/sleep.target"
  problems
  [[ $output == 'node.sh: /etc/systemd/system/sleep.target of desktop-2 is in the way of masking sleep.target; remove it' ]]
}

@test 'firewalld' {
  answer systemctl '[[ $* == *firewalld* ]]'
  problems
  [[ $output == 'node.sh: firewalld is active on desktop-2, and drops what goes between pods; switch it off (systemctl disable --now firewalld), or use ufw' ]]
}

@test 'an old containerd that is held, under an AppArmor that knows runc' {
  mkdir "$ROOT/etc/apparmor.d"
  touch "$ROOT/etc/apparmor.d/runc"
  answer apt-mark 'printf "containerd\n"'
  answer dpkg-query '[[ ${*: -1} == containerd ]] && printf "installed 1.7.12-0ubuntu4"'
  answer dpkg '[[ $2 == 1.7.12* && $3 == lt ]]'
  problems
  [[ $output == 'node.sh: containerd 1.7.12-0ubuntu4 is held on desktop-2, and with its AppArmor pods never end; apt-mark unhold containerd, so that it is replaced' ]]
  answer apt-mark 'exit 0'
  problems
  [[ -z $output ]]
}

@test 'a resolver file with only nameserver fe80::1%2, with none, or with a loopback address of any spelling is told before anything is changed' {
  local row
  while IFS='|' read -r row expected; do
    printf '%b' "$row" >"$ROOT/etc/resolv.conf"
    problems
    [[ $output == "${expected:+node.sh: $expected; write the name servers of your network there, or name another file as kubeadm.extraArgs.kubelet.resolv-conf in the spec}" ]] ||
      { printf '%s: %s\n' "$row" "$output" && return 1; }
  done <<'END'
nameserver fe80::1%2\n|/etc/resolv.conf names only fe80::1%2, which no pod can reach
nameserver fe80::1%eth0\nnameserver FE90::1\n|/etc/resolv.conf names only fe80::1%eth0, FE90::1, which no pod can reach
search home.arpa\n|/etc/resolv.conf names no server
|/etc/resolv.conf names no server
#nameserver 1.1.1.1\nnameserver\n|/etc/resolv.conf names no server
nameserver 127.0.0.53\n|/etc/resolv.conf names 127.0.0.53, a loopback address, which leads every pod to itself
nameserver 192.168.0.1\nnameserver 127.0.0.1\n|/etc/resolv.conf names 127.0.0.1, a loopback address, which leads every pod to itself
nameserver 0:0:0:0:0:0:0:1\n|/etc/resolv.conf names 0:0:0:0:0:0:0:1, a loopback address, which leads every pod to itself
nameserver ::ffff:127.0.0.1\n|/etc/resolv.conf names ::ffff:127.0.0.1, a loopback address, which leads every pod to itself
nameserver 0.0.0.0\n|/etc/resolv.conf names 0.0.0.0, a loopback address, which leads every pod to itself
nameserver fe80::1%2\nnameserver 192.168.0.1|
nameserver fd00::1|
nameserver 2001:db8::53\n|
END
  rm "$ROOT/etc/resolv.conf"
  problems
  [[ $output == 'node.sh: /etc/resolv.conf is missing; '* ]]
}

@test "a machine with disks and no address in Ceph's cluster network (field, section 11) is told so, one with an address there or without disks is not" {
  printf 'CEPH_CLUSTER_NETWORKS=(10.10.0.0/24 fd00:10::/64)\n' >>"$DATA"
  problems
  [[ $output == "node.sh: desktop-2 has disks, and no address in Ceph's cluster network 10.10.0.0/24 fd00:10::/64; give one of its network interfaces an address there, or correct storage.rook.network.cluster in cluster.yaml" ]]
  answer ip '
    case "$*" in
      *address*) printf "2: eth0    inet 192.168.0.12/24 scope global eth0\n3: eth1    inet 10.10.0.12/24 scope global eth1\n" ;;
    esac'
  problems
  [[ -z $output ]]
  sed -i 's|/dev/disk/by-id/ata-A=2147483648||' "$DATA"
  answer ip 'case "$*" in *address*) printf "2: eth0    inet 192.168.0.12/24 scope global eth0\n" ;; esac'
  problems
  [[ -z $output ]]
}

#!/usr/bin/env bats
# Phase sysctl.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  # shellcheck disable=SC2016 # For the stub.
  stub sysctl 'shift 2; for setting; do name="${setting%%=*}"; printf "%s\n" "${setting#*=}" >"$ROOT/proc/sys/${name//.//}"; done'
  mkdir -p "$ROOT/proc/sys/net/ipv4" "$ROOT/proc/sys/fs/inotify"
  printf '0\n' >"$ROOT/proc/sys/net/ipv4/ip_forward"
  printf '128\n' >"$ROOT/proc/sys/fs/inotify/max_user_instances"
}

@test 'settings are made now and at boot' {
  converges sysctl
  [[ "$(calls)" == 'sysctl --quiet --write net.ipv4.ip_forward=1 fs.inotify.max_user_instances=8192' ]]
  [[ "$(<"$ROOT/etc/sysctl.d/90-cdk8s-metal.conf")" == '# Written by cdk8s-metal.
net.ipv4.ip_forward = 1
fs.inotify.max_user_instances = 8192' ]]
}

@test 'a limit that is higher already is not lowered' {
  printf '65536\n' >"$ROOT/proc/sys/fs/inotify/max_user_instances"
  converges sysctl
  [[ "$(calls)" == 'sysctl --quiet --write net.ipv4.ip_forward=1' ]]
}

@test 'what the kernel had before is recorded once' {
  node sysctl_apply
  printf '0\n' >"$ROOT/proc/sys/net/ipv4/ip_forward"
  printf '9999\n' >"$ROOT/proc/sys/fs/inotify/max_user_instances"
  node sysctl_apply
  run node records kernel
  [[ $output == 'net.ipv4.ip_forward=0
fs.inotify.max_user_instances=128' ]]
}

@test 'a setting that the kernel does not know fails with its name' {
  rm "$ROOT/proc/sys/net/ipv4/ip_forward"
  stub sysctl 'printf "cannot stat /proc/sys/net/ipv4/ip_forward\n"; exit 1'
  run node sysctl_apply
  [[ $status == 1 && $output == *'    cannot stat /proc/sys/net/ipv4/ip_forward'* ]]
}

# A machine with a default route of IPv6 from advertisements.
advertised_machine() { # <link> <accept_ra>
  export LINK="$1"
  printf "KERNEL_SETTINGS=('net.ipv4.ip_forward = 1' 'net.ipv6.conf.all.forwarding = 1')\n" >>"$DATA"
  mkdir -p "$ROOT"/proc/sys/net/ipv6/conf/{all,"$LINK"}
  printf '0\n' >"$ROOT/proc/sys/net/ipv6/conf/all/forwarding"
  printf '%s\n' "$2" >"$ROOT/proc/sys/net/ipv6/conf/$LINK/accept_ra"
  # shellcheck disable=SC2016 # For the stubs.
  {
    answer ip '[[ $* != "-6 route show default" ]] || printf "default via fe80::1 dev %s proto ra metric 1024 expires 1797sec hoplimit 64 pref medium\n" "$LINK"'
    stub sysctl 'shift 2; for setting; do name="$(tr ./ /. <<<"${setting%%=*}")"; printf "%s\n" "${setting#*=}" >"$ROOT/proc/sys/$name"; done'
  }
}

@test 'dual stack, default route from router advertisements that the kernel handles: it goes on taking them, now and at boot, and first of all' {
  advertised_machine eth0 1
  converges sysctl
  [[ "$(calls)" == 'sysctl --quiet --write net.ipv6.conf.eth0.accept_ra=2 net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1' ]]
  [[ "$(<"$ROOT/etc/sysctl.d/90-cdk8s-metal.conf")" == '# Written by cdk8s-metal.
net.ipv6.conf.eth0.accept_ra = 2
net.ipv4.ip_forward = 1
net.ipv6.conf.all.forwarding = 1' ]]
  # The route goes for a while.
  answer ip 'exit 0'
  node sysctl_check
}

@test 'a link whose name has a dot is written as sysctl wants it' {
  advertised_machine eth0.100 1
  converges sysctl
  [[ "$(calls)" == 'sysctl --quiet --write net.ipv6.conf.eth0/100.accept_ra=2 '* && "$(<"$ROOT/proc/sys/net/ipv6/conf/eth0.100/accept_ra")" == 2 ]]
}

@test 'where systemd-networkd or NetworkManager handles advertisements, or no IPv6 is forwarded, nothing is set' {
  advertised_machine eth0 0
  converges sysctl
  [[ "$(calls)" == 'sysctl --quiet --write net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1' ]]
  printf "KERNEL_SETTINGS=('net.ipv4.ip_forward = 1')\n" >>"$DATA"
  printf '1\n' >"$ROOT/proc/sys/net/ipv6/conf/eth0/accept_ra"
  run -0 node wanted_settings
  [[ $output == 'net.ipv4.ip_forward = 1' ]]
}

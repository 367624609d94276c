#!/usr/bin/env bats
# Phase sysctl.

load bats-root

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

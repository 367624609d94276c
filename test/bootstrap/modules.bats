#!/usr/bin/env bats
# Phase modules.

load bats-root

setup() {
  fresh_machine
  # shellcheck disable=SC2016 # For the stub.
  stub modprobe 'case "$1" in --remove) rmdir "$ROOT/sys/module/$3" ;; *) mkdir "$ROOT/sys/module/$1" ;; esac'
}

@test 'modules are loaded now and at boot' {
  converges modules
  [[ "$(calls)" == 'modprobe overlay
modprobe rbd' ]]
  [[ "$(<"$ROOT/etc/modules-load.d/cdk8s-metal.conf")" == '# Written by cdk8s-metal.
overlay
rbd' ]]
}

@test 'what is loaded, or part of the kernel, is not loaded again' {
  mkdir -p "$ROOT/sys/module/overlay" "$ROOT/lib/modules/6.8.0-45-generic"
  printf 'kernel/drivers/block/rbd.ko\n' >"$ROOT/lib/modules/6.8.0-45-generic/modules.builtin"
  converges modules
  [[ -z "$(calls)" ]]
}

@test 'a loaded module without its file is not good enough, as it would be gone after a reboot' {
  node modules_apply
  rm "$ROOT/etc/modules-load.d/cdk8s-metal.conf"
  run node -c 'PLANNING=yes; modules_check'
  [[ $status == 1 && $output == '           would write /etc/modules-load.d/cdk8s-metal.conf' ]]
}

@test 'undoing unloads what was loaded here' {
  mkdir "$ROOT/sys/module/overlay"
  node modules_apply
  node modules_undo
  [[ -d $ROOT/sys/module/overlay && ! -d $ROOT/sys/module/rbd && ! -e $ROOT/etc/modules-load.d/cdk8s-metal.conf ]]
}

#!/usr/bin/env bats
# Phase sleep.

load bats-root

setup() {
  fresh_machine
  systemctl_stub
}

@test 'no target of sleep can be reached' {
  converges sleep
  [[ "$(calls)" == 'systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target' ]]
}

@test 'targets that were masked before stay masked after undoing' {
  ln -s /dev/null "$ROOT/etc/systemd/system/suspend.target"
  node sleep_apply
  node sleep_undo
  [[ "$(find "$ROOT/etc/systemd/system" -name '*.target' -printf '%f\n')" == suspend.target ]]
}

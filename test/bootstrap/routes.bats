#!/usr/bin/env bats
# Phase routes: what systemd-networkd does with routes of others.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-root
bats_require_minimum_version 1.5.0

CONFIG=/etc/systemd/networkd.conf.d/cdk8s-metal.conf

setup() {
  fresh_machine
  answer systemctl '
    case "$*" in
      "is-active --quiet systemd-networkd") [[ ! -e $ROOT/no-networkd ]] ;;
      *) printf "systemctl %s\n" "$*" >>"$CALLS"; [[ ! -e $ROOT/no-restart ]] ;;
    esac'
}

@test 'field 11: where systemd-networkd runs it leaves routes and rules of others alone, from now on' {
  converges routes
  [[ $(<"$ROOT$CONFIG") == *'
[Network]
ManageForeignRoutes=no
ManageForeignRoutingPolicyRules=no' ]]
  [[ "$(calls)" == 'systemctl restart systemd-networkd' ]]
}

@test 'where it does not run nothing is written' {
  touch "$ROOT/no-networkd"
  node routes_check
  [[ "$(calls)" == '' && ! -e $ROOT$CONFIG ]]
}

@test 'a run that was cut off before the restart restarts it' {
  touch "$ROOT/no-restart"
  run -1 node routes_apply
  run -1 node routes_check
  rm "$ROOT/no-restart"
  node routes_apply
  node routes_check
}

@test 'undoing gives back what was there, and restarts it' {
  mkdir -p "$ROOT${CONFIG%/*}"
  printf '[Network]\nSpeedMeter=yes\n' >"$ROOT$CONFIG"
  node routes_apply
  : >"$CALLS"
  node routes_undo
  [[ $(<"$ROOT$CONFIG") == *SpeedMeter=yes && "$(calls)" == 'systemctl restart systemd-networkd' ]]
  : >"$CALLS"
  node routes_undo
  [[ "$(calls)" == '' ]]
}

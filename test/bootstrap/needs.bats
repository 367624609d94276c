#!/usr/bin/env bats
# What the spec puts on a machine, held against what the machine has.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
}

needs() { # <row of desktop-2>: beside that of another machine
  printf "NEEDS=(\$'desktop-1\\\\t99999\\\\tmuch 99999\\\\t99000\\\\tmuch 99000' \$'%s')\n" "$1" >>"$DATA"
}

@test 'field 8: a machine with less memory than is kept free there is warned of in preflight, with the sum and what it consists of' {
  needs 'desktop-2\t5630\tthe machine itself 100, monitor 1124, 2 OSDs 4296, crash collector 60, exporter 50\t1310\tmonitor 260, 2 OSDs 1020, crash collector 10, exporter 20'
  run -0 --separate-stderr node preflight_check
  [[ $stderr == 'warning: desktop-2 has 3808 MiB of memory, and 5630 are kept free there (the machine itself 100, monitor 1124, 2 OSDs 4296, crash collector 60, exporter 50), so that pods stay Pending; add some, or give it less to do in cluster.yaml' ]]
}

@test 'a machine with fewer processors than are kept free there is warned of' {
  printf 'processor\t: 0\nflags\t\t: fpu pni cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3\n' >"$ROOT/proc/cpuinfo"
  needs 'desktop-2\t100\tthe machine itself 100\t1310\tmonitor 260, 2 OSDs 1050'
  run -0 --separate-stderr node preflight_check
  [[ $stderr == 'warning: desktop-2 has 1000m of CPU, and 1310m are kept free there (monitor 260, 2 OSDs 1050), so that pods stay Pending; use a machine with more processors, or give it less to do in cluster.yaml' ]]
}

@test 'exactly enough, no row, and a row without parts are fine' {
  needs 'desktop-2\t3808\tthe machine itself 3808\t2000\tmonitor 2000'
  run -0 --separate-stderr node preflight_check
  [[ -z $stderr && -z $output ]]
  printf 'NEEDS=()\n' >>"$DATA"
  run -0 --separate-stderr node preflight_check
  [[ -z $stderr ]]
  needs 'desktop-2\t0\t\t0\t'
  run -0 --separate-stderr node preflight_check
  [[ -z $stderr ]]
}

#!/usr/bin/env bats
# plan and prepare, from beginning to end, with the phases that need no packages.

load bats-root

setup() {
  fresh_machine
  good_machine
  systemctl_stub
  rmdir "$ROOT/sys/module"/*
  mkdir -p "$ROOT/proc/sys/net/ipv4" "$ROOT/proc/sys/fs/inotify"
  printf '0\n' >"$ROOT/proc/sys/net/ipv4/ip_forward"
  printf '128\n' >"$ROOT/proc/sys/fs/inotify/max_user_instances"
  printf '/swap.img file 2097148 0 -2\n' >>"$ROOT/proc/swaps"
  printf '/swap.img none swap sw 0 0\n' >"$ROOT/etc/fstab"
  # shellcheck disable=SC2016 # For the stubs.
  {
    stub swapoff 'sed -i 1q "$ROOT/proc/swaps"'
    answer modprobe 'case "$1" in --*) ;; *) mkdir "$ROOT/sys/module/$1" && printf "modprobe %s\n" "$1" >>"$CALLS" ;; esac'
    stub sysctl 'shift 2; for setting; do name="${setting%%=*}"; printf "%s\n" "${setting#*=}" >"$ROOT/proc/sys/${name//.//}"; done'
  }
}

# What a run leaves, but for its log, the order of its records, and the disk that each setup makes anew.
settled() {
  listing | grep -v -e cdk8s-metal/state -e node.log -e ' written '
  sort "$ROOT/var/lib/cdk8s-metal/state"
}

@test 'the plan lists every phase, and what would change in it' {
  local before
  before="$(listing)"
  run node verb_plan
  diff - <(printf '%s\n' "$output") <<'END'
ok         preflight: the machine can become this node
           would write the names of 3 machines and api.home.arpa to /etc/hosts
to do      hostname: names are there
           would turn off the swap /swap.img
           would comment out swap in /etc/fstab
           would mask swap.target
to do      swap: swap is off
           would load overlay
           would load rbd
           would write /etc/modules-load.d/cdk8s-metal.conf
to do      modules: modules are loaded
           would set net.ipv4.ip_forward to 1
           would set fs.inotify.max_user_instances to 8192
           would write /etc/sysctl.d/90-cdk8s-metal.conf
to do      sysctl: settings are made
           would mask sleep.target
           would mask suspend.target
           would mask hibernate.target
           would mask hybrid-sleep.target
           would mask suspend-then-hibernate.target
to do      sleep: it never sleeps
END
  [[ $status == 3 && "$(listing)" == "$before" && -z "$(calls)" ]]
}

@test 'a plan for a machine that cannot become the node ends with exit code 2' {
  answer wipefs 'printf "ext4 0x438\n"'
  run node verb_plan
  [[ $status == 2 && $output == *'node.sh: disk /dev/disk/by-id/ata-A of desktop-2 (model Example SSD, serial S123) is not empty: ext4 at 0x438; '* ]]
}

@test 'preparing does what the plan says, and a second time nothing' {
  local before
  run node verb_prepare
  [[ $status == 0 ]]
  diff - <(printf '%s\n' "$output") <<'END'
ok         preflight: the machine can become this node
doing      hostname: names are there
done       hostname: names are there
doing      swap: swap is off
done       swap: swap is off
doing      modules: modules are loaded
done       modules: modules are loaded
doing      sysctl: settings are made
done       sysctl: settings are made
doing      sleep: it never sleeps
done       sleep: it never sleeps
END
  before="$(listing)"
  : >"$CALLS"
  run node verb_prepare
  [[ $status == 0 && $output != *doing* && "$(listing)" == "$before" && -z "$(calls)" ]]
  run node verb_plan
  [[ $status == 0 && ${lines[-1]} == 'desktop-2 is prepared, nothing would change' ]]
}

@test 'killed in any phase, a rerun ends in the same state' {
  local whole call
  node verb_prepare
  whole="$(settled)"
  for call in modprobe swapoff sysctl systemctl; do
    rm -r "$ROOT" "$STUBS"
    setup
    # Gone in the middle, without a word, after the call has had its effect.
    sed -i '$a kill -9 $PPID' "$STUBS/$call"
    run node verb_prepare
    [[ $status == 137 ]]
    sed -i '$d' "$STUBS/$call"
    node verb_prepare
    [[ "$(settled)" == "$whole" ]]
  done
}

@test 'a phase that is not true after it was applied fails, and says what is missing' {
  stub swapoff
  run node verb_prepare
  [[ $status == 1 ]]
  [[ $output == *'doing      swap: swap is off
           would turn off the swap /swap.img
node.sh: swap was applied on desktop-2, but its check still fails; look at what is missing above and at '*'/var/log/cdk8s-metal/node.log, then run prepare again' ]]
}

@test 'a phase that fails shows the last lines of what failed, where all of it is, and what to do' {
  stub swapoff 'seq 30; printf "swapoff: /swap.img: Cannot allocate memory\n" >&2; exit 1'
  run node verb_prepare
  [[ $status == 1 ]]
  [[ $output == *'node.sh: turning swap off failed with exit code 1. Its last lines:
    12
    13
'*'    30
    swapoff: /swap.img: Cannot allocate memory
node.sh: all of it is in '*'/var/log/cdk8s-metal/node.log; when the cause is gone, run the same command again: it goes on where it stopped' ]]
  [[ "$(stat -c %a "$ROOT/var/log/cdk8s-metal/node.log")" == 600 ]]
  grep -qx 3 "$ROOT/var/log/cdk8s-metal/node.log"
}

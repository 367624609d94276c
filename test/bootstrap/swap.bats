#!/usr/bin/env bats
# Swap: now, after a reboot, as compressed memory.

load bats-root

setup() {
  fresh_machine
  systemctl_stub
  # shellcheck disable=SC2016 # For the stubs.
  {
    stub swapoff 'sed -i 1q "$ROOT/proc/swaps"'
    stub swapon 'printf "/swap.img file 2097148 0 -2\n" >>"$ROOT/proc/swaps"'
  }
  printf '/swap.img file 2097148 0 -2\n' >>"$ROOT/proc/swaps"
  printf '# <file system> <mount point>\nUUID=1 / ext4 defaults 0 1\n/swap.img\tnone\tswap\tsw\t0\t0\n#/old none swap sw 0 0\n' >"$ROOT/etc/fstab"
  chmod 0640 "$ROOT/etc/fstab"
}

@test 'swap is off, and nothing turns it on again' {
  converges swap
  diff - "$ROOT/etc/fstab" <<'END'
# <file system> <mount point>
UUID=1 / ext4 defaults 0 1
# cdk8s-metal: /swap.img	none	swap	sw	0	0
#/old none swap sw 0 0
END
  [[ "$(stat -c %a "$ROOT/etc/fstab")" == 640 ]]
  [[ "$(calls)" == 'systemctl mask swap.target
swapoff --all' ]]
}

@test 'the plan says what is on and what would turn it on' {
  run node -c 'PLANNING=yes; swap_check'
  [[ $status == 1 && $output == '           would turn off the swap /swap.img
           would comment out swap in /etc/fstab
           would mask swap.target' ]]
}

@test 'swap that is off but comes back at the next boot is not good enough' {
  sed -i 1q "$ROOT/proc/swaps"
  converges swap
  [[ "$(calls)" == 'systemctl mask swap.target' ]]
}

@test 'compressed swap of zram-tools is switched off for good' {
  mkdir "$ROOT/etc/systemd/system/multi-user.target.wants"
  touch "$ROOT/etc/systemd/system/multi-user.target.wants/zramswap.service"
  converges swap
  [[ "$(calls)" == *'systemctl disable --now zramswap.service'* ]]
}

@test 'a machine without swap and without fstab only gets its mask' {
  rm "$ROOT/etc/fstab"
  sed -i 1q "$ROOT/proc/swaps"
  converges swap
}

@test 'a run that was killed before swapoff goes on there' {
  stub swapoff 'exit 1'
  run node swap_apply
  [[ $status == 1 && $output == *'node.sh: turning swap off failed with exit code 1.'* ]]
  # shellcheck disable=SC2016 # For the stub.
  stub swapoff 'sed -i 1q "$ROOT/proc/swaps"'
  node swap_apply
  node swap_check
}

@test 'undoing gives back swap, and only what was ours' {
  local before
  before="$(<"$ROOT/etc/fstab")"
  node swap_apply
  node swap_undo
  [[ "$(<"$ROOT/etc/fstab")" == "$before" && ! -e $ROOT/etc/systemd/system/swap.target ]]
  grep -q '^/swap.img' "$ROOT/proc/swaps"
  [[ ! -s $ROOT/var/lib/cdk8s-metal/state ]]
}

@test 'a mask that was there before stays after undoing' {
  ln -s /dev/null "$ROOT/etc/systemd/system/swap.target"
  node swap_apply
  node swap_undo
  [[ -L $ROOT/etc/systemd/system/swap.target ]]
}

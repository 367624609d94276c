#!/usr/bin/env bats
# Swap that comes with units of its own.
# shellcheck disable=SC2154 # bats-root.bash and bats set them.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
}

@test 'swap units and generators of compressed swap: file and line' {
  mkdir -p "$ROOT/usr/lib/systemd" "$ROOT/etc/systemd/zram-generator.conf.d"
  printf '[Unit]\n\n[Swap]\nWhat=/swapfile\n[Install]\nWantedBy=multi-user.target\n' >"$ROOT/etc/systemd/system/swapfile.swap"
  printf '# zram\n[zram0]\nzram-size = ram / 2\n' | tee "$ROOT/usr/lib/systemd/zram-generator.conf" >"$ROOT/etc/systemd/zram-generator.conf.d/a.conf"
  run -0 node -c 'preflight_check || print_problems'
  [[ $output == 'node.sh: /etc/systemd/system/swapfile.swap:4 of desktop-2 turns swap on at boot (What=/swapfile); remove that unit (systemctl disable --now swapfile.swap; rm /etc/systemd/system/swapfile.swap)
node.sh: /etc/systemd/zram-generator.conf.d/a.conf:2 of desktop-2 makes compressed swap at boot ([zram0]); remove that section, or the package systemd-zram-generator
node.sh: /usr/lib/systemd/zram-generator.conf:2 of desktop-2 makes compressed swap at boot ([zram0]); remove that section, or the package systemd-zram-generator' ]]
}

@test 'a swap unit that is masked, and a generator without a section, are no problem' {
  ln -s /dev/null "$ROOT/etc/systemd/system/swapfile.swap"
  printf '#[zram0]\n' >"$ROOT/etc/systemd/zram-generator.conf"
  run -0 node preflight_check
  [[ -z $output ]]
}

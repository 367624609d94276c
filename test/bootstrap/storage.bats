#!/usr/bin/env bats
# Phase storage.

load bats-root

setup() {
  fresh_machine
  one_disk
}

@test 'it brings lvm2 and notes the disks, once, and only where there are disks' {
  answer dpkg-query '[[ -e $ROOT/lvm2 ]] && printf "installed 2.03.16"'
  answer dpkg 'exit 0'
  stub apt-get 'case "$*" in *--simulate*) printf "Inst lvm2 (2.03.16 Debian)\n" ;; *" install lvm2") touch "$ROOT/lvm2" ;; esac'
  run node -c 'PLANNING=yes; storage_check'
  [[ $status == 1 && $output == '           would install lvm2
           would note that Ceph gets /dev/disk/by-id/ata-A' ]]
  node storage_apply
  node storage_check
  [[ "$(node records disk)" == '/dev/disk/by-id/ata-A S123' && "$(node records package)" == lvm2 ]]
  calls="$(calls)"
  node prepare_phase storage title >/dev/null
  [[ "$(calls)" == "$calls" ]]
  rm "$ROOT/lvm2"
  AS=desktop-3 node storage_check
}

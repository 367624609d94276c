#!/usr/bin/env bats
# wipe-disk, where real-disks.bats cannot go: the wrong machine, and what Ceph leaves to the device mapper. No stub can write to a disk.
# shellcheck disable=SC2154 # bats and bats-root.bash set them.

bats_require_minimum_version 1.5.0
load bats-root

DEVICE=/dev/disk/by-id/ata-A
DISK='disk /dev/disk/by-id/ata-A of desktop-2 (model Example SSD, serial S123)'

setup() {
  fresh_machine
  good_machine
  mkdir "$ROOT/dev/mapper"
  stub dmsetup 'sed -i "\| $2 |d" "$ROOT/mappings"'
  stub blkdiscard
  stub perl
  stub blockdev
  stub udevadm
  # What is on the disk until wipefs has run.
  answer wipefs '[[ $* == --no-act* ]] || { printf "wipefs %s\n" "$*" >>"$CALLS"; rm -f "$ROOT/signatures"; }; [[ ! -e $ROOT/signatures ]] || cat "$ROOT/signatures"'
  mv "$STUBS/lsblk" "$STUBS/lsblk-of-one-disk"
  # A row of mappings: type, name of the kernel, name, what it is on. In no order, as lsblk lists them.
  answer lsblk '
    device="${@: -1}"
    [[ $device != */dev/fd/* ]] || device="$(readlink -f "$device")"
    device="${device#"$ROOT"}"
    case "$*" in
      *"--output TYPE,KNAME,NAME "*)
        printf "x %s %s\n" "${device/\/dev\/disk*/\/dev\/sdb}" "$device"
        while read -r type kernel_name name on; do
          [[ $device != /dev/mapper/* || $on == "$device" ]] && printf "%s %s %s\n" "$type" "$kernel_name" "$name"
        done < <(cat "$ROOT/mappings" 2>/dev/null)
        exit 0 ;;
      *"--output DISC-MAX "*) printf "%s\n" "${DISCARDS:-0}" ;;
      *) exec lsblk-of-one-disk "$@" ;;
    esac'
  printf 'LVM2_member 0x218\n' >"$ROOT/signatures"
}

wipe() { # [serial number]
  node verb_wipe_disk "$DEVICE" "${1:-}"
}

@test 'what Ceph left to the device mapper goes first, the innermost before what it is on; then signatures, the five labels, and the end' {
  printf 'lvm /dev/dm-0 /dev/mapper/ceph--vg-osd--block--x /dev/sdb\ncrypt /dev/dm-1 /dev/mapper/x-dmcrypt /dev/mapper/ceph--vg-osd--block--x\n' >"$ROOT/mappings"
  run -0 wipe S123
  [[ "$(calls)" == "dmsetup remove /dev/mapper/x-dmcrypt
dmsetup remove /dev/mapper/ceph--vg-osd--block--x
perl -MFcntl -e sysopen my \$disk, \$ARGV[0], O_RDONLY | O_EXCL or die \"\$ARGV[0]: \$!\\n\" -- $ROOT/dev/fd/6
wipefs --all $ROOT/dev/fd/6
blkdiscard --zeroout --offset 0 --length 1048576 $ROOT/dev/fd/6
blkdiscard --zeroout --offset 1073741824 --length 1048576 $ROOT/dev/fd/6
blkdiscard --zeroout --offset 2146435072 --length 1048576 $ROOT/dev/fd/6
udevadm settle" ]]
  [[ $output == "$DISK, 2147483648 bytes: LVM2_member at 0x218, lvm /dev/mapper/ceph--vg-osd--block--x, crypt /dev/mapper/x-dmcrypt
done       wipe-disk: $DEVICE is empty" ]]
}

@test 'what cannot be taken away stops the wiping before anything is written' {
  printf 'lvm /dev/dm-0 /dev/mapper/ceph--vg-osd--block--x /dev/sdb\n' >"$ROOT/mappings"
  stub dmsetup 'printf "Device ceph--vg is in use\n" && exit 1'
  run -1 wipe S123
  [[ $output == *"    Device ceph--vg is in use"*"node.sh: $DEVICE was not wiped to its end; "* && "$(calls)" == 'dmsetup remove /dev/mapper/ceph--vg-osd--block--x' ]]
}

@test 'a disk that can discard does, and one that only says so is wiped all the same' {
  DISCARDS=4294966784 run -0 wipe S123
  [[ "$(calls)" == *"wipefs --all $ROOT/dev/fd/6
blkdiscard $ROOT/dev/fd/6
blkdiscard --zeroout --offset 0 "* ]]
  printf 'LVM2_member 0x218\n' >"$ROOT/signatures"
  stub blkdiscard '[[ $* == --* ]] || exit 1'
  DISCARDS=4294966784 run -0 wipe S123
  [[ $output == *"warning: $DEVICE does not discard; only what marks it as used is overwritten
done       wipe-disk: $DEVICE is empty" ]]
}

@test 'partitions lose their signatures before their table goes' {
  printf 'part /dev/sdb1 %s /dev/sdb\npart /dev/sdb2 %s /dev/sdb\n' "$ROOT"/dev/sdb{1,2} >"$ROOT/mappings"
  touch "$ROOT"/dev/sdb{1,2}
  answer wipefs '[[ $* == --no-act* ]] || { printf "wipefs %s\n" "$*" >>"$CALLS"; rm -f "$ROOT"/{signatures,mappings}; }; [[ ! -e $ROOT/signatures ]] || cat "$ROOT/signatures"'
  run -0 wipe S123
  [[ "$(calls)" == *"wipefs --all $ROOT/dev/fd/5
wipefs --all $ROOT/dev/fd/5
wipefs --all $ROOT/dev/fd/6
"*"blockdev --rereadpt $ROOT/dev/fd/6
"* ]]
}

@test 'a volume, an array or a mapping that Ceph has not made belongs to somebody else' {
  printf 'lvm /dev/dm-0 /dev/mapper/vg-photos /dev/sdb\nraid1 /dev/md0 /dev/md0 /dev/sdb\ncrypt /dev/dm-1 /dev/mapper/home /dev/sdb\n' >"$ROOT/mappings"
  run -2 wipe S123
  [[ $output == "node.sh: $DISK is in use by lvm /dev/mapper/vg-photos; if nothing on it is needed any more, stop that first: dmsetup remove /dev/mapper/vg-photos
node.sh: $DISK is in use by raid1 /dev/md0; if nothing on it is needed any more, stop that first: mdadm --stop /dev/md0
node.sh: $DISK is in use by crypt /dev/mapper/home; if nothing on it is needed any more, stop that first: dmsetup remove /dev/mapper/home" ]]
  [[ -z "$(calls)" ]]
}

@test 'on the wrong machine, or one of another cluster, no disk is wiped' {
  printf 'desktop-3\n' >"$ROOT/proc/sys/kernel/hostname"
  AS=desktop-2 run -2 wipe S123
  [[ $output == *'this machine is called desktop-3, which is another node, not desktop-2; '* ]]
  printf 'desktop-2\n' >"$ROOT/proc/sys/kernel/hostname"
  node record cluster 'other at x:6443'
  run -2 wipe S123
  [[ $output == *'this machine belongs to another cluster (other at x:6443)'* && -z "$(calls)" ]]
}

@test 'a disk that says no serial number is not wiped, as nobody can confirm it' {
  SERIAL='' run -2 wipe
  [[ $output == *'node.sh: the disk reports no serial number, by which a person could confirm it; wipe it by hand, or give the virtual machine a disk with a serial number' ]]
  SERIAL='' run -2 wipe S123
  [[ -z "$(calls)" ]]
}

@test 'without its serial number, a disk of the Ceph of this cluster is said to be one' {
  node claim_machine
  mkdir "$ROOT/etc/kubernetes"
  touch "$ROOT/etc/kubernetes/kubelet.conf"
  run -2 node -c 'osds_on() { printf "3:27c7bd3d-53c4-4a7b-8f0a-1f2e3d4c5b6a\n"; }; verb_wipe_disk /dev/disk/by-id/ata-A ""'
  [[ $output == *'node.sh: nothing was wiped; if the cluster does without osd 3 (cluster.sh storage status) and all of it is to be lost: node.sh wipe-disk /dev/disk/by-id/ata-A --serial S123' ]]
}

@test 'a disk that Ceph got once, but that is in cluster.yaml no more, may be wiped' {
  node record disk '/dev/disk/by-id/ata-A S123'
  sed -i 's|/dev/disk/by-id/ata-A=2147483648||' "$DATA"
  run -0 wipe S123
  run -2 node verb_wipe_disk /dev/disk/by-id/ata-Z S123
  [[ $output == 'node.sh: no disk of desktop-2 in cluster.yaml is called /dev/disk/by-id/ata-Z; choose one of: /dev/disk/by-id/ata-A ' ]]
}

@test 'what fails in between is told, and the disk is not called empty' {
  stub blkdiscard 'exit 1'
  run -1 wipe S123
  [[ $output == *"node.sh: zeroing at 0 GiB failed with exit code 1."*"node.sh: $DEVICE was not wiped to its end; see above; when the cause is gone, run the same command again" ]]
  stub blkdiscard
  answer wipefs 'printf "LVM2_member 0x218\n"'
  run -1 wipe S123
  [[ $output == *"node.sh: $DEVICE is still not empty: LVM2_member at 0x218; something has written to it again; reboot the machine, and wipe it before anything starts that uses it" ]]
}

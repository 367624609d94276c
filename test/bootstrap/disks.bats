#!/usr/bin/env bats
# Disks that storage is to get: what the first look says of them. Nothing here may write to one: the stubs have no way to, and the disk is compared.

load bats-root

DISK='disk /dev/disk/by-id/ata-A of desktop-2 (model Example SSD, serial S123)'
OTHERWISE='choose another disk, or, if nothing on it is needed any more, wipe it: node.sh wipe-disk /dev/disk/by-id/ata-A'
NOT_OURS='choose another disk, or, if the Ceph of this cluster does not use it and nothing on it is needed any more, wipe it: node.sh wipe-disk /dev/disk/by-id/ata-A'

setup() {
  fresh_machine
  one_disk
}

problems() {
  run node -c 'collect_disk_problems; print_problems'
  [[ $status == 0 ]]
}

label() { # <GiB>
  printf 'bluestore block device\n' | dd of="$ROOT/dev/sdb" bs=1M seek=$(($1 * 1024)) conv=notrunc status=none
}

member() { # whose Ceph keeps its things here
  node claim_machine
  mkdir -p "$ROOT/etc/kubernetes" "$ROOT/var/lib/rook/rook-ceph"
  touch "$ROOT/etc/kubernetes/kubelet.conf"
}

noted() {
  node record disk '/dev/disk/by-id/ata-A S123'
}

@test 'an empty disk of the right size is fine' {
  problems
  [[ -z $output ]]
}

@test 'a hundredth more or less is how makers count' {
  truncate -s 2168958484 "$ROOT/dev/sdb"
  problems
  [[ -z $output ]]
  truncate -s 2168958485 "$ROOT/dev/sdb"
  problems
  [[ $output == "node.sh: $DISK has 2168958485 bytes, not 2147483648; it may be another disk: look at it, and correct its device in cluster.yaml, or write size: 2169M" ]]
}

@test 'a size copied from lsblk is told the size that passes: 931.5G, 465.8G, 1.8T, 238.5G, 3.6T' {
  local row real copied bytes right unit
  local -A units=([M]=1000000 [G]=1000000000 [T]=1000000000000)
  while read -r real copied bytes right; do
    truncate -s "$real" "$ROOT/dev/sdb" || skip 'this file system has no files of that size'
    sed -i "s/ata-A=[0-9]*/ata-A=$bytes/" "$DATA"
    problems
    row="lsblk counts in powers of two, cluster.yaml in powers of ten: write size: $right, or correct its device in cluster.yaml if it is another disk"
    [[ $output == "node.sh: $DISK has $real bytes, not $bytes; $row" ]]
    [[ $(LC_ALL=C awk -v bytes="$real" 'BEGIN { for (n = split("K M G T", unit, " "); bytes / 1024 ^ n < 1; n--); printf "%.1f%s", bytes / 1024 ^ n, unit[n] }') == "$copied" ]]
    unit="${right: -1}"
    sed -i "s/ata-A=[0-9]*/ata-A=$((${right%?} * ${units[$unit]}))/" "$DATA"
    problems
    [[ -z $output ]]
  done <<'END'
1000204886016 931.5G 931500000000 1T
500107862016 465.8G 465800000000 500G
2000398934016 1.8T 1800000000000 2T
256060514304 238.5G 238500000000 256G
4000787030016 3.6T 3600000000000 4001G
512110190592 476.9G 476900000000 512G
120034123776 111.8G 111800000000 120G
END
}

@test 'a size of lsblk with the right letters, rounded too far, is told the size that passes' {
  truncate -s 2000398934016 "$ROOT/dev/sdb" || skip 'this file system has no files of that size'
  sed -i "s/ata-A=[0-9]*/ata-A=$((18 * 1024 ** 4 / 10))/" "$DATA"
  problems
  [[ $output == *'it may be another disk: look at it, and correct its device in cluster.yaml, or write size: 2T' ]]
}

@test 'a disk whose size the spec does not say may have any' {
  truncate -s 3G "$ROOT/dev/sdb"
  sed -i 's/=2147483648/=/' "$DATA"
  problems
  [[ -z $output ]]
}

@test 'a disk that is not there' {
  rm "$ROOT/dev/disk/by-id/ata-A"
  problems
  [[ $output == 'node.sh: disk /dev/disk/by-id/ata-A of desktop-2 is not there; see ls -l /dev/disk/by-id/, and correct it in cluster.yaml' ]]
}

@test 'what is not a block device, and what is only a part of a disk' {
  TYPE=none problems
  [[ $output == 'node.sh: /dev/disk/by-id/ata-A of desktop-2 is not a block device; see ls -l /dev/disk/by-id/, and correct it in cluster.yaml' ]]
  TYPE=part problems
  [[ $output == 'node.sh: /dev/disk/by-id/ata-A of desktop-2 is not a whole disk, but of the type part; name the disk itself in cluster.yaml: Ceph gets all of it' ]]
}

@test 'one disk under two names' {
  ln -s ../../sdb "$ROOT/dev/disk/by-id/wwn-A"
  sed -i 's|ata-A=2147483648|ata-A= /dev/disk/by-id/wwn-A=|' "$DATA"
  problems
  [[ $output == 'node.sh: disk /dev/disk/by-id/wwn-A of desktop-2 is the same as /dev/disk/by-id/ata-A (/dev/sdb); name each disk once in cluster.yaml' ]]
}

@test 'two disks with one serial number are one disk behind two cables, unless they say none' {
  truncate -s 2G "$ROOT/dev/sdc"
  ln -s ../../sdc "$ROOT/dev/disk/by-id/ata-C"
  sed -i 's|ata-A=2147483648|ata-A= /dev/disk/by-id/ata-C=|' "$DATA"
  problems
  [[ $output == "node.sh: ${DISK/ata-A/ata-C} has the serial number of /dev/disk/by-id/ata-A; if it is one disk that is reached in two ways, name one of them in cluster.yaml" ]]
  SERIAL='' problems
  [[ -z $output ]]
}

@test 'a disk with a filesystem' {
  SIGNATURES=$'ext4 0x438\n' problems
  [[ $output == "node.sh: $DISK is not empty: ext4 at 0x438; $OTHERWISE" ]]
}

@test 'a disk with a partition table, a partition and a volume on it' {
  SIGNATURES=$'gpt 0x200\ngpt 0x7fffe00\nPMBR 0x1fe\n' ON_IT=$'part /dev/sdb1 /dev/sdb1\nlvm /dev/dm-0 /dev/mapper/vg-data' problems
  [[ $output == "node.sh: $DISK is not empty: gpt at 0x200, gpt at 0x7fffe00, PMBR at 0x1fe, part /dev/sdb1, lvm /dev/mapper/vg-data; $OTHERWISE" ]]
}

@test 'members of LVM and RAID' {
  SIGNATURES=$'LVM2_member 0x218\n' problems
  [[ $output == *'is not empty: LVM2_member at 0x218; '* ]]
  SIGNATURES=$'linux_raid_member 0x1000\n' ON_IT='raid1 /dev/md0 /dev/md0' problems
  [[ $output == *'is not empty: linux_raid_member at 0x1000, raid1 /dev/md0; '* ]]
}

@test 'a label of BlueStore at its beginning, and the copy that wipefs does not find' {
  label 0
  problems
  [[ $output == "node.sh: $DISK is not empty: a label of BlueStore at 0 GiB; "* ]]
  truncate -s 0 "$ROOT/dev/sdb"
  truncate -s 2G "$ROOT/dev/sdb"
  label 1
  problems
  [[ $output == "node.sh: $DISK is not empty: a label of BlueStore at 1 GiB; $OTHERWISE" ]]
}

@test 'copies of the label far behind, on a disk that large' {
  truncate -s 1001G "$ROOT/dev/sdb" || skip 'this file system has no files of that size'
  sed -i 's/=2147483648/=/' "$DATA"
  label 10
  label 100
  label 1000
  problems
  [[ $output == *'is not empty: a label of BlueStore at 10 GiB, a label of BlueStore at 100 GiB, a label of BlueStore at 1000 GiB; '* ]]
}

@test 'a disk that cannot be read is not taken for an empty one' {
  SIGNATURES=unreadable problems
  [[ $output == "node.sh: $DISK cannot be read; see dmesg; give Ceph another disk" ]]
  answer dd 'exit 1'
  problems
  [[ $output == "node.sh: $DISK cannot be read; see dmesg; give Ceph another disk" ]]
}

@test 'a mounted disk and one that is swapped to' {
  MOUNTS=$'/dev/sdb \n/dev/sdb1 /srv/photos\n/dev/sdb2 [SWAP]' problems
  [[ $output == "node.sh: $DISK is in use: /dev/sdb1 on /srv/photos, /dev/sdb2 on [SWAP]; choose another disk in cluster.yaml; if it is the right one, unmount it and look again" ]]
}

@test 'the disk of the system, be it below a volume, and the one of its swap' {
  mkdir -p "$ROOT/boot" "$ROOT/var/lib/containerd"
  SYSTEM_DISK=/dev/sdb problems
  [[ $output == "node.sh: $DISK is the system's: /, /boot, /var, /var/lib/containerd; choose another disk in cluster.yaml; the system of a machine and Ceph cannot share one" ]]
  printf '/dev/dm-1 partition 2097148 0 -2\n' >>"$ROOT/proc/swaps"
  problems
  [[ $output == "node.sh: $DISK is the system's: swap /dev/dm-1; "* ]]
}

@test 'a swap file is on the disk of its filesystem' {
  printf '/srv/swap.img file 2097148 0 -2\n' >>"$ROOT/proc/swaps"
  answer findmnt '[[ $* == *"/srv/swap.img" ]] && printf "/dev/dm-1\n" || printf "/dev/sda2\n"'
  problems
  [[ $output == "node.sh: $DISK is the system's: swap /srv/swap.img; "* ]]
}

@test 'in the cluster, what Ceph has made of a disk that was noted as its own is fine, and anything else is not' {
  member
  noted
  label 0
  label 1
  SIGNATURES=$'ceph_bluestore 0x0\n' problems
  [[ -z $output ]]
  SIGNATURES=$'LVM2_member 0x218\n' ON_IT=$'lvm /dev/dm-0 /dev/mapper/ceph--x-osd--block--y\ncrypt /dev/dm-1 /dev/mapper/y' problems
  [[ -z $output ]]
  SIGNATURES=$'ext4 0x438\n' problems
  [[ $output == *"is not empty: ext4 at 0x438; $OTHERWISE" ]]
  ON_IT=$'lvm /dev/dm-0 /dev/mapper/vg-data' problems
  [[ $output == *"is not empty: lvm /dev/mapper/vg-data; $OTHERWISE" ]]
}

@test 'in the cluster, a used disk that was never seen empty is refused, also where another one came into its slot' {
  member
  label 1
  problems
  [[ $output == "node.sh: $DISK is not empty: a label of BlueStore at 1 GiB; $NOT_OURS" ]]
  noted
  SERIAL=S124 problems
  [[ $output == *" (model Example SSD, serial S124) is not empty: a label of BlueStore at 1 GiB; $NOT_OURS" ]]
}

@test 'in the cluster, a disk that came to Ceph before prepare saw it is known by the daemon that has it open' {
  member
  label 1
  run node -c 'processes_on() { printf "4711 ceph-osd\n"; }; collect_disk_problems; print_problems'
  [[ $status == 0 && -z $output ]]
  run node -c 'processes_on() { printf "4711 qemu\n"; }; collect_disk_problems; print_problems'
  [[ $output == *"$NOT_OURS" ]]
}

@test 'what a Ceph left that was torn down is refused, although the machine is in the cluster and the disk was noted' {
  member
  noted
  rmdir "$ROOT/var/lib/rook/rook-ceph"
  label 1
  problems
  [[ $output == *"is not empty: a label of BlueStore at 1 GiB; $NOT_OURS" ]]
}

@test 'outside of the cluster a note does not help' {
  noted
  label 1
  problems
  [[ $output == *"is not empty: a label of BlueStore at 1 GiB; $OTHERWISE" ]]
}

@test 'looking writes nothing, neither to the disk nor elsewhere' {
  local before after
  label 1
  before="$(listing)"
  SIGNATURES=$'ext4 0x438\n' problems
  after="$(listing)"
  [[ $before == "$after" ]]
}

@test 'when it does not come out who has a disk open, it is not taken for nobody' {
  answer timeout 'exit 137'
  run node processes_on /dev/disk/by-id/ata-A
  [[ $status == 1 ]]
  answer timeout 'exit 1'
  run node processes_on /dev/disk/by-id/ata-A
  [[ $status == 0 && -z $output ]]
}

@test 'cluster.sh is told of each disk its serial number, whether it is declared, and what is on it' {
  printf 'bluestore block device\n27c7bd3d-53c4-4a7b-8f0a-1f2e3d4c5b6a\n\2\1\0\0\0\7\0\0\0osd_key\50\0\0\0AQAsecret5whoami\7\6\0\0\0whoami\2\0\0\0001207' >"$BATS_TEST_TMPDIR/label"
  node record disk '/dev/disk/by-id/ata-A S1'
  node record disk '/dev/disk/by-id/ata-Old S9'
  [[ "$(node verb_disks)" == $'/dev/disk/by-id/ata-A\tS123\tyes\tempty\n/dev/disk/by-id/ata-Old\t-\tno\tabsent' ]]
  dd if="$BATS_TEST_TMPDIR/label" of="$ROOT/dev/sdb" conv=notrunc status=none
  answer lsblk "$(sed 's|^ *\*"--output NAME "\*.*|*"--output NAME "*) printf "%s\\\\n" "$ROOT/dev/sdb" ;;|' "$STUBS/lsblk")"
  [[ "$(node verb_disks | head -n 1)" == $'/dev/disk/by-id/ata-A\tS123\tyes\tosd 12:27c7bd3d-53c4-4a7b-8f0a-1f2e3d4c5b6a' ]]
  SIGNATURES=unreadable run node verb_disks
  [[ $output == *$'ata-A\tS123\tyes\tunreadable\n'* ]]
}

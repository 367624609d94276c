#!/usr/bin/env bats
# Disks that storage is to get. Nothing here may write to one: the stubs have no way to, and the disk is compared.

load bats-root

DISK='disk /dev/disk/by-id/ata-A of desktop-2 (model Example SSD, serial S123)'
WIPE='wipefs --all /dev/disk/by-id/ata-A && dd if=/dev/zero of=/dev/disk/by-id/ata-A bs=1M count=1 seek=0 conv=fsync && dd if=/dev/zero of=/dev/disk/by-id/ata-A bs=1M count=1 seek=1024 conv=fsync'

setup() {
  fresh_machine
  mkdir -p "$ROOT/dev/disk/by-id"
  truncate -s 2G "$ROOT/dev/sdb"
  ln -s ../../sdb "$ROOT/dev/disk/by-id/ata-A"
  export MOUNTS='/dev/sdb ' TYPES='/dev/sdb disk' SIGNATURES=''
  answer lsblk '
    case "$*" in
      *SIZE*) stat -L -c %s "${@: -1}" ;;
      *MODEL*) printf "Example SSD\n" ;;
      *SERIAL*) printf "S123\n" ;;
      *MOUNTPOINT*) printf "%s\n" "$MOUNTS" ;;
      *) printf "%s\n" "$TYPES" ;;
    esac'
  answer wipefs '[[ $* == "--no-act --noheadings --output TYPE,OFFSET "* ]] || exit 9; printf "%s" "$SIGNATURES"'
}

problems() {
  run node -c 'collect_disk_problems; print_problems'
  [[ $status == 0 ]]
}

label() { # <GiB>
  printf 'bluestore block device\n' | dd of="$ROOT/dev/sdb" bs=1M seek=$(($1 * 1024)) conv=notrunc status=none
}

member() {
  node claim_machine
  mkdir "$ROOT/etc/kubernetes"
  touch "$ROOT/etc/kubernetes/kubelet.conf"
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
  [[ $output == "node.sh: $DISK has 2168958485 bytes, not 2147483648; it may be another disk: look at it, and correct the device or its size in cluster.yaml" ]]
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

@test 'one disk under two names' {
  ln -s ../../sdb "$ROOT/dev/disk/by-id/wwn-A"
  sed -i 's|ata-A=2147483648|ata-A= /dev/disk/by-id/wwn-A=|' "$DATA"
  problems
  [[ $output == 'node.sh: disk /dev/disk/by-id/wwn-A of desktop-2 is the same as /dev/disk/by-id/ata-A (/dev/sdb); name each disk once in cluster.yaml' ]]
}

@test 'a disk with a filesystem' {
  SIGNATURES=$'ext4 0x438\n' problems
  [[ $output == "node.sh: $DISK is not empty: ext4 at 0x438; choose another disk, or, if nothing on it is needed any more, wipe it: $WIPE" ]]
}

@test 'a disk with a partition table, a partition and a volume on it' {
  SIGNATURES=$'gpt 0x200\ngpt 0x7fffe00\nPMBR 0x1fe\n' TYPES=$'/dev/sdb disk\n/dev/sdb1 part\n/dev/mapper/vg-data lvm' problems
  [[ $output == "node.sh: $DISK is not empty: gpt at 0x200, gpt at 0x7fffe00, PMBR at 0x1fe, part /dev/sdb1, lvm /dev/mapper/vg-data; choose another disk, or, if nothing on it is needed any more, wipe it: dmsetup remove /dev/mapper/vg-data && ${WIPE/--all/--all \/dev\/sdb1}" ]]
}

@test 'members of LVM and RAID' {
  SIGNATURES=$'LVM2_member 0x218\n' problems
  [[ $output == *'is not empty: LVM2_member at 0x218; '* ]]
  SIGNATURES=$'linux_raid_member 0x1000\n' TYPES=$'/dev/sdb disk\n/dev/md0 raid1' problems
  [[ $output == *'is not empty: linux_raid_member at 0x1000, raid1 /dev/md0; '*'wipe it: mdadm --stop /dev/md0 && wipefs '* ]]
}

@test 'a label of BlueStore at its beginning, and the copy that wipefs does not find' {
  label 0
  problems
  [[ $output == "node.sh: $DISK is not empty: a label of BlueStore at 0 GiB; "* ]]
  truncate -s 0 "$ROOT/dev/sdb"
  truncate -s 2G "$ROOT/dev/sdb"
  label 1
  problems
  [[ $output == "node.sh: $DISK is not empty: a label of BlueStore at 1 GiB; "*"$WIPE" ]]
}

@test 'copies of the label far behind, on a disk that large' {
  truncate -s 1001G "$ROOT/dev/sdb" || skip 'this file system has no files of that size'
  sed -i 's/=2147483648/=/' "$DATA"
  label 10
  label 100
  label 1000
  problems
  [[ $output == *'is not empty: a label of BlueStore at 10 GiB, a label of BlueStore at 100 GiB, a label of BlueStore at 1000 GiB; '*' seek=1024000 conv=fsync' ]]
}

@test 'a mounted disk and one that is swapped to' {
  MOUNTS=$'/dev/sdb \n/dev/sdb1 /srv/photos\n/dev/sdb2 [SWAP]' problems
  [[ $output == "node.sh: $DISK is in use: /dev/sdb1 on /srv/photos, /dev/sdb2 on [SWAP]; choose another disk in cluster.yaml; if it is the right one, unmount it and look again" ]]
}

@test 'in the cluster, what Ceph has made of the disk is fine, and anything else is not' {
  member
  label 0
  label 1
  SIGNATURES=$'ceph_bluestore 0x0\n' problems
  [[ -z $output ]]
  SIGNATURES=$'LVM2_member 0x218\n' TYPES=$'/dev/sdb disk\n/dev/mapper/ceph--x lvm' problems
  [[ -z $output ]]
  SIGNATURES=$'ext4 0x438\n' problems
  [[ $output == *'is not empty: ext4 at 0x438; '* ]]
}

@test 'looking writes nothing, neither to the disk nor elsewhere' {
  local before after
  label 1
  before="$(listing)"
  SIGNATURES=$'ext4 0x438\n' problems
  after="$(listing)"
  [[ $before == "$after" ]]
}

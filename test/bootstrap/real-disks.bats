#!/usr/bin/env bats
# Looking at disks and wiping one, on block devices of the kernel: files of 12 GiB and more that take up nothing, as loop devices. What the first look
# finds is made by the programs that make it on real machines. Device mapper and RAID need a kernel that has them: test/live/scenarios/disks.sh tries those.
# shellcheck disable=SC2154 # bats and bats-root.bash set them.

bats_require_minimum_version 1.5.0
load bats-root

CHOSEN=/dev/disk/by-id/loop-chosen
SERIAL='SERIAL-chosen'
# Name, gigabytes, program that must be there, what the first look says; made by make_<name>.
KINDS=(
  'ext4|12|mkfs.ext4|ext4 at 0x438'
  'swap|12|mkswap|swap at 0xff6'
  'gpt|12|sfdisk|gpt at 0x200, gpt at 0x2fffffe00, PMBR at 0x1fe'
  'gpt_at_the_end|12|sfdisk|gpt at 0x2fffffe00'
  'mbr|12|sfdisk|dos at 0x1fe'
  'lvm|12|pvcreate|LVM2_member at 0x218'
  'raid|12|dd|linux_raid_member at 0x1000'
  'raid_at_the_end|12|dd|linux_raid_member at 0x2ffffe000'
  'bluestore_0|12|dd|ceph_bluestore at 0x0, a label of BlueStore at 0 GiB'
  'bluestore_1|12|dd|a label of BlueStore at 1 GiB'
  'bluestore_10|12|dd|a label of BlueStore at 10 GiB'
  'bluestore_100|1001|dd|a label of BlueStore at 100 GiB'
  'bluestore_1000|1001|dd|a label of BlueStore at 1000 GiB'
)

setup() {
  fresh_machine
  mkdir -p "$ROOT/dev/disk/by-id" "$BATS_TEST_TMPDIR/files"
  ln -s /proc/self/fd "$ROOT/dev/fd"
  sed -i "s|/dev/disk/by-id/ata-A=2147483648|$CHOSEN=|" "$DATA"
  # Loop devices have neither model nor serial number; all else is the real lsblk's.
  answer lsblk '
    case "$*" in
      *"--output MODEL "*) printf "Loop\n" ;;
      *"--output SERIAL "*) cat "$BATS_TEST_TMPDIR/serials/$(basename "$(readlink -f "${@: -1}")")" 2>/dev/null || printf "unknown\n" ;;
      *) exec '"$(type -P lsblk)"' "$@" ;;
    esac'
  LOOPS=()
  local name
  for name in before chosen after; do disk "$name" 12; done
  printf 'bluestore block device\n' | dd of="$(device before)" bs=1M conv=notrunc status=none
  mkfs.ext4 -q -F "$(device after)"
}

teardown() {
  mountpoint -q "$BATS_TEST_TMPDIR/mounted" && umount "$BATS_TEST_TMPDIR/mounted"
  swapoff "$(device chosen)" 2>/dev/null
  ((${#LOOPS[@]} == 0)) || losetup --detach "${LOOPS[@]}"
}

disk() { # <name> <gigabytes>: a loop device under a name that stays; again: of another size
  local file="$BATS_TEST_TMPDIR/files/$1" loop
  truncate -s 0 "$file"
  truncate -s "$2G" "$file" || skip "files of $2 GiB are not possible here"
  if [[ -e "$ROOT/dev/disk/by-id/loop-$1" ]]; then
    losetup --set-capacity "$(device "$1")"
  else
    loop="$(losetup --find --show --partscan "$file" 2>&1)" || skip "no loop devices here ($loop); test/live/scenarios/disks.sh tries this on real machines"
    LOOPS+=("$loop")
    ln -s "$loop" "$ROOT/dev/disk/by-id/loop-$1"
    mkdir -p "$BATS_TEST_TMPDIR/serials"
    printf 'SERIAL-%s\n' "$1" >"$BATS_TEST_TMPDIR/serials/${loop##*/}"
  fi
}

device() { # <name>
  readlink -f "$ROOT/dev/disk/by-id/loop-$1"
}

sum() { # <name>...: of all blocks that are not zero, and of where they are; 3 and 4 seek data and holes
  local name
  for name in "$@"; do
    blockdev --flushbufs "$(device "$name")"
    perl -e '
      open my $file, "<", $ARGV[0] or die $!;
      for (my $end = 0; defined(my $place = sysseek $file, $end, 3);) {
        $end = sysseek $file, $place, 4;
        sysseek $file, $place, 0;
        for (; $place < $end; $place += 4096) {
          sysread $file, my $block, 4096;
          print $place + 0, $block if $block =~ /[^\0]/;
        }
      }' "$BATS_TEST_TMPDIR/files/$name"
  done | sha256sum
}

wipe() { # [argument of wipe-disk…]
  node -c 'refuse_wrong_machine() { :; }; verb_wipe_disk "$4" "${5:-}"' _ "$CHOSEN" "$@"
}

make_ext4() { mkfs.ext4 -q -F "$1"; }
make_swap() { mkswap "$1"; }
make_gpt() { printf 'label: gpt\n,1G\n,2G\n' | sfdisk --quiet "$1" && add_partitions "$1" && mkfs.ext4 -q -F "$1p1"; }
make_gpt_at_the_end() { printf 'label: gpt\n' | sfdisk --quiet "$1" && dd if=/dev/zero of="$1" bs=1M count=1 conv=notrunc status=none; }
make_mbr() { printf 'label: dos\n,1G\n' | sfdisk --quiet "$1" && add_partitions "$1"; }
make_lvm() { pvcreate --quiet --devices "$1" --config 'devices { scan_lvs = 0 } global { locking_type = 0 }' "$1" 3>&-; }
make_raid() { raid_superblock 8 | dd of="$1" bs=512 seek=8 conv=notrunc status=none; }
make_raid_at_the_end() { raid_superblock 25165808 | dd of="$1" bs=512 seek=25165808 conv=notrunc status=none; }
make_bluestore_0() { bluestore_label "$1" 0; }
make_bluestore_1() { bluestore_label "$1" 1; }
make_bluestore_10() { bluestore_label "$1" 10; }
make_bluestore_100() { bluestore_label "$1" 100; }
make_bluestore_1000() { bluestore_label "$1" 1000; }

add_partitions() { # <device>: where the kernel does not know the table
  [[ -e $1p1 ]] || partx --add "$1"
}

bluestore_label() { # <device> <GiB>
  printf 'bluestore block device\n' | dd of="$1" bs=1M seek=$(($2 * 1024)) conv=notrunc status=none
}

word() { # <number> <bytes>: the lowest byte first
  local number="$1" bytes="$2" text=''
  while ((bytes-- > 0)); do
    printf -v text '%s\\x%02x' "$text" $((number & 255))
    number=$((number >> 8))
  done
  # shellcheck disable=SC2059 # It is the format that has the bytes.
  printf "$text"
}

raid_superblock() { # <sector>: version 1, as mdadm writes it at 4 KiB or at the end, with what tells it from anything else
  local sector="$1" magic=$((0xa92b4efc))
  word "$magic" 4 && word 1 4 && word 0 136 && word "$sector" 8 && word 0 64 && word $((magic + 1 + sector)) 4 && word 0 36
}

refused_and_wiped() { # <kind> <gigabytes> <program> <text>
  local kind="$1" size="$2" program="$3" text="$4" untouched neighbours target
  [[ -n "$(type -P "$program")" ]] || skip "$program is not installed"
  ((size == 12)) || disk chosen "$size"
  target="$(device chosen)"
  "make_$kind" "$target"
  [[ -z "$(type -P udevadm)" ]] || udevadm settle || true
  untouched="$(sum chosen)"
  neighbours="$(sum before after)"

  run -0 node -c 'collect_disk_problems; print_problems'
  [[ $output == "node.sh: disk $CHOSEN of desktop-2 (model Loop, serial $SERIAL) is not empty: $text"*"; choose another disk, or, if nothing on it is needed any more, wipe it: node.sh wipe-disk $CHOSEN" ]]
  run -2 wipe
  [[ $output == "disk $CHOSEN of desktop-2 (model Loop, serial $SERIAL), $((size << 30)) bytes: $text"*"node.sh: nothing was wiped; if all of it is to be lost: node.sh wipe-disk $CHOSEN --serial $SERIAL" ]]
  run -2 wipe SERIAL-other
  [[ $output == *"node.sh: SERIAL-other is not the serial number of $CHOSEN; nothing was wiped; look again which disk you mean" ]]
  [[ "$(sum chosen)" == "$untouched" ]]

  run -0 wipe "$SERIAL"
  [[ $output == *"done       wipe-disk: $CHOSEN is empty" ]]
  [[ -z "$(wipefs --no-act --noheadings "$target")" && -z "$(lsblk --list --noheadings "$target" | tail -n +2)" ]]
  run -0 node -c 'collect_disk_problems; print_problems'
  [[ -z $output ]]
  [[ "$(sum before after)" == "$neighbours" ]]

  untouched="$(sum chosen)"
  run -0 wipe "$SERIAL"
  [[ $output == *' bytes: empty' && "$(sum chosen)" == "$untouched" ]]
}

for kind in "${KINDS[@]}"; do
  IFS='|' read -r name size program text <<<"$kind"
  bats_test_function --description "a disk of $size GiB with ${name//_/ } is refused untouched, and wiped when its serial number is typed" -- \
    refused_and_wiped "$name" "$size" "$program" "$text"
done

@test 'an empty disk is fine, and there is nothing to wipe' {
  run -0 node -c 'collect_disk_problems; print_problems'
  [[ -z $output ]]
  before="$(sum before chosen after)"
  run -0 wipe "$SERIAL"
  [[ $output == *' bytes: empty' && "$(sum before chosen after)" == "$before" ]]
}

@test 'field 3.5: a name that leads to another disk from any moment on makes no write go there' {
  local program place=1 untouched called answers=0
  export PLACE NAME="$ROOT/dev/disk/by-id/loop-chosen" OTHER
  OTHER="$(device after)"
  untouched="$(sum before after)"
  # Of whatever is called, the one at PLACE finds the name changed; once the disk is open, every fifth is enough.
  for program in lsblk wipefs dd perl blkdiscard findmnt stat; do
    called="$(type -P "$program")"
    [[ $called != "$STUBS"/* ]] || { mv "$called" "$called.real" && called+=.real; }
    answer "$program" 'printf . >>"$BATS_TEST_TMPDIR/dots"; (($(stat -c %s "$BATS_TEST_TMPDIR/dots") != PLACE)) || ln -s -f -n "$OTHER" "$NAME"; exec '"$called"' "$@"'
  done
  sed -i 's/\$(stat/$(\/usr\/bin\/stat/' "$STUBS"/*
  while :; do
    ln -s -f -n "${LOOPS[1]}" "$NAME"
    bluestore_label "${LOOPS[1]}" 0
    rm -f "$BATS_TEST_TMPDIR/dots"
    PLACE=$place run wipe "$SERIAL"
    [[ "$(sum before after)" == "$untouched" ]] || { printf 'another disk is written to when the name leads there from call %s on\n%s\n' "$place" "$output" && return 1; }
    # The one that was opened, or none.
    [[ $output == *"done       wipe-disk: $CHOSEN is empty" ]] || { ((status == 2)) && answers=$((answers + 1)); }
    (($(/usr/bin/stat -c %s "$BATS_TEST_TMPDIR/dots") >= place)) || break
    place=$((place + (place < 26 ? 1 : 5)))
  done
  ((place > 40 && answers > 5)) && [[ $output == *"done "* ]]
  printf '# a name that leads elsewhere: %s places, refused at %s\n' "$place" "$answers" >&3
}

@test 'a mounted disk is refused, and not wiped, not even with its serial number' {
  mkfs.ext4 -q -F "$(device chosen)"
  mkdir "$BATS_TEST_TMPDIR/mounted"
  mount "$(device chosen)" "$BATS_TEST_TMPDIR/mounted"
  run -0 node -c 'collect_disk_problems; print_problems'
  [[ $output == *" is in use: $(device chosen) on $BATS_TEST_TMPDIR/mounted; choose another disk in cluster.yaml; if it is the right one, unmount it and look again"* ]]
  run -2 wipe "$SERIAL"
  [[ $output == "node.sh: disk $CHOSEN of desktop-2 (model Loop, serial $SERIAL) is in use: "* ]]
  umount "$BATS_TEST_TMPDIR/mounted"
  e2fsck -f -n "$(device chosen)"
}

@test 'a disk with a mounted partition is neither wiped nor is its other partition' {
  [[ -n "$(type -P sfdisk)" ]] || skip 'sfdisk is not installed'
  make_gpt "$(device chosen)"
  mkdir "$BATS_TEST_TMPDIR/mounted"
  mount "$(device chosen)p1" "$BATS_TEST_TMPDIR/mounted" || skip 'loop devices have no partitions here'
  mkswap "$(device chosen)p2"
  before="$(sum chosen)"
  run -2 wipe "$SERIAL"
  [[ $output == *" is in use: $(device chosen)p1 on $BATS_TEST_TMPDIR/mounted; "* ]]
  [[ "$(sum chosen)" == "$before" ]]
}

@test 'a disk that is swapped to is refused, and not wiped' {
  mkswap "$(device chosen)"
  swapon "$(device chosen)" || skip 'swapping to a loop device is not possible here'
  # The real one, which lsblk reads, too.
  cat /proc/swaps >"$ROOT/proc/swaps"
  before="$(sum before after)"
  run -0 node -c 'collect_disk_problems; print_problems'
  [[ $output == *" is the system's: swap $(device chosen); choose another disk in cluster.yaml; the system of a machine and Ceph cannot share one"* ]]
  run -2 wipe "$SERIAL"
  [[ $output == *" is the system's: swap $(device chosen); "* && "$(sum before after)" == "$before" ]]
  swapoff "$(device chosen)"
  [[ "$(blkid -p -o value -s TYPE "$(device chosen)")" == swap ]]
}

@test 'the disk of the system is refused, and not wiped' {
  source="$(findmnt --noheadings --nofsroot --output SOURCE --target "$ROOT")"
  [[ $source == /dev/* ]] || skip "this machine's files are on no disk of its own"
  ln -s -f -n "$(lsblk --inverse --list --noheadings --paths --output NAME "$source" | tail -n 1)" "$ROOT/dev/disk/by-id/loop-chosen"
  run -0 node -c 'collect_disk_problems; print_problems'
  [[ $output == *" is the system's: /, /var; choose another disk in cluster.yaml; the system of a machine and Ceph cannot share one"* ]]
  # If the check failed, these would be what is called.
  for program in wipefs blkdiscard dmsetup dd blockdev; do stub "$program" 'exit 1'; done
  run -2 wipe "$SERIAL"
  [[ $output == *" is the system's: /, /var; "* ]]
  # Whether a disk can be written to is not even asked.
  [[ ! -s $CALLS ]]
}

@test 'a disk that a process has open is not wiped' {
  mkfs.ext4 -q -F "$(device chosen)"
  rm -r "$ROOT/proc"
  ln -s /proc "$ROOT/proc"
  before="$(sum chosen)"
  # A container's own name for it is no hindrance.
  mknod "$BATS_TEST_TMPDIR/block" b "$(stat -L -c '%Hr' "$(device chosen)" 2>/dev/null || printf 7)" "$((16#$(stat -L -c %T "$(device chosen)")))"
  cp "$(type -P sleep)" "$BATS_TEST_TMPDIR/ceph-osd"
  "$BATS_TEST_TMPDIR/ceph-osd" 60 5<"$BATS_TEST_TMPDIR/block" 3>&- &
  osd=$!
  AS=desktop-2 run wipe "$SERIAL"
  kill "$osd"
  ((status == 2))
  [[ $output == *" is open in process $osd (ceph-osd); if it is a daemon of Ceph, let the cluster do without it: cluster.sh storage replace-disk desktop-2 $CHOSEN; else end that process"* ]]
  [[ "$(sum chosen)" == "$before" ]]
}

@test 'a disk that the kernel holds for somebody whom nobody sees is not written to' {
  [[ -n "$(type -P python3)" ]] || skip 'python3 is not installed'
  mkfs.ext4 -q -F "$(device chosen)"
  before="$(sum chosen)"
  python3 -c 'import os, sys, time; os.open(sys.argv[1], os.O_RDONLY | os.O_EXCL); print("held", flush=True); time.sleep(60)' "$(device chosen)" >"$BATS_TEST_TMPDIR/held" 3>&- &
  holder=$!
  until [[ -s $BATS_TEST_TMPDIR/held ]]; do sleep 0.1; done
  run wipe "$SERIAL"
  kill "$holder"
  ((status == 1))
  [[ $output == *'Device or resource busy'*"node.sh: $CHOSEN was not wiped to its end; see above; when the cause is gone, run the same command again" ]]
  [[ "$(sum chosen)" == "$before" ]]
}

@test 'a disk of the same machine that is not declared is not wiped' {
  before="$(sum before chosen after)"
  run -2 node -c 'refuse_wrong_machine() { :; }; verb_wipe_disk /dev/disk/by-id/loop-after SERIAL-after'
  [[ $output == "node.sh: no disk of desktop-2 in cluster.yaml is called /dev/disk/by-id/loop-after; choose one of: $CHOSEN " ]]
  [[ "$(sum before chosen after)" == "$before" ]]
}

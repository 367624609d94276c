#!/usr/bin/env bash
# Disks on a machine with a kernel that has everything: what is on one is found and left alone, and goes when its serial number is typed; the disks beside
# it never change, which is seen from outside of the machine. A machine of its own, d1 with three disks, the first one made as large as the last label of
# BlueStore needs. Loop devices show most of this in test/bootstrap/real-disks.bats; here are partitions, LVM, swap and the device mapper of a real kernel.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

readonly DISKS="${XDG_CACHE_HOME:-$HOME/.cache}/metal-lab/nodes/d1"
# In the machine: the disk to wipe, and those beside it.
readonly CHOSEN=/dev/disk/by-id/virtio-d1-data1 SERIAL=d1-data1 SYSTEM=/dev/disk/by-id/virtio-d1-root

large_machine() {
  if lab status | grep --quiet '^d1 '; then lab reset d1; fi
  lab up --disks 3 d1
  lab kill d1
  truncate --size 1001G "$DISKS/data1.raw"
  lab start d1
  lab ssh d1 'sudo apt-get update -q && sudo apt-get install -q -y --no-install-recommends lvm2'
}

spec() { # [more disks]: d1 with its address, and a control plane that nobody asks
  local more="${1:-}" address
  address="$(lab status | awk '$1 == "d1" { print $3 }')"
  cat <<YAML
name: disks
network: { nodeCidr: 10.77.0.0/24, cni: { flannel: {} } }
storage: { rook: { replicas: 1, allowUnsafeReplicas: true } }
nodes:
  - { name: cp, address: 10.77.0.250, role: control-plane }
  - { name: d1, address: $address, disks: [{ device: $CHOSEN }$more] }
YAML
}

hand_over() { # [more disks]
  spec "$@" >"$WORK/disks.yaml"
  DIST="$WORK/disks" synth "$WORK/disks.yaml"
  lab scp -q "$WORK/disks/bootstrap/node.sh" d1:/tmp/node.sh
}

node_sh() { # <argument>...
  lab ssh d1 sudo bash /tmp/node.sh "$@" --node d1
}

sum() { # <number of a disk>...: of all blocks that are not zero, from outside; 3 and 4 seek data and holes
  local number
  lab ssh d1 sync
  for number in "$@"; do
    # shellcheck disable=SC2016 # Variables of perl.
    perl -e '
      open my $file, "<", $ARGV[0] or die $!;
      for (my $end = 0; defined(my $place = sysseek $file, $end, 3);) {
        $end = sysseek $file, $place, 4;
        sysseek $file, $place, 0;
        for (; $place < $end; $place += 4096) {
          sysread $file, my $block, 4096;
          print $place + 0, $block if $block =~ /[^\0]/;
        }
      }' "$DISKS/data$number.raw"
  done | sha256sum
}

untouched() { # <command>...: all three disks are the same before and after
  local before after
  before="$(sum 1 2 3)"
  "$@"
  after="$(sum 1 2 3)"
  printf 'before %s\nafter  %s\n' "$before" "$after"
  [[ $before == "$after" ]]
}

neighbours_untouched() { # <command>...
  local before after
  before="$(sum 2 3)"
  "$@"
  after="$(sum 2 3)"
  printf 'before %s\nafter  %s\n' "$before" "$after"
  [[ $before == "$after" ]]
}

wiped() { # the disk is empty for node.sh and for the kernel
  local left
  node_sh wipe-disk "$CHOSEN" --serial "$SERIAL"
  node_sh wipe-disk "$CHOSEN" | grep ' bytes: empty$'
  left="$(lab ssh d1 "sudo wipefs --no-act $CHOSEN; lsblk --noheadings --list $CHOSEN")"
  printf 'left on it:\n%s\n' "$left"
  [[ "$(wc --lines <<<"$left")" -eq 1 ]]
}

# One thing on the disk: found, left alone, wiped, and the neighbours are as they were.
tries() { # <what> <text that node.sh says> <line of bash that makes it on $1>
  local what="$1" text="$2" make="$3"
  must "$what is made" made "$make"
  shown "$what is refused by plan, and left alone" untouched fails_with 2 "$text" node_sh plan
  shown "$what is not wiped without the serial number" untouched fails_with 2 'nothing was wiped; if all of it is to be lost: ' node_sh wipe-disk "$CHOSEN"
  shown "$what is not wiped with another serial number" untouched fails_with 2 'is not the serial number of' node_sh wipe-disk "$CHOSEN" --serial d1-data2
  shown "$what is wiped, and nothing beside it" neighbours_untouched wiped
}

# Something that holds the disk: not even the serial number helps.
holds() { # <what> <text> <line of bash that makes it> <line of bash that ends it>
  local what="$1" text="$2" make="$3" stop="$4"
  must "$what is made" made "$make"
  shown "$what is not wiped, not even with its serial number" untouched fails_with 2 "$text" node_sh wipe-disk "$CHOSEN" --serial "$SERIAL"
  must "$what is ended" made "$stop"
  shown "$what is wiped when it has ended" neighbours_untouched wiped
}

made() { # <line of bash>: with the disk as $1
  on d1 <<<"set -- \$(readlink -f $CHOSEN); $1; udevadm settle"
}

label() { # <GiB>: a line of bash
  # shellcheck disable=SC2016 # For the machine.
  printf 'printf "bluestore block device\\n" | dd of="$1" bs=1M seek=%s conv=notrunc,fsync status=none' $(($1 * 1024))
}

# shellcheck disable=SC2016 # For the machine.
main() {
  local offset
  must 'a machine with three disks, the first of 1001 GiB' large_machine
  must 'node.sh is on the machine' hand_over
  must 'something is on the disks beside it' made 'mkfs.ext4 -q -F /dev/disk/by-id/virtio-d1-data2; printf "bluestore block device\n" | dd of=/dev/disk/by-id/virtio-d1-data3 conv=notrunc,fsync status=none'

  tries 'a filesystem' 'ext4 at 0x438' 'mkfs.ext4 -q -F -E lazy_itable_init=1,nodiscard "$1" 20G'
  tries 'a swap area' 'swap at 0xff6' 'mkswap "$1"'
  tries 'a GPT with a filesystem on a partition' "part " 'printf "label: gpt\n,1G\n,2G\n" | sfdisk --quiet "$1"; udevadm settle; mkfs.ext4 -q -F "${1}1"'
  tries 'an MBR' 'dos at 0x1fe' 'printf "label: dos\n,1G\n" | sfdisk --quiet "$1"'
  tries 'a PV of LVM' 'LVM2_member at 0x218' 'pvcreate --quiet "$1"'
  tries 'what ceph-volume leaves, active' 'lvm /dev/mapper/ceph--' 'vgcreate --quiet ceph-0f0e "$1"; lvcreate --quiet --yes --name osd-block-27c7 --extents 1000 ceph-0f0e; dd if=/dev/urandom of=/dev/ceph-0f0e/osd-block-27c7 bs=1M count=1 status=none'
  for offset in 0 1 10 100 1000; do tries "a label of BlueStore at $offset GiB" "a label of BlueStore at $offset GiB" "$(label "$offset")"; done

  holds 'a mounted filesystem' 'is in use: ' 'mkfs.ext4 -q -F "$1" 20G; mount -o ro "$1" /mnt' 'umount /mnt'
  holds 'a mounted partition' 'is in use: ' 'printf "label: gpt\n,1G\n" | sfdisk --quiet "$1"; udevadm settle; mkfs.ext4 -q -F "${1}1"; mount -o ro "${1}1" /mnt' 'umount /mnt'
  holds 'swap in use' "is the system's: swap " 'mkswap "$1"; swapon "$1"' 'swapoff "$1"'
  holds 'a volume of somebody else' 'is in use by lvm /dev/mapper/photos-' 'vgcreate --quiet photos "$1"; lvcreate --quiet --yes --name all --extents 1000 photos' 'vgchange --quiet --activate n photos'
  holds 'a mapping of somebody else' 'is in use by dm /dev/mapper/held' 'mkfs.ext4 -q -F "$1" 20G; dmsetup create held --table "0 2097152 linear $1 0"' 'dmsetup remove held'
  holds 'a disk that a process has open' 'is open in process ' 'mkfs.ext4 -q -F "$1" 20G; setsid --fork sleep 3600 <"$1" >/dev/null 2>&1' 'pkill --exact sleep'

  must 'node.sh that is given the disk of the system' hand_over ", { device: $SYSTEM }"
  shown 'the disk of the system is refused' fails_with 2 "is the system's: /, " node_sh plan
  shown 'the disk of the system is not wiped, not even with its serial number' untouched fails_with 2 "is the system's: /, " node_sh wipe-disk "$SYSTEM" --serial d1-root
  shown 'the machine starts again' rebooted
  finish
}

rebooted() {
  lab kill d1
  lab start d1
}

main "$@"

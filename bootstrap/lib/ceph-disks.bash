# Disks that Ceph has already.

# Whether what is on the disk was made by the Ceph of this cluster. prepare runs again and again on a machine whose disks are in use, and must neither
# take them for a stranger's nor the disks of a Ceph that was here before for ours. So: the machine is in this cluster and Ceph keeps its things here,
# and either an earlier run saw this very disk empty and noted that Ceph gets it (phase storage), or, for a disk that was applied to the cluster
# before prepare saw it, a daemon of Ceph has it open: those of another cluster do not run here.
is_of_ceph() { # <device>
  local users
  is_member && [[ -n "$(compgen -G "$ROOT/var/lib/rook/*")" ]] || return 1
  recorded disk "$(disk_record "$1")" && return 0
  users="$(processes_on "$1")"
  [[ $users == *ceph-osd* ]]
}

disk_record() { # <device>: the name of a slot may come to another disk, so the serial number is part of it
  printf '%s %s' "$1" "$(serial_of "$1")"
}

without_ceph() { # stdin, of contents: what Ceph does not make
  # It fails where nothing is left.
  grep -v -E '^((ceph_bluestore|crypto_LUKS|LVM2_member) at |a label of BlueStore at |lvm /dev/mapper/ceph--|crypt )' || true
}

processes_on() { # <device>: who has it open, or what is on it: number and name, one a line
  local listed open code=0 major minor number numbers=' ' file command
  listed="$(lsblk --list --noheadings --output MAJ:MIN "$ROOT$1")" || return
  while IFS=' :' read -r major minor; do
    printf -v number '%x:%x' "$major" "$minor"
    numbers+="$number "
  done <<<"$listed"
  # By number, as a container has its own name for it. One of the files that are open may be on a volume that does not answer; processes that end meanwhile
  # are not a failure.
  open="$(timeout --kill-after 5 60 find -L "$ROOT"/proc/[0-9]*/fd -maxdepth 1 -type b -exec stat -L -c '%t:%T %n' {} + 2>/dev/null)" || code=$?
  ((code < 124)) || return
  while read -r number file; do
    [[ $numbers == *" $number "* ]] || continue
    file="${file#"$ROOT/proc/"}"
    read -r command 2>/dev/null <"$ROOT/proc/${file%%/*}/comm" || continue # it has just ended
    printf '%s %s\n' "${file%%/*}" "$command"
  done <<<"$open" | sort -n -u
}

osds_on() { # <device>: the daemons that it belongs to, as number:id, by BlueStore's label on it or on the volumes on it; one a line
  local name
  while read -r name; do
    osd_of "$name"
  done < <(lsblk --list --noheadings --paths --output NAME "$ROOT$1") | sort -n -u
}

# A label is two lines, the second one the daemon's id, and then words after their lengths, four bytes each. Among these is the daemon's key, which never
# gets beyond grep.
readonly OSD_LABEL=$'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|whoami[\1-\5][.]{3}[0-9]+'

osd_of() { # <path>
  local id number length
  { read -r id && read -r number; } < <(dd if="$1" bs=4096 count=1 status=none 2>/dev/null | tr '\0\200-\377' . | grep -a -o -E "$OSD_LABEL") || return 0
  [[ $id == *-* && $number == whoami* ]] || return 0
  printf -v length %d "'${number:6:1}"
  printf '%s:%s\n' "${number:10:length}" "$id"
}

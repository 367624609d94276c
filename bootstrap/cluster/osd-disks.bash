# Disks, as node.sh lists them, and the daemons of Ceph on them.

# A line of node.sh disks: device, serial number, whether it is declared, and what is on it.
readonly DISK=$'/dev/[ -~]{1,300}\t[ -~]{1,200}\t(yes|no)\t(absent|unreadable|empty|used|osd( [0-9]{1,9}:[0-9A-Za-z-]{1,64})+)'

reach_too() { # <machine>
  INVOLVED=("$1")
  [[ $1 == "$CONTROL_PLANE" ]] || reach_machines
}

list_disks() { # <machine>: keeps what node.sh says of them
  node_sh "$1" disks --node "$1" >"$WORK/$1.disks" || fail "$1 does not say what its disks are" 'see above'
  expect_lines "$1" 'what its disks are' "$DISK" "$WORK/$1.disks"
}

row_of_disk() { # <machine> <device>
  awk -F '\t' -v device="$2" '$1 == device { print; found = 1 } END { if (!found) print device "\t-\tno\tabsent" }' "$WORK/$1.disks"
}

row_with_osd() { # <machine> <number>: nothing where no known disk has it
  local id
  id="$(id_of_osd "$2")" || return
  awk -F '\t' -v osd=" $2:$id " 'index($4 " ", osd) { print; exit }' "$WORK/$1.disks"
}

id_of_osd() { # <number>: another cluster's may have the same number
  local found id
  found="$(ceph osd dump)" || return
  id="$(awk -v osd="osd.$1" '$1 == osd { print $NF }' <<<"$found")"
  expect "$CONTROL_PLANE" "which osd.$1 is" '([0-9A-Za-z-]{1,64})?' "$id"
  printf '%s' "$id"
}

declared_disks() { # <machine>
  awk -F '\t' '$3 == "yes" { printf "%s ", $1 }' "$WORK/$1.disks"
}

machine_of_osd() { # <number>
  local osd="$1" found name
  found="$(ceph osd find "$osd" --format json 2>&1)" || fail "Ceph knows no osd.$osd" "see $PROGRAM storage status"
  for name in "${ALL[@]}"; do
    if [[ $found == *"\"host\":\"$(host_of "$name")\""* ]]; then
      printf '%s' "$name"
      return 0
    fi
  done
  fail "osd.$osd is on no machine of cluster $CLUSTER_NAME" 'keep the machine in cluster.yaml until its disks are given up'
}

osds_on_disk() { # <machine> <device>: the numbers of this cluster's, one a line
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ ${row%%$'\t'*} != "$2" ]] || printf '%s\n' "$osd"
  done
}

osds_without_disk() { # <machine>: the numbers of those that are down, and on none of its disks
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ -n $row ]] || osd_is_up "$osd" >/dev/null || printf '%s\n' "$osd"
  done
}

disk_is_up() { # <machine> <device>
  local state osd
  list_disks "$1"
  IFS=$'\t' read -r _ _ _ state < <(row_of_disk "$1" "$2")
  [[ $state == 'osd '* ]] || { printf '%s is %s\n' "$2" "$state" && return 1; }
  for osd in ${state#osd }; do osd_is_up "${osd%:*}" || return; done
}

applied_disks() { # <machine>: those that the cluster has been told of
  kubectl_ceph get cephcluster "$CEPH_CLUSTER" --output "jsonpath={.spec.storage.nodes[?(@.name==\"$1\")].devices[*].name}"
}

refuse_while_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " != *" $2 "* ]] || refuse "the cluster still has $2 of $1" "run $PROGRAM apply first"
}

refuse_before_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " == *" $2 "* ]] || refuse "the cluster has not been told of $2 of $1" "run $PROGRAM apply first"
}

# Rook makes no OSD whose database comes to a disk that has the databases of others: https://github.com/rook/rook/issues/6654
refuse_separate_databases() { # <machine> <device>
  local entry machine device databases repair='make all disks with databases there anew together: docs/storage.md, "A database on another disk"'
  for entry in "${SEPARATE_DATABASES[@]}"; do
    read -r machine device databases <<<"$entry"
    [[ $machine == "$1" ]] || continue
    [[ $device != "$2" ]] || refuse "the database of $2 of $1 is on $databases, where Rook makes none anew beside others" "$repair"
    [[ $databases != "$2" ]] || refuse "$2 of $1 has the database of $device, whose OSD ends with it" "$repair"
  done
}

confirm_serial() { # <machine> <device> <serial number>: before anything is done, as the disk is wiped only afterwards
  local name="$1" device="$2" serial="$3" row found
  row="$(row_of_disk "$name" "$device")"
  IFS=$'\t' read -r _ found _ <<<"$row"
  [[ $found != - ]] || refuse "$device of $name reports no serial number, by which a person could confirm it" 'nothing was done; give Ceph a disk that has one'
  [[ -n $serial ]] || refuse "$device of $name (serial number $found) is to be wiped, and what is on it is lost" "say so by its serial number: --serial $(printf '%q' "$found")"
  [[ $serial == "$found" ]] || refuse "$serial is not the serial number of $device of $name" 'nothing was done; look again which disk you mean'
}

wipe_ended() { # <machine> <device> <serial number>: its daemon has just ended
  wait_until 120 5 "waiting until $2 of $1 is let go" ask_to_wipe "$@" >"$WORK/wipe" 2>"$WORK/wipe.error" || {
    cat "$WORK/wipe.error" >&2
    fail "$2 of $1 was not wiped" "see above; then: $PROGRAM storage wipe-disk $1 $2 --serial $(printf '%q' "$3")"
  }
  note "done       $2 of $1 is wiped"
}

# Whether a disk is as large as cluster.yaml says, and what to write there where it is not.

# Makers count in powers of ten and round: a hundredth is not another disk.
collect_size_problem() { # <device> <bytes, or nothing>
  local device="$1" wanted="$2" size repair
  [[ -n $wanted ]] || return 0
  size="$(disk_facts "$device" SIZE)"
  ! is_within "$size" "$wanted" 100 || return 0
  repair="it may be another disk: look at it, and correct its device in cluster.yaml, or write size: $(size_to_write "$size")"
  ! is_size_of_lsblk "$size" "$wanted" ||
    repair="lsblk counts in powers of two, cluster.yaml in powers of ten: write size: $(size_to_write "$size"), or correct its device in cluster.yaml if it is another disk"
  problem "$(describe_disk "$device") has $size bytes, not $wanted" "$repair"
}

is_within() { # <amount> <of what> <part>: they differ by no more than that part of the second
  local difference=$(($1 > $2 ? $1 - $2 : $2 - $1))
  ((difference <= $2 / $3))
}

# lsblk prints 931.5G for a disk of 1000204886016 bytes, and 1.8T for one of 2000398934016: one digit behind the point, so that 1.8 may be 2.8 % off.
is_size_of_lsblk() { # <bytes of the disk> <bytes that cluster.yaml says>
  # 2^30 and 2^40, in powers of ten.
  is_within "$1" $(($2 * 10737 / 10000)) 33 || is_within "$1" $(($2 * 10995 / 10000)) 33
}

size_to_write() { # <bytes>: as on its label, and less than a hundredth off
  local size="$1" giga=1000000000
  if ((size < 100 * giga)); then
    printf '%sM' $(((size + giga / 2000) * 1000 / giga))
  elif (((size + giga / 2) / giga % 1000 == 0)); then
    printf '%sT' $(((size + giga / 2) / giga / 1000))
  else
    printf '%sG' $(((size + giga / 2) / giga))
  fi
}

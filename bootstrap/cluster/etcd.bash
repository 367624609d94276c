# Members of etcd, as a control plane tells them, and which of them the others can do without.

# etcd chooses another leader when one is lost, and does not answer meanwhile.
readonly ETCD_SECONDS=120
# voter or learner, and well or silent, by name.
declare -A KIND_OF_MEMBER=() HEALTH_OF_MEMBER=()

read_members() {
  local name address kind health
  KIND_OF_MEMBER=() HEALTH_OF_MEMBER=()
  wait_until "$ETCD_SECONDS" 5 "waiting until $CONTROL_PLANE says who is in etcd" ask_members ||
    fail "$CONTROL_PLANE does not say who is in etcd" 'see above; run the same command again when etcd answers'
  expect_lines "$CONTROL_PLANE" 'who is in etcd' "($NAME|-) [0-9a-f.:]{2,45} (voter|learner) (well|silent)" "$WORK/members"
  while read -r name address kind health; do
    # One that never started has no name.
    [[ $name != - ]] || name="$(name_at "$address")"
    KIND_OF_MEMBER[$name]="$kind"
    HEALTH_OF_MEMBER[$name]="$health"
  done <"$WORK/members"
}

ask_members() {
  node_sh "$CONTROL_PLANE" members --node "$CONTROL_PLANE" >"$WORK/members"
}

name_at() { # <address>: the machine's of the spec, or else the address
  local name
  for name in "${ALL[@]}"; do
    if [[ ${ADDRESS_OF[$name]} == "$1" ]]; then
      printf '%s' "$name"
      return 0
    fi
  done
  printf '%s' "$1"
}

is_in_etcd() { # <machine>
  [[ -n ${KIND_OF_MEMBER[$1]:-} ]]
}

# Voting members besides these; sets OTHERS_WELL and OTHERS_SILENT.
other_voters() { # <machine…>
  local name
  OTHERS_WELL=() OTHERS_SILENT=()
  while read -r name; do
    [[ -n $name && ${KIND_OF_MEMBER[$name]} == voter ]] || continue
    ! is_one "$name" "$@" || continue
    if [[ ${HEALTH_OF_MEMBER[$name]} == well ]]; then OTHERS_WELL+=("$name"); else OTHERS_SILENT+=("$name"); fi
  done < <(printf '%s\n' "${!KIND_OF_MEMBER[@]}" | sort)
}

# Without a majority of its voting members etcd stores nothing more.
collect_lost_majority() { # <machine>: that is to leave etcd for good
  is_in_etcd "$1" && [[ ${KIND_OF_MEMBER[$1]} == voter ]] || return 0
  other_voters "$1"
  ((${#OTHERS_WELL[@]} <= ${#OTHERS_SILENT[@]} && ${#OTHERS_SILENT[@]} > 0)) || return 0
  problem "etcd would have no majority without $1: of its other members ${OTHERS_WELL[*]:-none} answers, and ${OTHERS_SILENT[*]} does not" \
    "bring ${OTHERS_SILENT[*]} back first; or, if it is gone for good, take it out before: $PROGRAM remove ${OTHERS_SILENT[0]} --gone"
}

collect_unwell_members() { # <machine>: that is to be away for a while
  is_in_etcd "$1" || return 0
  other_voters "$1"
  ((${#OTHERS_SILENT[@]} == 0)) || problem "the members ${OTHERS_SILENT[*]} of etcd do not answer, and $1 would be missing, too" 'bring them back first'
}

all_members_are_well() { # prints those that are not
  local name well=yes
  read_members
  for name in "${!HEALTH_OF_MEMBER[@]}"; do
    if [[ ${HEALTH_OF_MEMBER[$name]} != well || ${KIND_OF_MEMBER[$name]} != voter ]]; then
      printf 'etcd: %s is a %s and %s\n' "$name" "${KIND_OF_MEMBER[$name]}" "${HEALTH_OF_MEMBER[$name]}"
      well=no
    fi
  done
  [[ $well == yes ]]
}

# The machines of the spec, in its order.

# By name.
declare -A ADDRESS_OF=() ROLE_OF=() PLACE_OF=()
# All names, those of them that --node chose, and all control planes.
ALL=()
CHOSEN=()
CONTROL_PLANES=()
# Machines that this run connects to.
INVOLVED=()
# The one that is asked for the cluster.
CONTROL_PLANE="$FIRST_CONTROL_PLANE"
# Length of the longest name: the output of machines stands in a column behind it.
WIDTH=${#CLUSTER_NAME}

choose_machines() { # [name…]: none: all
  local row name role address
  local -A wanted=()
  for row in "${MACHINES[@]}"; do
    IFS=$'\t' read -r name role address <<<"$row"
    ADDRESS_OF[$name]="$address"
    ROLE_OF[$name]="$role"
    PLACE_OF[$name]="${#ALL[@]}"
    ALL+=("$name")
    [[ $role == worker ]] || CONTROL_PLANES+=("$name")
    ((${#name} <= WIDTH)) || WIDTH=${#name}
  done
  for name in "$@"; do
    need_machine "$name"
    wanted[$name]=yes
  done
  for name in "${ALL[@]}"; do
    (($# > 0)) && [[ -z ${wanted[$name]:-} ]] || CHOSEN+=("$name")
  done
}

node_names() { # one a line
  local row
  for row in "${MACHINES[@]}"; do printf '%s\n' "${row%%$'\t'*}"; done
}

need_machine() { # <name>
  [[ -n ${ADDRESS_OF[$1]:-} ]] || refuse "no node of cluster $CLUSTER_NAME is called $1" "choose one of: ${ALL[*]}"
}

is_one() { # <name> <name…>
  [[ " ${*:2} " == *" $1 "* ]]
}

is_chosen() { # <machine>
  is_one "$1" "${CHOSEN[@]}"
}

are_chosen() { # <machine…>
  local name
  for name in "$@"; do is_chosen "$name" || return 1; done
}

# Of names that are told, how many one by one.
readonly TOLD_BY_NAME=6

some_of() { # <name…>: in words, however many there are
  local -a names=("$@")
  local text=''
  # number: counts and a constant
  if (($# > TOLD_BY_NAME)); then names=("${@:1:TOLD_BY_NAME-1}" "$(($# - TOLD_BY_NAME + 1)) more"); fi
  # number: a count
  ((${#names[@]} == 1)) || printf -v text '%s, ' "${names[@]:0:${#names[@]}-1}"
  printf '%s%s' "${text:+${text%, } and }" "${names[-1]}"
}

with_control_plane() { # sets INVOLVED: the chosen ones, and through whom they join
  tell_asked "${CHOSEN[@]}"
  choose_control_plane
  INVOLVED=("${CHOSEN[@]}")
  is_chosen "$CONTROL_PLANE" || INVOLVED+=("$CONTROL_PLANE")
}

# Several control planes: through which of them the cluster is asked, and in which order they come and go.

# Of several the first one that lets us in and is a member: any of them may be gone.
choose_control_plane() {
  local name
  ((${#CONTROL_PLANES[@]} > 1)) || return 0
  for name in "${CONTROL_PLANES[@]}"; do
    tell_asked "$name"
    on_all 1 look_at "$name"
    if ((${#FAILED[@]} == 0)) && is_member "$name"; then
      CONTROL_PLANE="$name"
      return 0
    fi
  done
}

is_member() { # <machine>: by what it says itself
  has_done "$1" init || has_done "$1" join
}

# The machine that makes the cluster, unless another one has it already.
inits() { # <machine>
  [[ $1 == "$FIRST_CONTROL_PLANE" && $CONTROL_PLANE == "$FIRST_CONTROL_PLANE" ]]
}

# Sets FURTHER and WORKERS: those of the chosen ones that join, control planes and others.
sort_joining() {
  local name
  FURTHER=()
  WORKERS=()
  for name in "${CHOSEN[@]}"; do
    if [[ ${ROLE_OF[$name]} == worker ]]; then WORKERS+=("$name"); elif ! inits "$name"; then FURTHER+=("$name"); fi
  done
}

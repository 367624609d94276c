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

# Like it, without those that are about to go or to stop for a while: what is done to them is asked of another one. Sets CONTROL_PLANE, to nothing where the
# spec has no other one. As on_all, not for conditions.
choose_control_plane_but() { # <machine…>
  local name
  CONTROL_PLANE=''
  for name in "${CONTROL_PLANES[@]}"; do
    ! is_one "$name" "$@" || continue
    CONTROL_PLANE="$name"
    # The look of all machines says more of the only one.
    ((${#CONTROL_PLANES[@]} > 1)) || return 0
    on_all 1 look_at "$name"
    if ((${#FAILED[@]} == 0)) && is_member "$name"; then return 0; fi
  done
  [[ -z $CONTROL_PLANE ]] || fail "no control plane but $* answers as a member of cluster $CLUSTER_NAME" "see $PROGRAM status, and bring one of them back first"
}

# The machine that makes the cluster, unless another one has it already, or it has joined it: who made it may be gone.
inits() { # <machine>
  [[ $1 == "$FIRST_CONTROL_PLANE" && $CONTROL_PLANE == "$FIRST_CONTROL_PLANE" ]] && ! { [[ -e "$WORK/$1.look" ]] && has_done "$1" join; }
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

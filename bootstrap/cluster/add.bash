# add: what up does, for some machines. Nothing but names is changed on the others.

verb_add() { # <machine…> <yes: only say> <kubeconfig>
  local only="${*: -2:1}" step
  local -a names=("${@:1:$#-2}")
  choose_to_add "${names[@]}"
  refuse_foreign_kubeconfig
  begin_machines add "$only"
  reach_for_up
  need_cluster
  if [[ $only == yes ]]; then
    plan_names
    for step in "${UP_STEPS[@]}"; do "${step}_check"; done
    return "$PLAN_CODE"
  fi
  add_machines
}

need_cluster() { # or somebody would make another one
  is_member "$CONTROL_PLANE" || refuse "$CONTROL_PLANE is not in a cluster yet" "$PROGRAM up makes it, with all machines"
}

choose_to_add() { # <machine…>: sets CHOSEN
  local name
  for name in "$@"; do need_machine "$name"; done
  CHOSEN=()
  for name in "${ALL[@]}"; do
    ! is_one "$name" "$@" || CHOSEN+=("$name")
  done
}

add_machines() { # CHOSEN
  local step
  # Before they join: keepalived of the others must know a new control plane, or two would hold the address.
  spread_names
  for step in "${UP_STEPS[@]}"; do "${step}_apply"; done
}

# ---- names

members_besides() { # sets OTHERS: the machines that are not CHOSEN, answer, and are ours; who does not answer is told
  local name
  local -a asked=()
  OTHERS=()
  for name in "${ALL[@]}"; do
    if is_chosen "$name"; then continue; elif is_there "$name"; then OTHERS+=("$name"); else asked+=("$name"); fi
  done
  on_all "$AT_ONCE" look_at "${asked[@]}"
  for name in "${asked[@]}"; do
    if is_one "$name" "${FAILED[@]}" || [[ "$(looked "$name" cluster)" != "$CLUSTER_ID" ]]; then
      warn "$name does not answer as a machine of cluster $CLUSTER_NAME, and does not learn who is new; $PROGRAM up tells it"
    else
      : >"$WORK/$name.ours"
      OTHERS+=("$name")
    fi
  done
}

plan_names() {
  local name
  for name in "${ALL[@]}"; do
    is_chosen "$name" || note "           $name learns the names of ${CHOSEN[*]}, if it does not know them; nothing else is changed there"
  done
}

spread_names() {
  members_besides
  on_all_or_stop names "$AT_ONCE" give_names "${OTHERS[@]}"
}

give_names() { # <machine>: by the program of this synth, which leaves no file there
  streamed_node_sh "$1" names --node "$1"
}

# What cluster.yaml says otherwise than when the cluster was made. Differences that stay are refused by compare, with all else that refuses a machine.

change_check() { # the plan of each machine names them
  :
}

change_apply() { # one machine after the other, and none after one that does not work with it
  local name
  sort_joining
  for name in "${CONTROL_PLANES[@]}" "${WORKERS[@]}"; do
    ! is_chosen "$name" || ! grep -q '^changes=' "$WORK/$name.facts" || on_all_or_stop change 1 change_machine "$name"
  done
}

change_machine() { # <machine>
  node_sh "$1" change --node "$1"
}

# Labels and taints: the control plane looks at all nodes at once.

mark_check() {
  is_member "$CONTROL_PLANE" && ((${#REGISTERED[@]} > 0)) || return 0
  on_all 1 plan_marks "$CONTROL_PLANE"
  tell_errors "$CONTROL_PLANE"
  ((WORST == 0)) || PLAN_CODE=$WORST
  if [[ -e "$WORK/$CONTROL_PLANE.marks" ]]; then is_to_do; fi
}

plan_marks() { # <machine>
  local code=0
  marks_there marks || code=$?
  [[ $code == "$SOMETHING_TO_DO" ]] || return "$code"
  : >"$WORK/$1.marks"
}

mark_apply() {
  on_all_or_stop 'labels and taints' 1 mark_machines "$CONTROL_PLANE"
}

mark_machines() { # <control plane>
  marks_there mark
}

marks_there() { # <marks or mark>: of the chosen ones; all of them would be a long command
  local -a names=("${CHOSEN[@]}")
  ((${#CHOSEN[@]} < ${#ALL[@]})) || names=()
  node_sh "$CONTROL_PLANE" "$1" "${names[@]}" --node "$CONTROL_PLANE"
}

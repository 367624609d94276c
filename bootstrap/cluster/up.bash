# up and plan.

# Of plan: 3 where there is something to do, 2 where a machine cannot become what the spec wants of it.
PLAN_CODE=0

is_to_do() {
  [[ $PLAN_CODE != 0 ]] || PLAN_CODE=$SOMETHING_TO_DO
}

would_on() { # <machine> <what would be done>
  is_to_do
  tell "$1" <<<"would      $2"
}

# What the steps of up need, whoever takes them: machines, and what the desk brings them.
reach_for_up() {
  read_registry_access
  with_control_plane
  reach_machines
}

verb_up() {
  local step
  refuse_foreign_kubeconfig
  take_desk_lock up
  open_logs
  reach_for_up
  for step in "${UP_STEPS[@]}"; do
    "${step}_apply"
  done
  cat "$WORK/registered"
  note "next       $PROGRAM apply brings the network and all else; machines are NotReady without it"
  note "           KUBECONFIG=$KUBECONFIG_PATH kubectl get nodes"
}

verb_plan() {
  local step line
  reach_for_up
  for step in "${UP_STEPS[@]}"; do
    "${step}_check"
  done
  # As synth has them, with the word warning.
  for line in "${SPEC_WARNINGS[@]}" "${PLAN_LINES[@]}"; do
    note "$line"
  done
  return "$PLAN_CODE"
}

# plan: what prepare and change would do here. Changes nothing.

verb_plan() {
  local index phase changes=0
  read_registry_access
  PLANNING=yes
  for index in "${!PHASES[@]}"; do
    phase="${PHASES[index]}"
    if "${phase}_check"; then
      say "ok         $phase: ${PHASE_TITLES[index]}"
    else
      say "to do      $phase: ${PHASE_TITLES[index]}"
      changes=$((changes + 1))
    fi
  done
  tell_changes 'to do      change: ' '; up does it'
  changes=$((changes + ${#CHANGES[@]}))
  if problems_found; then
    print_problems
    return 2
  fi
  ((changes == 0)) || return "$SOMETHING_TO_DO"
  say "$NODE_NAME is prepared, nothing would change"
}

# plan: what prepare would change here. Changes nothing.

verb_plan() {
  local index phase changes=0
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
  if problems_found; then
    print_problems
    return 2
  fi
  ((changes > 0)) || say "$NODE_NAME is prepared, nothing would change"
}

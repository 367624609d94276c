# prepare: everything that a machine needs before it inits or joins. Phase by phase: nothing where all is true already, else apply, and look again.

verb_prepare() {
  local index
  read_registry_access
  for index in "${!PHASES[@]}"; do
    prepare_phase "${PHASES[index]}" "${PHASE_TITLES[index]}"
    # The first one, which changes nothing, has looked whether this machine may be one of ours.
    claim_machine
  done
}

prepare_phase() { # <phase> <title>
  local phase="$1" title="$2"
  if "${phase}_check"; then
    say "ok         $phase: $title"
    return 0
  fi
  say "doing      $phase: $title"
  PHASE="$phase"
  "${phase}_apply"
  # What is still missing is told.
  PLANNING=yes
  "${phase}_check" || fail "$phase was applied on $NODE_NAME, but its check still fails" "look at what is missing above and at $LOG, then run prepare again"
  PLANNING=no
  PHASE=''
  say "done       $phase: $title"
}

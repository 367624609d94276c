# The machine stays awake, whatever its desktop thinks of an idle keyboard or a closed lid.

readonly SLEEP_TARGETS=(sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target)

awake_targets() { # those that are not masked yet, one a line
  local target
  for target in "${SLEEP_TARGETS[@]}"; do
    unit_is_masked "$target" || printf '%s\n' "$target"
  done
}

sleep_check() {
  local status=0 target
  while read -r target; do
    would "mask $target"
    status=1
  done < <(awake_targets)
  return "$status"
}

sleep_apply() {
  local -a targets
  mapfile -t targets < <(awake_targets)
  mask_units "${targets[@]}"
}

sleep_undo() {
  unmask_units "${SLEEP_TARGETS[@]}"
}

# names: who the other machines are, as cluster.yaml says now; nothing else of a machine that works is touched.

# Phases that hold other machines' names and addresses.
readonly NAMING_PHASES=(hostname vip)

verb_names() {
  local index
  refuse_wrong_machine
  recorded cluster "$CLUSTER_ID" || refuse "$NODE_NAME was not prepared yet" "run prepare there"
  for index in "${!PHASES[@]}"; do
    ! is_one_of "${PHASES[index]}" "${NAMING_PHASES[@]}" || prepare_phase "${PHASES[index]}" "${PHASE_TITLES[index]}"
  done
}

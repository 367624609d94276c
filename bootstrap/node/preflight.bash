# preflight: what keeps this machine from becoming the node, all of it at once, and what is warned of; where nothing does, its facts. Changes nothing.

verb_preflight() {
  collect_preflight_problems
  warn_of_changes
  refuse_problems
  verb_facts
  # What up will change here.
  ((${#CHANGES[@]} == 0)) || printf 'changes=%s\n' "${#CHANGES[@]}"
}

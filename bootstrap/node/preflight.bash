# preflight: what keeps this machine from becoming the node, all of it at once; where nothing does, its facts. Changes nothing.

verb_preflight() {
  collect_preflight_problems
  refuse_problems
  verb_facts
  # What up will change here.
  ((${#CHANGES[@]} == 0)) || printf 'changes=%s\n' "${#CHANGES[@]}"
}

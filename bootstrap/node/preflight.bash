# preflight: what keeps this machine from becoming the node, all of it at once; where nothing does, its facts. Changes nothing.

verb_preflight() {
  collect_preflight_problems
  if problems_found; then
    print_problems
    return 2
  fi
  verb_facts
}

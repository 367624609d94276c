# What the spec puts on a machine, held against what the machine has.

# A warning: the machine can become a node all the same, but some of its pods find no room.
warn_of_needs() {
  local row has processors=0 line
  local -a needs=()
  for row in "${NEEDS[@]}"; do
    [[ ${row%%$'\t'*} != "$NODE_NAME" ]] || mapfile -t -d $'\t' needs < <(printf '%s\t' "$row")
  done
  ((${#needs[@]} > 0)) || return 0
  local memory="${needs[1]}" memory_parts="${needs[2]}" cpu="${needs[3]}" cpu_parts="${needs[4]}"
  read -r _ has _ < <(grep '^MemTotal:' "$ROOT/proc/meminfo")
  while read -r line; do [[ $line != processor[[:space:]:]* ]] || processors=$((processors + 1)); done <"$ROOT/proc/cpuinfo"
  ((has / 1024 >= memory)) ||
    warn "$NODE_NAME has $((has / 1024)) MiB of memory, and $memory are kept free there ($memory_parts), so that pods stay Pending; add some, or give it less to do in cluster.yaml"
  ((processors * 1000 >= cpu)) ||
    warn "$NODE_NAME has ${processors}000m of CPU, and ${cpu}m are kept free there ($cpu_parts), so that pods stay Pending; use a machine with more processors, or give it less to do in cluster.yaml"
}

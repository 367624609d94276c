#!/usr/bin/env bash
# A second `cluster.sh up` and `apply` of the cluster that up.sh left change nothing and are quick.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

# Contacts with the API server leave their traces in its own state, not in files; what changes by itself between two listings of an idle cluster:
# timers of the system, and the module that the listing itself loads.
readonly IGNORED='^(active|unit)	(systemd-tmpfiles-clean|logrotate|man-db|apt-daily)|^module	nf_tables'

quick() {
  local first second
  first="$(seconds_of up 'cluster.sh up')"
  second="$(seconds_of again 'cluster.sh up')"
  printf '= first %s s, second %s s\n' "$first" "$second"
  [[ $((second * 10)) -le $first ]]
}

main() {
  local machine
  must 'listing before' list before cp1 w1
  must 'cluster.sh up' desk up
  must 'listing after' list after cp1 w1
  for machine in cp1 w1; do
    shown "nothing has changed on $machine: packages, files, units, sysctls, modules, firewall, disks; no file written, no service restarted" \
      same "before.$machine" "after.$machine" "$IGNORED"
  done
  shown 'the second up takes at most a tenth of the first' quick
  shown 'cluster.sh apply' desk apply
  must 'listing after apply' list after-apply cp1 w1
  for machine in cp1 w1; do
    shown "apply has changed nothing on $machine" same "after.$machine" "after-apply.$machine" "$IGNORED"
  done
  finish
}

main "$@"

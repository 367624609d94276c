#!/usr/bin/env bash
# `cluster.sh down` gives back the machines of the cluster that up.sh left: they are what they were before. Compares with the listings of up.sh.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

# Not ours to undo, or nothing that anybody notices; one line a reason:
# caches of apt, dpkg and ld that any package changes;
# an empty folder of Debian's that goes with the last package that has something in it.
readonly CACHES='/etc/ld\.so\.cache|/etc/\.pwd\.lock|/etc/[a-z]+-(	|$)|^folder	/etc/apparmor\.d/disable	'
# modules that the kernel loaded by itself when a program asked (iptables, nftables, overlay of images), which only a reboot unloads, and what they have to set.
readonly LOADED='^module	|^sysctl	net\.(netfilter\.nf_|nf_conntrack_)'
# what is different at each boot: a service of the lab's that runs at the first one only, and what the kernel computes from the memory that is free then.
readonly BOOTED='^active	first-boot\.service	|^sysctl	vm\.user_reserve_kbytes	'

main() {
  local machine
  shown 'down asks for a typed confirmation, and refuses without it' fails_with 2 '' desk down
  must 'cluster.sh down' desk down --yes
  must 'listing afterwards' list reset cp1 w1
  for machine in cp1 w1; do
    shown "$machine is what it was" same_but_for_times "fresh.$machine" "reset.$machine" "$CACHES|$LOADED"
  done
  must 'power off and on' power_cycle
  must 'listing after the reboot' list reset-rebooted cp1 w1
  for machine in cp1 w1; do
    shown "$machine is what it was, after a reboot" same_but_for_times "fresh.$machine" "reset-rebooted.$machine" "$CACHES|$BOOTED"
  done
  finish
}

power_cycle() {
  lab ssh cp1 sync
  lab ssh w1 sync
  lab kill cp1 w1
  lab start cp1 w1
}

main "$@"

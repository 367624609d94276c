#!/usr/bin/env bash
# Lists what a machine is, one thing a line, tab separated: kind, name, state, since when. Runs on the machine as root, over ssh's standard input;
# changes nothing there.
set -o errexit -o nounset -o pipefail

# What a bootstrap may write to. Logs, caches and the disks of containers change by themselves.
readonly FOLDERS=(/etc /opt /usr/local /root /home /var/lib/cdk8s-metal /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env /var/lib/cni)

packages() {
  dpkg-query --show --showformat 'package\t${Package}\t${Version} ${db:Status-Abbrev}\t\n'
  apt-mark showhold | sed 's/.*/hold\t&\t\t/'
  apt-mark showmanual | sed 's/.*/manual\t&\t\t/'
}

files() {
  local existing=() path
  for path in "${FOLDERS[@]}"; do
    if [[ -e $path ]]; then existing+=("$path"); fi
  done
  find "${existing[@]}" -xdev -type f -printf 'file\t%p\t%m %u:%g\t%T@\n'
  find "${existing[@]}" -xdev -type l -printf 'link\t%p\t%l\t%T@\n'
  find "${existing[@]}" -xdev -type d -printf 'folder\t%p\t%m %u:%g\t\n'
  find "${existing[@]}" -xdev -type f -print0 | xargs --null --no-run-if-empty sha256sum | sed --regexp-extended 's/^([0-9a-f]+)  (.*)$/sum\t\2\t\1\t/'
}

units() {
  systemctl list-unit-files --plain --no-legend | awk '{ printf "unit\t%s\t%s\t\n", $1, $2 }'
  # Sessions come and go with every ssh connection.
  systemctl show --property Id,ActiveState,SubState,ActiveEnterTimestampMonotonic '*.service' '*.swap' '*.timer' |
    awk -F= -v RS= '{ split("", a); n = split($0, lines, "\n"); for (i = 1; i <= n; i++) { split(lines[i], p, "="); a[p[1]] = p[2] }
      if (a["Id"] !~ /^(user@|user-runtime-dir@|session)/) printf "active\t%s\t%s %s\t%s\n", a["Id"], a["ActiveState"], a["SubState"], a["ActiveEnterTimestampMonotonic"] }'
}

kernel() {
  # Counters, and what each network interface has for itself: the interfaces of pods come and go.
  sysctl --all 2>/dev/null | grep --invert-match --extended-regexp \
    '^(kernel\.random\.|kernel\.ns_last_pid|kernel\.pty\.nr|fs\.(dentry-state|inode-|file-nr|aio-nr|quota)|net\.netfilter\.nf_conntrack_count|net\.ipv[46]\.(conf|neigh)\.(veth|cni|flannel|lo|en|eth)|vm\.(stat|nr_))' |
    sed --regexp-extended 's/^([^ ]+) = (.*)$/sysctl\t\1\t\2\t/'
  # A kernel with everything built in has no such file.
  [[ ! -e /proc/modules ]] || awk '{ printf "module\t%s\t\t\n", $1 }' /proc/modules
  awk 'NR > 1 { printf "swap\t%s\t%s\t\n", $1, $2 }' /proc/swaps
}

network() {
  printf 'hostname\t%s\t\t\n' "$(hostname)"
  ip -oneline link | awk -F': ' '{ sub(/@.*/, "", $2); sub(/^veth.*/, "veth", $2); printf "interface\t%s\t\t\n", $2 }'
  ip route | sed 's/.*/route\t&\t\t/'
  # Counters aside; iptables shows the rules of its own tables, nft those of all.
  if type -P iptables-save >/dev/null; then
    iptables-save | sed --regexp-extended '/^#/d; s/\[[0-9]+:[0-9]+\]//; s/^/rule\t/; s/$/\t\t/'
    ip6tables-save | sed --regexp-extended '/^#/d; s/\[[0-9]+:[0-9]+\]//; s/^/rule6\t/; s/$/\t\t/'
  fi
  if type -P nft >/dev/null; then nft list tables | sed 's/.*/nft\t&\t\t/'; fi
}

disks() { # those that the lab has added: what was written to them since the machine was powered on, and how they begin
  local link disk statistics
  for link in /dev/disk/by-id/virtio-*-data?; do
    [[ -e $link ]] || continue
    disk="$(readlink -f "$link")"
    statistics="/sys/block/${disk##*/}/stat"
    printf 'disk\t%s\twritten %s discarded %s begins %s\t\n' "${link##*/}" "$(awk '{ print $7 }' "$statistics")" "$(awk '{ print $14 }' "$statistics")" \
      "$(head --bytes 16M "$disk" | sha256sum | cut --characters 1-16)"
  done
}

main() {
  export LC_ALL=C
  {
    packages
    files
    units
    kernel
    network
    disks
  } | sort --unique
}

main "$@"

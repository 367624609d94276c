# What network plugins and kube-proxy leave in the running kernel. They name it after themselves, and only that goes: flushing a table would take the
# rules of everybody else along.

remove_network_traces() {
  local program network
  remove_links
  for network in "${POD_NETWORKS[@]}"; do remove_routes "$network"; done
  for program in iptables ip6tables; do remove_rules "$program"; done
  remove_tables
  [[ $KUBE_PROXY != ipvs ]] || warn 'the table of IPVS keeps the Services of the cluster until the next boot, as it does not say whose they are'
}

remove_links() {
  local link path
  while read -r link; do
    if [[ -e "$ROOT/sys/class/net/$link" ]] && is_one_of "$link" "${PROGRAM_LINKS[@]}"; then remove_link "$link"; fi
    forget link "$link"
  done < <(records link)
  # Calico's ends of the pods' interfaces.
  for path in "$ROOT"/sys/class/net/cali[0-9a-f]*; do
    if [[ -e $path ]]; then remove_link "${path##*/}"; fi
  done
}

remove_link() { # <name>
  if [[ $1 == tunl0 ]]; then
    # The module makes it, and takes it along.
    run 'removing tunl0' modprobe --remove ipip || warn 'tunl0 stays until the next boot: something else uses its module'
  else
    run "removing $1" ip link delete "$1" || warn "$1 could not be removed; the next boot does it"
  fi
}

remove_routes() { # <network of pods>: nobody else's, as prepare refuses a network that the machine has a route to
  local network="$1" family=-4
  if [[ $network == *:* ]]; then family=-6; fi
  if [[ -n "$(ip "$family" route show root "$network")" ]]; then
    run "removing routes to $network" ip "$family" route flush root "$network" || warn "routes to $network stay until the next boot"
  fi
}

# Chains are named by who makes them; rules in chains of others jump to them, or say in a comment that they are Calico's.
readonly OUR_CHAINS='(KUBE|CNI|FLANNEL|cali)-[^ ]*'

remove_rules() { # <iptables or ip6tables>
  local program="$1" changes
  [[ -n "$(type -P "$program-save")" ]] || return 0
  changes="$("$program-save" | rules_to_remove)" || return
  if [[ $changes == *-* ]]; then
    run "removing our rules of $program" restore_rules "$program" "$changes" || warn "rules of the cluster stay in $program until the next boot"
  fi
}

restore_rules() { # <iptables or ip6tables> <changes>
  printf '%s\n' "$2" | "$1-restore" --noflush
}

rules_to_remove() { # what iptables-save printed → what iptables-restore --noflush must be told
  local line
  local -a jumps=() chains=()
  while IFS= read -r line; do
    if [[ $line == '*'* ]]; then
      jumps=() chains=()
      printf '%s\n' "$line"
    elif [[ $line =~ ^:($OUR_CHAINS)\  ]]; then
      chains+=("${BASH_REMATCH[1]}")
    elif [[ $line =~ ^-A\ $OUR_CHAINS\  ]]; then
      continue # goes with its chain
    elif [[ $line =~ ^-A\ .*(-[jg]\ $OUR_CHAINS( |$)|--comment\ \"?cali:) ]]; then
      jumps+=("-D ${line#-A }")
    elif [[ $line == COMMIT ]]; then
      [[ ${#jumps[@]} -eq 0 ]] || printf '%s\n' "${jumps[@]}"
      # All are empty before the first one goes: they jump to each other.
      [[ ${#chains[@]} -eq 0 ]] || printf '%s\n' "${chains[@]/#/-F }" "${chains[@]/#/-X }"
      printf 'COMMIT\n'
    fi
  done
}

# Of kube-proxy, flannel and Calico where they use nftables.
remove_tables() {
  local present name family
  [[ -n "$(type -P nft)" ]] || return 0
  present="$(nft list tables)" || return
  for name in kube-proxy flannel-ipv4 flannel-ipv6 calico; do
    for family in ip ip6; do
      if [[ $'\n'"$present"$'\n' == *$'\n'"table $family $name"$'\n'* ]]; then
        run "removing the table $name of nftables" nft delete table "$family" "$name" || warn "the table $family $name of nftables stays until the next boot"
      fi
    done
  done
}

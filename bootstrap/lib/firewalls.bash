# Firewalls of others than ufw and firewalld: rules that drop what they do not name. What they let through is not evaluated.

warn_of_firewalls() {
  local found
  found="$(dropping_files)"
  [[ -n $found ]] || found="$(dropping_chains)"
  while IFS= read -r found; do
    [[ -z $found ]] || warn "$found of $NODE_NAME drops what it does not name; let through there what the cluster needs: $(needed_traffic)"
  done <<<"$found"
}

needed_traffic() { # in a line
  local rules
  rules="$(wanted_rules)"
  rules="${rules//allow /}"
  printf '%s' "${rules//$'\n'/, }"
}

dropping_files() { # file and line, one a line
  local path line number
  for path in "$ROOT"/etc/nftables.conf "$ROOT"/etc/nftables.d/* "$ROOT"/etc/nftables/*.nft "$ROOT"/etc/iptables/rules.v4 "$ROOT"/etc/iptables/rules.v6; do
    [[ -f $path ]] || continue
    number=0
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      if [[ $line =~ ^[^#]*hook\ (input|forward)\ .*policy\ drop || $line =~ ^:(INPUT|FORWARD)\ (DROP|REJECT) || $line =~ ^-A\ (INPUT|FORWARD)\ -j\ (DROP|REJECT) ]]; then
        printf '%s:%s\n' "${path#"$ROOT"}" "$number"
      fi
    done <"$path"
  done
}

# Of the running kernel: chains that hook into input and forward, and drop by their policy or by a rule for all.
dropping_chains() { # one a line
  local line table='' hook=''
  [[ -n "$(type -P nft)" ]] || return 0
  while IFS= read -r line; do
    line="$(trimmed "$line")"
    case "$line" in
      'table '*)
        table="${line% \{}"
        hook=''
        ;;
      'chain '*) hook='' ;;
      *'hook input '* | *'hook forward '*)
        hook="${line#*hook }"
        hook="${hook%% *}"
        [[ $line != *'policy drop'* ]] || chain_drops "$table" "$hook"
        ;;
      drop | reject | 'reject with '* | 'counter packets '*' drop' | 'counter packets '*' reject'*)
        [[ -z $hook ]] || chain_drops "$table" "$hook"
        ;;
      *) ;;
    esac
  done < <(nft --stateless list ruleset 2>/dev/null) | sort -u
}

chain_drops() { # <table> <hook>: unless it is ufw's, to which what is needed is added
  if [[ $1 == 'table ip'?(6)' filter' ]] && ufw_is_active; then return 0; fi
  printf 'the %s (nft list ruleset), hook %s,\n' "$1" "$2"
}

# ufw, where it is active. Nothing is allowed but what the roles and the network plugin need, and what goes through between pods.

ufw_is_active() {
  local status
  [[ -n "$(type -P ufw)" ]] || return 1
  status="$(ufw status)" && [[ $status == 'Status: active'* ]]
}

wanted_rules() { # of this machine's role, one a line
  local row
  for row in "${FIREWALL_RULES[@]}"; do
    if [[ ${row%%$'\t'*} == all || ${row%%$'\t'*} == "$NODE_ROLE" ]]; then printf '%s\n' "${row#*$'\t'}"; fi
  done
}

missing_rules() { # one a line
  local rule added
  added=$'\n'"$(ufw show added)"$'\n'
  while read -r rule; do
    # Somebody else may have given it a comment of their own.
    [[ $added == *$'\n'"ufw $rule"$'\n'* || $added == *$'\n'"ufw $rule comment '"* ]] || printf '%s\n' "$rule"
  done < <(wanted_rules)
}

firewall_check() {
  local status=0 rule
  ufw_is_active || return 0
  while read -r rule; do
    would "ufw $rule"
    status=1
  done < <(missing_rules)
  return "$status"
}

firewall_apply() {
  local rule
  local -a rules words
  mapfile -t rules < <(missing_rules)
  for rule in "${rules[@]}"; do
    read -r -a words <<<"$rule"
    record firewall "$rule"
    run "ufw $rule" ufw "${words[@]}" comment cdk8s-metal
  done
}

firewall_undo() {
  local rule
  local -a rules words
  mapfile -t rules < <(records firewall)
  for rule in "${rules[@]}"; do
    read -r -a words <<<"$rule"
    if [[ ${words[0]} == route ]]; then words=(route delete "${words[@]:1}"); else words=(delete "${words[@]}"); fi
    run "ufw ${words[*]}" ufw "${words[@]}"
    forget firewall "$rule"
  done
}

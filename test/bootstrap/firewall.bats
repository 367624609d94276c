#!/usr/bin/env bats
# ufw.

load bats-root

setup() {
  fresh_machine
  export RULES="$BATS_TEST_TMPDIR/rules" UFW_STATUS=active
  printf "Added user rules (see 'ufw status' for running firewall):\nufw allow 22/tcp\n" >"$RULES"
  # shellcheck disable=SC2016 # For the stub.
  answer ufw '
    case "$*" in
      status) printf "Status: %s\n" "$UFW_STATUS" ;;
      "show added") cat "$RULES" ;;
      *delete*) printf "ufw %s\n" "$*" >>"$CALLS"; line="$*"; grep -v -e "ufw ${line/delete /}" "$RULES" >"$RULES.new"; mv "$RULES.new" "$RULES" ;;
      *) printf "ufw %s\n" "$*" >>"$CALLS"; line="$*"; printf "ufw %s comment '\''%s'\''\n" "${line% comment *}" "${line##* comment }" >>"$RULES" ;;
    esac'
}

@test 'a worker lets in what workers need, and what goes through between pods' {
  converges firewall
  [[ "$(calls)" == 'ufw allow from 192.168.0.0/24 to any port 10250 proto tcp comment cdk8s-metal
ufw route allow from 10.244.0.0/16 comment cdk8s-metal' ]]
}

@test 'a control plane lets in the API server, too' {
  printf 'desktop-1\n' >"$ROOT/proc/sys/kernel/hostname"
  node firewall_apply
  [[ "$(calls)" == 'ufw allow 6443/tcp comment cdk8s-metal'* ]]
}

@test 'the same rule with a comment of somebody else is good enough' {
  printf "ufw route allow from 10.244.0.0/16 comment 'pods of mine'\n" >>"$RULES"
  converges firewall
  [[ "$(calls)" == 'ufw allow from 192.168.0.0/24 to any port 10250 proto tcp comment cdk8s-metal' ]]
}

@test 'a rule that is longer than ours is another rule' {
  printf 'ufw route allow from 10.244.0.0/16 to 10.0.0.1\n' >>"$RULES"
  node firewall_apply
  [[ "$(calls)" == *'ufw route allow from 10.244.0.0/16 comment cdk8s-metal' ]]
}

@test 'an inactive ufw stays as it is' {
  UFW_STATUS=inactive node firewall_check
  [[ -z "$(calls)" ]]
}

@test 'a machine without ufw has nothing to do' {
  rm "$STUBS/ufw"
  node -c 'type() { return 1; }; firewall_check'
}

@test 'undoing deletes our rules and no other' {
  local before
  before="$(<"$RULES")"
  node firewall_apply
  : >"$CALLS"
  node firewall_undo
  [[ "$(calls)" == 'ufw delete allow from 192.168.0.0/24 to any port 10250 proto tcp
ufw route delete allow from 10.244.0.0/16' ]]
  [[ "$(<"$RULES")" == "$before" ]]
}

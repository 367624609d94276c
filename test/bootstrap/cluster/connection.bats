#!/usr/bin/env bats
# The options that ssh gets, as the real ssh reads them.

bats_require_minimum_version 1.5.0

setup() {
  command -v ssh >/dev/null || skip 'needs ssh: apt-get install openssh-client'
  HOME="$BATS_TEST_TMPDIR/home of one"
  SSH_USER='' SSH_PORT='' SSH_KEY='' SSH_CONFIG=''
  mkdir -p "$HOME/.ssh"
  # shellcheck source=bootstrap/cluster/connection.bash
  source "$BATS_TEST_DIRNAME/../../../bootstrap/cluster/connection.bash"
}

# What ssh makes of the options, without a connection.
as_ssh_reads() { # <field>
  ssh -T -G "${SSH_OPTIONS[@]}" -- cp | sed -n "s/^$1 //p"
}

@test 'a key whose path has blanks, quotes, backslashes and percent signs is that path' {
  local name
  for name in 'id_ed25519' 'My Keys/id' "it's mine" 'a "quoted" one' 'back\slash' '100% mine' '%h' 'tab	here' '열쇠/id'; do
    # shellcheck disable=SC2088 # a tilde of the spec: from_home expands it
    SSH_OPTIONS=() SSH_KEY="~/$name"
    connection_options
    run -0 as_ssh_reads identityfile
    # ssh shows a percent sign as it is escaped, and reads it as one.
    [[ ${output//%%/%} == "$HOME/$name" ]]
  done
}

@test 'a configuration whose path has blanks is read' {
  printf 'Host cp\n  User somebody\n' >"$HOME/.ssh/my home.conf"
  # shellcheck disable=SC2088 # the program expands it
  SSH_CONFIG='~/.ssh/my home.conf'
  connection_options
  run -0 as_ssh_reads user
  [[ $output == somebody ]]
}

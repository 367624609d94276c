#!/usr/bin/env bats
# A host key that is not the one that ssh knows: the words of the real ssh, and the command that mends it.

bats_require_minimum_version 1.5.0
load desk

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<'name: home
network: { cni: { flannel: {} } }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12 }
  - { name: w2, address: 192.168.0.13 }'
}

setup() {
  desk
}

# What OpenSSH 9 and 10 say of it, with the addition of Debian.
other_key() { # <machine> <known_hosts> <host as ssh knows it>
  printf '%s\r\n' '@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@' '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @' \
    'IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!' "Offending ED25519 key in $2:3" '  remove with:' "  ssh-keygen -f \"$2\" -R \"$3\"" \
    "Host key for $3 has changed and you have requested strict checking." 'Host key verification failed.' >"$MACHINES_FOLDER/$1/ssh-says"
}

@test 'field 5.3: a host key that has changed is told with the command that forgets the old one, in the file that ssh has looked into' {
  other_key w1 "$HOME/.ssh/known_hosts" 192.168.0.12
  other_key w2 '/etc/my hosts' '[192.168.0.13]:2222'
  run -1 cluster_sh plan
  [[ $output == *"cluster.sh: w1 at 192.168.0.12 shows another host key than the one that ssh knows ($HOME/.ssh/known_hosts)
cluster.sh: w2 at 192.168.0.13 shows another host key than the one that ssh knows (/etc/my hosts)
cluster.sh: w1 and w2: ssh-keygen -R 192.168.0.12 && ssh-keygen -R \\[192.168.0.13\\]:2222 -f /etc/my\\ hosts, if it was installed anew, and else find out who answers there" ]]
}

@test 'these are the words of the ssh that is installed here' {
  command -v sshd >/dev/null || [[ -x /usr/sbin/sshd ]] || skip 'needs sshd: apt-get install openssh-server'
  local sshd port=$((20000 + RANDOM % 20000))
  sshd="$(command -v sshd || printf /usr/sbin/sshd)"
  mkdir -p /run/sshd 2>/dev/null || true
  ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/new"
  ssh-keygen -q -t ed25519 -N '' -f "$BATS_TEST_TMPDIR/old"
  printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d ' ' -f 1,2 "$BATS_TEST_TMPDIR/old.pub")" >"$BATS_TEST_TMPDIR/known_hosts"
  # Each connection has a process of its own, so nothing is left behind.
  run env PATH="${PATH#*:}" LC_ALL=C ssh -F none -o BatchMode=yes -o LogLevel=ERROR -o StrictHostKeyChecking=accept-new -o "UserKnownHostsFile=$BATS_TEST_TMPDIR/known_hosts" \
    -o "ProxyCommand=$sshd -i -e -f none -h $BATS_TEST_TMPDIR/new" -p "$port" 127.0.0.1 true
  printf '%s\n' "$output"
  grep -q "^Offending .*key in $BATS_TEST_TMPDIR/known_hosts:1" <<<"$output"
  grep -q "^Host key for \[127.0.0.1\]:$port has changed and " <<<"$output"
}

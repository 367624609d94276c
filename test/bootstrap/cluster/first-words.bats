#!/usr/bin/env bats
# The first words of cluster.sh: whom it asks, and who does not answer, with the repair once for all that share the cause.
# shellcheck disable=SC2154 # bats and desk.bash set the rest.

load desk

setup_file() {
  {
    printf '%s\n' 'name: home' 'network: { cni: { flannel: {} } }' 'nodes:' '  - { name: cp, address: 192.168.0.11, role: control-plane }'
    for number in {1..9}; do printf '  - { name: w%s, address: 192.168.0.1%s }\n' "$number" "$((number + 1))"; done
  } | program_of "$BATS_FILE_TMPDIR/cluster.sh"
}

setup() {
  desk
  for number in {3..9}; do mkdir -p "$MACHINES_FOLDER/w$number" && printf 'machine-id=9%s\nproduct-uuid=u-%s\n' "$number" "$number" >"$MACHINES_FOLDER/w$number/facts"; done
}

ssh_says() { # <machine> <line…>: and ends; ssh ends each line with a carriage return
  local name="$1"
  printf '%s\r\n' "${@:2}" >"$MACHINES_FOLDER/$name/ssh-says"
}

@test 'issue 13.8: cluster.sh says whom it asks, in one line, before a machine that hangs can keep it' {
  # shellcheck disable=SC2016 # for the fake
  printf '#!/usr/bin/env bash\ntouch "$MACHINES_FOLDER/opened"\nsleep 30\n' >"$BATS_TEST_TMPDIR/ssh"
  chmod +x "$BATS_TEST_TMPDIR/ssh"
  PATH="$BATS_TEST_TMPDIR:$PATH" "$DIST/bootstrap/cluster.sh" plan --node w1 --node w2 </dev/null >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  until [[ -e $MACHINES_FOLDER/opened ]]; do sleep 0.1; done
  [[ "$(<"$BATS_TEST_TMPDIR/output")" == 'home  asks       w1 (192.168.0.12) and w2 (192.168.0.13)'* ]]
  kill "$!"
  wait "$!" || true
}

@test 'of many machines the line names some, and how many there are besides; nobody is named twice' {
  run -3 cluster_sh plan
  [[ ${lines[0]} == 'home  asks       cp (192.168.0.11), w1 (192.168.0.12), w2 (192.168.0.13), w3 (192.168.0.14), w4 (192.168.0.15) and 5 more' ]]
  [[ "$(grep -c ' asks ' <<<"$output")" == 1 ]]
  run -0 cluster_sh apply
  [[ ${lines[0]} == 'home  asks       cp (192.168.0.11)' ]]
}

@test 'issue 13.8: a machine that does not answer costs one line, and the repair is said once for all that share the cause' {
  local number
  for number in 1 2 3; do ssh_says "w$number" "ssh: connect to host 192.168.0.1$((number + 1)) port 22: No route to host"; done
  ssh_says w4 'ssh: connect to host 192.168.0.15 port 22: Connection refused'
  ssh_says w5 'admin@192.168.0.16: Permission denied (publickey).'
  ssh_says w6 'No ED25519 host key is known for 192.168.0.17 and you have requested strict checking.' 'Host key verification failed.'
  ssh_says w7 'ssh: Could not resolve hostname bastion: Name or service not known' 'kex_exchange_identification: Connection closed by remote host' 'Connection closed by UNKNOWN port 65535'
  ssh_says w8 'ssh: connect to host 192.168.0.19 port 22: Connection timed out'
  ssh_says w9 'kex_exchange_identification: read: Connection reset by peer'
  before="$(everything)"
  run -1 cluster_sh up
  try='ssh -o StrictHostKeyChecking=accept-new -o HostName=192.168.0.1'
  diff <(printf '%s\n' "$output" | tail -n +2) - <<END
cluster.sh: w1 does not let us in at 192.168.0.12: there is no route to it (ssh: connect to host 192.168.0.12 port 22: No route to host)
cluster.sh: w2 does not let us in at 192.168.0.13: there is no route to it (ssh: connect to host 192.168.0.13 port 22: No route to host)
cluster.sh: w3 does not let us in at 192.168.0.14: there is no route to it (ssh: connect to host 192.168.0.14 port 22: No route to host)
cluster.sh: w1, w2 and w3: switch on what is off, look at the address in cluster.yaml, and whether this desk is in that network; try: ${try}2 w1
cluster.sh: w4 does not let us in at 192.168.0.15: nothing listens there (ssh: connect to host 192.168.0.15 port 22: Connection refused); install openssh-server there and start it, or write its port: ssh.port in cluster.yaml; try: ${try}5 w4
cluster.sh: w5 does not let us in at 192.168.0.16: it takes none of our keys (admin@192.168.0.16: Permission denied (publickey).); look at ssh.user and ssh.key in cluster.yaml; ssh-copy-id brings a key there, ssh-add unlocks one that has a passphrase; try: ${try}6 w5
cluster.sh: w6 does not let us in at 192.168.0.17: ssh does not know its host key (No ED25519 host key is known for 192.168.0.17 and you have requested strict checking.); compare its fingerprint with the one that ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub prints there, and take it by hand: ${try}7 w6
cluster.sh: w7 does not let us in at 192.168.0.18: a name on the way there is not found (ssh: Could not resolve hostname bastion: Name or service not known); correct that name, or let this desk find it; try: ${try}8 w7
cluster.sh: w8 does not let us in at 192.168.0.19: it does not answer (ssh: connect to host 192.168.0.19 port 22: Connection timed out); switch on what is off, look at the address in cluster.yaml, and for a firewall on the way; try: ${try}9 w8
cluster.sh: w9 does not let us in at 192.168.0.110: ssh ends (kex_exchange_identification: read: Connection reset by peer); look at what ssh says, and at ssh: in cluster.yaml; try: ${try}10 w9
END
  [[ "$(calls)" == '' ]]
  diff <(printf '%s\n' "$before" | grep -v "$HOME") <(everything | grep -v "$HOME")
}

@test 'status shows its table all the same, and tells those that do not answer in the same words' {
  ssh_says w1 'ssh: connect to host 192.168.0.12 port 22: No route to host'
  run -1 cluster_sh status
  [[ $output == *'w1     worker          192.168.0.12    no '*'cluster.sh: w1 does not let us in at 192.168.0.12: there is no route to it '* ]]
}

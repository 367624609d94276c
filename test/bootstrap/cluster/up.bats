#!/usr/bin/env bats
# cluster.sh up and plan: order, what happens at the same time, resuming, and what stops them.

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
ssh: { user: admin, key: ~/.ssh/home, config: ~/.ssh/home.conf }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12 }
  - { name: w2, address: 192.168.0.13 }'

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
}

@test 'up makes a cluster of fresh machines: prepare on all, then init, then join' {
  run -0 cluster_sh up
  [[ "$(calls ' ends ' | sed 's/ ends / /' | sort | uniq -c | awk '{ print $2, $3, $1 }')" == 'cp init 1
cp invite 2
cp mark 1
cp preflight 1
cp prepare 1
w1 join 1
w1 preflight 1
w1 prepare 1
w2 join 1
w2 preflight 1
w2 prepare 1' ]]
  for name in cp w1 w2; do
    (($(line_of "$name ends preflight") < $(line_of "cp begins prepare --node cp")))
    (($(line_of "$name ends prepare") < $(line_of "cp begins init --node cp")))
  done
  (($(line_of 'cp ends init') < $(line_of 'w1 begins join --node w1')))
  (($(line_of 'cp ends init') < $(line_of 'w2 begins join --node w2')))
}

@test 'up says what each machine does, with its name before it, and ends with the nodes and the kubeconfig' {
  run -0 cluster_sh up
  [[ $output == *'w1    done       swap: swap is off, after a reboot too'* ]]
  [[ $output == *'cp    done       init: the API server answers'* ]]
  [[ $output == *'w2    done       join: w2 is in the cluster'* ]]
  [[ $output == *"home  done       the kubeconfig is $HOME/.kube/home.yaml
NAME STATUS
cp NotReady
w1 NotReady
w2 NotReady
home  next       cluster.sh apply brings the network and all else; machines are NotReady without it
home             KUBECONFIG=$HOME/.kube/home.yaml kubectl get nodes" ]]
}

@test 'the kubeconfig is for its owner only, and leads to the address, since the desk does not know the name' {
  run -0 cluster_sh up
  [[ "$(stat -c %a "$HOME/.kube/home.yaml")" == 600 ]]
  grep -qx '    server: https://192.168.0.11:6443' "$HOME/.kube/home.yaml"
  run -0 cluster_sh up --kubeconfig "$HOME/elsewhere"
  cmp "$HOME/elsewhere" "$HOME/.kube/home.yaml"
}

@test 'a kubeconfig of another cluster is not overwritten, and nothing is done' {
  mkdir -p "$HOME/.kube"
  printf '    server: https://10.0.0.1:6443\n' >"$HOME/.kube/home.yaml"
  run -2 cluster_sh up
  [[ $output == "cluster.sh: $HOME/.kube/home.yaml is there and does not lead to https://192.168.0.11:6443; name another file with --kubeconfig, or move that one away" ]]
  [[ ! -s $CALLS ]]
}

@test 'all machines are prepared at the same time' {
  for name in cp w1 w2; do is_so_on "$name" meets-others-in-prepare; done
  run -0 cluster_sh up
}

@test 'machines join at the same time' {
  run -0 cluster_sh up --node cp
  for name in w1 w2; do is_so_on "$name" meets-others-in-join; done
  is_so_on cp arrived
  run -0 cluster_sh up
}

@test 'a second up hands nothing over, invites nobody, and changes nothing on machines and desk' {
  run -0 cluster_sh up
  before="$(everything | grep -v -e /log -e prepared -e admin.conf -e nodes/ -e 'cdk8s-metal/home ')"
  : >"$CALLS"
  rm "$MACHINES_FOLDER/arguments"
  run -0 cluster_sh up
  # Each question takes seconds of a slow machine.
  [[ "$(calls kubectl)" == 'cp kubectl get nodes' && $output == *$'NAME STATUS\ncp NotReady\nw1 NotReady\nw2 NotReady\n'* ]]
  [[ "$(calls invite)" == '' ]]
  run -1 grep -q 'sha256sum --check' "$MACHINES_FOLDER/arguments"
  [[ "$(calls 'begins join')" == *'w1 begins join --node w1'* ]]
  diff <(printf '%s\n' "$before") <(everything | grep -v -e /log -e prepared -e admin.conf -e nodes/ -e 'cdk8s-metal/home ')
}

@test 'where one machine fails, the others go on to the end of the step, and nothing comes after it' {
  is_so_on w1 fails-prepare
  run -1 cluster_sh up
  [[ -e $MACHINES_FOLDER/cp/prepared && -e $MACHINES_FOLDER/w2/prepared && ! -e $MACHINES_FOLDER/w1/prepared ]]
  [[ "$(calls 'init|join')" == '' ]]
  [[ $output == *"w1    node.sh: installing kubelet failed with exit code 100. Its last lines:
w1        E: no space left
cluster.sh: prepare failed on w1; the log is $STATE/log/w1.log, and of all commands there $STATE/log/w1.node.log; when the cause is gone, run the same command again: it goes on where it stopped" ]]
  [[ "$(<"$STATE/log/w1.node.log")" == 'all commands' ]]
  grep -q 'E: no space left' "$STATE/log/w1.log"
  is_not_so_on w1 fails-prepare
  run -0 cluster_sh up
}

@test 'where one machine is refused before it is prepared, nothing is changed on any, and no node.sh is left there' {
  is_so_on w2 refuses-preflight
  before="$(find "$MACHINES_FOLDER"/{cp,w1,w2})"
  run -2 cluster_sh up
  [[ $output == *'w2    node.sh: this machine belongs to another cluster (other at x:6443); reset it with the node.sh of that cluster first
cluster.sh: preflight failed on w2; '* ]]
  [[ "$(calls 'prepare')" == '' ]]
  diff <(printf '%s\n' "$before") <(find "$MACHINES_FOLDER"/{cp,w1,w2})
}

@test 'a machine that was refused makes the exit code 2' {
  is_so_on w2 refuses-prepare
  is_so_on w1 fails-prepare
  run -2 cluster_sh up
  [[ $output == *'w2    node.sh: this machine belongs to another cluster (other at x:6443); reset it with the node.sh of that cluster first'* ]]
}

@test 'where init or join stopped, up goes on' {
  is_so_on cp fails-init
  run -1 cluster_sh up
  is_not_so_on cp fails-init
  is_so_on w2 fails-join
  run -1 cluster_sh up
  [[ -e $MACHINES_FOLDER/cp/nodes/w1 ]]
  is_not_so_on w2 fails-join
  : >"$CALLS"
  run -0 cluster_sh up
  [[ "$(calls 'begins invite')" == 'cp begins invite w2 --node cp' ]]
}

@test 'a machine that says it has joined, but that the cluster does not know, gets an invitation again' {
  run -0 cluster_sh up
  rm "$MACHINES_FOLDER/cp/nodes/w1"
  : >"$CALLS"
  run -0 cluster_sh up
  [[ "$(calls 'begins invite')" == 'cp begins invite w1 --node cp' ]]
}

@test 'a machine that was installed anew gets an invitation, although the cluster knows its name' {
  run -0 cluster_sh up
  rm -r "$MACHINES_FOLDER/w1/var"
  : >"$CALLS"
  run -0 cluster_sh up
  [[ "$(calls 'begins invite')" == 'cp begins invite w1 --node cp' ]]
}

@test 'when there is no invitation, join fails, and says so for its machine' {
  run -0 cluster_sh up --node cp
  is_so_on cp fails-invite
  run -1 cluster_sh up --node w1
  [[ $output == *'w1    node.sh: installing kubelet failed with exit code 100. Its last lines:'* && "$(calls 'w1 begins join')" == '' ]]
}

@test 'all machines that do not answer are told at once, and nothing is done to the others' {
  is_so_on w1 off
  is_so_on w2 asks-for-password
  run -1 cluster_sh up
  [[ $output == 'home  asks       cp (192.168.0.11), w1 (192.168.0.12) and w2 (192.168.0.13)
cluster.sh: w1 does not let us in at 192.168.0.12: there is no route to it (ssh: connect to host w1 port 22: No route to host); switch on what is off, look at the address in cluster.yaml, and whether this desk is in that network; try: ssh -F '"$HOME"'/.ssh/home.conf -o User=admin -o IdentityFile='"$HOME"'/.ssh/home -o HostName=192.168.0.12 w1
cluster.sh: w2 at 192.168.0.13: the user of ssh may not use sudo there without a password (sudo: a password is required); log in there and run: echo "$USER ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/cdk8s-metal' ]]
  [[ ! -s $CALLS && ! -e $MACHINES_FOLDER/cp/var ]]
}

@test 'warnings of preflight are told before anything is changed, and prepare does not tell them again' {
  sed -i 's/^preflight() {/warned() { printf "warning: w1 has its address by DHCP; let the router reserve it\\n" >\&2; }\n&\n  warned/; s/^prepare() {/&\n  warned/' "$DIST/bootstrap/node.sh"
  run -0 cluster_sh up --node cp
  [[ "$(grep -c 'warning: w1 has its address by DHCP' <<<"$output")" == 1 && $output == *'cp    warning: w1 has its address'*'doing      swap'* ]]
}

@test 'machines with one identity are refused' {
  printf 'machine-id=11\nproduct-uuid=uuid-3\n' >"$MACHINES_FOLDER/w1/facts"
  run -2 cluster_sh up
  [[ $output == *'cluster.sh: w1 and cp have the same machine-id, 11; on one of them: remove /etc/machine-id there, run systemd-machine-id-setup, and reboot
cluster.sh: w2 and w1 have the same product-uuid, uuid-3; on one of them: Kubernetes would take them for one machine: set it in the firmware, or give one of them another board' ]]
  [[ "$(calls prepare)" == '' ]]
}

@test 'boards without an identity of their own are no twins' {
  for name in cp w1 w2; do sed -i 's/^product-uuid=.*/product-uuid=/' "$MACHINES_FOLDER/$name/facts"; done
  run -0 cluster_sh up
}

@test 'a clock that is half a minute away is refused, one second is warned of' {
  printf '1\n' >"$MACHINES_FOLDER/w1/skew"
  printf -- '-60\n' >"$MACHINES_FOLDER/w2/skew"
  run -2 cluster_sh up
  [[ $output =~ 'warning: the clock of w1 is '[0-9]+' ms away from the one of cp, more than the 50 ms that Ceph bears; prepare sets up chrony, which mends it in some minutes' ]]
  [[ $output =~ 'cluster.sh: the clock of w2 is '(59|60)' s away from the one of cp; set it: date --set, or a time server that w2 reaches'$ ]]
}

@test 'clocks that agree are not spoken of' {
  run -0 cluster_sh up
  [[ $output != *clock* ]]
}

@test 'node.sh is replaced as a whole or not at all' {
  run -0 cluster_sh up
  printf '# newer\n' >>"$DIST/bootstrap/node.sh"
  is_so_on w1 breaks-while-receiving
  before="$(sha256sum <"$MACHINES_FOLDER/w1/var/lib/cdk8s-metal/node.sh")"
  run -1 cluster_sh up
  [[ "$(sha256sum <"$MACHINES_FOLDER/w1/var/lib/cdk8s-metal/node.sh")" == "$before" ]]
  is_not_so_on w1 breaks-while-receiving
  run -0 cluster_sh up
  cmp "$DIST/bootstrap/node.sh" "$MACHINES_FOLDER/w1/var/lib/cdk8s-metal/node.sh"
  [[ "$(stat -c %a "$MACHINES_FOLDER/w1/var/lib/cdk8s-metal")" == 700 ]]
}

@test 'a second run of the same cluster stops at once and says who holds it; the lock of a dead one does not count' {
  mkdir -p "$STATE"
  sleep 60 3>&- &
  printf '%s up, since 2026-11-21 10:00:00\n' "$!" >"$STATE/lock"
  run -1 cluster_sh up
  [[ $output == "cluster.sh: another run holds cluster home at this desk (process $! up, since 2026-11-21 10:00:00); wait until it has ended; if there is none: rm $STATE/lock" ]]
  [[ ! -s $CALLS && -e $STATE/lock ]]
  kill "$!"
  wait "$!" || true
  run -0 cluster_sh up
  [[ ! -e $STATE/lock ]]
}

@test 'an interrupted up ends at once, gives its lock back, and is repeated' {
  is_so_on w1 hangs-in-prepare
  "$DIST/bootstrap/cluster.sh" up </dev/null >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  until [[ -e $MACHINES_FOLDER/w2/prepared && -e $MACHINES_FOLDER/cp/prepared ]]; do sleep 0.1; done
  kill -TERM "$!"
  code=0
  wait "$!" || code=$?
  ((code == 143))
  [[ "$(<"$BATS_TEST_TMPDIR/output")" == *'cluster.sh: stopped at "prepare"; run the same command again, it goes on where it stopped' ]]
  [[ ! -e $STATE/lock && -z "$(ls "$TMPDIR")" ]]
  is_not_so_on w1 hangs-in-prepare
  run -0 cluster_sh up
}

@test 'the secrets of a cluster are in no argument, no log, no output and no file but the kubeconfig' {
  run -0 cluster_sh up
  [[ $output != *"$TOKEN"* && $output != *VERYSECRET* ]]
  run -1 grep -r -l "$TOKEN" "$BATS_TEST_TMPDIR"
  run -0 grep -r -l VERYSECRET "$HOME" "$TMPDIR" "$MACHINES_FOLDER/arguments"
  [[ $output == "$HOME/.kube/home.yaml" ]]
  [[ "$(stat -c %a "$STATE" "$STATE/log" "$STATE/log/w1.log" | sort -u | tr '\n' ' ')" == '600 700 ' ]]
}

@test 'up of one machine leaves the others alone' {
  run -0 cluster_sh up --node cp
  run -0 cluster_sh up --node=w1
  [[ ! -e $MACHINES_FOLDER/w2/var && -e $MACHINES_FOLDER/cp/nodes/w1 ]]
  run -2 cluster_sh up --node w9
  [[ $output == 'cluster.sh: no node of cluster home is called w9; choose one of: cp w1 w2' ]]
}

@test 'plan says what up would do, and changes nothing anywhere' {
  before="$(everything)"
  run -3 cluster_sh plan
  [[ $output == "home  asks       cp (192.168.0.11), w1 (192.168.0.12) and w2 (192.168.0.13)
cp    would      hand over node.sh to /var/lib/cdk8s-metal/node.sh
w1    would      hand over node.sh to /var/lib/cdk8s-metal/node.sh
w2    would      hand over node.sh to /var/lib/cdk8s-metal/node.sh
cp    to do      swap: swap is off, after a reboot too
w1    to do      swap: swap is off, after a reboot too
w2    to do      swap: swap is off, after a reboot too
cp    would      init: make cluster home
w1    would      join: become a node of cluster home
w2    would      join: become a node of cluster home
home  would      write the kubeconfig to $HOME/.kube/home.yaml
home  Machines: what is kept free for what comes with the cluster, whatever else runs"* ]]
  diff <(printf '%s\n' "$before") <(everything)
  [[ "$(calls ' ends ' | sort)" == 'cp ends facts
cp ends plan
w1 ends facts
w1 ends plan
w2 ends facts
w2 ends plan' ]]
}

@test 'after up, plan finds nothing of its own to do' {
  run -0 cluster_sh up
  run -0 cluster_sh plan
  [[ $output != *would* ]]
}

@test 'field 5.1: plan names what differs from cluster.yaml and ends with 3; up does it, machine by machine, and then there is nothing' {
  run -0 cluster_sh up
  for name in cp w1 w2; do printf 'changes=1\n' >>"$MACHINES_FOLDER/$name/facts"; done
  is_so_on cp wants-labels
  run -3 cluster_sh plan
  [[ $output == *'w1    to do      change: kubeadm.extraArgs.kubelet of w1 is nothing, and cluster.yaml says --v=2; up does it'*'cp    to do      label of w1: disk=ssd; up does it'* ]]
  : >"$CALLS"
  run -0 cluster_sh up
  [[ "$(calls ' (change|mark)')" == 'cp begins change --node cp
cp ends change
w1 begins change --node w1
w1 ends change
w2 begins change --node w2
w2 ends change
cp begins mark --node cp
cp ends mark' ]]
  run -0 cluster_sh plan
  : >"$CALLS"
  run -0 cluster_sh up --node w2
  [[ "$(calls ' (change|mark)')" == 'cp begins mark w2 --node cp
cp ends mark' ]]
}

@test 'after a change that a machine does not work with, no other one is changed' {
  run -0 cluster_sh up
  for name in w1 w2; do printf 'changes=1\n' >>"$MACHINES_FOLDER/$name/facts"; done
  is_so_on w1 fails-change
  : >"$CALLS"
  run -1 cluster_sh up
  [[ "$(calls ' change')" == 'w1 begins change --node w1' ]]
}

@test 'plan names a node that cluster.yaml does not have any more' {
  run -0 cluster_sh up
  : >"$MACHINES_FOLDER/cp/nodes/w3"
  run -3 cluster_sh plan
  [[ $output == *'home  differs    w3 is a node of the cluster, and cluster.yaml does not have it; up does not remove it: kubectl drain w3, kubectl delete node w3, and node.sh reset there'* ]]
}

@test 'plan goes on where the API server does not answer, and up says so' {
  run -0 cluster_sh up
  is_so_on cp api-is-away
  run -0 cluster_sh plan
  [[ $output == *'warning: the API server of cp does not answer (The connection to the server was refused), so the plan goes by what machines say'* ]]
  [[ $output != *'would      join'* ]]
  run -1 cluster_sh up
  [[ $output == *'cluster.sh: the API server of cp does not answer (The connection to the server was refused); look there'* ]]
}

@test 'plan shows a machine that is refused, and ends with its exit code' {
  is_so_on w1 refuses-plan
  run -2 cluster_sh plan
  [[ $output == *'w1    node.sh: this machine belongs to another cluster'*'home  would      write'* ]]
}

@test 'ssh is told what the spec says, connects to the address, and shares one connection' {
  run -3 cluster_sh plan --node cp
  run -0 head -n 1 "$MACHINES_FOLDER/arguments"
  [[ $output == *" -o ControlMaster=auto "*" -F $HOME/.ssh/home.conf -o User=admin -o IdentityFile=$HOME/.ssh/home -o HostName=192.168.0.11 -o ControlPath=$TMPDIR/metal."*"/0 -- cp sh -c "* ]]
  [[ $output != *StrictHostKeyChecking* && $output != *Port=* ]]
}

@test 'what is on standard input stays there for who comes next, although ssh would read it' {
  {
    "$DIST/bootstrap/cluster.sh" up >"$BATS_TEST_TMPDIR/output"
    read -r line
  } <<<'still here'
  [[ $line == 'still here' ]]
}

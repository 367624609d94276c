#!/usr/bin/env bats
# The desk itself: a signal, a full disk, a lock, and a synth while cluster.sh runs.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; bats and desk.bash set the rest.

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
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

teardown() {
  ! mountpoint -q "$BATS_TEST_TMPDIR/full" || umount "$BATS_TEST_TMPDIR/full"
}

full_disk() { # at $BATS_TEST_TMPDIR/full
  mkdir "$BATS_TEST_TMPDIR/full"
  mount -t tmpfs -o size=64k tmpfs "$BATS_TEST_TMPDIR/full" 2>/dev/null || skip 'needs root that may mount a tmpfs'
}

fill() {
  head -c 1000000 /dev/zero >"$BATS_TEST_TMPDIR/full/filler" 2>/dev/null || true
}

@test 'field 13.3: a signal during a wait ends cluster.sh and its children at once, says where it was, and leaves no lock' {
  local signal code began
  # shellcheck disable=SC2016 # for the fake
  printf '%s\n' 'case "$*" in "wait --for=condition=Ready nodes"*) touch "$MACHINE_ROOT/waits"; exec sleep 4321 ;; esac' >"$MACHINES_FOLDER/cp/kubectl.bash"
  for signal in TERM HUP INT; do
    rm -f "$MACHINES_FOLDER/cp/waits"
    # A shell without jobs starts its children without SIGINT.
    env --default-signal=INT "$DIST/bootstrap/cluster.sh" apply </dev/null >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
    until [[ -e $MACHINES_FOLDER/cp/waits ]]; do sleep 0.1; done
    began=$SECONDS
    kill "-$signal" "$!"
    code=0
    wait "$!" || code=$?
    ((code == 128 + $(kill -l "$signal") && SECONDS - began < 20))
    [[ "$(<"$BATS_TEST_TMPDIR/output")" == *'cluster.sh: stopped at "waiting until all machines are Ready"; run the same command again, it goes on where it stopped' ]]
    [[ ! -e $STATE/lock && -z "$(ls "$TMPDIR")" ]]
    run grep -s -l -z -x 4321 /proc/[0-9]*/cmdline
    [[ $output == "" ]]
  done
}

@test 'a signal at the question of down ends it' {
  mkfifo "$BATS_TEST_TMPDIR/answers"
  "$DIST/bootstrap/cluster.sh" down <>"$BATS_TEST_TMPDIR/answers" >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  until grep -q 'Type the name' "$BATS_TEST_TMPDIR/output"; do sleep 0.1; done
  kill "$!"
  code=0
  wait "$!" || code=$?
  ((code == 143)) && [[ ! -e $STATE/lock && "$(calls)" == '' ]]
}

@test 'field 3.4: a full disk of the desk is told, and leaves no lock' {
  full_disk
  export XDG_STATE_HOME="$BATS_TEST_TMPDIR/full"
  mkdir -p "$XDG_STATE_HOME/cdk8s-metal/home/log"
  fill
  run -1 cluster_sh up
  [[ $output == *"cluster.sh: the disk of this desk is full ($XDG_STATE_HOME/cdk8s-metal/home); make room, and run the same command again"* ]]
  [[ -z "$(find "$XDG_STATE_HOME" -name 'lock*')" && "$(calls)" == '' ]]
  rm "$XDG_STATE_HOME/filler"
  run -0 cluster_sh up
}

@test 'a disk of the desk that gets full in the middle breaks no step of a machine' {
  full_disk
  export XDG_STATE_HOME="$BATS_TEST_TMPDIR/full"
  sed -i "s|^prepare() {|&\n  head -c 1000000 /dev/zero >'$XDG_STATE_HOME/filler' 2>/dev/null \|\| true|" "$DIST/bootstrap/node.sh"
  run -0 cluster_sh up
  for name in cp w1 w2; do [[ -e $MACHINES_FOLDER/$name/prepared ]]; done
  [[ -s $HOME/.kube/home.yaml && -z "$(find "$XDG_STATE_HOME" -name 'lock*')" ]]
}

@test 'a full disk where the kubeconfig goes leaves the old one' {
  full_disk
  run -0 cluster_sh up --kubeconfig "$BATS_TEST_TMPDIR/full/config"
  sed -i 's/VERYSECRETAA/VERYSECRETBB/' "$MACHINES_FOLDER/cp/etc/kubernetes/admin.conf" "$DIST/bootstrap/node.sh"
  fill
  run -1 cluster_sh up --kubeconfig "$BATS_TEST_TMPDIR/full/config"
  [[ $output == *"cluster.sh: the kubeconfig could not be written to $BATS_TEST_TMPDIR/full/config; see above, and run the same command again"* ]]
  grep -q VERYSECRETAA "$BATS_TEST_TMPDIR/full/config"
  [[ -z "$(find "$BATS_TEST_TMPDIR/full" -name '.kubeconfig*')" ]]
}

@test 'without room for what a run needs nothing is done' {
  full_disk
  fill
  TMPDIR="$BATS_TEST_TMPDIR/full" run -1 cluster_sh up
  [[ "$(calls)" == '' && ! -e $STATE/lock && $output == *'No space left on device'* ]]
}

@test 'a lock that names no process, such as the empty one that a full disk left, holds nobody' {
  mkdir -p "$STATE"
  for content in '' 'x' '$(id) up' '-1 up'; do
    printf '%s' "$content" >"$STATE/lock"
    run -0 cluster_sh up
    [[ ! -e $STATE/lock ]]
  done
}

@test 'field 3.6: another program in the place of cluster.sh, written while it runs, does not run' {
  is_so_on w1 hangs-in-prepare
  sed -i 's/sleep 30/sleep 3/' "$DIST/bootstrap/node.sh"
  cluster_sh up >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  until [[ -e $MACHINES_FOLDER/cp/prepared ]]; do sleep 0.1; done
  # Into the same file, as a careless copy does.
  yes "touch '$BATS_TEST_TMPDIR/canary'; exit 77" 2>/dev/null | head -n 5000 >"$BATS_TEST_TMPDIR/other"
  cat "$BATS_TEST_TMPDIR/other" >"$DIST/bootstrap/cluster.sh"
  wait "$!"
  [[ ! -e $BATS_TEST_TMPDIR/canary && "$(<"$BATS_TEST_TMPDIR/output")" == *'kubectl get nodes' ]]
}

@test 'another node.sh beside cluster.sh, written while it runs, is not handed over' {
  cp "$DIST/bootstrap/node.sh" "$BATS_TEST_TMPDIR/first"
  sed -i "s|^facts() {|&\n  printf '# other\\\\n' >>'$DIST/bootstrap/node.sh'|" "$DIST/bootstrap/node.sh"
  cp "$DIST/bootstrap/node.sh" "$BATS_TEST_TMPDIR/first"
  run -0 cluster_sh up --node cp
  cmp "$BATS_TEST_TMPDIR/first" "$MACHINES_FOLDER/cp/var/lib/cdk8s-metal/node.sh"
}

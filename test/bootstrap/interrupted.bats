#!/usr/bin/env bats
# The desk that goes away, the disk that is full, the record that is torn: nothing is lost, nothing is forgotten.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  stub timeout 'shift; "$@"'
}

teardown() {
  if mountpoint -q "$BATS_TEST_TMPDIR/full"; then umount "$BATS_TEST_TMPDIR/full"; fi
}

# As node.sh runs: with its options and signals.
node_sh() { # <line of bash>
  node -c "keep_on_without_desk; $1"
}

# A disk of one block, which holds the folder from now on, and is full but for the bytes that are given.
full_disk() { # <folder> <free pages of 4 KiB>
  mkdir -p "$BATS_TEST_TMPDIR/full" "$1"
  mount -t tmpfs -o size=64k tmpfs "$BATS_TEST_TMPDIR/full" || skip 'no tmpfs can be mounted here'
  cp -a "$1" "$BATS_TEST_TMPDIR/full/it"
  rm -r "$1"
  ln -s "$BATS_TEST_TMPDIR/full/it" "$1"
  dd if=/dev/zero of="$BATS_TEST_TMPDIR/full/filler" bs=4096 status=none 2>/dev/null || true
  truncate -s "-$(($2 * 4096))" "$BATS_TEST_TMPDIR/full/filler"
}

# ---- the desk goes away

cluster_of_stubs() { # kubeadm makes a cluster that holds something; the API server answers while fake/api is there
  stub kubeadm '
    case "$*" in
      "init --config "*" --skip-phases "*) : >"$ROOT/fake/rest" ;;
      "init --config "*) mkdir -p "$ROOT"/etc/kubernetes/pki "$ROOT"/var/lib/etcd/member/{snap,wal}; printf authority >"$ROOT/etc/kubernetes/pki/ca.crt"
        printf admin >"$ROOT/etc/kubernetes/admin.conf"; : >"$ROOT/etc/kubernetes/kubelet.conf"
        printf "\0\1/registry/namespaces/kube-system\0" >"$ROOT/var/lib/etcd/member/snap/db"; : >"$ROOT/fake/api"; sleep "${KUBEADM_SLEEPS:-0}" ;;
      "join --config "*) mkdir -p "$ROOT/etc/kubernetes/pki"; printf kubelet >"$ROOT/etc/kubernetes/kubelet.conf"; sleep "${KUBEADM_SLEEPS:-0}" ;;
      "reset --force "*) rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki" "$ROOT/fake/api" ;;
    esac'
  stub kubectl '[[ -e $ROOT/fake/api ]] || { printf "connection refused\n" >&2; exit 1; }'
  node claim_machine
  mkdir -p "$ROOT/etc/kubernetes/manifests"
}

@test 'the desk goes away while kubeadm init ends: it is recorded as done, and the next run undoes nothing' {
  cluster_of_stubs
  # Who reads is gone before the first word.
  KUBEADM_SLEEPS=3 node_sh verb_init | true
  node recorded step 'init done'
  forget_calls
  run -0 node_sh verb_init
  [[ $output == 'ok         init: desktop-1 has made cluster home already' ]]
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'the desk goes away while kubeadm join ends: it is recorded as done' {
  as desktop-2
  cluster_of_stubs
  : >"$ROOT/fake/api"
  node invitation abcdef.0123456789abcdef YXV0aG9yaXR5 >"$BATS_TEST_TMPDIR/invitation"
  KUBEADM_SLEEPS=3 node_sh verb_join <"$BATS_TEST_TMPDIR/invitation" | true
  node recorded step 'join done'
}

@test 'the desk goes away: nothing that is done on the machine ends with it, be it in a subshell, and its errors neither' {
  # The first words may still be read; all others are not.
  node_sh 'for ((n = 0; n < 20; n++)); do say "$n"; warn "$n"; done; : >"$ROOT/survived"; (say a; : >"$ROOT/subshell")' 2>&1 | true
  [[ -e $ROOT/survived && -e $ROOT/subshell ]]
  node_sh 'say a; problem a b; print_problems; run failing false || :; fail a b' 2>&1 | true
  [[ ${PIPESTATUS[0]} == 1 ]]
  node_sh 'say a; problem a b; refuse_problems' 2>&1 | true
  [[ ${PIPESTATUS[0]} == 2 ]]
}

@test 'what could not be said comes into no file' {
  node_sh 'sleep 0.5; say lost; record kind value; say lost; install_file /etc/file 0644 < <(printf "text\n"); say lost; (say lost; printf "a\n" >"$ROOT/etc/b")' | true
  [[ $(<"$ROOT/var/lib/cdk8s-metal/state") == $'kind\tvalue'* && $(<"$ROOT/etc/file") == text && $(<"$ROOT/etc/b") == a ]]
  run -1 grep --recursive lost "$ROOT"
}

@test 'the terminal of the desk closes (SIGHUP): the step goes on' {
  node_sh 'kill -HUP $$; : >"$ROOT/survived"; bash -c "kill -HUP \$\$; :" && : >"$ROOT/child"'
  [[ -e $ROOT/survived && -e $ROOT/child ]]
}

@test 'init started, and the API server answers: what is missing is done, and nothing is undone' {
  cluster_of_stubs
  node_sh verb_init
  node forget step 'init done'
  forget_calls
  run -0 node_sh verb_init
  [[ $output == *'init was interrupted on desktop-1, but its API server answers; finishing it'*'done       init: the API server answers at https://api.home.arpa:6443'* ]]
  run -0 grep '^kubeadm' "$CALLS"
  [[ $output == "kubeadm init --config $ROOT/var/lib/cdk8s-metal/kubeadm.yaml --skip-token-print --skip-phases preflight,certs,kubeconfig,etcd,control-plane,kubelet-start" ]]
  node recorded step 'init done'
  [[ -e $ROOT/var/lib/etcd/member/snap/db ]]
}

@test 'init started, and etcd has data that cannot be asked: it is not undone without a word of the user' {
  cluster_of_stubs
  node_sh verb_init
  node forget step 'init done'
  rm "$ROOT/fake/api"
  forget_calls
  stub sleep
  run -2 node_sh verb_init
  [[ $output == *"node.sh: init was interrupted on desktop-1, etcd has data, and the API server does not answer; see 'crictl ps -a' and 'journalctl -u kubelet', and run this again; if all of the cluster is to be lost: node.sh reset, then prepare and init" ]]
  run -1 grep '^kubeadm' "$CALLS"
  [[ -e $ROOT/var/lib/etcd/member/snap/db && -e $ROOT/etc/kubernetes/admin.conf ]]
  # Nor without the file by which it could be asked.
  rm "$ROOT/etc/kubernetes/admin.conf"
  run -2 node_sh verb_init
  [[ -e $ROOT/var/lib/etcd/member/snap/db ]]
  # Nor where only the write-ahead log has it yet.
  mv "$ROOT/var/lib/etcd/member/snap/db" "$ROOT/var/lib/etcd/member/wal/0.wal"
  run -2 node_sh verb_init
  [[ -e $ROOT/var/lib/etcd/member/wal/0.wal ]]
}

@test 'init started, and etcd is empty: it is undone and done again' {
  cluster_of_stubs
  node_sh verb_init
  node forget step 'init done'
  rm "$ROOT/fake/api"
  printf 'no key\n' >"$ROOT/var/lib/etcd/member/snap/db"
  run -0 node_sh verb_init
  [[ $output == *'init was interrupted on desktop-1; undoing what it left'*'done       init: '* ]]
}

# ---- the disk is full

@test '/etc/containerd on a full disk, one changed line of the spec: the old file stays, nothing is restarted, the run ends' {
  local before
  node claim_machine
  node containerd_apply
  before="$(<"$ROOT/etc/containerd/config.toml")"
  full_disk "$ROOT/etc/containerd" 0
  data <<<'PAUSE_IMAGE=registry.k8s.io/pause:3.11'
  forget_calls
  run -1 node -c 'prepare_phase containerd "containerd runs"; : >"$ROOT/went-on"'
  [[ $output == *'node.sh: /etc/containerd/config.toml could not be written, and is what it was; '* ]]
  [[ $(<"$ROOT/etc/containerd/config.toml") == "$before" && ! -e $ROOT/went-on ]]
  run -1 grep '^systemctl .*restart' "$CALLS"
  # There is room again.
  rm "$BATS_TEST_TMPDIR/full/filler"
  node -c 'prepare_phase containerd "containerd runs"'
  grep -q pause:3.11 "$ROOT/etc/containerd/config.toml"
}

@test 'a write that fails ends the run, also where errexit does not reach' {
  local line
  node record kind value
  printf 'old\n' >"$ROOT/etc/file"
  stub cat '[[ $# == 0 ]] || exec /bin/cat "$@"; printf ol; exit 1'
  for line in 'record a b' 'forget kind value' 'install_file /etc/file 0644 <<<new' 'rewrite_file /etc/file <<<new' 'install_folder /etc/file/folder 0755' \
    'write_kubeadm_documents init' 'install_authorities "ca.crt Y2E="'; do
    run node -c "if $line; then :; fi; : >\"\$ROOT/went-on\""
    [[ $status != 0 && ! -e $ROOT/went-on ]] || { printf '%s went on\n' "$line" && return 1; }
    [[ $output == *'could not be '* ]]
  done
  rm "$STUBS/cat"
  [[ $(<"$ROOT/etc/file") == old && $(<"$ROOT/var/lib/cdk8s-metal/state") == $'kind\tvalue' ]]
}

@test 'a full disk takes no record away, neither by a new one nor by forgetting' {
  local before
  for ((n = 0; n < 100; n++)); do printf 'file\t/etc/a/long/path/to/a/file/%s\n' "$n"; done >"$BATS_TEST_TMPDIR/records"
  mkdir -p "$ROOT/var/lib/cdk8s-metal"
  cp "$BATS_TEST_TMPDIR/records" "$ROOT/var/lib/cdk8s-metal/state"
  full_disk "$ROOT/var/lib/cdk8s-metal" 0
  run -1 node record path /var/lib/containerd
  [[ $output == *'node.sh: /var/lib/cdk8s-metal/state could not be written, and is what it was; '* ]]
  run -1 node forget file /etc/a/long/path/to/a/file/7
  cmp "$BATS_TEST_TMPDIR/records" "$ROOT/var/lib/cdk8s-metal/state"
}

@test 'without room for the log no command begins' {
  mkdir -p "$ROOT/var/log"
  full_disk "$ROOT/var/log" 0
  run -1 node -c 'run "changing" touch "$ROOT/changed" || :; : >"$ROOT/went-on"'
  [[ $output == *'node.sh: the log /var/log/cdk8s-metal/node.log could not be written; '* && ! -e $ROOT/changed && ! -e $ROOT/went-on ]]
}

@test 'without room for temporary files nothing is written elsewhere' {
  stub mktemp 'exit 1'
  run -1 node -c 'if unlocked true; then printf yes; else false; fi'
  [[ ! -e /told && ! -e /code ]]
}

# ---- the record is torn

@test 'a record that was torn at the end of a full block is cut off, and never completed' {
  mkdir -p "$ROOT/var/lib/cdk8s-metal"
  printf 'path\t/var/lib/etcd\npath\t/var' >"$ROOT/var/lib/cdk8s-metal/state"
  run -1 node recorded path /var
  run -0 node records path
  [[ $output == /var/lib/etcd ]]
  node record path /var/lib/containerd
  [[ $(<"$ROOT/var/lib/cdk8s-metal/state") == $'path\t/var/lib/etcd\npath\t/var/lib/containerd' ]]
  printf 'path\t/var' >>"$ROOT/var/lib/cdk8s-metal/state"
  node forget path /var/lib/etcd
  [[ $(<"$ROOT/var/lib/cdk8s-metal/state") == $'path\t/var/lib/containerd' ]]
}

@test 'a record that is nothing but torn is none' {
  mkdir -p "$ROOT/var/lib/cdk8s-metal"
  printf 'path' >"$ROOT/var/lib/cdk8s-metal/state"
  run -0 node records path
  [[ -z $output ]]
  node record file /etc/a
  [[ $(<"$ROOT/var/lib/cdk8s-metal/state") == $'file\t/etc/a' ]]
}

@test 'reset removes no path or interface that is not on its lists, whatever is recorded' {
  local path
  node claim_machine
  mkdir -p "$ROOT/var/lib/containerd" "$ROOT/etc/kept" "$ROOT/var/lib/cdk8s-metal/originals/etc/kept"
  : >"$ROOT/sys/class/net/eth0"
  for path in /var /etc / '' /var/lib/containerd/../.. /etc/containerd/; do node record path "$path"; done
  node record path /var/lib/containerd
  node record link eth0
  node record kernel 'vm.overcommit_memory='
  node record file /etc/kept
  node record file /etc
  run -0 node verb_reset
  [[ -d $ROOT/var/lib && -d $ROOT/etc/kept && -e $ROOT/etc/hosts && ! -e $ROOT/var/lib/containerd && -e $ROOT/sys/class/net/eth0 ]]
  [[ $output == *'warning: the record of /var is not one of this program, and /var stays'* ]]
  run -1 grep -e '^ip link delete' -e '^sysctl' "$CALLS"
}

#!/usr/bin/env bats
# Two specs with the same addresses, and machines that belong to the other cluster: whatever changes something refuses all of them, before it changes anything.
# shellcheck disable=SC2154 # bats and desk.bash set them.

load desk
load ceph-answers
load verb-rows

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  ceph_machines
  sed -n "s/^  'apply\t\(.*\)'$/\1/p" "$DIST/bootstrap/cluster.sh" | while read -r file; do printf 'kind: Namespace\n' >"$DIST/$file"; done
}

belongs_to() { # <machine> <cluster>
  mkdir -p "$MACHINES_FOLDER/$1"/{etc/kubernetes,var/lib/cdk8s-metal,var/lib/rook}
  printf 'cluster\t%s\nstep\tinit done\n' "$2" >"$MACHINES_FOLDER/$1/var/lib/cdk8s-metal/state"
  printf '# of the other cluster\n' >"$MACHINES_FOLDER/$1/var/lib/cdk8s-metal/node.sh"
}

machines() { # all that is on them, with times
  find "$MACHINES_FOLDER"/{cp,w1,w2} -printf '%p %m %s %T@\n' | sort
}

@test 'field 2.1: every verb that changes something refuses machines of another cluster, all at once, and changes nothing' {
  local verb count=0 before
  for name in cp w1 w2; do belongs_to "$name" 'other at api.other.arpa:6443'; done
  before="$(machines)"
  while read -r verb; do
    words_of "$verb"
    count=$((count + 1))
    : >"$CALLS"
    run -2 cluster_sh "${WORDS[@]}"
    printf '%s: %s\n' "$verb" "$output"
    # One line a machine, and no other.
    while read -r line; do
      [[ $line =~ ^cluster.sh:\ (cp|w1|w2):\ this\ machine\ belongs\ to\ another\ cluster\ \(other\ at\ api.other.arpa:6443\)\;\ if\ that ]]
    done < <(told)
    [[ "$(sort -u <<<"$output")" == "$(sort <<<"$output")" && "$(calls)" == '' ]]
    diff <(printf '%s\n' "$before") <(machines)
    [[ ! -e $HOME/.kube && ! -e $STATE/lock ]]
  done < <(verb_rows "$DIST/bootstrap/cluster.sh" change)
  ((count >= 9))
  run -2 cluster_sh up
  [[ "$(told | wc -l)" == 3 ]]
  run -2 cluster_sh storage teardown --yes
  [[ "$(told | wc -l)" == 3 ]]
}

@test 'one machine of another cluster keeps all from being changed' {
  belongs_to w2 'other at api.other.arpa:6443'
  before="$(machines)"
  for words in up 'down --yes' 'storage teardown --yes'; do
    # shellcheck disable=SC2086 # words
    run -2 cluster_sh $words
    [[ "$(told)" == 'cluster.sh: w2: this machine belongs to another cluster (other at api.other.arpa:6443); '* && "$(told | wc -l)" == 1 ]]
  done
  diff <(printf '%s\n' "$before") <(machines)
}

@test 'a member of a cluster that nobody has recorded is one of another cluster' {
  mkdir -p "$MACHINES_FOLDER/cp/etc/kubernetes"
  : >"$MACHINES_FOLDER/cp/etc/kubernetes/kubelet.conf"
  for verb in up apply 'storage drain w1'; do
    # shellcheck disable=SC2086 # words
    run -2 cluster_sh $verb
    [[ "$(told)" == 'cluster.sh: cp: this machine is already a member of some cluster, which left kubelet.conf in /etc/kubernetes; if that cluster is gone: kubeadm reset, and remove the file' ]]
  done
  [[ "$(calls)" == '' ]]
}

@test 'a control plane whose admin.conf leads elsewhere is not asked for anything' {
  run -0 cluster_sh up
  sed -i 's/api.home.arpa/api.other.arpa/' "$MACHINES_FOLDER/cp/etc/kubernetes/admin.conf"
  : >"$CALLS"
  run -2 cluster_sh apply
  [[ "$(told)" == 'cluster.sh: cp: its /etc/kubernetes/admin.conf leads to another cluster (https://api.other.arpa:6443, not https://api.home.arpa:6443); put the one of this cluster back' && "$(calls)" == '' ]]
}

@test 'a verb that forgets to look gets nothing through' {
  sed -i 's/^verb_apply() {.*/&\n  as_root w1 touch "$MACHINES_FOLDER\/w1\/changed"/' "$DIST/bootstrap/cluster.sh"
  run -1 cluster_sh apply
  [[ "$(told)" == 'cluster.sh: w1 is to be changed before anybody has looked whose it is; this is a mistake of the program; please report it' && ! -e $MACHINES_FOLDER/w1/changed ]]
}

@test 'a node.sh that somebody has replaced since the first look is not run' {
  run -0 cluster_sh up
  # The second look at w1 finds the right sum, and then another program.
  cat >"$MACHINES_FOLDER/w1/says" <<'END'
#!/usr/bin/env bash
cat
printf 'touch "$MACHINE_ROOT/foreign"\n' >"$MACHINE_ROOT/var/lib/cdk8s-metal/node.sh"
END
  chmod +x "$MACHINES_FOLDER/w1/says"
  run -1 cluster_sh up
  [[ $output == *'w1    node.sh: '*'/node.sh is not what was handed over; run the same command again'* && ! -e $MACHINES_FOLDER/w1/foreign ]]
}

@test 'plan and status of machines of another cluster only look' {
  for name in cp w1 w2; do belongs_to "$name" 'other at api.other.arpa:6443'; done
  before="$(machines)"
  cluster_sh plan || true
  cluster_sh status || true
  diff <(printf '%s\n' "$before") <(machines)
}

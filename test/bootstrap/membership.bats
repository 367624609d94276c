#!/usr/bin/env bats
# init, invite and join: what they do, what they refuse, and how they go on after a cut.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  cluster_programs
  node claim_machine
  export SUDO_USER=admin
  mkdir -p "$ROOT/etc/kubernetes/manifests"
}

# kubeadm and kubectl of a cluster that works at once; the machine has its address.
cluster_programs() {
  stub kubeadm '
    case "$1 $2" in
      "init --config") mkdir -p "$ROOT/etc/kubernetes/pki"; printf authority >"$ROOT/etc/kubernetes/pki/ca.crt"
        printf "admin of %s\n" "$(<"$3")" >"$ROOT/etc/kubernetes/admin.conf"; : >"$ROOT/etc/kubernetes/kubelet.conf" ;;
      "join --config") [[ -p /dev/stdin ]] || exit 9; cat >"$ROOT/fake/invitation"; mkdir -p "$ROOT/etc/kubernetes/pki"
        printf authority >"$ROOT/etc/kubernetes/pki/ca.crt"; printf kubelet >"$ROOT/etc/kubernetes/kubelet.conf"; : >"$ROOT/etc/kubernetes/bootstrap-kubelet.conf" ;;
      "reset --force") rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki" "$ROOT"/etc/kubernetes/manifests/* ;;
      "token create") printf "abcdef.0123456789abcdef\n" ;;
    esac'
  stub kubectl 'case "$*" in *configmap*) printf "data:\n    resolvConf: /run/systemd/resolve/resolv.conf\n    cgroupDriver: systemd\n" ;; *replace*) cat >"$ROOT/fake/replaced" ;; esac'
  stub getent 'printf "admin:x:1000:1000::/home/admin:/bin/bash\n"'
  stub timeout 'shift; "$@"'
}

@test 'init makes the cluster and gives its kubeconfig to root and to who called sudo' {
  as desktop-1
  node verb_init
  grep -qx "kubeadm init --config $ROOT/var/lib/cdk8s-metal/kubeadm.yaml --skip-token-print" "$CALLS"
  [[ $(stat -c %a "$ROOT/var/lib/cdk8s-metal/kubeadm.yaml") == 600 ]]
  cmp "$ROOT/etc/kubernetes/admin.conf" "$ROOT/root/.kube/config"
  cmp "$ROOT/etc/kubernetes/admin.conf" "$ROOT/home/admin/.kube/config"
  [[ $(stat -c %a "$ROOT/root/.kube/config") == 600 ]]
  grep -q "^chown admin: .*/home/admin/.kube/config$" "$CALLS"
}

@test 'init lets each machine choose its file of name servers' {
  as desktop-1
  node verb_init
  [[ $(<"$ROOT/fake/replaced") == 'data:
    cgroupDriver: systemd' ]]
}

@test 'a second init says so and runs no kubeadm' {
  as desktop-1
  node verb_init
  stub kubectl
  : >"$ROOT/fake/active/kubelet"
  forget_calls
  run -0 node verb_init
  [[ $output == 'ok         init: desktop-1 has made cluster home already' ]]
  run -0 changes
  [[ $output == *'chown'* && $output != *kubeadm* && $output != *systemctl* && $output != *replace* ]]
  # Each question takes seconds of a slow machine.
  [[ $(grep -c '^kubectl' "$CALLS") == 1 ]]
}

@test 'a second init lets machines choose their file of name servers, where the first was cut off before that' {
  as desktop-1
  node verb_init
  rm "$ROOT/fake/replaced"
  run -0 node verb_init
  [[ -e $ROOT/fake/replaced ]]
}

@test 'a second init waits for an API server that is still starting' {
  as desktop-1
  node verb_init
  stub sleep ': >"$ROOT/fake/started"'
  stub kubectl '[[ -e $ROOT/fake/started ]]'
  run -0 node verb_init
  [[ -e $ROOT/fake/started && $output == 'ok         init: desktop-1 has made cluster home already' ]]
}

@test 'an init that was cut off is undone, its data too, and done again' {
  as desktop-1
  node record step 'init started'
  mkdir -p "$ROOT/var/lib/etcd/member"
  : >"$ROOT/etc/kubernetes/manifests/etcd.yaml"
  run -0 node verb_init
  [[ $output == *'init was interrupted on desktop-1; undoing what it left'*'done       init: the API server answers at https://api.home.arpa:6443'* ]]
  [[ ! -e $ROOT/var/lib/etcd/member ]]
  run -0 grep '^kubeadm' "$CALLS"
  [[ ${lines[0]} == 'kubeadm reset --force --cleanup-tmp-dir --cri-socket unix:///run/containerd/containerd.sock' ]]
  [[ ${lines[1]} == 'kubeadm init '* ]]
}

@test 'files of a cluster that was not made here are neither used nor removed' {
  as desktop-1
  mkdir -p "$ROOT/var/lib/etcd/member"
  run -1 node verb_init
  [[ $output == *"files of a cluster that was not made here are on desktop-1: $ROOT/var/lib/etcd/member; if that cluster is gone, run kubeadm reset and remove them" ]]
  [[ -e $ROOT/var/lib/etcd/member ]]
  run -1 node recorded step 'init started'
}

@test 'an init that fails is not taken for done, and its last lines are shown' {
  as desktop-1
  stub kubeadm 'printf "error: etcd is not healthy\n"; exit 1'
  run -1 node verb_init
  [[ $output == *"node.sh: kubeadm init failed with exit code 1. Its last lines:
    error: etcd is not healthy
node.sh: all of it is in $ROOT/var/log/cdk8s-metal/node.log; when the cause is gone, run the same command again: it goes on where it stopped" ]]
  node recorded step 'init started'
  run -1 node recorded step 'init done'
}

@test 'a kubeconfig of another cluster stays' {
  as desktop-1
  mkdir -p "$ROOT/root/.kube"
  printf 'other\n' >"$ROOT/root/.kube/config"
  run -0 node verb_init
  [[ $output == *'warning: /root/.kube/config is of another cluster or was changed and stays as it is; use KUBECONFIG=/etc/kubernetes/admin.conf'* ]]
  [[ $(<"$ROOT/root/.kube/config") == other ]]
}

@test 'only the first control plane inits, and it does not join' {
  as desktop-2
  run -2 node verb_init
  [[ $output == 'node.sh: desktop-2 does not init the cluster, desktop-1 does; run init there and join here' ]]
}

@test 'the machine that inits does not join' {
  as desktop-1
  run -2 node verb_join
  [[ $output == 'node.sh: desktop-1 is the machine that inits the cluster; run init here; or pipe in what another control plane prints for it, where the cluster lives on others' ]]
}

@test 'an invitation has endpoint, authority and a token that lives briefly, and nothing else goes to stdout' {
  as desktop-1
  node verb_init >/dev/null
  forget_calls
  node verb_invite desktop-2 >"$BATS_TEST_TMPDIR/invitation"
  [[ $(<"$BATS_TEST_TMPDIR/invitation") == "apiVersion: v1
kind: Config
clusters:
- name: joining
  cluster:
    server: https://api.home.arpa:6443
    certificate-authority-data: $(printf authority | base64)
users:
- name: joining
  user:
    token: 'abcdef.0123456789abcdef'
contexts:
- name: joining
  context: { cluster: joining, user: joining }
current-context: joining" ]]
  grep -qx "kubeadm token create --kubeconfig $ROOT/etc/kubernetes/admin.conf --ttl 30m0s --description desktop-2 joins" "$CALLS"
}

@test 'an invitation is for a node of the spec, and from a machine that has a cluster' {
  as desktop-1
  run -2 node verb_invite laptop
  [[ $output == 'node.sh: no node of cluster home is called laptop; cluster.yaml has the names; after a change there, synthesize again' ]]
  run -1 node verb_invite desktop-2
  [[ $output == 'node.sh: desktop-1 has no cluster to invite to; run init first' ]]
}

invitation_of() { # <authority>
  node invitation abcdef.0123456789abcdef "$(printf '%s' "$1" | base64 -w 0)"
}

@test 'join hands the invitation to kubeadm through a pipe, and the token is in no file, argument or log' {
  as desktop-2
  node verb_join < <(invitation_of authority)
  [[ $(<"$ROOT/fake/invitation") == *"token: 'abcdef.0123456789abcdef'"* ]]
  rm "$ROOT/fake/invitation"
  run -1 grep --recursive --fixed-strings abcdef.0123456789abcdef "$ROOT" "$CALLS"
  [[ $(<"$ROOT/var/lib/cdk8s-metal/kubeadm.yaml") == *'name: desktop-2'* ]]
  [[ ! -e $ROOT/etc/kubernetes/bootstrap-kubelet.conf ]]
  node recorded step 'join done'
}

@test 'a second join says so, needs no invitation and runs no kubeadm' {
  as desktop-2
  node verb_join < <(invitation_of authority)
  : >"$ROOT/fake/active/kubelet"
  forget_calls
  run -0 node verb_join </dev/null
  [[ $output == 'ok         join: desktop-2 is in cluster home already' ]]
  run -0 changes
  [[ $output == '' ]]
  [[ $(grep -c '^kubectl' "$CALLS") == 1 ]]
}

@test 'a node that somebody deleted comes back with a second join' {
  as desktop-2
  node verb_join < <(invitation_of authority)
  : >"$ROOT/fake/active/kubelet"
  stub kubectl '[[ -e $ROOT/fake/registered ]]'
  stub systemctl '[[ $1 != restart ]] || : >"$ROOT/fake/registered"'
  run -0 node verb_join </dev/null
  grep -qx 'systemctl restart kubelet' "$CALLS"
}

@test 'a join that was cut off after the kubelet got its certificate is only finished' {
  as desktop-2
  node record step 'join started'
  printf kubelet >"$ROOT/etc/kubernetes/kubelet.conf"
  : >"$ROOT/etc/kubernetes/bootstrap-kubelet.conf"
  run -0 node verb_join < <(invitation_of authority)
  [[ $output == *'ok         join: desktop-2 is in cluster home; an earlier run got that far' ]]
  [[ ! -e $ROOT/etc/kubernetes/bootstrap-kubelet.conf ]]
  run -1 grep '^kubeadm' "$CALLS"
}

@test 'a join that was cut off earlier is undone and done again' {
  as desktop-2
  node record step 'join started'
  : >"$ROOT/etc/kubernetes/kubelet.conf"
  run -0 node verb_join < <(invitation_of authority)
  [[ $output == *'join was interrupted on desktop-2; undoing what it left'*'done       join: desktop-2 is in cluster home' ]]
  run -0 grep '^kubeadm' "$CALLS"
  [[ ${lines[0]} == 'kubeadm reset '* && ${lines[1]} == 'kubeadm join '* ]]
}

@test 'a join that was cut off, and whose certificate is of no use, is done again' {
  as desktop-2
  node record step 'join started'
  printf damaged >"$ROOT/etc/kubernetes/kubelet.conf"
  run -0 node -c 'retry_until() { [[ $3 != *"is in the cluster"* || -e $ROOT/fake/invitation ]]; }; verb_join' < <(invitation_of authority)
  [[ $output == *'done       join: desktop-2 is in cluster home' ]]
}

@test 'a member of an earlier cluster of the same name is refused' {
  as desktop-2
  node verb_join < <(invitation_of authority)
  run -2 node verb_join < <(invitation_of another)
  [[ $output == 'node.sh: desktop-2 is in another cluster that was also called home; run node.sh reset here, then prepare and join again' ]]
}

@test 'without an invitation, or with one to somewhere else, nothing is joined' {
  as desktop-2
  run -2 node verb_join </dev/null
  [[ $output == 'node.sh: there is no invitation on standard input; on desktop-1: node.sh invite desktop-2, and its output here' ]]
  run -2 node verb_join < <(invitation_of authority | sed s/api.home.arpa/other/)
  [[ $output == 'node.sh: the invitation is not to https://api.home.arpa:6443; make one with the node.sh of cluster home' ]]
  run -1 node recorded step 'join started'
}

@test 'before prepare there is no kubeadm, and that is said' {
  as desktop-1
  rm "$STUBS/kubeadm"
  PATH="$STUBS:/usr/bin:/bin"
  run -1 node verb_init
  [[ $output == 'node.sh: kubeadm is not installed on desktop-1; run prepare before init' ]]
}

@test 'a node that does not show up in time stops the run with what to look at' {
  as desktop-2
  stub sleep
  stub kubectl 'printf "connection refused\n" >&2; exit 1'
  run -1 node verb_join < <(invitation_of authority)
  [[ $output == *'node.sh: desktop-2 is in the cluster: not within 1 s. The last answer:
    connection refused
node.sh: desktop-2 is not registered in the cluster; '* ]]
}

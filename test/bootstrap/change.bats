#!/usr/bin/env bats
# A cluster that exists and a cluster.yaml that says otherwise: what is named, what is refused, what `change` does, and what a cut leaves.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # Each test is a subshell, what stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine desktop-1
  stub timeout 'shift; "$@"'
  mkdir -p "$ROOT"/etc/kubernetes/{manifests,pki} "$ROOT/var/lib/kubelet" "$ROOT/etc/cni/net.d"
  data <<'END'
KUBEADM_INIT=$'kind: InitConfiguration\n---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {}\n'
END
  spec
  node claim_machine
  node -c 'record step "init done"; record_wanted'
  running '--profiling=false'
  stub kubeadm '
    case "$*" in
      *" apiserver --config "*pki*) printf "new key\n" >"$ROOT/var/lib/cdk8s-metal/pki/apiserver.key"; printf "new\n" >"$ROOT/var/lib/cdk8s-metal/pki/apiserver.crt" ;;
      *control-plane*|*etcd*) printf "new manifest\n" >"$ROOT/etc/kubernetes/manifests/kube-apiserver.yaml"; printf "%s\n" "${RUNS:---v=4}" >"$ROOT/fake/flags" ;;
    esac'
  stub kubectl '
    case "$*" in
      *"get pod/"*) printf "kube-apiserver\n"; cat "$ROOT/fake/flags"; printf "ready=True\n" ;;
      *leases*) [[ -z ${DEAF:-} ]] && date +%s%N ;;
      *tls-server-name*) [[ -z ${OLD_CERTIFICATE:-} ]] ;;
    esac'
  printf 'KUBELET_KUBEADM_ARGS="--node-ip=192.168.0.11 --max-pods=50 --node-labels=a=b"\n' >"$ROOT/var/lib/kubelet/kubeadm-flags.env"
  printf 'old manifest\n' >"$ROOT/etc/kubernetes/manifests/kube-apiserver.yaml"
  printf 'old\n' >"$ROOT/etc/kubernetes/pki/apiserver.crt"
  printf 'old key\n' >"$ROOT/etc/kubernetes/pki/apiserver.key"
}

running() { # <flag…>: of the API server
  printf '%s\n' "$@" >"$ROOT/fake/flags"
}

spec() { # [sed script]: what cluster.yaml says, from now on changed so
  sed "${1:-}" >>"$DATA" <<'END'
TOPICS=(
  $'role\tnodes[].role\tall\ttake NAME out\t@ROLE@'
  $'addresses\tnodes[].address\tall\ttake NAME out\t@ADDRESSES@'
  $'podCidr\tnetwork.podCidr\tcontrol-plane\tset it back\t10.244.0.0/16'
  $'cni\tnetwork.cni\tall\tset it back\tcalico'
  $'certSANs\tcontrolPlane.certSANs\tcontrol-plane\t\t192.168.0.11 desktop-1'
  $'apiServer\tkubeadm.extraArgs.apiServer\tcontrol-plane\t\t--profiling=false'
  $'kubelet\tkubeadm.extraArgs.kubelet\tall\t\t--max-pods=50'
)
END
}

told() { # what plan tells of differences
  node -c 'collect_differences; print_problems 2>&1; tell_changes "to do " "; up does it"'
}

@test 'a cluster that is as cluster.yaml says has no difference' {
  run -0 told
  [[ $output == '' ]]
  run -0 node verb_change
  [[ $output == 'ok         change: desktop-1 is as cluster.yaml says' && -z "$(changes)" ]]
}

@test 'field 5.1: every difference is named with both values and what can be done' {
  spec 's/10.244.0.0/10.245.0.0/; s/desktop-1/desktop-1 lb.example/; s/--profiling=false/--v=4/; s/--max-pods=50//'
  printf '{}' >"$ROOT/etc/cni/net.d/10-flannel.conflist"
  data <<<"NODES=(\$'desktop-1\\tcontrol-plane\\t192.168.0.19\\tamd64\\t[]\\t[]\\t')"
  run -0 told
  diff - <(printf '%s\n' "$output") <<'END'
node.sh: nodes[].address of desktop-1 is 192.168.0.11,fd00::11, and cluster.yaml says 192.168.0.19; take desktop-1 out
node.sh: network.podCidr of desktop-1 is 10.244.0.0/16, and cluster.yaml says 10.245.0.0/16; set it back
node.sh: network.cni of desktop-1 is flannel, and cluster.yaml says calico; set it back
to do controlPlane.certSANs of desktop-1 is 192.168.0.11 desktop-1, and cluster.yaml says 192.168.0.11 desktop-1 lb.example; up does it
to do kubeadm.extraArgs.apiServer of desktop-1 is --profiling=false, and cluster.yaml says --v=4; up does it
to do kubeadm.extraArgs.kubelet of desktop-1 is --max-pods=50, and cluster.yaml says nothing; up does it
END
}

@test 'field 5.1: plan ends with 3 when there is something, and with 0 when there is nothing' {
  data <<<'PHASES=(look) PHASE_TITLES=(looked)'
  run -0 node -c 'look_check() { collect_differences; }; verb_plan'
  [[ $output == *'nothing would change' ]]
  spec 's/--profiling=false/--v=4/'
  run -3 node -c 'look_check() { collect_differences; }; verb_plan'
  [[ $output == *'to do      change: kubeadm.extraArgs.apiServer of desktop-1 is --profiling=false, and cluster.yaml says --v=4; up does it' ]]
}

@test 'what cannot be changed is refused before anything is' {
  spec 's/10.244.0.0/10.245.0.0/; s/--profiling=false/--v=4/'
  forget_calls
  run -2 node verb_change
  [[ $output == 'node.sh: network.podCidr of desktop-1 is 10.244.0.0/16, and cluster.yaml says 10.245.0.0/16; set it back' && -z "$(changes)" ]]
}

@test 'a flag of the API server is changed: manifest, healthy pod with the flag, configuration in the cluster, and a second time nothing' {
  spec 's/--profiling=false/--v=4/'
  run -0 node verb_change
  [[ ${lines[0]} == 'doing      change: kubeadm.extraArgs.apiServer of desktop-1 is --profiling=false, and cluster.yaml says --v=4' ]]
  [[ $(<"$ROOT/etc/kubernetes/manifests/kube-apiserver.yaml") == 'new manifest' ]]
  [[ $(<"$ROOT/var/lib/cdk8s-metal/replaced/etc/kubernetes/manifests/kube-apiserver.yaml") == 'old manifest' ]]
  [[ $(grep '^kubeadm' "$CALLS") == "kubeadm init phase control-plane apiserver --config $ROOT/var/lib/cdk8s-metal/kubeadm.yaml
kubeadm init phase upload-config kubeadm --config $ROOT/var/lib/cdk8s-metal/kubeadm.yaml" ]]
  forget_calls
  run -0 node verb_change
  [[ $output == 'ok         change: '* && -z "$(changes)" ]]
}

@test 'a name comes into the certificate beside the old one, which stays until the new one is whole' {
  spec 's/desktop-1/desktop-1 lb.example/'
  run -0 node verb_change
  [[ $(<"$ROOT/etc/kubernetes/pki/apiserver.crt") == new && $(<"$ROOT/etc/kubernetes/pki/apiserver.key") == 'new key' ]]
  [[ $(stat -c %a "$ROOT/etc/kubernetes/pki/apiserver.key") == 600 && ! -e $ROOT/var/lib/cdk8s-metal/pki ]]
  grep -q -e '--tls-server-name lb.example get --raw /readyz' "$CALLS"
}

@test 'flags of the kubelet are changed, others of it stay, and it must live on' {
  spec 's/--max-pods=50/--v=2/'
  run -0 node verb_change
  [[ $(<"$ROOT/var/lib/kubelet/kubeadm-flags.env") == 'KUBELET_KUBEADM_ARGS="--node-ip=192.168.0.11 --node-labels=a=b --v=2"' ]]
  [[ $(grep '^systemctl .* kubelet' "$CALLS") == $'systemctl stop kubelet\nsystemctl start kubelet' ]]
}

@test 'an API server that does not come with its new flags gets its old ones back' {
  export RUNS=--profiling=false
  spec 's/--profiling=false/--nonsense=1/'
  run -1 node verb_change
  [[ $output == *'node.sh: desktop-1 does not work as cluster.yaml says, and is what it was; see above, '*'; correct kubeadm.extraArgs.apiServer in cluster.yaml, and run up again' ]]
  [[ $(<"$ROOT/etc/kubernetes/manifests/kube-apiserver.yaml") == 'old manifest' ]]
  run -0 told
  [[ $output == *'is --profiling=false, and cluster.yaml says --nonsense=1; up does it' ]]
}

@test 'a kubelet that does not live on gets its old flags back' {
  export DEAF=yes
  spec 's/--max-pods=50/--nonsense=1/'
  run -1 node verb_change
  [[ $(<"$ROOT/var/lib/kubelet/kubeadm-flags.env") == *'--max-pods=50 '* && -e $ROOT/fake/active/kubelet ]]
}

@test 'killed at any call, a rerun ends in the same state' {
  local call whole
  spec 's/--profiling=false/--v=4/; s/desktop-1/desktop-1 lb.example/; s/--max-pods=50/--v=2/'
  cp -a "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR.fresh"
  node verb_change
  whole="$(listing | grep -v /log/)"
  for call in kubeadm kubectl systemctl sync; do
    rm -r "$BATS_TEST_TMPDIR"
    cp -a "$BATS_TEST_TMPDIR.fresh" "$BATS_TEST_TMPDIR"
    # Gone in the middle, without a word, after the call has had its effect.
    printf '\nkill -9 $PPID\n' >>"$STUBS/$call"
    run node verb_change
    [[ $status != 0 ]]
    sed -i '$d' "$STUBS/$call"
    run -0 node verb_change
    diff <(printf '%s\n' "$whole") <(listing | grep -v /log/)
  done
}

@test 'a change that was cut off is finished by the next init, also when cluster.yaml has been set back' {
  spec 's/--profiling=false/--v=4/'
  printf '\nkill -9 $PPID\n' >>"$STUBS/kubeadm"
  run node verb_change
  sed -i '$d' "$STUBS/kubeadm"
  spec
  export RUNS=--profiling=false
  printf admin >"$ROOT/etc/kubernetes/admin.conf"
  run -0 node verb_init
  [[ $output == *'a change was interrupted on desktop-1; making it again'* && $(<"$ROOT/fake/flags") == --profiling=false ]]
  [[ $(node records changing) == '' ]]
}

@test 'a cluster that was made before there was a record is known by the documents that are left' {
  node -c 'while read -r line; do forget made "$line"; done < <(records made)'
  cat >"$ROOT/var/lib/cdk8s-metal/kubeadm.yaml" <<'END'
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: "192.168.0.11"
nodeRegistration:
  kubeletExtraArgs:
    - name: max-pods
      value: "50"
    - name: node-ip
      value: "192.168.0.11,fd00::11"
  name: desktop-1
  taints:
    - effect: NoSchedule
      key: node-role.kubernetes.io/control-plane
      value: none
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  certSANs:
    - desktop-1
    - "192.168.0.11"
  extraArgs:
    - name: profiling
      value: "false"
networking:
  dnsDomain: cluster.local
  podSubnet: "10.245.0.0/16"
proxy:
  disabled: false
END
  run -0 told
  [[ $output == 'node.sh: network.podCidr of desktop-1 is 10.245.0.0/16, and cluster.yaml says 10.244.0.0/16; set it back' ]]
  node record_made_before
  [[ $(node records made) == 'role=control-plane
addresses=192.168.0.11,fd00::11
podCidr=10.245.0.0/16
certSANs=192.168.0.11 desktop-1
apiServer=--profiling=false
kubelet=--max-pods=50' ]]
}

@test 'a worker that was joined before there was a record is known by its document' {
  as desktop-2
  node -c 'while read -r line; do forget made "$line"; done < <(records made)'
  printf 'kind: JoinConfiguration\nnodeRegistration:\n  kubeletExtraArgs: [{"name":"max-pods","value":"5\\"0"},{"name":"node-ip","value":"192.168.0.12"}]\n' >"$ROOT/var/lib/cdk8s-metal/kubeadm.yaml"
  node record_made_before
  [[ $(node records made) == $'role=worker\naddresses=192.168.0.12\nkubelet=--max-pods=5"0' ]]
}

@test 'labels and taints of nodes are given and taken back, and only those that were given' {
  data <<'END'
NODES=(
  $'desktop-1\tcontrol-plane\t192.168.0.11\tamd64\t[]\t[]\t\t\tnode-role.kubernetes.io/control-plane:NoSchedule'
  $'desktop-2\tworker\t192.168.0.12\tamd64\t[]\t[]\t\tdisk=ssd\tdedicated=db:NoSchedule'
  $'desktop-3\tworker\t192.168.0.13\tamd64\t[]\t[]\t\ttier=a\t'
)
END
  stub kubectl '
    case "$*" in
      *"get nodes"*) cat "$ROOT/fake/marks" ;;
    esac'
  printf '%s\n' 'desktop-1 node' 'desktop-1 taint node-role.kubernetes.io/control-plane:NoSchedule' 'desktop-2 node' 'desktop-2 label own=1' 'desktop-2 taint mine:NoExecute' \
    'desktop-2 taint node.kubernetes.io/not-ready:NoExecute' >"$ROOT/fake/marks"
  run -3 node verb_marks ''
  [[ $output == 'to do      label of desktop-2: disk=ssd; up does it
to do      taint of desktop-2: dedicated=db:NoSchedule; up does it
warning: desktop-2 has the taint mine:NoExecute, which neither cluster.yaml nor this program has given it; if nobody needs it: kubectl taint nodes desktop-2 mine:NoExecute-' ]]
  forget_calls
  run -0 node verb_mark ''
  [[ $(grep -o 'label .*\|taint .*' "$CALLS") == *'label --overwrite nodes desktop-2 disk=ssd
taint --overwrite nodes desktop-2 dedicated=db:NoSchedule' ]]
  # It has them now, and cluster.yaml has them no more.
  printf '%s\n' 'desktop-2 node' 'desktop-2 label disk=ssd' 'desktop-2 label own=1' 'desktop-2 taint dedicated=db:NoSchedule' 'desktop-2 taint mine:NoExecute' >"$ROOT/fake/marks"
  run -0 node verb_mark desktop-2 ''
  data <<'END'
NODES=(
  $'desktop-1\tcontrol-plane\t192.168.0.11\tamd64\t[]\t[]\t\t\t'
  $'desktop-2\tworker\t192.168.0.12\tamd64\t[]\t[]\t\t\t'
)
END
  forget_calls
  run -0 node verb_mark ''
  [[ $(grep -o 'label --.*\|taint --.*' "$CALLS") == 'label --overwrite nodes desktop-2 disk-
taint --overwrite nodes desktop-2 dedicated:NoSchedule-' ]]
  printf '%s\n' 'desktop-2 node' 'desktop-2 label own=1' 'desktop-2 taint mine:NoExecute' >"$ROOT/fake/marks"
  forget_calls
  run -0 node verb_mark ''
  [[ $output == 'ok         labels and taints are as cluster.yaml says' ]]
  run -1 grep -e '--overwrite' "$CALLS"
}

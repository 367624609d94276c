#!/usr/bin/env bats
# Phase kubernetes: kubelet, kubeadm and kubectl, their versions, and kubectl-convert.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  as desktop-2
}

@test 'a fresh machine lacks all packages, and looking changes nothing' {
  run -1 planned kubernetes
  [[ $output == '           would install kubelet 1.36.4-*'*'would install socat'*'would hold containerd.io'*'would hold kubernetes-cni'*'write /etc/apt/apt.conf.d/52cdk8s-metal' ]]
  run -0 changes
  [[ $output == '' ]]
}

@test 'packages come at the pinned version and are held, also from unattended upgrades' {
  node kubernetes_apply
  node kubernetes_check
  [[ $(node package_version kubelet) == 1.36.4-7 ]]
  [[ "$(apt-mark showhold | tr '\n' ' ')" == 'containerd.io cri-tools kubeadm kubectl kubelet kubernetes-cni ' ]]
  grep -qF '  "^containerd[.]io$";' "$ROOT/etc/apt/apt.conf.d/52cdk8s-metal"
  grep -qF 'Unattended-Upgrade::Automatic-Reboot "false";' "$ROOT/etc/apt/apt.conf.d/52cdk8s-metal"
}

@test 'when they are there, the check says so and calls nothing' {
  node kubernetes_apply
  forget_calls
  node kubernetes_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'a package that is there already is not asked for again, and a hold of somebody else is not ours' {
  printf 1.0 >"$ROOT/fake/packages/socat"
  : >"$ROOT/fake/held/kubectl"
  node kubernetes_apply
  [[ $(grep 'install kubelet' "$CALLS") != *' socat'* ]]
  run -1 node recorded package socat
  run -1 node recorded hold kubectl
  node recorded hold kubelet
}

@test 'field 5.2: another version than that of a member is refused before anything changes, with the verb that is for it' {
  printf '1.35.9-1.1' >"$ROOT/fake/packages/kubelet"
  printf '2.2.1-1' >"$ROOT/fake/packages/containerd.io"
  run -0 node -c 'collect_version_problems; print_problems'
  [[ $output == '' ]]
  node claim_machine
  mkdir -p "$ROOT/etc/kubernetes"
  : >"$ROOT/etc/kubernetes/kubelet.conf"
  run -0 node -c 'collect_version_problems; print_problems'
  [[ $output == "node.sh: desktop-2 runs Kubernetes 1.35.9, and cluster.yaml says 1.36.4; that is for cluster.sh upgrade, which is not there yet: set kubernetes back to 1.35.9, or upgrade by hand first (https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-upgrade/)
node.sh: desktop-2 runs containerd 2.2.1, and 2.3 is wanted; that is for cluster.sh upgrade, which is not there yet: drain the machine, apt-mark unhold containerd.io, apt-get install 'containerd.io=2.3.*', and uncordon it" ]]
}

# desktop-1 of a cluster whose spec asks for kubectl-convert; what the source has is in $ROOT/fake/convert.
convert_machine() { # [sum]
  as desktop-1
  node kubernetes_apply
  data <<<'KUBECTL_CONVERT=yes'
  printf 'a program' >"$ROOT/fake/convert"
  printf '%s' "${1:-$CONVERT_SUM}" >"$ROOT/fake/convert.sha256"
  stub apt-helper 'case "$2" in *.sha256) cat "$ROOT/fake/convert.sha256" >"$3" ;; *) cat "$ROOT/fake/convert" >"$3" ;; esac'
  forget_calls
}

CONVERT=/usr/local/bin/kubectl-convert
# Of `a program`.
CONVERT_SUM=d69ea8cda2433733c1ce02de65da8f48e6a3dbba6bb18876a2062908e54ef7cb

@test 'kubectl-convert is not there unless the spec asks for it, and then on control planes only' {
  run -1 planned kubernetes
  [[ $output != *kubectl-convert* ]]
  data <<<'KUBECTL_CONVERT=yes'
  run -1 planned kubernetes
  [[ $output != *kubectl-convert* ]]
  node kubernetes_apply
  node kubernetes_check
  run -0 changes
  [[ $output != *apt-helper* && ! -e $ROOT$CONVERT ]]
}

@test 'a control plane gets kubectl-convert of the version of the cluster, by its sum, and once' {
  local before
  convert_machine
  before="$(listing)"
  run -1 planned kubernetes
  [[ $output == '           would install /usr/local/bin/kubectl-convert v1.36.4 from https://binaries.example' ]]
  run -0 changes
  [[ $output == '' && "$(listing)" == "$before" ]]
  node kubernetes_apply
  node kubernetes_check
  [[ $(<"$ROOT$CONVERT") == 'a program' && $(stat -c %a "$ROOT$CONVERT") == 755 ]]
  node recorded file "$CONVERT"
  run -0 grep --only-matching 'download-file https://[^ ]*' "$CALLS"
  [[ $output == 'download-file https://binaries.example/v1.36.4/bin/linux/amd64/kubectl-convert.sha256
download-file https://binaries.example/v1.36.4/bin/linux/amd64/kubectl-convert' ]]
  before="$(listing)"
  forget_calls
  node kubernetes_check
  node kubernetes_apply
  run -0 changes
  [[ $output == '' && "$(listing | grep -v cdk8s-metal/)" == "$(grep -v cdk8s-metal/ <<<"$before")" ]]
}

@test 'a sum of the spec is the one that counts, whatever the source says' {
  convert_machine 0000000000000000000000000000000000000000000000000000000000000000
  data <<<"CONVERT_SHA256_AMD64=$CONVERT_SUM BINARIES_SOURCE=http://192.168.0.5/binaries"
  node kubernetes_apply
  node kubernetes_check
  run -1 grep -F kubectl-convert.sha256 "$CALLS"
  data <<<'CONVERT_SHA256_AMD64=1111111111111111111111111111111111111111111111111111111111111111'
  run -1 planned kubernetes
  [[ $output == *'would install /usr/local/bin/kubectl-convert v1.36.4 from http://192.168.0.5/binaries' ]]
  run -1 node kubernetes_apply
  [[ $output == *"has the SHA-256 sum $CONVERT_SUM, and 1111111111111111111111111111111111111111111111111111111111111111 was wanted; "* ]]
}

@test 'kubectl-convert of another version, or that somebody changed, is replaced' {
  convert_machine
  data <<<'BINARIES_SOURCE=http://192.168.0.5/binaries/'
  node kubernetes_apply
  run -0 changes
  [[ $output == *' http://192.168.0.5/binaries/v1.36.4/bin/linux/amd64/kubectl-convert '* ]]
  printf 'another program' >"$ROOT$CONVERT"
  run -1 planned kubernetes
  [[ $output == *'would install /usr/local/bin/kubectl-convert v1.36.4 from http://192.168.0.5/binaries' ]]
  node kubernetes_apply
  node kubernetes_check
  [[ $(<"$ROOT$CONVERT") == 'a program' ]]
  chmod 0700 "$ROOT$CONVERT"
  run -1 node kubernetes_check
  node kubernetes_apply
  node kubernetes_check
  data <<<'KUBERNETES_VERSION=1.36.5'
  run -1 planned kubernetes
  [[ $output == *'would install /usr/local/bin/kubectl-convert v1.36.5 from http://192.168.0.5/binaries' ]]
}

@test 'a sum that is another one is refused with both, and nothing is installed' {
  convert_machine "${CONVERT_SUM/#??/00}"
  run -1 node kubernetes_apply
  [[ $output == "node.sh: https://binaries.example/v1.36.4/bin/linux/amd64/kubectl-convert has the SHA-256 sum $CONVERT_SUM, and ${CONVERT_SUM/#??/00} was wanted; run prepare again, and if it stays so, correct sources.binaries in the spec" ]]
  [[ ! -e $ROOT$CONVERT ]]
  run -1 node recorded file "$CONVERT"
  run -1 node kubernetes_check
}

@test 'what is not a sum is refused before the program is fetched' {
  convert_machine '<html>not found</html>'
  run -1 node kubernetes_apply
  [[ $output == 'node.sh: https://binaries.example/v1.36.4/bin/linux/amd64/kubectl-convert.sha256 is not a SHA-256 sum; correct sources.binaries in the spec' ]]
  run -1 grep 'kubectl-convert ' "$CALLS"
}

@test 'kubectl-convert goes when the spec asks for it no more, and one of somebody else stays' {
  convert_machine
  node kubernetes_apply
  data <<<'KUBECTL_CONVERT=no'
  run -1 planned kubernetes
  [[ $output == '           would remove /usr/local/bin/kubectl-convert' ]]
  node kubernetes_apply
  node kubernetes_check
  [[ ! -e $ROOT$CONVERT ]]
  printf mine >"$ROOT$CONVERT"
  node kubernetes_check
}

@test 'a kubectl-convert that was there and is the same is not ours, and reset leaves it' {
  convert_machine
  mkdir -p "$ROOT${CONVERT%/*}"
  printf 'a program' >"$ROOT$CONVERT"
  chmod 0755 "$ROOT$CONVERT"
  run -1 node kubernetes_check
  node kubernetes_apply
  node kubernetes_check
  run -1 node recorded file "$CONVERT"
  node reset_files
  [[ $(<"$ROOT$CONVERT") == 'a program' ]]
}

#!/usr/bin/env bats
# kubelet, kubeadm and kubectl, their versions, the kubelet's needs, and the images.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  as desktop-2
}

# kubeadm and crictl as far as images go.
image_programs() {
  stub kubeadm 'printf "registry.k8s.io/%s\n" kube-apiserver:v1.36.4 kube-proxy:v1.36.4 coredns/coredns:v1.14.2 pause:3.10.2 etcd:3.6.8-0'
  stub crictl '
    case "$1" in
      images) printf "IMAGE TAG ID SIZE\n"; cat "$ROOT/fake/images/list" 2>/dev/null || true ;;
      pull) printf "%s %s abc 1MB\n" "${2%:*}" "${2##*:}" >>"$ROOT/fake/images/list" ;;
      rmi) sed -i "\\|^${2%:*} |d" "$ROOT/fake/images/list" ;;
    esac'
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

@test 'the version of a member is not changed' {
  printf '1.35.9-1.1' >"$ROOT/fake/packages/kubelet"
  node claim_machine
  mkdir -p "$ROOT/etc/kubernetes"
  : >"$ROOT/etc/kubernetes/kubelet.conf"
  run -1 node kubernetes_apply
  [[ $output == 'node.sh: desktop-2 runs Kubernetes 1.35.9 and the spec says 1.36.4; set kubernetes in the spec back: prepare does not upgrade a member of a cluster' ]]
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

@test 'what is no sum is refused before the program is fetched' {
  convert_machine '<html>not found</html>'
  run -1 node kubernetes_apply
  [[ $output == 'node.sh: https://binaries.example/v1.36.4/bin/linux/amd64/kubectl-convert.sha256 is no SHA-256 sum; correct sources.binaries in the spec' ]]
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

@test 'the kubelet starts at boot, and is not started without a configuration' {
  run -1 node kubelet_check
  node kubelet_apply
  node kubelet_check
  run -0 changes
  [[ $output == 'systemctl enable kubelet' ]]
  forget_calls
  node kubelet_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'name servers on the loopback interface, or none at all, stop the run' {
  printf 'nameserver 127.0.0.53\n' >"$ROOT/etc/resolv.conf"
  run -1 node kubelet_apply
  [[ $output == 'node.sh: /etc/resolv.conf names 127.0.0.53, which is another machine in every pod; write the name servers of your network there, or name another file as kubeadm.extraArgs.kubelet.resolv-conf in the spec' ]]
  rm "$ROOT/etc/resolv.conf"
  run -1 node kubelet_apply
  [[ $output == 'node.sh: /etc/resolv.conf is missing; '* ]]
}

@test 'a file of name servers that the spec names is not looked at here' {
  rm "$ROOT/etc/resolv.conf"
  data <<<'RESOLV_CONF_IN_SPEC=yes'
  run -0 node resolver_problem
  [[ $output == '' ]]
}

@test 'with systemd-resolved its own list of name servers counts, as for kubeadm' {
  printf 'nameserver 127.0.0.53\n' >"$ROOT/etc/resolv.conf"
  mkdir -p "$ROOT/run/systemd/resolve"
  printf 'nameserver 192.168.0.1\n' >"$ROOT/run/systemd/resolve/resolv.conf"
  : >"$ROOT/fake/active/systemd-resolved"
  node kubelet_apply
  node kubelet_check
}

@test 'a worker pulls what it starts with, once' {
  image_programs
  run -1 planned images
  [[ $output == '           would pull registry.k8s.io/kube-proxy:v1.36.4
           would pull registry.k8s.io/pause:3.10.2' ]]
  run -0 changes
  [[ $output == '' ]]
  node images_apply
  node images_check
  forget_calls
  node images_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'images that came before a run was cut off are pulled again, as they may not have reached the disk' {
  image_programs
  node images_apply
  node record pending images
  run -1 planned images
  [[ $output == '           would pull images again that may not have reached the disk' ]]
  forget_calls
  node images_apply
  node images_check
  run -0 changes
  # Pulls begin at the same time.
  [[ "$(head -n 2 <<<"$output" && tail -n +3 <<<"$output" | sort)" == 'crictl rmi registry.k8s.io/kube-proxy:v1.36.4
crictl rmi registry.k8s.io/pause:3.10.2
crictl pull registry.k8s.io/kube-proxy:v1.36.4
crictl pull registry.k8s.io/pause:3.10.2' ]]
}

@test 'a control plane pulls all that kubeadm names' {
  image_programs
  as desktop-1
  data <<<'KUBE_PROXY=none'
  run -0 node images_wanted
  [[ $output == 'registry.k8s.io/kube-apiserver:v1.36.4
registry.k8s.io/coredns/coredns:v1.14.2
registry.k8s.io/pause:3.10.2
registry.k8s.io/etcd:3.6.8-0' ]]
}

@test 'images are pulled two at a time, and one that fails keeps the others from nothing' {
  image_programs
  as desktop-1
  # Ends only when two have begun, as whoever is alone waits here for ever.
  stub crictl '
    [[ "$1" == pull ]] || exit 0
    mkdir -p "$ROOT/fake/pulls"
    : >"$ROOT/fake/pulls/$(basename "$2")"
    until (($(ls "$ROOT/fake/pulls" | wc -l) > 1)); do sleep 0.05; done
    [[ "$2" != */coredns:* ]]'
  run -1 node -c 'retry_until() { shift 3 && "$@"; }; images_apply'
  [[ "$(changes | grep -c '^crictl pull')" == 5 ]]
  [[ $output == *'pulling registry.k8s.io/coredns/coredns:v1.14.2 failed with exit code 1'* ]]
  node recorded pending images
}

@test 'who interrupts the pulling of images ends it' {
  local pulled
  image_programs
  stub crictl '[[ "$1" != pull ]]'
  stub sleep 'exec /bin/sleep 0.1'
  export -f node
  run -124 timeout --signal INT 3 bash -c 'node images_apply'
  pulled="$(grep -c '^crictl pull' "$CALLS")"
  ((pulled > 2))
  /bin/sleep 1
  [[ "$(grep -c '^crictl pull' "$CALLS")" == "$pulled" ]]
}

@test 'what the network of pods runs on each machine is pulled, too' {
  image_programs
  data <<<'NETWORK_IMAGES=(ghcr.io/flannel-io/flannel:v0.28.9)'
  node images_apply
  grep -qx 'crictl pull ghcr.io/flannel-io/flannel:v0.28.9' "$CALLS"
  node images_check
}

@test 'a pull that fails is tried again until its deadline' {
  image_programs
  stub crictl '[[ "$1" == images ]] && exit 0; printf "no route to host\n" >&2; exit 1'
  run -1 node -c 'retry_until() { printf "%s\n" "$1 $2 $3" && return 1; }; images_apply'
  [[ $output == *'    900 10 pulling registry.k8s.io/kube-proxy:v1.36.4'* ]]
}

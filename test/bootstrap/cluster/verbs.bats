#!/usr/bin/env bats
# cluster.sh apply, status, down; and the program itself.

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
ssh: { port: 2222 }
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

answer_down() { # <answer> <argument…>
  local answer="$1"
  shift
  "$DIST/bootstrap/cluster.sh" down "$@" <<<"$answer"
}

@test 'apply brings the manifests in their order, through the control plane, and waits after each stage' {
  run -0 cluster_sh apply
  [[ "$(told)" == 'home  done       0000-namespaces.k8s.yaml: 1 objects
home  done       0120-flannel.k8s.yaml: 2 objects
home  ok         daemonset kube-flannel/kube-flannel-ds is ready on all machines
home  ok         all machines are Ready
home  ok         deployment kube-system/coredns is available' ]]
  [[ "$(<"$CALLS")" == 'cp kubectl apply --server-side --field-manager=cdk8s-metal --validate=false --filename=-
cp kubectl apply --server-side --field-manager=cdk8s-metal --validate=false --filename=-
cp kubectl rollout status daemonset/kube-flannel-ds --namespace kube-flannel --timeout=10s
cp kubectl wait --for=condition=Ready nodes --all --timeout=10s
cp kubectl wait --for=condition=Available deployment/coredns --namespace kube-system --timeout=10s' ]]
  cmp "$MACHINES_FOLDER/cp/applied" "$DIST/0120-flannel.k8s.yaml"
}

@test 'apply takes over fields of definitions only' {
  printf 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n---\nkind: CustomResourceDefinition\n' >"$DIST/0000-namespaces.k8s.yaml"
  run -0 cluster_sh apply
  [[ "$(calls apply)" == 'cp kubectl apply --server-side --field-manager=cdk8s-metal --validate=false --filename=- --force-conflicts
cp kubectl apply --server-side --field-manager=cdk8s-metal --validate=false --filename=-' ]]
}

@test 'what the API server refuses stops apply, with its words' {
  is_so_on cp refuses-manifests
  run -1 cluster_sh apply
  [[ "$(told)" == 'cluster.sh: waiting until the API server takes 0000-namespaces.k8s.yaml: no repetition mends this. The last answer:
    error: Apply failed with 1 conflict: conflict with "hand": .data.Network
cluster.sh: 0000-namespaces.k8s.yaml could not be applied; see above what the API server says and in '"$STATE"'/log/apply.log; when the cause is gone, run cluster.sh apply again' ]]
}

@test 'an API server that is away for a moment is asked again' {
  sed -i 's/"$HICCUP_SECONDS" 5 /"$HICCUP_SECONDS" 0.1 /' "$DIST/bootstrap/cluster.sh"
  for answer in 'Unable to connect to the server: net/http: TLS handshake timeout' 'Error from server (ServiceUnavailable): the server is currently unable to handle the request' \
    'Error from server (Timeout): Timeout: request did not complete within requested timeout - context deadline exceeded'; do
    printf '%s\n' "$answer" >"$MACHINES_FOLDER/cp/hiccup"
    : >"$CALLS"
    run -0 cluster_sh apply
    [[ "$(calls apply | wc -l)" -eq 3 && "$(told)" == 'home  done       0000-namespaces.k8s.yaml: 1 objects'* ]]
  done
}

@test 'a wait that is not over in time says what is missing, and how to look' {
  is_so_on cp never-ready
  sed -i "s/	900	wait --for=condition=Ready/	1	wait --for=condition=Ready/" "$DIST/bootstrap/cluster.sh"
  run -1 cluster_sh apply
  [[ $output == *'cluster.sh: waiting until all machines are Ready: not within 1 s. The last answer:
    error: timed out waiting for the condition on nodes/w2
cluster.sh: gave up waiting until all machines are Ready; look at: kubectl get nodes; then run cluster.sh apply again' ]]
  [[ "$(calls coredns)" == '' ]]
}

@test 'field 13.2: a wait says after 10 s why it waits, once, with ? for control characters, and again when that changes' {
  # shellcheck disable=SC2016 # for the fake
  printf '%s\n' 'case "$*" in "wait --for=condition=Available deployment/coredns"*) [[ "$(cat "$MACHINE_ROOT/asked")" == xxx ]] || { printf "error: timed out waiting\n" >&2 && exit 1; } ;;' \
    '"get "*" --namespace kube-system deployment/coredns") printf "condition\tDeployment\tcoredns\tAvailable\tTrue\t-\t-\n" ;;' \
    '"get "*" --namespace kube-system nodes,events,pods") printf x >>"$MACHINE_ROOT/asked"; asked="$(<"$MACHINE_ROOT/asked")"' \
    '  printf "taint\tNode\tdesktop-2\tNoSchedule\tnode.kubernetes.io/disk-pressure\nphase\tPod\tother-1\tPending\t-\ncondition\tPod\tother-1\tPodScheduled\tFalse\t-\t\"no\"\n"' \
    '  printf "phase\tPod\tcoredns-1\tPending\t-\ncondition\tPod\tcoredns-1\tPodScheduled\tFalse\t-\t\"0/2 nodes\033[2J are available\"\n"' \
    '  ((${#asked} < 3)) || printf "phase\tPod\tcoredns-2\tRunning\t-\ncontainer\tContainer\tcoredns\tImagePullBackOff\t\"Back-off \\\"x\\\"\"\n" ;;' \
    'esac' >"$MACHINES_FOLDER/cp/kubectl.bash"
  sed -i -E "s/	1200	wait --for=condition=Available/	60	wait --for=condition=Available/; s/^REASON_AFTER=10/REASON_AFTER=0/; s/wait_until \"\\$1\" 5 /wait_until \"\\$1\" 1 /" "$DIST/bootstrap/cluster.sh"
  run -0 cluster_sh apply
  [[ "$(grep -F -c 'waiting: pod coredns-1 is Pending: desktop-2 has the taint node.kubernetes.io/disk-pressure (0/2 nodes?[2J are available)' <<<"$output")" == 2 ]]
  [[ "$(grep -F -c 'waiting: pod coredns-2 is Running: coredns: ImagePullBackOff: Back-off "x"' <<<"$output")" == 1 && $output != *other-1* ]]
}

@test 'a machine that is NotReady says its reason' {
  # shellcheck disable=SC2016 # for the fake
  printf '%s\n' 'case "$*" in "wait --for=condition=Ready nodes"*) printf "error: timed out waiting\n" >&2 && exit 1 ;;' \
    '"get "*" nodes") printf "condition\tNode\tw2\tReady\tFalse\tKubeletNotReady\t\"container runtime network not ready: cni plugin not initialized\"\n" && exit ;; esac' >"$MACHINES_FOLDER/cp/kubectl.bash"
  sed -i "s/	900	wait --for=condition=Ready/	1	wait --for=condition=Ready/" "$DIST/bootstrap/cluster.sh"
  run -1 cluster_sh apply
  [[ $output == *'    node w2 is NotReady (KubeletNotReady): container runtime network not ready: cni plugin not initialized
'* ]]
}

@test 'what no repetition mends ends a wait at once' {
  # shellcheck disable=SC2016 # for the fake
  printf '%s\n' 'case "$*" in "wait "*) printf "error: unknown flag: --for\n" >&2 && exit 1 ;; esac' >"$MACHINES_FOLDER/cp/kubectl.bash"
  run -1 cluster_sh apply
  [[ $output == *'cluster.sh: waiting until all machines are Ready: no repetition mends this. The last answer:
    error: unknown flag: --for
cluster.sh: gave up waiting until all machines are Ready; '* ]]
}

@test 'apply without its manifests is refused before anything happens' {
  rm "$DIST/0120-flannel.k8s.yaml"
  run -2 cluster_sh apply
  [[ $output == "cluster.sh: $DIST/bootstrap/../0120-flannel.k8s.yaml is missing; keep what cdk8s synth writes in one folder" ]]
  [[ ! -s $CALLS ]]
}

@test 'status shows all machines, and fails where one is not Ready' {
  is_so_on w2 off
  before="$(everything)"
  run -1 --separate-stderr cluster_sh status
  [[ "$(told)" == 'NAME   ROLE            ADDRESS        SSH   MEMBER   CONTAINERD   KUBELET   NODE
cp     control-plane   192.168.0.11   yes   no       2.3.7        1.36.4    -
w1     worker          192.168.0.12   yes   no       2.3.7        1.36.4    -
w2     worker          192.168.0.13   no    -        -            -         -' ]]
  [[ $stderr == 'cluster.sh: w2 does not let us in at 192.168.0.13: there is no route to it (ssh: connect to host w2 port 22: No route to host); '* ]]
  diff <(printf '%s\n' "$before") <(everything)
}

@test 'status of a cluster in which all is well' {
  run -0 cluster_sh up
  run -0 cluster_sh status
  [[ "$(told)" == 'NAME   ROLE            ADDRESS        SSH   MEMBER   CONTAINERD   KUBELET   NODE
cp     control-plane   192.168.0.11   yes   yes      2.3.7        1.36.4    Ready
w1     worker          192.168.0.12   yes   yes      2.3.7        1.36.4    Ready
w2     worker          192.168.0.13   yes   yes      2.3.7        1.36.4    Ready' ]]
}

@test 'down asks for the name of the cluster, and without it does nothing' {
  run -0 cluster_sh up
  before="$(everything)"
  for answer in yes '' 'home '; do
    run -2 answer_down "$answer"
    [[ $output == *"cluster.sh: the answer is not home; nothing was done; type the name of the cluster, or use --yes" ]]
  done
  run -2 cluster_sh down
  diff <(printf '%s\n' "$before") <(everything)
}

@test 'down resets the workers before the control plane, and takes along what was left there and here' {
  run -0 cluster_sh up
  : >"$CALLS"
  run -0 answer_down home
  [[ $output == *'This resets cp w1 w2 of cluster home: they leave the cluster and become what they were; what the cluster holds on them is lost.'* ]]
  (($(line_of 'w1 ends reset') < $(line_of 'cp begins reset --node cp')))
  (($(line_of 'w2 ends reset') < $(line_of 'cp begins reset --node cp')))
  [[ ! -e $HOME/.kube/home.yaml ]]
  for name in cp w1 w2; do [[ ! -e $MACHINES_FOLDER/$name/var/lib/cdk8s-metal ]]; done
}

@test 'down --yes does not ask; down of one machine says what stays behind' {
  run -0 cluster_sh up
  run -0 cluster_sh down --yes --node w1
  [[ $output == *'home             the cluster still lists them: kubectl delete node w1' ]]
  [[ -e $HOME/.kube/home.yaml && -e $MACHINES_FOLDER/cp/var/lib/cdk8s-metal ]]
}

@test 'where a worker cannot be reset, the control plane stays' {
  run -0 cluster_sh up
  is_so_on w1 fails-reset
  : >"$CALLS"
  run -1 cluster_sh down --yes
  [[ "$(calls 'cp begins')" == '' && -e $HOME/.kube/home.yaml ]]
  is_not_so_on w1 fails-reset
  run -0 cluster_sh down --yes
}

@test 'a program that was cut off at any line does nothing' {
  last="$(wc -l <"$DIST/bootstrap/cluster.sh")"
  for ((line = 1; line < last; line += 5)); do
    head -n "$line" "$BATS_FILE_TMPDIR/cluster.sh" >"$DIST/bootstrap/cluster.sh"
    cluster_sh down --yes >"$BATS_TEST_TMPDIR/output" 2>/dev/null || true
    [[ ! -s $CALLS && ! -s $BATS_TEST_TMPDIR/output && ! -e $MACHINES_FOLDER/arguments ]]
  done
}

@test 'an older bash is told so in one line, before anything that it cannot read' {
  sed '/^# --- data/,$d; s/BASH_VERSINFO/OLD_VERSINFO/g; s/\$BASH_VERSION/3.2.57/; s/^set -o/OLD_VERSINFO=(3 2); set -o/' "$DIST/bootstrap/cluster.sh" >"$BATS_TEST_TMPDIR/head.sh"
  run -2 bash "$BATS_TEST_TMPDIR/head.sh"
  [[ $output == 'cluster.sh: this bash is 3.2.57, and 4.4 or later is needed; install it (on a Mac: brew install bash) and put it first in the PATH' ]]
}

@test 'a desk without ssh is told so' {
  mkdir "$BATS_TEST_TMPDIR/bin"
  for program in bash env dirname mktemp rm; do ln -s "$(type -P "$program")" "$BATS_TEST_TMPDIR/bin/$program"; done
  PATH="$BATS_TEST_TMPDIR/bin" run -2 cluster_sh up
  [[ $output == 'cluster.sh: there is no ssh at this desk; install it (Debian and Ubuntu: apt install openssh-client)' ]]
}

@test 'without an ssh configuration of the spec, a fresh machine is taken at its word once, and the port is the one of the spec' {
  run -3 cluster_sh plan --node cp
  run -0 head -n 1 "$MACHINES_FOLDER/arguments"
  [[ $output == *' -o StrictHostKeyChecking=accept-new -o Port=2222 -o HostName=192.168.0.11 '* ]]
}

#!/usr/bin/env bats
# cluster.sh remove, add, reboot: any machine may go or stop for a while, also the one that made the cluster.
# shellcheck disable=SC2154,SC2016 # bats and desk.bash set them; what is in single quotes is for fakes.

load desk
load node-answers

SPEC='name: home
network: { cni: { flannel: {} } }
controlPlane: { endpoint: { loadBalancer: "api.home.arpa:6443" } }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: c2, address: 192.168.0.14, role: control-plane }
  - { name: c3, address: 192.168.0.15, role: control-plane }
  - { name: w1, address: 192.168.0.12 }
  - { name: w2, address: 192.168.0.13 }'

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

# All of them in the cluster. The API server is the folder of cp, whoever is asked.
setup() {
  desk c2 c3
  mkdir "$MACHINES_FOLDER/cp/nodes"
  for name in cp c2 c3 w1 w2; do has_joined "$name"; done
  printf 'cp 192.168.0.11 voter well\nc2 192.168.0.14 voter well\nc3 192.168.0.15 voter well\n' >"$MACHINES_FOLDER/cp/members"
  sed -i -E 's/^readonly (BUDGET|ETCD)_SECONDS=.*/readonly \1_SECONDS=1/; s/^readonly BOOT_SECONDS=.*/readonly BOOT_SECONDS=3/; s/^readonly LOST_SECONDS=.*/readonly LOST_SECONDS=1 DETACH_SECONDS=1/; s/(wait_until [^ ]+) 5 /\1 0.1 /' "$DIST/bootstrap/cluster.sh"
  api_server
}

has_joined() { # <machine>: as up leaves it
  local step=join
  [[ $1 != cp ]] || step=init
  mkdir -p "$MACHINES_FOLDER/$1"/{var/lib/cdk8s-metal,etc/kubernetes,nodes}
  printf 'cluster\thome at api.home.arpa:6443\nstep\t%s done\n' "$step" >"$MACHINES_FOLDER/$1/var/lib/cdk8s-metal/state"
  touch "$MACHINES_FOLDER/cp/nodes/$1" "$MACHINES_FOLDER/$1/prepared"
  cp "$FAKES/node.sh" "$MACHINES_FOLDER/$1/var/lib/cdk8s-metal/"
  [[ $1 == w* ]] || { is_so_on "$1" is-control-plane && printf '    certificate-authority-data: YXV0aG9yaXR5\n    server: https://api.home.arpa:6443\n    client-certificate-data: Y2VydGlmaWNhdGU=\n    client-key-data: VERYSECRETAA\n' >"$MACHINES_FOLDER/$1/etc/kubernetes/admin.conf"; }
}

api_server() { # [line of bash…]: which goes first
  local name
  {
    printf '%s\n' 'words="$*"' 'cluster="$MACHINES_FOLDER/cp"' "$@"
    node_answers
    printf 'exit\n'
  } >"$MACHINES_FOLDER/cp/kubectl.bash"
  for name in c2 c3; do cp "$MACHINES_FOLDER/cp/kubectl.bash" "$MACHINES_FOLDER/$name/"; done
}

changes() { # what was changed, in order; of whom it was asked is left out
  calls | grep -v -E ' kubectl (--namespace [a-z-]+ )?get | (ends|begins (members|boot|facts|preflight|prepare|mark|change|join|init|invite)) ?|^.. ends' | sed -E 's/^.. kubectl /kubectl /' || true
}

answer() { # <answer> <argument…>
  local answer="$1"
  shift
  "$DIST/bootstrap/cluster.sh" "$@" <<<"$answer"
}

everything_but_logs() { everything | grep -v "^$STATE"; }

HELD='case "$words" in "get poddisruptionbudgets "*) printf "default\tweb\tapp=web,\n" && exit ;; "get pods --namespace default --field-selector spec.nodeName=w1,"*"--selector app=web") printf "web-1\n" && exit ;; esac'

@test 'a worker is removed: cordoned, drained, reset, its node deleted; a second run finds nothing to do' {
  run -0 cluster_sh remove w1 --yes
  [[ "$(changes)" == 'kubectl annotate node w1 --overwrite cdk8s-metal/cordoned=yes
kubectl cordon w1
kubectl drain w1 --ignore-daemonsets --delete-emptydir-data --timeout=900s
w1 begins reset --node w1
kubectl delete node w1 --ignore-not-found' ]]
  [[ $output == *'home  next       take w1 out of cluster.yaml, synthesize, and run cluster.sh up: '* ]]
  : >"$CALLS"
  run -0 cluster_sh remove w1 --yes
  [[ "$(told)" == 'home  ok         w1: not in the cluster' && -z "$(changes)" ]]
}

@test 'the plan of a removal changes nothing, and ends with 3' {
  before="$(everything)"
  run -3 cluster_sh remove cp --plan
  [[ "$(told)" == 'cp    would      drain it: its pods leave
cp    would      take it out of etcd, as c2
cp    would      reset: kubeadm reset, and undo what was done to the machine
cp    would      delete its node' && -z "$(changes)" ]]
  diff <(printf '%s\n' "$before") <(everything)
  run -3 cluster_sh reboot --plan
  diff <(printf '%s\n' "$before") <(everything)
}

@test 'without the names typed nothing is removed' {
  for reply in '' yes 'w1 w2' home; do
    run -2 answer "$reply" remove w1
    [[ $output == *'cluster.sh: the answer is not w1; nothing was done; type the names, or use --yes' && -z "$(changes)" ]]
  done
  run -0 answer 'w1 w2' remove w1 w2
}

@test 'the control plane that made the cluster is removed: a living member takes it out of etcd before its data goes' {
  run -0 cluster_sh remove cp --yes
  (($(line_of 'cp begins step-down --node cp') < $(line_of 'c2 begins remove-member cp --node c2')))
  (($(line_of 'c2 ends remove-member') < $(line_of 'cp begins reset --node cp')))
  [[ "$(calls 'kubectl drain cp')" == c2* && "$(calls 'delete node cp')" == c2* ]]
}

@test 'a pod that a budget holds keeps the machine in work, by the names of both' {
  api_server "$HELD"
  run -2 cluster_sh remove w1 --yes
  [[ $output == *'    pod default/web-1 is held by the budget web, which lets no pod go now
cluster.sh: w1 stays in work, as budgets hold its pods; nothing was changed; '* && -z "$(changes)" ]]
  run -2 cluster_sh reboot w1
  [[ "$(changes)" != *cordon\ w1* ]]
}

@test 'a pod without a controller, and data that is on the machine only, are told all at once' {
  api_server 'case "$words" in "get pods --all-namespaces "*ownerReferences*) printf "default\talone\n" && exit ;; "get persistentvolumes "*) printf "w1\tdisk-1\tdefault\tdata\nw2\tdisk-2\tdefault\tother\n" && exit ;; esac'
  run -2 cluster_sh remove w1 --yes
  [[ "$(told)" == 'cluster.sh: pod default/alone on w1 has no controller, so nothing makes it anew elsewhere; if it may go: kubectl --namespace default delete pod alone
cluster.sh: persistentvolume disk-1 is on w1 only, and what the claim data of the namespace default holds is nowhere else; copy it, then: kubectl --namespace default delete persistentvolumeclaim data' ]]
  [[ -z "$(changes)" ]]
}

@test 'pods that do not leave let the machine go back to work, but not one that somebody else had cordoned' {
  api_server 'case "$words" in "drain "*) printf "error when evicting pods/\"web\"\n" >&2 && exit 1 ;; esac'
  run -1 cluster_sh remove w1 --yes
  [[ $output == *'home  done       w1 gets pods again
cluster.sh: w1 is not drained; '* && "$(changes)" == *'kubectl uncordon w1
kubectl annotate node w1 cdk8s-metal/cordoned- cdk8s-metal/reboot-' ]]
  : >"$CALLS"
  is_so_on cp w1.cordon
  run -1 cluster_sh remove w1 --yes
  [[ $output == *'w1 stays cordoned, as it was before'* && "$(changes)" != *uncordon* ]]
}

@test 'etcd keeps its majority: the members that do not answer are named, with the safe order' {
  sed -i 's/^c3 .*/c3 192.168.0.15 voter silent/' "$MACHINES_FOLDER/cp/members"
  run -2 cluster_sh remove c2 --yes
  [[ "$(told)" == 'cluster.sh: etcd would have no majority without c2: of its other members cp answers, and c3 does not; bring c3 back first; or, if it is gone for good, take it out before: cluster.sh remove c3 --gone' && -z "$(changes)" ]]
  run -2 cluster_sh reboot c2
  [[ "$(told)" == 'cluster.sh: the members c3 of etcd do not answer, and c2 would be missing, too; bring them back first' && -z "$(changes)" ]]
}

@test 'the last control plane is not removed' {
  run -2 cluster_sh remove cp c2 c3 --yes
  [[ "$(told)" == 'cluster.sh: cp, c2, c3: cluster home has no other control plane; add one before; to end the cluster: cluster.sh down' && -z "$(changes)" ]]
}

@test 'a lost control plane: nothing is done on it, its volumes are let go, a living member takes it out of etcd' {
  is_so_on cp off
  is_so_on cp cp.unready
  run -0 cluster_sh remove cp --gone --yes
  [[ "$(changes)" == 'kubectl taint node cp --overwrite node.kubernetes.io/out-of-service=nodeshutdown:NoExecute
c2 begins remove-member cp --node c2
kubectl delete node cp --ignore-not-found' && "$(calls '^cp ')" == '' ]]
  [[ $output == *'install cp anew before '* ]]
}

@test 'a machine that answers, or whose kubelet reports, is not gone' {
  run -2 cluster_sh remove w1 --gone --yes
  [[ "$(told)" == 'cluster.sh: w1 answers at 192.168.0.12, so it is not gone; remove it without --gone, or switch it off for good' && -z "$(changes)" ]]
  is_so_on w1 off
  run -2 cluster_sh remove w1 --gone --yes
  [[ $output == *'cluster.sh: the kubelet of w1 reports that all is well, so it is not gone; switch the machine off, or remove it without --gone' && -z "$(changes)" ]]
}

@test 'a node that cluster.yaml does not have any more is removed by its name, and what to do there is said' {
  touch "$MACHINES_FOLDER/cp/nodes/old"
  run -0 cluster_sh remove old --yes
  [[ "$(changes)" == *'kubectl drain old '*'kubectl delete node old --ignore-not-found' && $output == *'old: run there: sudo /var/lib/cdk8s-metal/node.sh reset' ]]
  run -2 cluster_sh remove nobody --yes
  [[ "$(told)" == 'cluster.sh: no node of cluster home is called nobody, neither in cluster.yaml nor in the cluster; kubectl get nodes lists them' ]]
  run -2 cluster_sh remove '$(id)' --yes
  [[ "$(told)" == 'cluster.sh: "$(id)" is not the name of a node; kubectl get nodes lists them' ]]
}

@test 'a removal that was cut off anywhere goes on in the next run' {
  local stage
  for stage in 'kubectl annotate' 'kubectl cordon' 'kubectl drain' 'begins step-down' 'begins remove-member' 'begins reset' 'kubectl delete node'; do
    api_server "case \"$stage \$words\" in \"kubectl \${words%% *}\"*) [[ '$stage' != \"kubectl \$1\"* || -e \$cluster/cut ]] || { : >\"\$cluster/cut\"; exit 1; } ;; esac"
    [[ $stage == kubectl* ]] || for name in cp c2 c3; do is_so_on "$name" "fails-${stage#begins }"; done
    run cluster_sh remove c3 --yes
    rm -f "$MACHINES_FOLDER"/*/fails-*
    api_server
    run -0 cluster_sh remove c3 --yes
    [[ ! -e $MACHINES_FOLDER/cp/nodes/c3 && "$(<"$MACHINES_FOLDER/cp/members")" != *c3* && ! -e $MACHINES_FOLDER/c3/var/lib/cdk8s-metal ]]
    printf 'c3 192.168.0.15 voter well\n' >>"$MACHINES_FOLDER/cp/members"
    rm -f "$MACHINES_FOLDER/cp"/{cut,c3.*}
    has_joined c3
  done
}

@test 'who made the cluster is no special machine: where the file begins with another one, up makes no cluster anew' {
  run -0 cluster_sh remove cp --yes
  mkdir "$MACHINES_FOLDER/new"
  program_of "$DIST/bootstrap/cluster.sh" < <(sed '/name: cp,/d' <<<"$SPEC")
  : >"$CALLS"
  run -0 cluster_sh up
  [[ "$(calls 'begins init')" == '' ]]
}

@test 'machines are rebooted one after the other, workers first, and the one that is asked last' {
  run -0 cluster_sh reboot
  [[ "$(calls 'begins reboot' | cut -d ' ' -f 1 | paste -s -d ' ')" == 'w1 w2 c2 c3 cp' ]]
  (($(line_of 'w1 ends reboot') < $(line_of 'w2 begins reboot 00000000-0000-0000-0000-000000000000.1 --node w2')))
  [[ "$(calls 'kubectl cordon cp')" == c2* ]]
  run -1 compgen -G "$MACHINES_FOLDER/cp/*.*cord*"
  run -1 compgen -G "$MACHINES_FOLDER/cp/*.reboot"
}

@test 'a machine is drained before it reboots, and gets pods again when its pods run' {
  run -0 cluster_sh reboot w1
  [[ "$(changes)" == 'kubectl annotate node w1 --overwrite cdk8s-metal/reboot=00000000-0000-0000-0000-000000000000.1
kubectl annotate node w1 --overwrite cdk8s-metal/cordoned=yes
kubectl cordon w1
kubectl drain w1 --ignore-daemonsets --delete-emptydir-data --timeout=900s
w1 begins reboot 00000000-0000-0000-0000-000000000000.1 --node w1
kubectl uncordon w1
kubectl annotate node w1 cdk8s-metal/cordoned- cdk8s-metal/reboot-' ]]
}

@test 'a machine that was cordoned before stays so' {
  is_so_on cp w1.cordon
  run -0 cluster_sh reboot w1
  [[ $output == *'home  ok         w1 stays cordoned, as it was before'* && -e $MACHINES_FOLDER/cp/w1.cordon && ! -e $MACHINES_FOLDER/cp/w1.reboot ]]
}

@test 'a machine that does not come back stops the run, and the next run goes on with it, and reboots nothing twice' {
  is_so_on w1 stays-off
  run -1 cluster_sh reboot w1 w2
  [[ $output == *'cluster.sh: w1 has not come back; it is still cordoned, and the machines after it were not touched; look at its screen and power; '*'cluster.sh remove w1 --gone' ]]
  [[ "$(calls 'w2 begins reboot')" == '' && -e $MACHINES_FOLDER/cp/w1.cordon ]]
  is_not_so_on w1 stays-off
  printf 2 >"$MACHINES_FOLDER/w1/log/boots"
  : >"$CALLS"
  run -0 cluster_sh reboot
  [[ $output == *'an earlier run has left w1 w2; they are rebooted, and no others'*'home  ok         w1 has rebooted already'* ]]
  [[ "$(calls 'begins reboot' | cut -d ' ' -f 1)" == w2 && ! -e $MACHINES_FOLDER/cp/w1.cordon ]]
}

@test 'pods that say they have run since before the reboot are waited for' {
  api_server 'case "$words" in "get pods --all-namespaces "*containerStatuses*) printf "kube-system\tkube-proxy-1\tTrue\t 2026-11-28T11:00:00Z\nkube-system\tcni-1\tFalse\t\n" && exit ;; esac'
  run -1 cluster_sh reboot w1
  [[ $output == *'    pod kube-system/kube-proxy-1 has not started anew yet
    pod kube-system/cni-1 is not Ready
cluster.sh: not all pods of w1 run; '* && -e $MACHINES_FOLDER/cp/w1.cordon ]]
}

@test 'add joins these machines only, and on the others only the names are written' {
  run -0 cluster_sh remove w1 --yes
  : >"$CALLS"
  run -3 cluster_sh add w1 --plan
  [[ $output == *'w1    would      join: become a node of cluster home'* ]]
  run -0 cluster_sh add w1
  [[ "$(calls '^(c2|c3|w2) begins' | sort)" == 'c2 begins names --node c2
c3 begins names --node c3
w2 begins names --node w2' && "$(calls 'w1 ends join')" != '' ]]
  (($(line_of 'w2 ends names') < $(line_of 'w1 begins join --node w1')))
}

@test 'add tells which machines do not learn the name, and makes no cluster' {
  is_so_on w2 off
  run -0 cluster_sh add w1
  [[ $output == *'warning: w2 does not answer as a machine of cluster home, and does not learn who is new; cluster.sh up tells it'* ]]
  for name in cp c2 c3; do rm -rf "${MACHINES_FOLDER:?}/$name"/{etc,var}; done
  run -2 cluster_sh add w1
  [[ "$(told)" == 'cluster.sh: cp is not in a cluster yet; cluster.sh up makes it, with all machines' ]]
}

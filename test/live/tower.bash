# shellcheck shell=bash
# What the scenarios of several control planes share: the cluster, and somebody who writes to its API server meanwhile.
# shellcheck disable=SC2154 # live.bash sets them

readonly MACHINES=(cp1 cp2 cp3 w1 w2) ADDRESS=10.77.0.100

tower() {
  local slow=''
  # The leases of cluster.yaml are for emulated processors; others keep those of Kubernetes and etcd, as a user has them.
  [[ $LAB_ENGINE == emulator ]] || slow='leader-elect-lease|heartbeat-interval|With their defaults'
  sed -E -e 's/name: k8s-api.lab/vip: 10.77.0.100/' -e '/^nodes:/,$d' ${slow:+-e "/$slow/d"} "$LIVE/cluster.yaml" >"$WORK/tower.yaml"
  cat >>"$WORK/tower.yaml" <<'END'
nodes:
  - { name: cp1, address: 10.77.0.11, role: control-plane }
  - { name: cp2, address: 10.77.0.12, role: control-plane }
  - { name: cp3, address: 10.77.0.13, role: control-plane }
  - { name: w1, address: 10.77.0.14 }
  - { name: w2, address: 10.77.0.15 }
END
  synth "$WORK/tower.yaml"
}

begin_tower() { # from fresh machines to Ready
  KUBECTL="$(type -P kubectl || printf '%s/kubectl' "${KUBEBUILDER_ASSETS:?a folder with kubectl}")"
  readonly KUBECTL
  must 'five fresh machines' fresh_machines "${MACHINES[@]}"
  must 'synth' tower
  must 'cluster.sh up' desk up
  must 'cluster.sh apply' desk apply
  must 'all machines are Ready' until_true 120 nodes_are_ready
}

api() { # <argument of kubectl>...: at the address that moves, from the desk
  lab run "$KUBECTL" --kubeconfig "$WORK/kubeconfig" --request-timeout 2s "$@"
}

holder() { # the machine that has the address
  local machine
  for machine in cp1 cp2 cp3; do
    if lab ssh "$machine" ip -oneline address show 2>/dev/null | grep --quiet "$ADDRESS/"; then printf '%s\n' "$machine"; fi
  done
}

# A counter in a ConfigMap goes up with every answer, until a file is there: what was answered must be stored, whatever happens meanwhile.
count() { # <file that ends it> <file for the outcomes>
  local number=0 stored
  while [[ ! -e $1 ]]; do
    number=$((number + 1))
    if api patch configmap counter --type merge --patch "{\"data\":{\"number\":\"$number\"}}" >/dev/null 2>&1; then
      printf '%s ok %s\n' "$EPOCHREALTIME" "$number"
    else
      printf '%s failed %s\n' "$EPOCHREALTIME" "$number"
    fi
    sleep 0.1
  done >"$2"
  stored="$(api get configmap counter --output 'jsonpath={.data.number}')"
  printf 'stored %s\n' "$stored" >>"$2"
}

while_asked() { # <name> <command>...: while somebody writes; goes on for 15 seconds after the command
  local outcomes="$WORK/counted.$1" counting code=0
  shift
  rm -f "$outcomes.end"
  api create configmap counter --from-literal number=0 2>/dev/null || true # it is there from before
  count "$outcomes.end" "$outcomes" &
  counting=$!
  # Whatever happens: nobody is to go on asking. With the path in it, as the function is over by then.
  # shellcheck disable=SC2064
  trap "touch ${outcomes@Q}.end" EXIT
  sleep 3
  "$@" || code=$?
  sleep 15
  touch "$outcomes.end"
  wait "$counting"
  counted "$outcomes"
  return "$code"
}

counted() { # <outcomes>: the longest time without an answer, and whether the last number that was answered is there
  awk '$2 == "ok" { if (last && $1 - last > longest) longest = $1 - last; last = $1; answered = $3 } $2 == "failed" { failed++ } $1 == "stored" { stored = $2 }
    END { printf "= %d writes, %d failed, at most %.1f s between two answers; the last answer %d, stored %d\n", NR - 1, failed, longest, answered, stored
      exit stored < answered || longest > 10 }' "$1"
}

nodes_are_ready() {
  [[ "$(api get nodes --no-headers | awk '$2 == "Ready"' | wc --lines)" -eq ${#MACHINES[@]} ]]
}

members_are() { # <number>: voting members of etcd, all of them started
  local members
  # shellcheck disable=SC2016 # for the machine
  members="$(lab ssh "$(holder | head --lines 1)" 'sudo sh -c "p=/etc/kubernetes/pki/etcd; crictl exec \$(crictl ps --name ^etcd\$ --quiet) etcdctl --endpoints https://127.0.0.1:2379 --cacert \$p/ca.crt --cert \$p/server.crt --key \$p/server.key member list"')"
  printf '%s\n' "$members"
  [[ "$(grep --count ', started, .*, false' <<<"$members")" -eq $1 && "$(wc --lines <<<"$members")" -eq $1 ]]
}

again() {               # <machine>: with a new system under its old name
  lab kill "$1" || true # it may be off
  lab reset "$1"
  lab up "$1"
}

# What `up` does, step by step: <step>_check, which changes nothing, says for `plan` what is to do, and <step>_apply does it. Both verbs go by one list.

readonly UP_STEPS=(compare hand_over prepare init join change mark kubeconfig)

hand_over_check() {
  local name
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || would_on "$name" "hand over node.sh to $NODE_SH"
  done
}

hand_over_apply() {
  local name
  local -a without=()
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || without+=("$name")
  done
  on_all_or_stop 'handing over node.sh' "$AT_ONCE" hand_over "${without[@]}"
  for name in "${without[@]}"; do
    printf 'sum=%s\n' "$NODE_SH_SUM" >>"$WORK/$name.look"
  done
}

# Only whole, and only at once: a connection that breaks leaves the old one.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly RECEIVE='umask 077 && mkdir -p "${1%/*}" && cat >"$1.new" && printf "%s  %s\n" "$2" "$1.new" | sha256sum --check --status && mv -f "$1.new" "$1"'

hand_over() { # <machine>
  as_root "$1" sh -c "$RECEIVE" sh "$NODE_SH" "$NODE_SH_SUM" <"$WORK/node.sh"
  printf 'done       node.sh is there\n'
}

prepare_check() {
  local name
  # One machine after the other on the screen, although all are asked at the same time.
  on_all "$AT_ONCE" plan_machine "${CHOSEN[@]}"
  for name in "${CHOSEN[@]}"; do
    tell "$name" <"$WORK/$name.plan"
    tell_errors "$name"
  done
  for name in "${CHOSEN[@]}"; do
    [[ ! -e "$WORK/$name.to-do" ]] || is_to_do
  done
  ((WORST == 0)) || PLAN_CODE=$WORST
}

plan_machine() { # <machine>
  local code=0
  with_registry_access "$1" plan --node "$1" >"$WORK/$1.plan" || code=$?
  [[ $code == "$SOMETHING_TO_DO" ]] || return "$code"
  : >"$WORK/$1.to-do"
}

prepare_apply() {
  on_all_or_stop prepare "$AT_ONCE" prepare_machine "${CHOSEN[@]}"
}

prepare_machine() { # <machine>
  with_registry_access "$1" prepare --node "$1"
}

init_check() {
  ! inits "$CONTROL_PLANE" || ! is_chosen "$CONTROL_PLANE" || has_done "$CONTROL_PLANE" init || would_on "$CONTROL_PLANE" "init: make cluster $CLUSTER_NAME"
}

init_apply() {
  ! inits "$CONTROL_PLANE" || ! is_chosen "$CONTROL_PLANE" || on_all_or_stop init 1 init_machine "$CONTROL_PLANE"
}

init_machine() { # <machine>
  node_sh "$1" init --node "$1"
}

join_check() {
  local name
  REGISTERED=()
  sort_joining
  if is_member "$CONTROL_PLANE" && ! read_registered; then
    warn "the API server of $CONTROL_PLANE does not answer ($(last_refusal)), so the plan goes by what machines say"
    REGISTERED=("${FURTHER[@]}" "${WORKERS[@]}")
  fi
  for name in "${FURTHER[@]}"; do
    is_in_cluster "$name" || would_on "$name" "join: become a control plane of cluster $CLUSTER_NAME"
  done
  for name in "${WORKERS[@]}"; do
    is_in_cluster "$name" || would_on "$name" "join: become a node of cluster $CLUSTER_NAME"
  done
  for name in "${REGISTERED[@]}"; do
    [[ -n ${ADDRESS_OF[$name]:-} ]] || tell_removed "$name"
  done
}

tell_removed() { # <node>
  is_to_do
  note "differs    $1 is a node of the cluster, and cluster.yaml does not have it; up does not remove it: kubectl drain $1, kubectl delete node $1, and node.sh reset there"
}

join_apply() {
  local name new=no
  need_registered
  sort_joining
  for name in "${FURTHER[@]}" "${WORKERS[@]}"; do
    is_in_cluster "$name" || new=yes
  done
  # One at a time: etcd takes a new member when it has made the one before a full one.
  on_all_or_stop join 1 join_machine "${FURTHER[@]}"
  # It ends when the API server has the machine as a node.
  on_all_or_stop join "$JOINS_AT_ONCE" join_machine "${WORKERS[@]}"
  [[ $new == no ]] || need_registered
}

# The invitation holds a token: it goes through this variable and a pipe, and is nowhere else. Who has joined needs none, but is looked at again.
join_machine() { # <machine>
  local name="$1" invitation
  if is_in_cluster "$name"; then
    node_sh "$name" join --node "$name"
  else
    invitation="$(node_sh "$CONTROL_PLANE" invite "$name" --node "$CONTROL_PLANE")"
    is_invitation "$name" "$invitation" || distrust "$name" "what $CONTROL_PLANE gives $name for joining is not an invitation" "look at node.sh invite on $CONTROL_PLANE"
    printf '%s\n' "$invitation" | node_sh "$name" join --node "$name"
    [[ $invitation =~ token:\ \'([a-z0-9]{6})[.] ]]
    take_invitation_back "${BASH_REMATCH[1]}"
  fi
}

# It has outlived the join that it was for, and is of no more use.
take_invitation_back() { # <identity of the token, which is no secret>
  kubectl_there --namespace kube-system delete secret "bootstrap-token-$1" --ignore-not-found >/dev/null
}

# Line for line what invite prints, and nothing else: the worker's kubeadm reads it as a kubeconfig, and obeys all that one can hold.
is_invitation() { # <machine> <text>
  local text="$2" ending=$'\ncontexts:\n- name: joining\n  context: { cluster: joining, user: joining }\ncurrent-context: joining'
  local beginning=$'apiVersion: v1\nkind: Config\nclusters:\n- name: joining\n  cluster:\n    server: https://'"$ENDPOINT"$'\n    certificate-authority-data: '
  if [[ ${ROLE_OF[$1]} == control-plane ]]; then
    are_authorities "${text#*$'\n'"$AUTHORITIES_FOLLOW"$'\n'}" || return 1
    text="${text%%$'\n'"$AUTHORITIES_FOLLOW"$'\n'*}"
  fi
  [[ $text == "$beginning"*"$ending" ]] || return 1
  text="${text#"$beginning"}"
  text="${text%"$ending"}"
  [[ ${text//$'\n'/|} =~ ^[A-Za-z0-9+/]+={0,2}\|users:\|-\ name:\ joining\|\ \ user:\|\ \ \ \ token:\ \'[a-z0-9]{6}\.[a-z0-9]{16}\'$ ]]
}

# The machine says that it has joined, and the cluster knows it: one of them alone is the rest of another cluster, or of a step that did not end.
is_in_cluster() { # <machine>
  has_done "$1" join && is_one "$1" "${REGISTERED[@]}"
}

need_registered() {
  read_registered ||
    fail "the API server of $CONTROL_PLANE does not answer ($(last_refusal))" "look there at 'crictl ps -a' and 'journalctl -u kubelet', then run the same command again"
}

read_registered() { # sets REGISTERED: the nodes that the API server has; their table is shown at the end
  kubectl_there get nodes >"$WORK/registered" 2>"$WORK/registered.error" || return
  mapfile -t REGISTERED < <(awk 'NR > 1 { print $1 }' "$WORK/registered")
  expect_names "$CONTROL_PLANE" 'which nodes there are' "${REGISTERED[@]}"
}

last_refusal() {
  tail -n 1 "$WORK/registered.error"
}

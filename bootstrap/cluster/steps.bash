# What `up` does, step by step: <step>_do does it, and <step>_would says, for `plan`, what that would be. Both go by the same list.

readonly UP_STEPS=(hand_over prepare init join kubeconfig)

hand_over_would() {
  local name
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || tell "$name" <<<"would      hand over node.sh to $NODE_SH"
  done
}

hand_over_do() {
  local name
  local -a without=()
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || without+=("$name")
  done
  on_all_or_stop 'handing over node.sh' "$AT_ONCE" hand_over "${without[@]}"
}

# Only whole, and only at once: a connection that breaks leaves the old one.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly RECEIVE='umask 077 && mkdir -p "${1%/*}" && cat >"$1.new" && printf "%s  %s\n" "$2" "$1.new" | sha256sum --check --status && mv -f "$1.new" "$1"'

hand_over() { # <machine>
  as_root "$1" sh -c "$RECEIVE" sh "$NODE_SH" "$(sum_of_node_sh)" <"$HERE/node.sh"
  printf 'done       node.sh is there\n'
}

prepare_would() {
  local name
  # One machine after the other on the screen, although all are asked at the same time.
  on_all "$AT_ONCE" plan_machine "${CHOSEN[@]}"
  for name in "${CHOSEN[@]}"; do
    tell "$name" <"$WORK/$name.plan"
    tell_errors "$name"
  done
  PLAN_CODE=$WORST
}

plan_machine() { # <machine>
  streamed_node_sh "$1" plan --node "$1" >"$WORK/$1.plan"
}

prepare_do() {
  on_all_or_stop prepare "$AT_ONCE" prepare_machine "${CHOSEN[@]}"
}

prepare_machine() { # <machine>
  node_sh "$1" prepare --node "$1"
}

init_would() {
  ! is_chosen "$CONTROL_PLANE" || has_done "$CONTROL_PLANE" init || tell "$CONTROL_PLANE" <<<"would      init: make cluster $CLUSTER_NAME"
}

init_do() {
  ! is_chosen "$CONTROL_PLANE" || on_all_or_stop init 1 init_machine "$CONTROL_PLANE"
}

init_machine() { # <machine>
  node_sh "$1" init --node "$1"
}

join_would() {
  local name
  read_registered
  workers
  for name in "${WORKERS[@]}"; do
    is_in_cluster "$name" || tell "$name" <<<"would      join: become a node of cluster $CLUSTER_NAME"
  done
}

join_do() {
  read_registered
  workers
  on_all_or_stop join "$JOINS_AT_ONCE" join_machine "${WORKERS[@]}"
  retry_until 300 5 'all machines are registered' all_registered || fail 'not all machines are nodes of the cluster' "see $PROGRAM status, then run $PROGRAM up again"
}

# The invitation holds a token: it goes through this pipe and is nowhere else. Who has joined needs none, but is looked at again.
join_machine() { # <machine>
  local name="$1"
  if is_in_cluster "$name"; then
    node_sh "$name" join --node "$name"
  else
    node_sh "$CONTROL_PLANE" invite "$name" --node "$CONTROL_PLANE" | node_sh "$name" join --node "$name"
  fi
}

# The machine says that it has joined, and the cluster knows it: one of them alone is the rest of another cluster, or of a step that did not end.
is_in_cluster() { # <machine>
  has_done "$1" join && [[ " ${REGISTERED[*]} " == *" node/$1 "* ]]
}

# Sets REGISTERED: what the API server has; nothing where there is none.
read_registered() {
  REGISTERED=()
  as_root "$CONTROL_PLANE" test -e "$ADMIN_CONF" || return 0
  kubectl_there get nodes --output name >"$WORK/registered"
  mapfile -t REGISTERED <"$WORK/registered"
}

all_registered() {
  local name missing=''
  kubectl_there get nodes --output name >"$WORK/registered" || return 1
  for name in "${CHOSEN[@]}"; do
    grep -qx "node/$name" "$WORK/registered" || missing+=" $name"
  done
  [[ -z $missing ]] || printf 'not yet registered:%s\n' "$missing"
  [[ -z $missing ]]
}

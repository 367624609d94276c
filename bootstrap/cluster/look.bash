# The first look at each machine: whether it lets us in, whose it is, and how far it got. Every verb that changes something begins with it, for all machines
# that it is about; until then reach lets nothing through to them.

# Prints key=value a line. Its arguments: the folder of node.sh, the kubeconfig of a control plane, files that only a member of a cluster has.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly LOOK='f="$1" k="$2"; shift 2; if [ -e "$f/node.sh" ]; then s="$(sha256sum <"$f/node.sh")"; printf "sum=%s\n" "${s%% *}"; fi; if [ -e "$f/state" ]; then grep -E "^(step[[:space:]](init|join) (started|done)$|cluster[[:space:]])" "$f/state" | sed "s/[[:space:]]/=/"; fi; if [ -e "$k" ]; then grep "^ *server: " "$k" | sed "s/^ *server: /server=/"; fi; for p in "$@"; do if [ -e "$p" ]; then printf "member=%s\n" "${p##*/}"; fi; done'
# What an answer to it may be.
LOOKED='sum=[0-9a-f]{64}|step=(init|join) (started|done)|cluster=[a-z0-9.-]{1,253} at [][A-Za-z0-9.:-]{1,300}|server=https://[][A-Za-z0-9.:-]{1,300}'
readonly LOOKED="$LOOKED|member=[a-z.-]{1,40}"
LOOKING=no

look_at() { # <machine>: connects, and keeps what is there
  local LOOKING=yes
  as_root "$1" sh -c "$LOOK" sh "${NODE_SH%/*}" "$ADMIN_CONF" "${MEMBER_FILES[@]}" >"$WORK/$1.look"
  expect_lines "$1" 'whose it is' "$LOOKED" "$WORK/$1.look"
}

is_looked_at() { # <machine>: or need not be, by a verb that changes nothing
  [[ $LOOKING == yes || -e "$WORK/$1.ours" ]] || ! verb_needs change
}

has_node_sh() { # <machine>: the one that is to run
  [[ -e "$WORK/$1.look" ]] && grep -qx "sum=$NODE_SH_SUM" "$WORK/$1.look"
}

has_done() { # <machine> <init or join>
  grep -qx "step=$2 done" "$WORK/$1.look"
}

# Machines that this run has said it asks.
declare -A ASKED=()

tell_asked() { # <machine…>: before the first of them is asked, as one that does not answer takes a while
  local name
  local -a unasked=()
  for name in "$@"; do
    [[ -z ${ASKED[$name]:-} ]] || continue
    ASKED[$name]=yes
    unasked+=("$name (${ADDRESS_OF[$name]})")
  done
  ((${#unasked[@]} == 0)) || note "asks       $(some_of "${unasked[@]}")"
}

# Connects to all that are involved, and tells all that do not answer, or are of another cluster, at once.
reach_machines() {
  tell_asked "${INVOLVED[@]}"
  on_all "$AT_ONCE" look_at "${INVOLVED[@]}"
  tell_unreached "${FAILED[@]}"
  if problems_found; then
    print_problems
    exit 1
  fi
  # The plan of node.sh says it as well, beside all else.
  if verb_needs change; then refuse_machines_of_others; fi
}

refuse_machines_of_others() {
  local name
  for name in "${INVOLVED[@]}"; do
    collect_other_cluster "$name"
  done
  refuse_problems
  for name in "${INVOLVED[@]}"; do
    : >"$WORK/$name.ours"
  done
}

collect_other_cluster() { # <machine>
  local name="$1" cluster file server
  cluster="$(looked "$name" cluster)"
  file="$(looked "$name" member)"
  server="$(looked "$name" server)"
  if [[ $cluster == "$CLUSTER_NAME at "* && $cluster != "$CLUSTER_ID" ]]; then
    problem "$name: this machine belongs to a cluster $CLUSTER_NAME at ${cluster##* at }, and controlPlane.endpoint in cluster.yaml is $ENDPOINT" \
      'an endpoint cannot be changed after init: set it back; if that is another cluster, reset the machine with its node.sh first'
  elif [[ -n $cluster && $cluster != "$CLUSTER_ID" ]]; then
    problem "$name: this machine belongs to another cluster ($cluster)" "if that is a mistake, correct its address in cluster.yaml; else reset it with the node.sh of that cluster first"
  elif [[ -z $cluster && -n $file ]]; then
    problem "$name: this machine is already a member of some cluster, which left $file in /etc/kubernetes" 'if that cluster is gone: kubeadm reset, and remove the file'
  elif [[ -n $server && $server != "https://$ENDPOINT" ]]; then
    problem "$name: its $ADMIN_CONF leads to another cluster ($server, not https://$ENDPOINT)" 'put the one of this cluster back'
  fi
}

looked() { # <machine> <key>: the first of its values
  local line
  line="$(grep -m 1 "^$2=" "$WORK/$1.look")" || return 0
  printf '%s' "${line#*=}"
}

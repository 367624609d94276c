# Labels and taints of nodes: what they have, against the rows of cluster.yaml. kubeadm gives them when a machine joins; what changes later is done through the
# first control plane, as a machine may not take its own taints away. What was given is recorded there (NODE label KEY=VALUE, NODE taint KEY=VALUE:EFFECT),
# so that it can be taken back, and nothing else.

# Nodes, a tab, what they have in the words of the record.
# shellcheck disable=SC2016 # variables of the template
readonly MARKS='{{range .items}}{{$node := .metadata.name}}{{$node}} node{{"\n"}}{{range $key, $value := .metadata.labels}}{{$node}} label {{$key}}={{$value}}{{"\n"}}{{end}}{{range .spec.taints}}{{$node}} taint {{.key}}{{if .value}}={{.value}}{{end}}:{{.effect}}{{"\n"}}{{end}}{{end}}'
# What nodes have, a line each; begins with an end of line.
HAVE=''
# Of one node, as kubectl takes them: a dash at the end takes away.
LABELS=()
TAINTS=()
# What it is to have.
WANTED_MARKS=()
# Taints that neither cluster.yaml nor Kubernetes gives.
STRANGE_TAINTS=()

read_marks() {
  HAVE="$(kubectl_as "$ADMIN_CONFIG" get nodes --output "go-template=$MARKS")" ||
    fail "the API server of $NODE_NAME does not say which labels and taints nodes have" "see above, 'crictl ps -a' and 'journalctl -u kubelet'"
  HAVE=$'\n'"$HAVE"$'\n'
}

marks_of() { # <name>: sets WANTED_MARKS from its row
  local row mark
  local -a fields labels taints
  row="$(row_of "$1")" || refuse "no node of cluster $CLUSTER_NAME is called $1" 'cluster.yaml has the names; after a change there, synthesize again'
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$row")
  IFS=, read -r -a labels <<<"${fields[7]:-}"
  IFS=, read -r -a taints <<<"${fields[8]:-}"
  WANTED_MARKS=()
  for mark in "${labels[@]}"; do WANTED_MARKS+=("$1 label $mark"); done
  for mark in "${taints[@]}"; do WANTED_MARKS+=("$1 taint $mark"); done
}

record_marks() { # <name>: before it gets them
  marks_of "$1"
  record mark "${WANTED_MARKS[@]}"
}

# What is given or taken by one name: the key of a label; of a taint its key and effect.
mark_name() { # <mark>
  local mark="$1" effect=''
  if [[ $mark == *' taint '* ]]; then
    effect=":${mark##*:}"
    mark="${mark%:*}"
  fi
  printf '%s' "${mark%%=*}$effect"
}

compare_marks() { # <name>: sets LABELS, TAINTS, STRANGE_TAINTS; nothing for who is not a node yet
  local name="$1" mark wanted=$'\n'
  LABELS=() TAINTS=() STRANGE_TAINTS=()
  marks_of "$name"
  [[ $HAVE == *$'\n'"$name node"$'\n'* ]] || return 0
  for mark in "${WANTED_MARKS[@]}"; do
    wanted+="$(mark_name "$mark")"$'\n'
    [[ $HAVE == *$'\n'"$mark"$'\n'* ]] || add_mark "$mark"
  done
  while IFS= read -r mark; do
    [[ $mark != "$name "* || $wanted == *$'\n'"$(mark_name "$mark")"$'\n'* || $HAVE != *$'\n'"$mark"$'\n'* ]] || add_mark "$(mark_name "$mark")-"
  done < <(records mark)
  while IFS= read -r mark; do
    [[ $mark == "$name taint "* && $wanted != *$'\n'"$(mark_name "$mark")"$'\n'* ]] || continue
    compare_strange_taint "$mark"
  done <<<"$HAVE"
}

add_mark() { # <mark>
  case "$1" in
    *' label '*) LABELS+=("${1#* label }") ;;
    *) TAINTS+=("${1#* taint }") ;;
  esac
}

compare_strange_taint() { # <mark>
  local taint="${1#* taint }"
  if [[ $taint == node-role.kubernetes.io/control-plane:NoSchedule ]]; then
    # kubeadm's own, which it gives at init.
    recorded mark "$1" || TAINTS+=("$taint-")
  elif [[ $taint != node.kubernetes.io/* && $taint != *.cloudprovider.kubernetes.io/* ]]; then
    recorded mark "$1" || STRANGE_TAINTS+=("$taint")
  fi
}

forget_marks() { # <name>: those that it is not to have any more
  local mark
  while IFS= read -r mark; do
    [[ $mark != "$1 "* ]] || is_one_of "$mark" "${WANTED_MARKS[@]}" || forget mark "$mark"
  done < <(records mark)
}

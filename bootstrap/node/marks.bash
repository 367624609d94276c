# marks, mark: labels and taints of nodes as cluster.yaml has them, looked at and given. On a control plane.

verb_marks() { # [name…] <node of --node>: exit code as plan's
  local name mark code=0
  begin_marks "${@:1:$#-1}"
  for name in "${NAMES[@]}"; do
    compare_marks "$name"
    for mark in "${LABELS[@]}"; do say "to do      label of $name: $mark; up does it"; done
    for mark in "${TAINTS[@]}"; do say "to do      taint of $name: $mark; up does it"; done
    for mark in "${STRANGE_TAINTS[@]}"; do
      warn "$name has the taint $mark, which neither cluster.yaml nor this program has given it; if nobody needs it: kubectl taint nodes $name ${mark%%[=:]*}:${mark##*:}-"
    done
    ((${#LABELS[@]} + ${#TAINTS[@]} == 0)) || code="$SOMETHING_TO_DO"
  done
  return "$code"
}

verb_mark() { # [name…] <node of --node>
  local name changed=no
  begin_marks "${@:1:$#-1}"
  for name in "${NAMES[@]}"; do
    compare_marks "$name"
    if [[ $HAVE == *$'\n'"$name node"$'\n'* ]]; then record mark "${WANTED_MARKS[@]}"; fi
    if ((${#LABELS[@]} > 0)); then
      say "doing      labels of $name: ${LABELS[*]}"
      run "labels of $name" kubectl_as "$ADMIN_CONFIG" label --overwrite nodes "$name" "${LABELS[@]}"
      changed=yes
    fi
    if ((${#TAINTS[@]} > 0)); then
      say "doing      taints of $name: ${TAINTS[*]}"
      run "taints of $name" kubectl_as "$ADMIN_CONFIG" taint --overwrite nodes "$name" "${TAINTS[@]}"
      changed=yes
    fi
    forget_marks "$name"
  done
  if [[ $changed == yes ]]; then say 'done       labels and taints are as cluster.yaml says'; else say 'ok         labels and taints are as cluster.yaml says'; fi
}

begin_marks() { # [name…]: sets NAMES: these, or all
  refuse_wrong_machine
  [[ $NODE_ROLE == control-plane ]] || refuse "$NODE_NAME is not a control plane" "run this on $FIRST_CONTROL_PLANE"
  is_control_plane || fail "$NODE_NAME has no cluster yet" 'run init first'
  NAMES=("$@")
  (($# > 0)) || mapfile -t NAMES < <(node_names)
  read_marks
}

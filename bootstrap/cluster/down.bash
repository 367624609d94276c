# down: gives the machines back.

verb_down() { # <yes or no>: whether not to ask
  # Not the control plane too: one that is gone for good must not keep the others from being given back.
  INVOLVED=("${CHOSEN[@]}")
  [[ $1 == yes ]] || confirm_down
  take_desk_lock down
  open_logs
  reach_machines
  hand_over_apply
  sort_joining
  on_all_or_stop reset "$AT_ONCE" reset_machine "${WORKERS[@]}"
  # One after the other: each takes its member out of etcd.
  on_all_or_stop reset 1 reset_machine "${FURTHER[@]}"
  if inits "$FIRST_CONTROL_PLANE" && is_chosen "$FIRST_CONTROL_PLANE"; then on_all_or_stop reset 1 reset_machine "$FIRST_CONTROL_PLANE"; fi
  if are_chosen "${CONTROL_PLANES[@]}"; then
    remove_kubeconfig
  else
    note "           the cluster still lists them: kubectl delete node ${CHOSEN[*]}"
  fi
}

confirm_down() {
  printf 'This resets %s of cluster %s: they leave the cluster and become what they were; what the cluster holds on them is lost.\n' "${CHOSEN[*]}" "$CLUSTER_NAME"
  need_typed "$CLUSTER_NAME" 'the name of the cluster'
}

reset_machine() { # <machine>
  node_sh "$1" reset --node "$1"
  # The last thing of ours there.
  # shellcheck disable=SC2016 # the machine's shell expands it
  as_root "$1" sh -c '[ "$(sha256sum <"$1")" != "$2  -" ] || rm -f -- "$1" && rmdir --ignore-fail-on-non-empty -- "${1%/*}"' sh "$NODE_SH" "$NODE_SH_SUM"
}

remove_kubeconfig() {
  [[ -e $KUBECONFIG_PATH ]] && leads_here || return 0
  rm -f -- "$KUBECONFIG_PATH"
  note "done       $KUBECONFIG_PATH is removed"
}

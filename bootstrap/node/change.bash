# change: what cluster.yaml says otherwise than when this machine inited or joined, where that is safe. Cut off anywhere, the next run makes it anew; what it
# replaces is kept, and put back where the machine does not work with the new.

verb_change() {
  refuse_wrong_machine
  is_made || fail "$NODE_NAME is not in a cluster yet" 'nothing is to be changed here: init and join take what cluster.yaml says'
  collect_differences
  refuse_problems
  change_machine
}

change_machine() { # CHANGES
  if ((${#CHANGES[@]} == 0)); then
    # Of a cluster that was made before there was a record.
    record_made
    say "ok         change: $NODE_NAME is as cluster.yaml says"
    return 0
  fi
  tell_changes 'doing      change: ' ''
  keep_replaced
  record changing "${CHANGES[@]}"
  PHASE=change
  make_changes || give_up_changes
  local topic
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    # shellcheck disable=SC2004 # MADE goes by names
    MADE[$topic]="$WANTED"
  done
  record_made
  PHASE=''
  keep_for_good
  say "done       change: $NODE_NAME is as cluster.yaml says; what was replaced is in $STATE_FOLDER/replaced"
}

finish_interrupted_change() { # for init and join, as nothing else may work before
  [[ -n "$(records changing)" ]] || return 0
  say "           a change was interrupted on $NODE_NAME; making it again"
  collect_differences
  refuse_problems
  change_machine
}

make_changes() { # errexit does not reach in here
  local topic documents=''
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    if [[ $topic != kubelet && -z $documents ]]; then documents="$(write_kubeadm_documents init)" || return; fi
    case "$topic" in
      certSANs) renew_certificate || return ;;
      kubelet) change_kubelet_flags "$ROOT$KUBELET_FLAGS" "${MADE[kubelet]:-}" "$WANTED" || return ;;
      *) change_component "$topic" "$documents" || return ;;
    esac
  done
  # Who joins, and kubeadm upgrade, read it there.
  [[ -z $documents ]] || run 'putting the configuration into the cluster' kubeadm init phase upload-config kubeadm --config "$documents" || return
}

# ---- what is replaced

readonly KUBELET_FLAGS=/var/lib/kubelet/kubeadm-flags.env
readonly REPLACED_FILES=("$KUBERNETES_FOLDER"/manifests/{etcd,kube-apiserver,kube-controller-manager,kube-scheduler}.yaml "$KUBERNETES_FOLDER"/pki/apiserver.{crt,key} "$KUBELET_FLAGS")

keep_replaced() { # as it was before the change, and before one that was cut off
  local kept="$ROOT$STATE_FOLDER/changing" path
  [[ -z "$(records changing)" || ! -d $kept ]] || return 0
  rm -r -f -- "$kept" "$kept.new"
  for path in "${REPLACED_FILES[@]}"; do
    [[ ! -e $ROOT$path ]] || { (umask 077 && mkdir -p "$kept.new${path%/*}") && cp -a "$ROOT$path" "$kept.new$path"; } || not_written "$kept"
  done
  { mkdir -p "$kept.new" && sync --file-system "$ROOT$STATE_FOLDER" && mv "$kept.new" "$kept"; } || not_written "$kept"
}

keep_for_good() { # until the next change
  rm -r -f -- "$ROOT$STATE_FOLDER/replaced"
  mv "$ROOT$STATE_FOLDER/changing" "$ROOT$STATE_FOLDER/replaced"
}

give_up_changes() {
  local path kept="$ROOT$STATE_FOLDER/changing" flags=no
  say "           putting back what was replaced on $NODE_NAME"
  for path in "${REPLACED_FILES[@]}"; do
    if [[ -e $kept$path ]] && ! cmp -s "$kept$path" "$ROOT$path"; then
      put_back "$kept$path" "$ROOT$path"
      [[ $path != "$KUBELET_FLAGS" ]] || flags=yes
    fi
  done
  [[ $flags == no ]] || restart_service kubelet || true # told
  if [[ $NODE_NAME == "$FIRST_CONTROL_PLANE" ]]; then wait_api; fi
  record_made
  PHASE=''
  fail "$NODE_NAME does not work as cluster.yaml says, and is what it was" "see above, 'crictl ps -a' and 'journalctl -u kubelet'; correct ${FIELD} in cluster.yaml, and run up again"
}

# ---- control plane

declare -rA PHASE_OF=([etcd]='etcd local' [apiServer]='control-plane apiserver' [controllerManager]='control-plane controller-manager' [scheduler]='control-plane scheduler')
declare -rA POD_OF=([etcd]=etcd [apiServer]=kube-apiserver [controllerManager]=kube-controller-manager [scheduler]=kube-scheduler)

change_component() { # <topic> <documents>
  local pod="${POD_OF[$1]}"
  # shellcheck disable=SC2086 # words of kubeadm
  run "writing the manifest of $pod" kubeadm init phase ${PHASE_OF[$1]} --config "$2" || return
  retry_until "$CONTROL_PLANE_HEALTH_CHECK_SECONDS" 2 "$pod runs with its new flags" component_runs "$pod" "${MADE[$1]:-}" "$WANTED" || return
  ask_api
}

# The command of each container of the pod, and whether it is ready: what runs, and not what the manifest says.
readonly COMPONENT='{{range .spec.containers}}{{range .command}}{{.}}{{"\n"}}{{end}}{{end}}{{range .status.conditions}}{{if eq .type "Ready"}}ready={{.status}}{{"\n"}}{{end}}{{end}}'
# A flag as topics.ts writes it.
readonly FLAG='^ ?(--[a-z0-9-]+=("([^"\\]|\\.)*"|[^" ][^ ]*|))'

component_runs() { # <pod> <flags that it had> <flags that it must have>
  local answer
  answer="$(kubectl_as "$ADMIN_CONFIG" --namespace kube-system get "pod/$1-$NODE_NAME" --output "go-template=$COMPONENT")" || return
  if has_flags $'\n'"$answer"$'\n' "$2" "$3"; then return 0; fi
  printf '%s\n' "$answer"
  return 1
}

has_flags() { # <lines of the answer> <flags that it had> <flags that it must have>
  local lines="$1" had="$2" wanted="$3" flag
  [[ $lines == *$'\nready=True\n'* ]] || return 1
  while [[ $had =~ $FLAG ]]; do
    flag="${BASH_REMATCH[1]}" had="${had#*"${BASH_REMATCH[0]}"}"
    [[ " $wanted " == *" $flag "* || $lines != *$'\n'"$flag"$'\n'* ]] || return 1
  done
  while [[ $wanted =~ $FLAG ]]; do
    flag="${BASH_REMATCH[1]}" wanted="${wanted#*"${BASH_REMATCH[0]}"}"
    # JSON, which is not how the pod has it.
    [[ $flag == *=\"* || $lines == *$'\n'"$flag"$'\n'* ]] || return 1
  done
}

renew_certificate() { # beside the old one, as the API server reads it at any time
  local folder="$ROOT$STATE_FOLDER/pki" pki="$ROOT$KUBERNETES_FOLDER/pki" documents name
  local -a names
  { rm -r -f -- "$folder" && mkdir -m 0700 "$folder" && ln -s "$pki/ca.crt" "$pki/ca.key" "$folder"; } || return
  documents="$(kubeadm_documents init)" || return
  printf '%s\n' "${documents/$'\nkind: ClusterConfiguration\n'/$'\nkind: ClusterConfiguration\n'"certificatesDir: $folder"$'\n'}" >"$folder/kubeadm.yaml" || return
  run 'making the certificate of the API server' kubeadm init phase certs apiserver --config "$folder/kubeadm.yaml" || return
  write_beside "$pki/apiserver.key" 0600 <"$folder/apiserver.key"
  write_beside "$pki/apiserver.crt" 0644 <"$folder/apiserver.crt"
  move_in_place "$pki/apiserver.key"
  move_in_place "$pki/apiserver.crt"
  rm -r -f -- "$folder"
  # It looks at its files every minute.
  read -r -a names <<<"$WANTED"
  for name in "${names[@]}"; do
    [[ " ${MADE[certSANs]:-} " == *" $name "* ]] ||
      retry_until "$CONTROL_PLANE_HEALTH_CHECK_SECONDS" 5 "the API server shows a certificate for $name" \
        kubectl_as "$ADMIN_CONFIG" --tls-server-name "${name/#'*'/any}" get --raw /readyz || return
  done
  ask_api
}

# The kubelet's flags of this machine, in the file that kubeadm wrote when it inited or joined.

change_kubelet_flags() { # <file> <flags that it had> <flags that it must have>: fails where the kubelet does not work with them
  local file="$1" text before
  text="$(with_kubelet_flags "$file" "$2" "$3")" || return
  write_beside "$file" 0644 <<<"$text"
  move_in_place "$file"
  # What it says of itself every ten seconds, as it stands when it does not run.
  run 'stopping the kubelet' systemctl stop kubelet || return
  before="$(kubelet_lease)" || before=''
  run 'starting the kubelet' systemctl start kubelet || return
  retry_until "$KUBELET_HEALTH_CHECK_SECONDS" 2 "the kubelet of $NODE_NAME works with its new flags" kubelet_lives_on "$before"
}

kubelet_lease() {
  kubectl_as "$KUBELET_CONFIG" get --raw "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/$NODE_NAME"
}

kubelet_lives_on() { # <its lease before>
  local now
  now="$(kubelet_lease)" || return
  [[ $now != "$1" ]] || {
    printf 'the kubelet has not renewed its lease yet\n'
    return 1
  }
}

with_kubelet_flags() { # <file> <flags that go> <flags that come>: flags of other names stay
  local line inside word kept='' names=' ' come="$3"
  local -a words
  line="$(<"$1")" || return
  [[ $line =~ ^KUBELET_KUBEADM_ARGS=\"(.*)\"$ ]] || fail "${1#"$ROOT"} is not as kubeadm writes it" 'look at it: it has one line, KUBELET_KUBEADM_ARGS="..."'
  inside="${BASH_REMATCH[1]}"
  read -r -a words <<<"$2 $3"
  for word in "${words[@]}"; do names+="${word%%=*} "; done
  read -r -a words <<<"$inside"
  for word in "${words[@]}"; do
    [[ $names == *" ${word%%=*} "* ]] || kept+="${kept:+ }$word"
  done
  come="${come//\\/\\\\}"
  printf 'KUBELET_KUBEADM_ARGS="%s"\n' "$kept${come:+ ${come//\"/\\\"}}"
}

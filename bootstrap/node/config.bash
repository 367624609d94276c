# config: the kubeadm documents of a node. Needs no root and no machine; init and join read the same.

verb_config() {
  kubeadm_documents ''
}

# shellcheck disable=SC2120 # init and join name the step
kubeadm_documents() { # [init or join]: those of the node that was found. The machine that inits joins where others have the cluster already
  local text
  case "${1:-}:$NODE_NAME:$NODE_ROLE" in
    init:* | ":$FIRST_CONTROL_PLANE:"*) text="$KUBEADM_INIT" ;;
    *:control-plane) text="$KUBEADM_JOIN_CONTROL_PLANE" ;;
    *) text="$KUBEADM_JOIN_WORKER" ;;
  esac
  text="${text//"@NAME@"/"$NODE_NAME"}"
  text="${text//"@ADVERTISE_ADDRESS@"/"$NODE_ADDRESS"}"
  # JSON is YAML; the quotes belong to the placeholder.
  text="${text//'"@KUBELET_ARGUMENTS@"'/"$NODE_ARGUMENTS"}"
  text="${text//'"@TAINTS@"'/"$NODE_TAINTS"}"
  printf '%s' "$text"
}

# What a member of the cluster runs is changed one machine at a time, with its pods elsewhere: by no phase.

collect_version_problems() {
  local version
  is_member || return 0
  version="$(package_version kubelet)" || version=''
  [[ -z $version || $version == "$KUBERNETES_VERSION"-* ]] ||
    problem "$NODE_NAME runs Kubernetes ${version%%-*}, and cluster.yaml says $KUBERNETES_VERSION" \
      "that is for cluster.sh upgrade, which is not there yet: set kubernetes back to ${version%%-*}, or upgrade by hand first (https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-upgrade/)"
  version="$(package_version containerd.io)" || version=''
  [[ -z $version || $version == "$CONTAINERD_VERSION".* ]] ||
    problem "$NODE_NAME runs containerd ${version%%-*}, and $CONTAINERD_VERSION is wanted" \
      "that is for cluster.sh upgrade, which is not there yet: drain the machine, apt-mark unhold containerd.io, apt-get install 'containerd.io=$CONTAINERD_VERSION.*', and uncordon it"
}

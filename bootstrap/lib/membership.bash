# This machine and the cluster: how far init or join got here, and the way out. kubeadm's own steps cannot be trusted after a power cut, which leaves
# empty certificates and manifests behind; so what did not come to its end is undone as a whole and done again.

readonly KUBERNETES_FOLDER=/etc/kubernetes
readonly ADMIN_CONFIG="$KUBERNETES_FOLDER/admin.conf" KUBELET_CONFIG="$KUBERNETES_FOLDER/kubelet.conf"

# A step is recorded as `init started` or `join started` before kubeadm begins, and as `init done` or `join done` when it has come to its end.
forget_steps() {
  local step
  while read -r step; do forget step "$step"; done < <(records step)
}

# What init or join leave, or find of a cluster that was not made here.
cluster_files() {                                     # one a line
  compgen -G "$ROOT$KUBERNETES_FOLDER/*.conf" || true # a missing file is not a failure
  compgen -G "$ROOT$KUBERNETES_FOLDER/manifests/*.yaml" || true
  compgen -G "$ROOT$KUBERNETES_FOLDER/pki/*" || true
  compgen -G "$ROOT/var/lib/etcd/*" || true
}

begin_step() { # <init or join>: from a clean slate
  local step="$1" found
  local -a files
  if recorded step "$step started"; then
    refuse_to_lose_data "$step"
    say "           $step was interrupted on $NODE_NAME; undoing what it left"
    undo_kubeadm || return
  else
    mapfile -t -n 3 files < <(cluster_files 2>/dev/null)
    found="${files[*]}"
    [[ -z $found ]] || fail "files of a cluster that was not made here are on $NODE_NAME: $found" 'if that cluster is gone, run kubeadm reset and remove them'
    record step "$step started"
  fi
}

# Who was cut off after kubeadm had made the cluster may have put into it what is nowhere else.
# What a join wrote, the other members have; they have let go of this one before they invited it.
refuse_to_lose_data() { # <init or join>
  if [[ $1 == init ]] && etcd_has_data; then
    refuse "$1 was interrupted on $NODE_NAME, etcd has data, and the API server does not answer" \
      "see 'crictl ps -a' and 'journalctl -u kubelet', and run this again; if all of the cluster is to be lost: $PROGRAM reset, then prepare and $1"
  fi
}

# Whether an API server has ever stored something: its keys begin like this, in the database and in the log before it. What cannot be read counts as data.
etcd_has_data() {
  local member="$ROOT/var/lib/etcd/member" code=0
  [[ -e $member ]] || return 1
  grep --quiet --text --recursive --fixed-strings /registry/ "$member" || code=$?
  ((code != 1))
}

finish_step() { # <init or join>
  # Certificates that are not on the disk yet would be lost with a power cut, but the record not. Only these: all that is waiting for the disk, such as
  # images, takes minutes on a slow one.
  find "$ROOT$KUBERNETES_FOLDER" "$ROOT/var/lib/kubelet/pki" "$ROOT"/var/lib/kubelet/*.{yaml,env} -type f -exec sync {} + 2>>"$LOG" || true # not all of them are there in every role
  record step "$1 done"
}

# Everything that kubeadm made, whatever state it is in. Only after init or join have begun here, on a machine that had no such file before.
undo_kubeadm() {
  if [[ -n "$(type -P kubeadm)" ]]; then
    # Without containerd kubeadm leaves the containers running.
    service_is_active containerd || run 'starting containerd' systemctl start containerd || true # reported; a machine without it has no container
    run 'kubeadm reset' timeout 900 kubeadm reset --force --cleanup-tmp-dir --cri-socket "$CRI_SOCKET" || return
  else
    warn "kubeadm is not installed any more on $NODE_NAME, so its containers may still run; reboot it when this has ended"
  fi
  # kubeadm goes by the manifest of etcd and keeps the data when that is damaged, and it keeps what it did not make.
  { rm -r -f --one-file-system -- "$ROOT/var/lib/etcd/member" &&
    rm -f -- "$ROOT$KUBERNETES_FOLDER"/{admin,super-admin,kubelet,bootstrap-kubelet,controller-manager,scheduler}.conf &&
    rm -r -f -- "$ROOT$KUBERNETES_FOLDER/pki"; } || fail "what kubeadm left on $NODE_NAME could not be removed as a whole" 'see above; when the cause is gone, run this again'
}

need_kubeadm() { # <verb>
  [[ -n "$(type -P kubeadm)" ]] || fail "kubeadm is not installed on $NODE_NAME" "run prepare before $1"
}

write_kubeadm_documents() { # <init or join>: prints the path; they hold no secret
  local path="$ROOT$STATE_FOLDER/kubeadm.yaml" documents
  documents="$(kubeadm_documents "$1")" || return
  write_beside "$path" 0600 <<<"$documents" || not_written "$path"
  move_in_place "$path"
  printf '%s' "$path"
}

kubectl_as() { # <kubeconfig> <argument…>
  local config="$1"
  shift
  # Its cache would be in root's home, where nobody takes it for ours.
  kubectl --kubeconfig "$ROOT$config" --cache-dir "$ROOT$STATE_FOLDER/kubectl" --request-timeout 20s "$@"
}

start_kubelet() {
  service_is_active kubelet || run 'starting the kubelet' systemctl start kubelet
}

# By its path, so that kubectl does not ask for all kinds of the API server first.
is_registered() { # <kubeconfig> [node]
  kubectl_as "$1" get --raw "/api/v1/nodes/${2:-$NODE_NAME}"
}

# kubeadm gives the label when all else of a control plane is there.
is_control_plane_node() { # <kubeconfig> [node]
  local node
  node="$(is_registered "$@")" && [[ $node == *'"node-role.kubernetes.io/control-plane":'* ]]
}

is_control_plane() { # this machine, of a cluster that works or has worked
  [[ $NODE_ROLE == control-plane ]] && { recorded step 'init done' || recorded step 'join done'; }
}

wait_registered() { # <kubeconfig>
  local config="$1"
  retry_until "$KUBELET_HEALTH_CHECK_SECONDS" 2 "$NODE_NAME is in the cluster" is_registered "$config" ||
    fail "$NODE_NAME is not registered in the cluster" "see 'journalctl -u kubelet' and '$PROGRAM status', then run this again"
}

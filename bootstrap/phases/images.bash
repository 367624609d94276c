# The images that this machine starts with, so that neither init nor join waits for a network.

# What containerd says when a registry, or this machine, will not give another answer to the same question.
readonly PULL_LASTS=': not found|manifest unknown|access denied|unauthorized|[Uu]nauthorized|403 Forbidden|no match for platform|invalid reference|no space left|read-only file system|unknown authority|HTTP response to HTTPS client'

images_wanted() { # one a line; kubeadm knows the tags of its own
  local image
  while read -r image; do
    case "$image" in
      */pause:*) ;;
      */kube-proxy:*) [[ $KUBE_PROXY != none ]] || continue ;;
      *) [[ $NODE_ROLE == control-plane ]] || continue ;;
    esac
    printf '%s\n' "$image"
  done < <(kubeadm config images list --kubernetes-version "v$KUBERNETES_VERSION")
  # The machine is not Ready before the network of pods runs on it.
  for image in "${NETWORK_IMAGES[@]}"; do printf '%s\n' "$image"; done
}

images_missing() { # one a line
  local name tag present=' ' image wanted
  # Begins while crictl is asked: both take seconds of a slow machine.
  exec {wanted}< <(images_wanted)
  while read -r name tag _; do present+="$name:$tag "; done < <(crictl images)
  while read -r image <&"$wanted"; do
    if [[ $present != *" $image "* ]]; then printf '%s\n' "$image"; fi
  done
  exec {wanted}<&-
}

images_check() {
  local right=0 image
  # Before the packages are there the plan can only say as much.
  if [[ -z "$(type -P kubeadm)" || -z "$(type -P crictl)" ]]; then
    would "pull the images of a $NODE_ROLE"
    return 1
  fi
  while read -r image; do
    would "pull $image"
    right=1
  done < <(images_missing)
  if recorded pending images; then
    would 'pull images again that may not have reached the disk'
    right=1
  fi
  return "$right"
}

# Two at a time: one comes over the line while the other one is unpacked.
pull_images() { # <image…>
  local image pull failed=no
  local -a pulls=()
  for image in "$@"; do
    if ((${#pulls[@]} == 2)); then
      wait "${pulls[0]}" || failed=yes
      pulls=("${pulls[1]}")
    fi
    # Without the lock, which must not outlive this process.
    run "pulling $image" retry_until 900 10 "pulling $image" judged lasts "$PULL_LASTS" crictl pull "$image" 9>&- &
    pulls+=("$!")
  done
  for pull in "${pulls[@]}"; do
    wait "$pull" || failed=yes
  done
  [[ $failed == no ]]
}

images_apply() {
  local image wanted
  local -a missing
  wanted="$(images_wanted)"
  [[ $wanted == *"$PAUSE_IMAGE"* ]] || warn "kubeadm $KUBERNETES_VERSION expects another pause image than $PAUSE_IMAGE, which containerd has"
  if recorded pending images; then
    # An image may be there by its name only. What crictl cannot remove, such as one that was never pulled, is pulled below or was whole.
    while read -r image; do crictl rmi "$image" >>"$LOG" 2>&1 || true; done <<<"$wanted"
  fi
  record pending images
  mapfile -t missing < <(images_missing)
  pull_images "${missing[@]}" || return
  # containerd leaves their files to the kernel: after a power cut a program of 0 bytes counts as pulled.
  run 'bringing the images to the disk' sync --file-system "$ROOT/var/lib/containerd" || return
  forget pending images
}

# kubelet, kubeadm and kubectl at the version of the spec with what they need, held there.

readonly APT_KEEP=/etc/apt/apt.conf.d/52cdk8s-metal
# Those of the repository of Kubernetes: an upgrade is a decision, and so is the runtime's.
readonly HELD_PACKAGES=(containerd.io cri-tools kubeadm kubectl kubelet kubernetes-cni)

# kubectl-convert is not among them: nothing here needs it.
kubernetes_packages() { # one a line
  printf '%s\n' "kubelet=$KUBERNETES_VERSION-*" "kubeadm=$KUBERNETES_VERSION-*" "kubectl=$KUBERNETES_VERSION-*" cri-tools kubernetes-cni \
    conntrack ethtool iptables socat
}

apt_keep() {
  local package
  printf '// Written by cdk8s-metal: not even unattended upgrades touch these, and the machine does not reboot for others.\n'
  printf 'Unattended-Upgrade::Package-Blacklist {\n'
  for package in "${HELD_PACKAGES[@]}"; do printf '  "^%s$";\n' "${package//./[.]}"; done
  printf '};\nUnattended-Upgrade::Automatic-Reboot "false";\n'
}

unheld_packages() { # one a line
  local package held
  held=" $(apt-mark showhold | tr '\n' ' ')"
  for package in "${HELD_PACKAGES[@]}"; do
    if [[ $held != *" $package "* ]]; then printf '%s\n' "$package"; fi
  done
}

kubernetes_check() {
  local right=0 package wanted
  mapfile -t wanted < <(kubernetes_packages)
  while read -r package; do
    would "install ${package/=/ }"
    right=1
  done < <(missing_packages "${wanted[@]}")
  while read -r package; do
    would "hold $package"
    right=1
  done < <(unheld_packages)
  if ! apt_keep | file_is "$APT_KEEP" 0644; then
    would "keep unattended upgrades away from them: write $APT_KEEP"
    right=1
  fi
  return "$right"
}

kubernetes_apply() {
  local package wanted unheld version
  # A member's version changes one machine at a time, with its pods elsewhere.
  version="$(package_version kubelet)" || version=''
  if [[ -n $version && $version != "$KUBERNETES_VERSION"-* ]] && is_member; then
    fail "$NODE_NAME runs Kubernetes ${version%%-*} and the spec says $KUBERNETES_VERSION" 'set kubernetes in the spec back: prepare does not upgrade a member of a cluster'
  fi
  mapfile -t wanted < <(kubernetes_packages)
  note_before
  install_file "$APT_KEEP" 0644 < <(apt_keep)
  install_packages "installing Kubernetes $KUBERNETES_VERSION" "${wanted[@]}" || return
  mapfile -t unheld < <(unheld_packages)
  for package in "${unheld[@]}"; do record hold "$package"; done
  [[ ${#unheld[@]} -eq 0 ]] || run "holding ${unheld[*]}" apt-mark hold "${unheld[@]}"
}

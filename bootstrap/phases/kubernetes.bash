# kubelet, kubeadm and kubectl at the version of the spec with what they need, held there; on control planes kubectl-convert, where the spec asks for it.

readonly APT_KEEP=/etc/apt/apt.conf.d/52cdk8s-metal
# Those of the repository of Kubernetes: an upgrade is a decision, and so is the runtime's.
readonly HELD_PACKAGES=(containerd.io cri-tools kubeadm kubectl kubelet kubernetes-cni)
readonly CONVERT_PROGRAM=/usr/local/bin/kubectl-convert

# kubectl-convert is not among them, as the repository does not have it.
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

convert_is_wanted() {
  [[ $KUBECTL_CONVERT == yes && $NODE_ROLE == control-plane ]]
}

# The program does not say its version, so the sum is recorded that this version has.
convert_is_there() {
  local file="$ROOT$CONVERT_PROGRAM" sum wanted
  [[ -f $file && ! -L $file ]] && has_mode "$file" 0755 || return
  sum="$(sum_of "$file")"
  wanted="$(convert_sum)"
  recorded convert "$KUBERNETES_VERSION $sum" && [[ ${wanted:-$sum} == "$sum" ]]
}

# The one that the spec has, if it has one.
convert_sum() {
  case "$NODE_ARCH" in
    arm64) printf '%s' "$CONVERT_SHA256_ARM64" ;;
    *) printf '%s' "$CONVERT_SHA256_AMD64" ;;
  esac
}

convert_is_right() {
  if ! convert_is_wanted; then
    if ! recorded file "$CONVERT_PROGRAM"; then return 0; fi
    would "remove $CONVERT_PROGRAM"
  elif convert_is_there; then
    return 0
  else
    would "install $CONVERT_PROGRAM v$KUBERNETES_VERSION from ${BINARIES_SOURCE%/}"
  fi
  return 1
}

install_convert() {
  local url="${BINARIES_SOURCE%/}/v$KUBERNETES_VERSION/bin/linux/$NODE_ARCH/kubectl-convert" fetched wanted sum
  fetched="$(mktemp --directory)"
  wanted="$(convert_sum)"
  if [[ -z $wanted ]]; then
    run "fetching $url.sha256" retry_until 300 5 "fetching $url.sha256" judged heals "$APT_HEALS" download "$url.sha256" "$fetched/sum" || return
    wanted="$(<"$fetched/sum")"
  fi
  [[ $wanted =~ ^[0-9a-f]{64}$ ]] || fail "$url.sha256 is not a SHA-256 sum" 'correct sources.binaries in the spec'
  run "fetching $url" retry_until 900 10 "fetching $url" judged heals "$APT_HEALS" download "$url" "$fetched/program" || return
  sum="$(sum_of "$fetched/program")"
  if [[ $sum != "$wanted" ]]; then
    rm -r -- "$fetched"
    fail "$url has the SHA-256 sum $sum, and $wanted was wanted" 'run prepare again, and if it stays so, correct sources.binaries in the spec'
  fi
  record convert "$KUBERNETES_VERSION $sum"
  install_file "$CONVERT_PROGRAM" 0755 <"$fetched/program"
  rm -r -- "$fetched"
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
  convert_is_right || right=1
  return "$right"
}

kubernetes_apply() {
  local package wanted unheld
  mapfile -t wanted < <(kubernetes_packages)
  note_before
  install_file "$APT_KEEP" 0644 < <(apt_keep)
  install_packages "installing Kubernetes $KUBERNETES_VERSION" "${wanted[@]}" || return
  mapfile -t unheld < <(unheld_packages)
  for package in "${unheld[@]}"; do record hold "$package"; done
  [[ ${#unheld[@]} -eq 0 ]] || run "holding ${unheld[*]}" unlocked apt-mark hold "${unheld[@]}" || return
  if ! convert_is_wanted; then
    remove_file "$CONVERT_PROGRAM"
  elif ! convert_is_there; then
    install_convert
  fi
}

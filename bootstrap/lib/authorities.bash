# What all control planes have in common: the authorities of the cluster and the keys of its service accounts. A further control plane gets them with its
# invitation and kubeadm makes the rest. https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs

readonly AUTHORITIES=(ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key)
# The line of an invitation behind which they stand.
readonly AUTHORITIES_FOLLOW='# authorities'

print_authorities() { # name and content in base64, a blank between them, one a line
  local name content
  printf '%s\n' "$AUTHORITIES_FOLLOW"
  for name in "${AUTHORITIES[@]}"; do
    content="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/$name")" || fail "$KUBERNETES_FOLDER/pki/$name of $NODE_NAME could not be read" 'see above'
    printf '%s %s\n' "$name" "$content"
  done
}

# Whether a text holds all of them in their order, and nothing else. It goes through pipes: bash may put what stands behind <<< into a file.
are_authorities() { # <text>
  local index
  local -a lines
  mapfile -t lines < <(printf '%s\n' "$1")
  ((${#lines[@]} == ${#AUTHORITIES[@]})) || return 1
  for index in "${!lines[@]}"; do
    [[ ${lines[index]} =~ ^"${AUTHORITIES[index]}"\ [A-Za-z0-9+/]+={0,2}$ ]] || return 1
  done
}

# Only after the step was recorded as started: it is undone with all else.
install_authorities() { # <text>
  local name content folder="$ROOT$KUBERNETES_FOLDER/pki"
  (umask 077 && mkdir -p "$folder/etcd") || not_written "$folder"
  while read -r name content; do
    printf '%s' "$content" | base64 --decode | write_beside "$folder/$name" 0600
    move_in_place "$folder/$name"
  done < <(printf '%s\n' "$1")
}

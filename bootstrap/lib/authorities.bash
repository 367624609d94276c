# What all control planes have in common: the authorities of the cluster and the keys of its service accounts. A further control plane gets them with its
# invitation and kubeadm makes the rest. https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs

readonly AUTHORITIES=(ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key)
# The line of an invitation behind which they stand.
readonly AUTHORITIES_FOLLOW='# authorities'

# Whether a text holds all of them in their order, and nothing else. It goes through pipes: bash may put what stands behind <<< into a file.
are_authorities() { # <text>
  local index
  local -a rows
  mapfile -t rows < <(printf '%s\n' "$1")
  ((${#rows[@]} == ${#AUTHORITIES[@]})) || return 1
  for index in "${!rows[@]}"; do
    [[ ${rows[index]} =~ ^"${AUTHORITIES[index]}"\ [A-Za-z0-9+/]+={0,2}$ ]] || return 1
  done
}

# invite: what a node needs for joining, on stdout for a pipe. The token in it lives only as long as a slow join may take.

readonly INVITATION_LIVES=30m0s

verb_invite() { # <name>
  local name="$1" token authority
  row_of "$name" >/dev/null || refuse "no node of cluster $CLUSTER_NAME is called $name" 'cluster.yaml has the names; after a change there, synthesize again'
  refuse_wrong_machine
  recorded step 'init done' || fail "$NODE_NAME has no cluster to invite to" 'run init first'
  [[ ! -t 1 ]] || refuse 'an invitation is a secret, not for a terminal' "pipe it: $PROGRAM invite $name | ssh $name sudo $PROGRAM join"
  # Progress would end up in the invitation.
  wait_api >&2
  token="$(kubeadm token create --kubeconfig "$ROOT$ADMIN_CONFIG" --ttl "$INVITATION_LIVES" --description "$name joins")" ||
    fail "no token could be made for $name" 'see above what kubeadm says'
  record_marks "$name"
  authority="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/ca.crt")"
  invitation "$token" "$authority"
}

# printf is part of bash: no argument of a program holds the token.
invitation() { # <token> <certificate authority, base64>
  printf '%s\n' \
    'apiVersion: v1' \
    'kind: Config' \
    'clusters:' \
    '- name: joining' \
    '  cluster:' \
    "    server: https://$ENDPOINT" \
    "    certificate-authority-data: $2" \
    'users:' \
    '- name: joining' \
    '  user:' \
    "    token: '$1'" \
    'contexts:' \
    '- name: joining' \
    '  context: { cluster: joining, user: joining }' \
    'current-context: joining'
}

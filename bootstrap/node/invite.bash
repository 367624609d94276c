# invite: what a node needs for joining, on stdout for a pipe. The token in it lives only as long as a slow join may take.

readonly INVITATION_LIVES=30m0s

verb_invite() { # <name>
  local name="$1" row token authority
  row="$(row_of "$name")" || refuse "no node of cluster $CLUSTER_NAME is called $name" 'cluster.yaml has the names; after a change there, synthesize again'
  refuse_wrong_machine
  is_control_plane || fail "$NODE_NAME has no cluster to invite to" 'run init first'
  [[ ! -t 1 ]] || refuse 'an invitation is a secret, not for a terminal' "pipe it: $PROGRAM invite $name | ssh $name sudo $PROGRAM join"
  # Progress would end up in the invitation.
  wait_api >&2
  if is_row_of_control_plane "$row"; then forget_broken_member "$row" >&2; fi
  token="$(kubeadm token create --kubeconfig "$ROOT$ADMIN_CONFIG" --ttl "$INVITATION_LIVES" --description "$name joins")" ||
    fail "no token could be made for $name" 'see above what kubeadm says'
  record_marks "$name"
  authority="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/ca.crt")"
  invitation "$token" "$authority"
  if is_row_of_control_plane "$row"; then print_authorities; fi
}

is_row_of_control_plane() { # <row>
  [[ $1 == *$'\tcontrol-plane\t'* ]]
}

# A join that was cut off leaves a member in etcd, and so does a machine that was installed anew. Its data is gone or goes with the next join, and etcd does
# not take a member back with other data: it stops. So that one is removed, and its node too.
forget_broken_member() { # <row of a node>
  local name address
  IFS=$'\t' read -r name _ address _ <<<"$1"
  read_etcd_members
  find_etcd_member '' "${address%%,*}"
  [[ -n $MEMBER_NUMBER ]] || return 0
  if is_control_plane_node "$ADMIN_CONFIG" "$name" 2>>"$LOG" && etcd_member_is_well "$MEMBER_CLIENTS"; then return 0; fi
  run "removing the member of etcd that $name was before" remove_etcd_member "$MEMBER_NUMBER" || return
  run "removing the node that $name was before" kubectl_as "$ADMIN_CONFIG" delete node "$name" --ignore-not-found
}

print_authorities() { # name and content in base64, a blank between them, one a line
  local name content
  printf '%s\n' "$AUTHORITIES_FOLLOW"
  for name in "${AUTHORITIES[@]}"; do
    content="$(base64 -w 0 "$ROOT$KUBERNETES_FOLDER/pki/$name")" || fail "$KUBERNETES_FOLDER/pki/$name of $NODE_NAME could not be read" 'see above'
    printf '%s %s\n' "$name" "$content"
  done
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

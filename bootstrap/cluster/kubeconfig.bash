# The administrator's kubeconfig, a secret: for the user of this desk only, in no log.

kubeconfig_check() {
  [[ -e $KUBECONFIG_PATH ]] || { is_to_do && note "would      write the kubeconfig to $KUBECONFIG_PATH"; }
}

kubeconfig_apply() {
  local folder text config
  folder="$(folder_of_kubeconfig)"
  refuse_foreign_kubeconfig
  text="$(as_root "$CONTROL_PLANE" cat "$ADMIN_CONF")"
  config="$(kubeconfig_of "$text")"
  mkdir -p "$folder"
  if [[ ! -f $KUBECONFIG_PATH || "$(<"$KUBECONFIG_PATH")" != "$config" ]]; then put_kubeconfig "$folder" "$config"; fi
  chmod 0600 "$KUBECONFIG_PATH"
  note "done       the kubeconfig is $KUBECONFIG_PATH"
}

folder_of_kubeconfig() {
  if [[ $KUBECONFIG_PATH == */* ]]; then printf '%s' "${KUBECONFIG_PATH%/*}/"; else printf '%s' ./; fi
}

put_kubeconfig() { # <folder> <text>: whole or not at all, under a name that nobody can know before
  local file
  file="$(mktemp "$1.kubeconfig.XXXXXX")"
  if ! printf '%s\n' "$2" >"$file" || ! mv -f "$file" "$KUBECONFIG_PATH"; then
    rm -f "$file"
    fail "the kubeconfig could not be written to $KUBECONFIG_PATH" 'see above, and run the same command again'
  fi
}

# Of what the machine has, only the three values that are base64 are taken: all else of a kubeconfig, such as a command that gives a token or a proxy,
# is obeyed by every kubectl that reads it. The server is where the desk finds it; its certificate has that address too.
kubeconfig_of() { # <admin.conf>
  local authority certificate key
  authority="$(field_of certificate-authority-data "$1")"
  certificate="$(field_of client-certificate-data "$1")"
  key="$(field_of client-key-data "$1")"
  printf '%s\n' \
    'apiVersion: v1' \
    'kind: Config' \
    'clusters:' \
    "- name: $CLUSTER_NAME" \
    '  cluster:' \
    "    server: $API_SERVER" \
    "    certificate-authority-data: $authority" \
    'users:' \
    "- name: $CLUSTER_NAME-admin" \
    '  user:' \
    "    client-certificate-data: $certificate" \
    "    client-key-data: $key" \
    'contexts:' \
    "- name: $CLUSTER_NAME" \
    "  context: { cluster: $CLUSTER_NAME, user: $CLUSTER_NAME-admin }" \
    "current-context: $CLUSTER_NAME"
}

field_of() { # <key> <admin.conf>: the base64 of the only line that has it; no message shows it
  local key="$1" line value=''
  while IFS= read -r line; do
    [[ $line =~ ^\ +"$key":\ +([A-Za-z0-9+/]+={0,2})$ ]] || continue
    [[ -z $value ]] || distrust "$CONTROL_PLANE" "$ADMIN_CONF of $CONTROL_PLANE has $key twice" 'look at it'
    value="${BASH_REMATCH[1]}"
  done <<<"$2"
  ((${#value} > 0 && ${#value} % 4 == 0)) || distrust "$CONTROL_PLANE" "$ADMIN_CONF of $CONTROL_PLANE has no $key in base64" 'look at it: kubeadm writes one'
  printf '%s' "$value"
}

leads_here() { # whether the kubeconfig is one of this cluster
  grep -qxF "    server: $API_SERVER" "$KUBECONFIG_PATH"
}

refuse_foreign_kubeconfig() {
  [[ ! -d $KUBECONFIG_PATH ]] || refuse "$KUBECONFIG_PATH is a folder" 'name a file with --kubeconfig'
  [[ ! -e $KUBECONFIG_PATH ]] || leads_here ||
    refuse "$KUBECONFIG_PATH is there and does not lead to $API_SERVER" 'name another file with --kubeconfig, or move that one away'
}

# The administrator's kubeconfig, a secret: for the user of this desk only, in no log.

kubeconfig_check() {
  [[ -e $KUBECONFIG_PATH ]] || note "would      write the kubeconfig to $KUBECONFIG_PATH"
}

kubeconfig_apply() {
  local folder
  if [[ $KUBECONFIG_PATH == */* ]]; then folder="${KUBECONFIG_PATH%/*}"; else folder=.; fi
  refuse_foreign_kubeconfig
  (umask 077 && mkdir -p "$folder" && as_root "$CONTROL_PLANE" cat "$ADMIN_CONF" | lead_to_server >"$WORK/kubeconfig")
  if ! cmp -s "$WORK/kubeconfig" "$KUBECONFIG_PATH"; then
    (umask 077 && cp "$WORK/kubeconfig" "$KUBECONFIG_PATH.new")
    mv -f "$KUBECONFIG_PATH.new" "$KUBECONFIG_PATH"
  fi
  chmod 0600 "$KUBECONFIG_PATH"
  note "done       the kubeconfig is $KUBECONFIG_PATH"
}

lead_to_server() { # stdin: to where the desk finds the API server, whose certificate has that address too
  sed "s|^\( *server:\) .*|\1 $API_SERVER|"
}

leads_here() { # whether the kubeconfig is one of this cluster
  grep -qxF "    server: $API_SERVER" "$KUBECONFIG_PATH"
}

refuse_foreign_kubeconfig() {
  [[ ! -e $KUBECONFIG_PATH ]] || leads_here ||
    refuse "$KUBECONFIG_PATH is there and does not lead to $API_SERVER" 'name another file with --kubeconfig, or move that one away'
}

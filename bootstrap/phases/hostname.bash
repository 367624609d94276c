# The host name, and the names of all machines and of the API server in /etc/hosts.

hosts_lines() { # our part of /etc/hosts
  local row name addresses address
  [[ -z $ENDPOINT_NAME ]] || printf '%s %s\n' "$ENDPOINT_ADDRESS" "$ENDPOINT_NAME"
  for row in "${NODES[@]}"; do
    name="${row%%$'\t'*}"
    addresses="${row#*$'\t'*$'\t'}"
    addresses="${addresses%%$'\t'*}"
    for address in ${addresses//,/ }; do printf '%s %s\n' "$address" "$name"; done
  done
}

static_host_name() { # what it is called after the next boot
  local name=''
  [[ ! -f $ROOT/etc/hostname ]] || read -r name <"$ROOT/etc/hostname" || true # without a newline at its end, read fails with the name read
  printf '%s' "$name"
}

hostname_check() {
  local status=0 name static
  name="$(host_name)"
  static="$(static_host_name)"
  if [[ $name != "$NODE_NAME" || $static != "$NODE_NAME" ]]; then
    would "call this machine $NODE_NAME, now $name${static:+, and $static in /etc/hostname}"
    status=1
  fi
  if [[ "$(block_of /etc/hosts)" != "$(hosts_lines)" ]]; then
    would "write the names of ${#NODES[@]} machines${ENDPOINT_NAME:+ and $ENDPOINT_NAME} to /etc/hosts"
    status=1
  fi
  return "$status"
}

hostname_apply() {
  local name static
  name="$(host_name)"
  static="$(static_host_name)"
  if [[ $name != "$NODE_NAME" || $static != "$NODE_NAME" ]]; then
    [[ -n "$(records hostname)" ]] || record hostname "${static:-$name}"
    run "calling this machine $NODE_NAME" hostnamectl set-hostname "$NODE_NAME"
  fi
  record block /etc/hosts
  hosts_lines | with_block /etc/hosts | rewrite_file /etc/hosts
}

hostname_undo() {
  local name
  if recorded block /etc/hosts; then
    without_block /etc/hosts | rewrite_file /etc/hosts
    forget block /etc/hosts
  fi
  name="$(records hostname)"
  if [[ -n $name ]]; then
    run "calling this machine $name again" hostnamectl set-hostname "$name"
    forget hostname "$name"
  fi
}

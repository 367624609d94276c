# The address of the API server that moves between control planes: keepalived holds it on one whose own API server is well. Needs no API server to move.
# https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md

readonly KEEPALIVED_CONFIG=/etc/keepalived/keepalived.conf API_SERVER_TEST=/etc/keepalived/api-server-is-well

vip_is_wanted() {
  [[ -n $VIP && $NODE_ROLE == control-plane ]]
}

# Asked at its own address, not at the one that may be elsewhere. /livez: an API server that is only busy is still alive.
api_server_test() {
  printf '#!/bin/sh\n# Written by cdk8s-metal. keepalived runs it: whether the API server of this machine is well.\n'
  printf 'exec kubectl --kubeconfig %s --cache-dir /run/cdk8s-metal --server %q --request-timeout 3s get --raw /livez\n' "$ADMIN_CONFIG" "https://$(host_port "$NODE_ADDRESS" "$API_PORT")"
}

# Addresses of one family: packets between the control planes carry the one that the machines have in it.
address_like_vip() { # <addresses with commas>
  local address
  for address in ${1//,/ }; do
    if same_family "$address" "$VIP"; then
      printf '%s' "$address"
      return 0
    fi
  done
}

vip_interface() { # the one that has this machine's address
  local interface address own
  own="$(address_like_vip "$NODE_ADDRESSES")"
  while read -r _ interface _ address _; do
    if [[ ${address%%/*} == "$own" ]]; then
      printf '%s' "$interface"
      return 0
    fi
  done < <(ip -o address show scope global)
}

# nopreempt: a machine that comes back does not take the address from one that serves. It gives the address up after 4 tests in a row have failed, which
# is 8 seconds, and at once when it goes: others notice after 3 to 4 seconds.
keepalived_config() {
  local row name role addresses own='' priority=100 peers='' prefix=32
  [[ $VIP != *:* ]] || prefix=128
  for row in "${NODES[@]}"; do
    IFS=$'\t' read -r name role addresses _ <<<"$row"
    [[ $role == control-plane ]] || continue
    if [[ $name == "$NODE_NAME" ]]; then
      own="$(address_like_vip "$addresses")"
    else
      peers+="    $(address_like_vip "$addresses")"$'\n'
      [[ -n $own ]] || priority=$((priority - 1))
    fi
  done
  printf '%s\n' \
    "# Written by cdk8s-metal: $VIP is on one control plane whose API server is well." \
    'global_defs {' \
    '  enable_script_security' \
    '  script_user root' \
    '}' \
    'vrrp_script api_server {' \
    "  script $API_SERVER_TEST" \
    '  interval 2' \
    '  timeout 4' \
    '  fall 4' \
    '  rise 2' \
    '  init_fail' \
    '}' \
    'vrrp_instance api_server {' \
    '  state BACKUP' \
    '  nopreempt' \
    "  interface $(vip_interface)" \
    "  virtual_router_id $VIRTUAL_ROUTER_ID" \
    "  priority $priority" \
    '  advert_int 1' \
    "  unicast_src_ip $own" \
    '  unicast_peer {' \
    "$peers  }" \
    '  virtual_ipaddress {' \
    "    $VIP/$prefix" \
    '  }' \
    '  track_script {' \
    '    api_server' \
    '  }' \
    '}'
}

vip_check() {
  local right=0 path
  vip_is_wanted || return 0
  if [[ -n "$(missing_packages keepalived)" ]]; then
    would 'install keepalived'
    right=1
  elif [[ " $(apt-mark showhold | tr '\n' ' ')" != *' keepalived '* ]]; then
    would 'hold keepalived'
    right=1
  fi
  api_server_test | file_is "$API_SERVER_TEST" 0755 || path="$API_SERVER_TEST"
  keepalived_config | file_is "$KEEPALIVED_CONFIG" 0644 || path="$KEEPALIVED_CONFIG"
  if [[ -n ${path:-} ]]; then
    would "write $path for the address $VIP"
    right=1
  fi
  if recorded pending reload-keepalived || ! service_is_active keepalived.service || ! service_is_enabled keepalived.service; then
    would 'start keepalived'
    right=1
  fi
  return "$right"
}

vip_apply() {
  vip_is_wanted || return 0
  # Written before the first file: who was killed in between reloads it, too.
  record pending reload-keepalived
  # Before the package, which starts it where it finds a configuration.
  install_file "$API_SERVER_TEST" 0755 < <(api_server_test)
  install_file "$KEEPALIVED_CONFIG" 0644 < <(keepalived_config)
  install_packages 'installing keepalived' keepalived || return
  record hold keepalived
  run 'holding keepalived' unlocked apt-mark hold keepalived || return
  enable_service keepalived.service || return
  # Not restarted, which would let the address go.
  run 'reading the configuration of keepalived again' systemctl reload keepalived.service || return
  forget pending reload-keepalived
}

# What other configuration there is was made for another address, which would go.
collect_keepalived_problems() {
  vip_is_wanted && [[ -e "$ROOT$KEEPALIVED_CONFIG" ]] && ! recorded file "$KEEPALIVED_CONFIG" || return 0
  problem "keepalived of $NODE_NAME has a configuration already ($KEEPALIVED_CONFIG)" \
    'move the address that it holds to another machine and remove that file, or use loadBalancer in the place of vip'
}

# Any host answers for its address at this level, whatever its firewall drops.
vip_is_taken() {
  local found
  # shellcheck disable=SC2016 # the other bash expands it
  timeout 3 bash -c ': <"/dev/tcp/$1/$2"' bash "$VIP" "$API_PORT" 2>/dev/null || true # nobody is to answer
  found="$(ip neighbour show "$VIP")"
  [[ $found == *' lladdr '* && $found != *FAILED* ]]
}

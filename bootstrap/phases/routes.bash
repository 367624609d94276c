# systemd-networkd, where it runs, leaves alone what others add: by default it takes routes and rules that it does not know from its links, each time that it
# starts or a cable comes back. https://man7.org/linux/man-pages/man5/networkd.conf.5.html

readonly NETWORKD_CONFIG=/etc/systemd/networkd.conf.d/cdk8s-metal.conf

networkd_config() {
  printf '# Written by cdk8s-metal: routes of pods are not those of systemd-networkd.\n[Network]\nManageForeignRoutes=no\nManageForeignRoutingPolicyRules=no\n'
}

routes_check() {
  local right=0
  service_is_active systemd-networkd || return 0
  if ! networkd_config | file_is "$NETWORKD_CONFIG" 0644; then
    would "write $NETWORKD_CONFIG"
    right=1
  fi
  if recorded pending restart-networkd || [[ $right == 1 ]]; then
    would 'restart systemd-networkd'
    right=1
  fi
  return "$right"
}

routes_apply() {
  # Written before the file and forgotten after the restart: who was killed in between restarts it, too.
  record pending restart-networkd
  install_file "$NETWORKD_CONFIG" 0644 < <(networkd_config)
  restart_service systemd-networkd || return
  forget pending restart-networkd
}

routes_undo() {
  recorded file "$NETWORKD_CONFIG" || return 0
  remove_file "$NETWORKD_CONFIG"
  ! service_is_active systemd-networkd || restart_service systemd-networkd || warn 'systemd-networkd keeps our setting until the next boot'
}

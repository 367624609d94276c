# Time from the network. Who runs another full time service keeps it; systemd-timesyncd is none, it only jumps after one server.

readonly TIME_SERVICES=(chrony.service ntpsec.service ntp.service openntpd.service)

time_service() { # the one that runs now and at boot
  local service
  for service in "${TIME_SERVICES[@]}"; do
    if service_is_active "$service" && service_is_enabled "$service"; then
      printf '%s' "$service"
      return 0
    fi
  done
  return 1
}

time_check() {
  if ! time_service >/dev/null; then
    would 'install and start chrony'
    return 1
  fi
}

time_apply() {
  if [[ -n "$(missing_packages chrony)" ]]; then
    apt_knows chrony || update_package_lists
    replace_timesyncd
    install_packages 'installing chrony' chrony
  fi
  enable_service chrony.service
}

apt_knows() { # <package>: whether the lists are there at all
  local shown
  shown="$(apt-cache policy "$1")"
  [[ $shown == *'Candidate: '[0-9]* ]]
}

# The two exclude each other. chrony is fetched before the other one goes, so that a machine without network is not left without both.
replace_timesyncd() {
  if [[ -z "$(missing_packages systemd-timesyncd)" ]]; then
    record replaced systemd-timesyncd
    run 'fetching chrony' apt_get --yes --download-only install chrony
    run 'removing systemd-timesyncd' apt_get --yes remove systemd-timesyncd
  fi
}

# chrony itself goes with the packages, if it came with us.
time_undo() {
  if recorded enabled chrony.service; then
    run 'disabling chrony' systemctl disable chrony.service
    forget enabled chrony.service
  fi
  if recorded started chrony.service; then
    run 'stopping chrony' systemctl stop chrony.service
    forget started chrony.service
  fi
}

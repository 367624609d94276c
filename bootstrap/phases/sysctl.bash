# Settings of the kernel, now and at boot.

readonly SYSCTL_FILE=/etc/sysctl.d/90-cdk8s-metal.conf

# Name, relation, value, one a line. A kernel that forwards takes no more router advertisements, and loses its default route with them, unless it is told to.
wanted_settings() {
  local link
  while read -r link; do printf 'net.ipv6.conf.%s.accept_ra = 2\n' "${link//.//}"; done < <(advertised_links)
  printf '%s\n' "${KERNEL_SETTINGS[@]}"
}

# Where the kernel itself has its default route from advertisements: systemd-networkd and NetworkManager, which look after them, set accept_ra to 0. One
# that is in our file stays there, as a route comes and goes.
advertised_links() {
  local line link accepted
  [[ " ${KERNEL_SETTINGS[*]} " == *' net.ipv6.conf.all.forwarding = 1 '* ]] || return 0
  {
    while read -r line; do
      if [[ " $line " =~ ' proto ra ' && " $line " =~ \ dev\ ([^ ]+)\  ]]; then
        link="${BASH_REMATCH[1]}"
        accepted=1
        [[ ! -r $ROOT/proc/sys/net/ipv6/conf/$link/accept_ra ]] || read -r accepted <"$ROOT/proc/sys/net/ipv6/conf/$link/accept_ra"
        if [[ $accepted != 0 ]]; then printf '%s\n' "$link"; fi
      fi
    done < <(ip -6 route show default)
    if [[ -f $ROOT$SYSCTL_FILE ]]; then
      while read -r line _; do
        if [[ $line =~ ^net[.]ipv6[.]conf[.](.*)[.]accept_ra$ ]]; then printf '%s\n' "${BASH_REMATCH[1]//\//.}"; fi
      done <"$ROOT$SYSCTL_FILE"
    fi
  } | sort -u
}

sysctl_file() {
  local name value
  printf '# Written by cdk8s-metal.\n'
  while read -r name _ value; do printf '%s = %s\n' "$name" "$value"; done < <(wanted_settings)
}

live_setting() { # <name>: nothing where the kernel does not have it
  local value='' file
  file="$ROOT/proc/sys/$(setting_path "$1")"
  [[ ! -r $file ]] || read -r value <"$file"
  printf '%s' "$value"
}

setting_holds() { # <name> <= or >=> <value>
  local live
  live="$(live_setting "$1")"
  [[ $live == "$3" || ($2 == '>=' && -n $live && $live -gt $3) ]]
}

missing_settings() { # name=value, one a line
  local name relation value
  while read -r name relation value; do
    setting_holds "$name" "$relation" "$value" || printf '%s=%s\n' "$name" "$value"
  done < <(wanted_settings)
}

sysctl_check() {
  local status=0 setting
  while read -r setting; do
    would "set ${setting/=/ to }"
    status=1
  done < <(missing_settings)
  if ! sysctl_file | file_is "$SYSCTL_FILE" 0644; then
    would "write $SYSCTL_FILE"
    status=1
  fi
  return "$status"
}

sysctl_apply() {
  local setting name value noted
  local -a missing
  install_file "$SYSCTL_FILE" 0644 < <(sysctl_file)
  mapfile -t missing < <(missing_settings)
  noted=$'\n'"$(records kernel)"
  for setting in "${missing[@]}"; do
    name="${setting%%=*}"
    value="$(live_setting "$name")"
    [[ $noted == *$'\n'"$name="* || -z $value ]] || record kernel "$name=$value"
  done
  ((${#missing[@]} == 0)) || run 'setting the kernel' sysctl --quiet --write "${missing[@]}"
}

# What the kernel had before is recorded as `kernel`, and reset gives it back with the rest of that kind.
sysctl_undo() {
  remove_file "$SYSCTL_FILE"
}

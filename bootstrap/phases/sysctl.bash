# Settings of the kernel, now and at boot.

readonly SYSCTL_FILE=/etc/sysctl.d/90-cdk8s-metal.conf

sysctl_file() {
  local row
  printf '# Written by cdk8s-metal.\n'
  for row in "${KERNEL_SETTINGS[@]}"; do printf '%s = %s\n' "${row%% *}" "${row##* }"; done
}

live_setting() { # <name>: nothing where the kernel does not have it
  local value='' file="$ROOT/proc/sys/${1//.//}"
  [[ ! -r $file ]] || read -r value <"$file"
  printf '%s' "$value"
}

setting_holds() { # <name> <= or >=> <value>
  local live
  live="$(live_setting "$1")"
  [[ $live == "$3" || ($2 == '>=' && -n $live && $live -gt $3) ]]
}

missing_settings() { # name=value, one a line
  local row name relation value
  for row in "${KERNEL_SETTINGS[@]}"; do
    read -r name relation value <<<"$row"
    setting_holds "$name" "$relation" "$value" || printf '%s=%s\n' "$name" "$value"
  done
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

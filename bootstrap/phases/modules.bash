# Kernel modules, now and at boot.

readonly MODULES_FILE=/etc/modules-load.d/cdk8s-metal.conf

module_is_loaded() { # <name>: or part of the kernel
  [[ -d $ROOT/sys/module/$1 ]] || module_is_built_in "$1"
}

module_is_built_in() { # <name>
  local name="$1" release list
  read -r release <"$ROOT/proc/sys/kernel/osrelease"
  list="$ROOT/lib/modules/$release/modules.builtin"
  # In the names of files it is sometimes a hyphen.
  [[ -f $list ]] && grep -q "/${name//_/[-_]}[.]ko" "$list"
}

modules_file() {
  printf '# Written by cdk8s-metal.\n'
  printf '%s\n' "${MODULES[@]}"
}

modules_check() {
  local status=0 name
  for name in "${MODULES[@]}"; do
    if ! module_is_loaded "$name"; then
      would "load $name"
      status=1
    fi
  done
  if ! modules_file | file_is "$MODULES_FILE" 0644; then
    would "write $MODULES_FILE"
    status=1
  fi
  return "$status"
}

modules_apply() {
  local name
  install_file "$MODULES_FILE" 0644 < <(modules_file)
  for name in "${MODULES[@]}"; do
    if ! module_is_loaded "$name"; then
      record module "$name"
      run "loading $name" modprobe "$name"
    fi
  done
}

modules_undo() {
  local name
  remove_file "$MODULES_FILE"
  while read -r name; do
    modprobe --remove --quiet "$name" || true # in use by something else by now, or by what a network plugin left; gone after the next boot
    forget module "$name"
  done < <(records module | tac)
}

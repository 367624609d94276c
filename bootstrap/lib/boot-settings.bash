# What systemd makes of files of settings at the next boot: of sysctl.d and modprobe.d, in its order.

# Sorted by their names, whatever folder they are in; of two with one name the folder that comes first counts, and a link to /dev/null masks.
drop_ins() { # <sysctl or modprobe> [path of a file to be, in /etc]: paths, one a line
  local folder path name
  local -A places=()
  for folder in "/etc/$1.d" "/run/$1.d" "/usr/local/lib/$1.d" "/usr/lib/$1.d" "/lib/$1.d"; do
    for path in "$ROOT$folder"/*.conf; do
      name="${path##*/}"
      [[ (! -e $path && ! -L $path) || -n ${places[$name]+there} ]] || places[$name]="$folder/$name"
    done
  done
  if [[ -n ${2-} ]]; then places[${2##*/}]="$2"; fi
  while IFS= read -r name; do
    if [[ -n $name ]]; then printf '%s\n' "${places[$name]}"; fi
  done < <(printf '%s\n' "${!places[@]}" | sort)
}

# As in /proc/sys: where the first separator is a slash it is one already, else dots and slashes change places.
setting_path() { # <name>
  local name="$1" first="${1//[!.\/]/}"
  if [[ ${first:0:1} == . ]]; then
    name="${name//.//$'\n'}"
    name="${name//\//.}"
    name="${name//.$'\n'//}"
  fi
  printf '%s' "$name"
}

# A row for each line: path in /proc/sys, place, value; `-` for a line that takes the name out. Our file is as it will be.
sysctl_lines() {
  local path file line number name value
  while IFS= read -r path; do
    number=0
    file="$(printed_path "$path")"
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      line="$(trimmed "$line")"
      case "$line" in
        '' | [\#\;]*) continue ;;
        *=*) value="$(trimmed "${line#*=}")" ;;
        -*) value=- ;;
        *) continue ;;
      esac
      name="$(trimmed "${line%%=*}")"
      printf '%s\t%s:%s\t%s\n' "$(setting_path "${name#-}")" "$file" "$number" "$value"
    done < <(if [[ $path == "$SYSCTL_FILE" ]]; then sysctl_file; else cat "$ROOT$path"; fi)
  done < <(sysctl_paths)
}

trimmed() { # <text>: without the blanks around it
  local text="${1#"${1%%[![:space:]]*}"}"
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

sysctl_paths() { # in the order in which they are read
  drop_ins sysctl "$SYSCTL_FILE"
  # systemd reads it by a link only; `sysctl --system`, which packages run, always and last.
  [[ ! -f $ROOT/etc/sysctl.conf || -L $ROOT/etc/sysctl.d/99-sysctl.conf ]] || printf '/etc/sysctl.conf\n'
  # ufw sets its own when it starts.
  if grep -qsi '^ENABLED=yes' "$ROOT/etc/ufw/ufw.conf" && [[ -f $ROOT/etc/ufw/sysctl.conf ]]; then printf '/etc/ufw/sysctl.conf\n'; fi
}

printed_path() { # <path>: where a link leads, as that is the file to change
  local path
  path="$(readlink -f "$ROOT$1")" || path="$ROOT$1"
  if [[ $path == /dev/null ]]; then path="$1"; fi
  printf '%s' "${path#"$ROOT"}"
}

# Other names by which the kernel lets the same setting be changed, one a line.
other_names() { # <path in /proc/sys>
  case "$1" in
    net/ipv4/ip_forward) printf 'net/ipv4/conf/%s/forwarding\n' all default ;;
    net/ipv6/conf/all/forwarding) printf 'net/ipv6/conf/default/forwarding\n' ;;
    *) ;;
  esac
}

value_holds() { # <value> <= or >=> <wanted>
  [[ $1 == "$3" || ($2 == '>=' && $1 =~ ^[0-9]{1,18}$ && $1 -ge $3) ]]
}

# systemd takes of all lines for one name the last one, and patterns for the names that no line has.
collect_setting_problems() {
  local lines name relation wanted own names path place value row
  local -a spoilers
  lines="$(sysctl_lines)"
  while read -r name relation wanted; do
    own="$(setting_path "$name")"
    names=$'\n'"$own"$'\n'"$(other_names "$own")"$'\n'
    spoilers=()
    while IFS=$'\t' read -r path place value; do
      if [[ $names != *$'\n'"$path"$'\n'* ]]; then
        pattern_reaches "$path" "$names" "$lines" || continue
      fi
      if value_holds "$value" "$relation" "$wanted"; then
        # Made later, it mends what other lines have done.
        [[ $path == */default/* ]] || spoilers=()
      elif [[ $value == - ]]; then
        [[ $path != "$own" ]] || spoilers+=("$place takes $name out of what is set")
      else
        spoilers+=("$place sets ${path//\//.} = $value")
      fi
    done <<<"$lines"
    for row in "${spoilers[@]}"; do problem "$row at the next boot" 'remove that line'; done
  done < <(wanted_settings)
}

pattern_reaches() { # <path with * or ?> <names, one a line> <lines>: one of the names, which no line has by itself
  local pattern="$1" names="$2" lines=$'\n'"$3" name
  [[ $pattern == *[*?[]* ]] || return 1
  while IFS= read -r name; do
    # shellcheck disable=SC2053 # The right side is a pattern.
    if [[ -n $name && $name == $pattern && $lines != *$'\n'"$name"$'\t'* ]]; then return 0; fi
  done <<<"$names"
  return 1
}

# What keeps modprobe, or systemd at boot, from loading a module that is needed and not part of the kernel.
collect_modprobe_problems() {
  local path line number word name rest module
  local -a needed=()
  for name in "${MODULES[@]}"; do
    module_is_built_in "$name" || needed+=("$name")
  done
  while IFS= read -r path; do
    number=0
    while IFS= read -r line || [[ -n $line ]]; do
      number=$((number + 1))
      read -r word module rest <<<"$line" || true # an empty line
      module="${module//-/_}"
      [[ " ${needed[*]} " == *" $module "* ]] || continue
      case "$word $rest" in
        'blacklist '* | 'install /bin/false'* | 'install /bin/true'* | 'install /usr/bin/false'* | 'install /usr/bin/true'* | 'install :'* | 'install exit '*)
          problem "$(printed_path "$path"):$number of $NODE_NAME keeps the module $module from being loaded ($(trimmed "$line"))" 'remove that line'
          ;;
        *) ;;
      esac
    done <"$ROOT$path"
  done < <(drop_ins modprobe)
  [[ -r $ROOT/proc/cmdline ]] || return 0
  read -r line <"$ROOT/proc/cmdline" || true # without a newline at its end
  for word in $line; do
    [[ $word == module_blacklist=* || $word == modprobe.blacklist=* ]] || continue
    for module in ${word//[=,]/ }; do
      [[ " ${needed[*]} " != *" ${module//-/_} "* ]] || problem "the kernel command line of $NODE_NAME keeps the module $module from being loaded ($word)" 'remove it from the configuration of the boot loader and boot again'
    done
  done
}

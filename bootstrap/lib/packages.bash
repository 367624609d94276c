# Debian packages: what is installed, and installing so that it can be given back.

readonly APT_OPTIONS=(
  # Somebody else's run of apt, such as unattended-upgrades after a boot, ends within minutes.
  --option DPkg::Lock::Timeout=600
  # Configuration files are ours to write.
  --option Dpkg::Options::=--force-confold
  --option APT::Keep-Downloaded-Packages=false
  --option APT::Install-Recommends=false
)

apt_get() { # <argument>...
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C.UTF-8 apt-get "${APT_OPTIONS[@]}" "$@"
}

readonly PACKAGE_LISTS=/var/lib/apt/lists

# apt leaves the lists to the kernel: a power cut empties some, and no later update replaces those while the index that names them is whole.
update_package_lists() { # <argument of apt-get>...
  empty_lists '' | xargs --null --no-run-if-empty rm -f --
  apt_get "$@" update && sync --file-system "$ROOT$PACKAGE_LISTS"
}

empty_lists() { # <begin of their names>: each ends with a zero byte
  [[ ! -d "$ROOT$PACKAGE_LISTS" ]] || find "$ROOT$PACKAGE_LISTS" -maxdepth 1 -type f -empty -name "$1*" ! -name lock -print0
}

package_version() { # <package>: its version, when it is installed completely
  local package="$1" state
  state="$(dpkg-query --show --showformat='${db:Status-Status} ${Version}' "$package" 2>/dev/null)" || return
  [[ $state == 'installed '* ]] || return
  printf '%s\n' "${state#installed }"
}

package_matches() { # <package>[=<pattern of versions>]
  local wanted="$1" pattern='*' version
  if [[ $wanted == *=* ]]; then pattern="${wanted#*=}"; fi
  version="$(package_version "${wanted%%=*}")" || return
  # shellcheck disable=SC2053 # The right side is a pattern, as for apt.
  [[ $version == $pattern ]]
}

missing_packages() { # <package>[=<pattern of versions>]...: those that are not installed, one a line
  local wanted
  for wanted in "$@"; do
    if ! package_matches "$wanted"; then printf '%s\n' "$wanted"; fi
  done
}

# Names only what is missing: a package that came with another one is not marked as asked for. Removes nothing for it. What is new is recorded
# before it comes, so that a kill in between is covered.
install_packages() { # <title> <package>[=<pattern of versions>]...
  local title="$1" absent simulated line
  shift
  mapfile -t absent < <(missing_packages "$@")
  if [[ ${#absent[@]} -eq 0 ]]; then return 0; fi
  finish_interrupted_installation || return
  simulated="$(apt_get --simulate --no-remove --allow-downgrades --allow-change-held-packages install "${absent[@]}" 2>&1)" || {
    printf '%s\n' "$simulated" >&2
    fail "apt cannot install ${absent[*]}" 'read what it says above; it removes nothing of the machine for us'
  }
  while read -r line; do
    # `Inst NAME (version …)` is new here; `Inst NAME [old version] (…)` is not.
    if [[ $line =~ ^Inst\ ([^ ]+)\ \( ]]; then record package "${BASH_REMATCH[1]}"; fi
  done <<<"$simulated"
  run "$title" apt_get --yes --no-remove --allow-downgrades --allow-change-held-packages install "${absent[@]}"
}

# A dpkg that was killed, as by a power cut, leaves packages half done, and apt refuses to go on.
finish_interrupted_installation() {
  if [[ -n "$(dpkg --audit)" ]] || compgen -G "$ROOT/var/lib/dpkg/updates/[0-9]*" >/dev/null; then
    run 'finishing an interrupted installation' repair_packages
  fi
}

repair_packages() {
  DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure --pending || true # fails for those that must be unpacked again, which apt does
  apt_get --yes --no-remove --fix-broken install
}

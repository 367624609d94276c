# Debian packages: what is installed, and installing so that it can be given back.

readonly APT_OPTIONS=(
  # Configuration files are ours to write.
  --option Dpkg::Options::=--force-confold
  --option APT::Keep-Downloaded-Packages=false
  --option APT::Install-Recommends=false
)

apt_get() { # <argument>...
  unlocked env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C.UTF-8 "${PROXIES[@]}" apt-get "${APT_OPTIONS[@]}" "$@"
}

readonly PACKAGE_LISTS=/var/lib/apt/lists

# What apt says when the same question may get another answer later. All else is asked once.
readonly APT_HEALS='Temporary failure|Could not (resolve|connect|handshake|wait)|[Cc]onnection (failed|timed|refused|reset)|[Tt]imed out|unreachable|No route to host|  (408|425|429|50[0234])  |Hash Sum mismatch|unexpected size|[Mm]irror sync|Error reading from|Bad header|not (valid|activated) yet|not yet (valid|activated)|held by process'
# For the lists of others, which are not ours to wait for.
readonly OTHERS_SECONDS=120

# apt leaves the lists to the kernel: a power cut empties some, and no later update replaces those while the index that names them is whole.
# shellcheck disable=SC2120 # By way of judged.
apt_update() { # <argument of apt-get>...
  empty_lists '' | xargs --null --no-run-if-empty rm -f --
  apt_get --error-on=any "$@" update && sync --file-system "$ROOT$PACKAGE_LISTS"
}

# Strictly, and no other one: what others wrote neither keeps ours from coming, nor goes with it.
update_list() { # <path of a list of ours>
  run "updating the list of packages of $1" retry_until 600 10 "updating the list of packages of $1" judged heals "$APT_HEALS" \
    apt_update --option "Dir::Etc::sourcelist=$ROOT$1" --option Dir::Etc::sourceparts=- --option APT::Get::List-Cleanup=0
}

# As many as there are: a source of somebody else that is gone is told, with the line that names it.
update_package_lists() {
  local said
  said="$(mktemp)"
  run 'updating the lists of packages' update_all_lists "$said"
  warn_of_sources <"$said"
  rm -- "$said"
}

update_all_lists() { # <file for what apt says last>
  retry_until "$OTHERS_SECONDS" 10 'updating the lists of packages' judged heals "$APT_HEALS" try_all_lists "$1" ||
    true # told by who called
}

try_all_lists() { # <file for what apt says>
  local code=0
  # shellcheck disable=SC2119 # All lists.
  apt_update >"$1" 2>&1 || code=$?
  cat "$1"
  return "$code"
}

warn_of_sources() { # stdin: what `apt-get update` says
  local line failed='' error='' told=no
  while IFS= read -r line; do
    if [[ -n $failed ]]; then
      warn "apt of $NODE_NAME gets nothing from $failed ($(place_of_source "$failed")): ${line#"${line%%[![:space:]]*}"}; remove that source if nobody needs it"
      failed=''
      told=yes
    elif [[ $line == 'E: '* ]]; then
      error="$line"
    elif [[ $line =~ ^Err:[0-9]+\ (.*) ]]; then
      failed="${BASH_REMATCH[1]% *}"
    fi
  done
  if [[ $told == no && -n $error ]]; then warn "apt of $NODE_NAME has not updated all lists of packages: $error; run apt-get update"; fi
}

# Whether apt can read all sources at all; what it says when it cannot, in a line. It asks no network.
apt_refusal() {
  local said
  said="$(apt-get indextargets 2>&1 >/dev/null)" || grep -vxF 'E: The list of sources could not be read.' <<<"$said" | uniq | paste -s -d ' '
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
  unlocked env DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure --pending || true # fails for those that must be unpacked again, which apt does
  apt_get --yes --no-remove --fix-broken install
}

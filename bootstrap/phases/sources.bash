# The keys and apt sources of the Kubernetes packages and of containerd.io.

readonly KEYRINGS=/etc/apt/keyrings SOURCES_LISTS=/etc/apt/sources.list.d

# The names of the keys are those of Docker's and Kubernetes' own instructions: apt refuses two sources of the same URL with keys at different paths.
sources_rows() { # name, URL, rest of the deb line, URL of the key, its fingerprint if the spec has one
  local docker
  docker="https://download.docker.com/linux/$(os_release ID)"
  printf '%s\t%s\t%s\t%s\t%s\n' \
    kubernetes "$KUBERNETES_SOURCE" / "$KUBERNETES_SOURCE_KEY" "$KUBERNETES_SOURCE_FINGERPRINT" \
    docker "${CONTAINERD_SOURCE:-$docker}" "${CONTAINERD_SUITE:-$(os_release VERSION_CODENAME)} stable" "${CONTAINERD_SOURCE_KEY:-$docker/gpg}" "$CONTAINERD_SOURCE_FINGERPRINT"
}

sources_list() { # <name> <url> <rest> <key url>: the file for apt
  local name="$1" url="$2" rest="$3" key="$4"
  printf '# Written by cdk8s-metal; the key is %s\ndeb [arch=%s signed-by=%s/%s.asc] %s %s\n' "$key" "$NODE_ARCH" "$KEYRINGS" "$name" "$url" "$rest"
}

sources_check() {
  local name url rest key fingerprint right=0 empty
  while IFS=$'\t' read -r name url rest key fingerprint; do
    if ! is_key "$ROOT$KEYRINGS/$name.asc" "$fingerprint"; then
      would "fetch $key"
      right=1
    fi
    if ! sources_list "$name" "$url" "$rest" "$key" | file_is "$SOURCES_LISTS/cdk8s-metal-$name.list" 0644; then
      would "write $SOURCES_LISTS/cdk8s-metal-$name.list: $url $rest"
      right=1
    fi
  done < <(sources_rows)
  empty="$(our_empty_lists)"
  if recorded pending apt-update; then
    would 'update the lists of packages'
    right=1
  elif [[ -n $empty ]]; then
    would "update the lists of packages, of which a power cut has emptied: $empty"
    right=1
  fi
  return "$right"
}

# Those of others may have nothing to list, ours always have.
our_empty_lists() { # their names in a line
  local url
  while IFS=$'\t' read -r _ url _; do
    url="${url#*://}"
    url="${url#*@}"
    # As apt makes the names of files.
    url="${url//_/%5f}"
    empty_lists "${url//\//_}"
  done < <(sources_rows) | xargs --null --no-run-if-empty -n 1 basename -- | paste -s -d ' '
}

sources_apply() {
  local name url rest key fingerprint fetched refusal code
  fetched="$(mktemp --directory)"
  # Forgotten when the lists are there: a run that was killed in between updates them.
  record pending apt-update
  while IFS=$'\t' read -r name url rest key fingerprint; do
    run "fetching $key" retry_until 300 5 "fetching $key" judged heals "$APT_HEALS" download "$key" "$fetched/$name.asc" || return
    is_key "$fetched/$name.asc" || fail "$key is not a whole ASCII-armored key" 'set sources in the spec to a key that begins with -----BEGIN PGP PUBLIC KEY BLOCK-----'
    is_key "$fetched/$name.asc" "$fingerprint" ||
      fail "$key has the fingerprint $(key_fingerprints "$fetched/$name.asc" | paste -s -d ' '), and $fingerprint was wanted" 'do not use that key unless you know why; if it is the right one, correct fingerprint in sources of the spec'
  done < <(sources_rows)
  while IFS=$'\t' read -r name url rest key _; do
    install_file "$KEYRINGS/$name.asc" 0644 <"$fetched/$name.asc"
    install_file "$SOURCES_LISTS/cdk8s-metal-$name.list" 0644 < <(sources_list "$name" "$url" "$rest" "$key")
  done < <(sources_rows)
  rm -r -- "$fetched"
  refusal="$(apt_refusal)"
  if [[ -n $refusal ]]; then
    take_sources_back
    fail "apt of $NODE_NAME refuses its sources together with ours: $refusal" 'ours are taken back; mend what apt names, then run prepare again'
  fi
  while IFS=$'\t' read -r name _; do
    code=0
    update_list "$SOURCES_LISTS/cdk8s-metal-$name.list" || code=$?
    # Nobody else's apt is to stumble over it.
    if ((code == PERMANENT)); then take_sources_back; fi
    ((code == 0)) || return "$code"
  done < <(sources_rows)
  update_package_lists
  forget pending apt-update
}

take_sources_back() {
  local name
  while IFS=$'\t' read -r name _; do
    remove_file "$SOURCES_LISTS/cdk8s-metal-$name.list"
    remove_file "$KEYRINGS/$name.asc"
  done < <(sources_rows)
}

# apt's own downloader: a fresh Debian has no other one.
download() { # <url> <path>
  local url="$1" path="$2"
  PATH="$PATH:/usr/lib/apt" env "${PROXIES[@]}" apt-helper download-file "$url" "$path"
}

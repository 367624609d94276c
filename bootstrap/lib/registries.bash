# How containerd gets at registries: mirrors, authorities of the user's own, logins. A file of its own for each registry, which containerd reads anew with each
# pull. https://github.com/containerd/containerd/blob/main/docs/hosts.md
# A login is a header there: it goes to that host alone, by whomever an image is pulled (crictl, kubeadm, the kubelet), and to the service that gives tokens
# where the registry has one. What config.toml can hold instead, registry.configs, goes with containerd 2.4.

# By host, in base64: a certificate, and USER:PASSWORD. In no argument and in no file but those of containerd.
declare -A REGISTRY_CA=() REGISTRY_LOGIN=()

read_registry_access() { # stdin: kind, host and content, a line each: what the desk has
  local row kind host content
  ((${#REGISTRY_ACCESS[@]} > 0)) || return 0
  if [[ ! -t 0 ]]; then
    while read -r kind host content; do
      [[ $content =~ ^[A-Za-z0-9+/]+={0,2}$ ]] || continue
      case "$kind" in
        ca) REGISTRY_CA[$host]="$content" ;;
        login) REGISTRY_LOGIN[$host]="$content" ;;
        *) ;;
      esac
    done
  fi
  for row in "${REGISTRY_ACCESS[@]}"; do
    read -r kind host <<<"$row"
    if [[ $kind == ca && ! -v REGISTRY_CA[$host] ]] || [[ $kind == login && ! -v REGISTRY_LOGIN[$host] ]]; then
      problem "the $kind of registry $host is not on standard input" \
        "cluster.sh brings it; by hand: { printf '$kind $host '; base64 -w 0 FILE; echo; } | $PROGRAM ${VERBS[ROW]}, a line for each that is missing"
    fi
  done
  refuse_problems
}

registry_files() { # <command…>: as containerd_files
  local row host
  local -A hosts=()
  for row in "${REGISTRY_ACCESS[@]}"; do
    host="${row#* }"
    hosts[$host]=''
    [[ $row != ca\ * ]] || "$@" "$CONTAINERD_HOSTS/$host/ca.crt" 0644 registry_ca "$host" || return
  done
  # The mirror of each, if it has one.
  for row in "${REGISTRIES[@]}"; do hosts[${row%%$'\t'*}]="${row#*$'\t'}"; done
  while read -r host; do
    [[ -z $host ]] || "$@" "$CONTAINERD_HOSTS/$host/hosts.toml" "$(registry_mode "$host" "${hosts[$host]}")" registry_hosts "$host" "${hosts[$host]}" || return
  done < <(printf '%s\n' "${!hosts[@]}" | sort)
}

registry_ca() { # <host>
  base64 --decode < <(printf '%s' "${REGISTRY_CA[$1]-}")
}

registry_mode() { # <host> <mirror>: nobody but root reads a login
  if needs_login "$1" || needs_login "$(host_of_url "$2")"; then printf 0600; else printf 0644; fi
}

needs_login() { # <host>
  [[ " ${REGISTRY_ACCESS[*]/%/ }" == *" login $1 "* ]]
}

has_ca() { # <host>
  [[ " ${REGISTRY_ACCESS[*]/%/ }" == *" ca $1 "* ]]
}

host_of_url() { # <url>: with its port, unless that is the usual one
  local host="${1#*://}"
  host="${host%%/*}"
  [[ $1 != https://* ]] || host="${host%:443}"
  printf '%s' "$host"
}

registry_hosts() { # <host> <mirror>: what is not in the mirror comes from the registry itself
  local host="$1" mirror="$2" server="https://$1" via
  if [[ $host == docker.io ]]; then server=https://registry-1.docker.io; fi
  printf '# Written by cdk8s-metal.\nserver = "%s"\n' "$server"
  registry_trust "$host" 'ca' '[header]'
  [[ -n $mirror ]] || return 0
  via="$(host_of_url "$mirror")"
  printf '\n[host."%s"]\n  capabilities = ["pull", "resolve"]\n' "$mirror"
  # Otherwise containerd puts /v2 behind the path.
  if [[ ${mirror#*://} == */v2/?* ]]; then printf '  override_path = true\n'; fi
  registry_trust "$via" '  ca' "[host.\"$mirror\".header]"
}

registry_trust() { # <host> <name of the field> <head of the table>
  if has_ca "$1"; then printf '%s = "%s/%s/ca.crt"\n' "$2" "$CONTAINERD_HOSTS" "$1"; fi
  if needs_login "$1"; then printf '\n%s\n  Authorization = "Basic %s"\n' "$3" "${REGISTRY_LOGIN[$1]-}"; fi
}

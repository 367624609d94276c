# Proxies for HTTP that a machine has. Their values may hold passwords, and are not shown.

# Those of the environment, for apt alone: kubeadm would write them into its control plane, and kubectl ask them for the API server.
PROXIES=()
readonly PROXY_NAMES=(http_proxy https_proxy ftp_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY)

keep_proxies_for_apt() {
  local name
  for name in "${PROXY_NAMES[@]}"; do
    if [[ -n ${!name-} ]] && ! has_proxy; then PROXIES+=("$name=${!name}"); fi
    unset "$name"
  done
  # apt knows only the small letters.
  mapfile -t -O "${#PROXIES[@]}" PROXIES < <(proxy_environment | sed 's/^[^=]*/\L&/')
}

has_proxy() { # in the spec
  [[ -n $PROXY_HTTP$PROXY_HTTPS ]]
}

proxy_environment() { # NAME=value, one a line; none where the spec names no proxy
  [[ -z $PROXY_HTTP ]] || printf 'HTTP_PROXY=%s\n' "$PROXY_HTTP"
  [[ -z $PROXY_HTTPS ]] || printf 'HTTPS_PROXY=%s\n' "$PROXY_HTTPS"
  [[ -z $NO_PROXY_LIST ]] || printf 'NO_PROXY=%s\n' "$NO_PROXY_LIST"
}

# kubeadm hands them on to the control plane and to kube-proxy.
with_proxy() { # <command…>
  local -a proxies
  mapfile -t proxies < <(proxy_environment)
  env "${proxies[@]}" "$@"
}

# For a unit of systemd, which takes % for a beginning of its own.
proxy_unit_lines() {
  local line
  while IFS= read -r line; do printf 'Environment="%s"\n' "${line//%/%%}"; done < <(proxy_environment)
}

# What reads each file: a login, apt, or systemd for all its units. The proxy of the spec takes the place of those of a login.
warn_of_proxies() {
  local path
  for path in "$ROOT"/etc/{environment,profile,bash.bashrc,profile.d/*.sh,environment.d/*.conf} "$ROOT"/root/.{bashrc,profile}; do
    has_proxy || warn_of_proxy "$path" '^[^#]*(https?|all)_proxy[[:space:]]*=' 'apt asks it; kubeadm, kubectl and what runs in the cluster go without it'
  done
  for path in "$ROOT"/etc/apt/apt.conf "$ROOT"/etc/apt/apt.conf.d/*; do
    warn_of_proxy "$path" '^[[:space:]]*([^/#]|/[^/])*(::proxy|proxy[[:space:]]+")' 'apt asks it for the packages of Kubernetes and containerd, too'
  done
  for path in "$ROOT"/etc/systemd/{system.conf,system.conf.d/*.conf,system/{containerd,kubelet}.service.d/*.conf} "$ROOT"/run/systemd/system.conf.d/*.conf; do
    [[ ${path##*/} == cdk8s-metal*.conf ]] || warn_of_proxy "$path" '^[^#;]*environment=.*(https?|all)_proxy=' 'containerd and the kubelet ask it, also for addresses of the cluster unless no_proxy there names them'
  done
}

warn_of_proxy() { # <path> <extended regular expression> <what follows of it>
  local path="$1" pattern="$2" line number=0
  [[ -f $path ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    if [[ ${line,,} =~ $pattern ]]; then
      warn "${path#"$ROOT"}:$number of $NODE_NAME names a proxy; $3"
      return
    fi
  done <"$path"
}

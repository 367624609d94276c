# shellcheck shell=bash
# A machine for tests of what installs and makes the cluster: a folder as its root, the library and some of its files sourced, and recorded stubs as
# its programs. A stub writes its name and arguments to $CALLS, then does what the test gave it.

REPOSITORY="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)"

bats_require_minimum_version 1.5.0

# The library has a `run` of its own, so that of bats gets another name here.
eval "capture() $(declare -f run | tail -n +2)"

machine() { # <file below bootstrap/>…: in setup
  local file
  ROOT="$BATS_TEST_TMPDIR/root"
  CALLS="$BATS_TEST_TMPDIR/calls"
  STUBS="$BATS_TEST_TMPDIR/stubs"
  export ROOT CALLS STUBS PATH="$STUBS:$PATH" BASH_ENV='' LC_ALL=C
  mkdir -p "$STUBS" "$ROOT"/{etc,home/admin,proc/sys/kernel,proc/sys/vm,root,run,sys/class/net,var/lib/dpkg/updates,var/log}
  : >"$CALLS"
  printf 'desktop-1\n' >"$ROOT/proc/sys/kernel/hostname"
  printf '0\n' >"$ROOT/proc/sys/vm/overcommit_memory"
  printf 'ID=debian\nVERSION_CODENAME="trixie"\n' >"$ROOT/etc/os-release"
  printf 'nameserver 192.168.0.1\n' >"$ROOT/etc/resolv.conf"
  cluster_data
  for file in "$REPOSITORY"/bootstrap/lib/*.bash; do source_file "$file"; done
  for file in "$@"; do source_file "$REPOSITORY/bootstrap/$file"; done
}

source_file() { # <path>
  # shellcheck disable=SC1090 # Whichever the test is about.
  source "$1"
}

# Of the shape that bootstrap/node-program.ts gives it.
cluster_data() {
  # shellcheck disable=SC2034 # The sourced files read all of them.
  {
    PROGRAM=node.sh
    CLUSTER_NAME=home
    CLUSTER_ID='home at api.home.arpa:6443'
    ENDPOINT=api.home.arpa:6443
    KUBERNETES_VERSION=1.36.4
    CONTAINERD_VERSION=2.3
    PAUSE_IMAGE=registry.k8s.io/pause:3.10.2
    KUBE_PROXY=iptables
    POD_NETWORKS=(10.244.0.0/16)
    KUBERNETES_SOURCE=https://pkgs.example/kubernetes/deb/
    KUBERNETES_SOURCE_KEY=https://pkgs.example/kubernetes/deb/Release.key
    CONTAINERD_SOURCE=''
    CONTAINERD_SUITE=''
    CONTAINERD_SOURCE_KEY=''
    REGISTRIES=($'docker.io\thttp://10.77.0.1:5000' $'registry.k8s.io\thttp://10.77.0.1:5000')
    KUBEADM_INIT=$'kind: InitConfiguration\ntimeouts:\n  kubeletHealthCheck: 1s\n  controlPlaneComponentHealthCheck: 1s\n'
    KUBEADM_JOIN_CONTROL_PLANE=''
    KUBEADM_JOIN_WORKER=$'kind: JoinConfiguration\nname: @NAME@\ntimeouts:\n  kubeletHealthCheck: 1s\n'
    NODES=(
      $'desktop-1\tcontrol-plane\t192.168.0.11\tamd64\t[]\t[]\t'
      $'desktop-2\tworker\t192.168.0.12\tamd64\t[]\t[]\t'
    )
    PHASE=''
  }
}

# ---- programs ------------------------------------------------------------------------------------------------------------------------

stub() { # <name> [script]: what it does after it is recorded; without a script it succeeds
  local name="$1" script="${2:-}"
  printf '#!/usr/bin/env bash\nprintf "%%s\\n" "%s${*:+ $*}" >>"$CALLS"\n%s\n' "$name" "$script" >"$STUBS/$name"
  chmod +x "$STUBS/$name"
}

calls() { # those that change the machine; none is fine
  grep --invert-match --extended-regexp "$LOOKING" "$CALLS" || true
}

LOOKING='^(sync |dpkg-query|dpkg --audit|systemctl is-|apt-mark showhold|crictl images|kubeadm config images list|containerd config dump|ip .*(show)|iptables-save|ip6tables-save|nft list|kubectl .* (get) )'

forget_calls() { : >"$CALLS"; }

# Packages, units and images that a machine has; stubs of apt, systemctl and so on look there and write there.
machine_programs() {
  mkdir -p "$ROOT"/fake/{packages,active,enabled,held,images}
  stub dpkg-query 'package="${!#}"; [[ -e "$ROOT/fake/packages/$package" ]] || exit 1; printf "installed %s" "$(<"$ROOT/fake/packages/$package")"'
  stub dpkg 'for word in "$@"; do rm -f "$ROOT/fake/packages/$word"; done'
  # Apt as far as it is asked here: a pattern of versions becomes a version, and each package brings one library.
  stub apt-get '
    simulate=no words=()
    while (($# > 0)); do case "$1" in --option) shift ;; --simulate) simulate=yes ;; -*) ;; *) words+=("$1") ;; esac; shift; done
    [[ "${words[0]}" == install ]] || exit 0
    for word in "${words[@]:1}"; do
      package="${word%%=*}" version=9
      [[ "$word" != *=* ]] || version="${word#*=}" version="${version//\*/7}"
      for package in "$package" "lib-$package"; do
        if [[ "$simulate" == yes ]]; then printf "Inst %s (%s Debian:13 [amd64])\n" "$package" "$version"; else printf "%s" "$version" >"$ROOT/fake/packages/$package"; fi
      done
    done
    [[ "$simulate" == yes ]] || printf "#!/bin/sh\n" >/dev/null'
  stub systemctl '
    verb="$1" unit="${!#}"
    case "$verb" in
      is-active) [[ -e "$ROOT/fake/active/$unit" ]] ;;
      is-enabled) [[ -e "$ROOT/fake/enabled/$unit" ]] ;;
      start | restart) : >"$ROOT/fake/active/$unit" ;;
      stop) rm -f "$ROOT/fake/active/$unit" ;;
      enable) : >"$ROOT/fake/enabled/$unit"; [[ "$*" != *--now* ]] || : >"$ROOT/fake/active/$unit" ;;
      disable) rm -f "$ROOT/fake/enabled/$unit" ;;
    esac'
  stub apt-mark '
    case "$1" in
      showhold) ls "$ROOT/fake/held" ;;
      hold) : >"$ROOT/fake/held/$2" ;;
      unhold) rm -f "$ROOT/fake/held/$2" ;;
    esac'
  stub apt-helper 'printf -- "-----BEGIN PGP PUBLIC KEY BLOCK-----\n%s\n" "$2" >"$3"'
  stub containerd 'cat "$ROOT/etc/containerd/config.toml"'
  stub sysctl
  stub sync
  stub chown
}

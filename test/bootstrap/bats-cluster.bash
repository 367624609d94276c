# shellcheck shell=bash
# A machine for the tests of what installs Kubernetes and makes the cluster, on top of bats-root: desktop-1, with stubs of apt, dpkg, systemctl and
# so on that keep in $ROOT/fake what the machine would have.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

bats_require_minimum_version 1.5.0
load bats-root

cluster_machine() { # [node]
  fresh_machine
  mkdir -p "$ROOT"/{home/admin,proc/sys/vm,root,sys/class/net,var/lib/dpkg/updates}
  printf '0\n' >"$ROOT/proc/sys/vm/overcommit_memory"
  printf 'ID=debian\nVERSION_CODENAME="trixie"\n' >"$ROOT/etc/os-release"
  printf 'nameserver 192.168.0.1\n' >"$ROOT/etc/resolv.conf"
  data <<'END'
PAUSE_IMAGE=registry.k8s.io/pause:3.10.2
KUBE_PROXY=iptables
NETWORK_IMAGES=()
KUBECTL_CONVERT=no
BINARIES_SOURCE=https://binaries.example
CONVERT_SHA256_AMD64=''
CONVERT_SHA256_ARM64=''
REGISTRIES=($'docker.io\thttp://10.77.0.1:5000' $'registry.k8s.io\thttp://10.77.0.1:5000')
KUBELET_HEALTH_CHECK_SECONDS=1
CONTROL_PLANE_HEALTH_CHECK_SECONDS=1
RESOLV_CONF_IN_SPEC=no
KUBEADM_INIT=$'kind: InitConfiguration\n'
KUBEADM_JOIN_CONTROL_PLANE=''
KUBEADM_JOIN_WORKER=$'kind: JoinConfiguration\nname: @NAME@\n'
END
  as "${1:-desktop-1}"
  system_programs
}

data() { # stdin: more of what cluster.yaml would have given
  cat >>"$DATA"
}

as() { # <node>: this machine is that one
  local number="${1##*-}"
  mkdir -p "$ROOT/fake"
  printf '%s\n' "$1" | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"
  printf '192.168.0.1%s\n' "$number" >"$ROOT/fake/addresses"
  if [[ $number == 1 ]]; then printf 'fd00::11\n' >>"$ROOT/fake/addresses"; fi
}

some_key() { # [comment]: the shortest one, which nobody could sign with
  printf -- '-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: %s\n\nxgYEAAAAAAE=\n-----END PGP PUBLIC KEY BLOCK-----\n' "${1:-none}"
}
export -f some_key

planned() { # <phase>: what plan says of it
  node -c "PLANNING=yes; $1_check"
}

changes() { # calls of what changes the machine; none is fine
  grep --invert-match --extended-regexp "$LOOKING" "$CALLS" || true
}

LOOKING='^(sync |apt-get indextargets|dpkg-query|dpkg --audit|systemctl is-|apt-mark showhold|crictl images|kubeadm config images list|containerd config dump|ip .*(show)|iptables-save|ip6tables-save|nft list|kubectl .* (get) )'

forget_calls() { : >"$CALLS"; }

# Packages, units and images that a machine has; stubs of apt, systemctl and so on look there and write there.
system_programs() {
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
    done'
  stub systemctl '
    verb="$1" units="$ROOT/etc/systemd/system" unit="${!#}"
    case "$verb" in
      is-active) [[ -e "$ROOT/fake/active/$unit" ]] ;;
      is-enabled) [[ -e "$ROOT/fake/enabled/$unit" ]] ;;
      start | restart) : >"$ROOT/fake/active/$unit" ;;
      stop) rm -f "$ROOT/fake/active/$unit" ;;
      enable) : >"$ROOT/fake/enabled/$unit"; [[ "$*" != *--now* ]] || : >"$ROOT/fake/active/$unit" ;;
      disable) rm -f "$ROOT/fake/enabled/$unit" ;;
      mask) for unit in "${@:2}"; do ln -s -f /dev/null "$units/$unit"; done ;;
      unmask) rm -f "$units/$unit" ;;
    esac'
  stub apt-mark '
    case "$1" in
      showhold) ls "$ROOT/fake/held" ;;
      hold) (cd "$ROOT/fake/held" && touch "${@:2}") ;;
      unhold) (cd "$ROOT/fake/held" && rm -f "${@:2}") ;;
    esac'
  stub apt-helper 'some_key "$2" >"$3"'
  stub containerd 'cat "$ROOT/etc/containerd/config.toml"'
  stub sysctl
  stub hostnamectl
  stub sync
  stub chown
  stub ip '
    case "$*" in
      *"address show"*) while read -r address; do printf "2: eth0 inet %s/24 scope global eth0\n" "$address"; done <"$ROOT/fake/addresses" ;;
      *"route show"*) cat "$ROOT/fake/routes" 2>/dev/null || true ;;
      "link delete "*) rm "$ROOT/sys/class/net/$3" ;;
    esac'
}

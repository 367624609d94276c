# shellcheck shell=bash
# A machine for the tests of the library and of the first phases: a folder as its root, stubs on PATH that write their calls down, and node.sh's parts
# run in a bash of their own, with the options that node.sh has.

BOOTSTRAP="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../bootstrap" && pwd)"

fresh_machine() { # desktop-2 of three machines, as its installer left it
  # shellcheck disable=SC2154 # bats sets it.
  ROOT="$BATS_TEST_TMPDIR/root"
  CALLS="$BATS_TEST_TMPDIR/calls"
  STUBS="$BATS_TEST_TMPDIR/stubs"
  DATA="$BATS_TEST_TMPDIR/data.bash"
  export BOOTSTRAP ROOT CALLS STUBS DATA PATH="$STUBS:$PATH" LC_ALL=C
  mkdir -p "$STUBS" "$ROOT"/{etc/systemd/system,proc/sys/kernel,run,sys/fs/cgroup,sys/module,var/lib,var/log}
  : >"$CALLS"
  printf 'desktop-2\n' | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 desktop-2\n' >"$ROOT/etc/hosts"
  printf '6.8.0-45-generic\n' >"$ROOT/proc/sys/kernel/osrelease"
  printf 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n' >"$ROOT/proc/swaps"
  # To the disk of the machine that the tests run on, which may be busy.
  answer sync 'exit 0'
  cat >"$DATA" <<'END'
PROGRAM=node.sh
CLUSTER_NAME=home
CLUSTER_ID='home at api.home.arpa:6443'
ENDPOINT=api.home.arpa:6443
ENDPOINT_NAME=api.home.arpa
ENDPOINT_ADDRESS=192.168.0.11
FIRST_CONTROL_PLANE=desktop-1
API_PORT=6443
VIP=''
VIRTUAL_ROUTER_ID=11
KUBERNETES_VERSION=1.36.4
CONTAINERD_VERSION=2.3
TOPICS=()
POD_NETWORKS=(10.244.0.0/16)
SERVICE_NETWORKS=(10.96.0.0/12)
PHASES=(preflight hostname swap modules sysctl sleep)
PHASE_TITLES=('the machine can become this node' 'names are there' 'swap is off' 'modules are loaded' 'settings are made' 'it never sleeps')
STORAGE=rook
CEPH_CLUSTER_NETWORKS=()
REGISTRY_ACCESS=()
MODULES=(overlay rbd)
KERNEL_SETTINGS=('net.ipv4.ip_forward = 1' 'fs.inotify.max_user_instances >= 8192')
KUBERNETES_SOURCE=https://pkgs.example/kubernetes/deb/
KUBERNETES_SOURCE_KEY=https://pkgs.example/kubernetes/deb/Release.key
CONTAINERD_SOURCE=''
CONTAINERD_SUITE=''
CONTAINERD_SOURCE_KEY=''
KUBERNETES_SOURCE_FINGERPRINT=''
CONTAINERD_SOURCE_FINGERPRINT=''
RESOLV_CONF_IN_SPEC=no
PROXY_HTTP=''
PROXY_HTTPS=''
NO_PROXY_LIST=''
FIREWALL_RULES=($'control-plane\tallow 6443/tcp' $'all\tallow from 192.168.0.0/24 to any port 10250 proto tcp' $'all\troute allow from 10.244.0.0/16')
NEEDS=()
NODES=(
  $'desktop-1\tcontrol-plane\t192.168.0.11,fd00::11\tamd64\t[]\t[]\t'
  $'desktop-2\tworker\t192.168.0.12\tamd64\t[]\t[]\t/dev/disk/by-id/ata-A=2147483648'
  $'desktop-3\tworker\t192.168.0.13\tamd64\t[]\t[]\t'
)
END
}

# In a bash of its own: <function> <argument…>, or a line of bash after -c. AS names the node, as --node does.
node() {
  BASH_ENV='' bash -c '
    set -o errexit -o nounset -o pipefail
    source "$DATA"
    for part in "$BOOTSTRAP"/lib/*.bash "$BOOTSTRAP"/phases/*.bash "$BOOTSTRAP"/node/*.bash; do source "$part"; done
    PHASE=""
    find_node "${AS:-}"
    if [[ $1 == -c ]]; then eval "$2"; else "$@"; fi
  ' node.sh "$@"
}

stub() { # <name> [body]: a program of the machine; what it is called with is written down, then the body runs
  local name="$1" body="${2:-}"
  {
    printf '#!/bin/bash\n'
    # shellcheck disable=SC2016 # For the stub.
    printf 'printf "%%s\\n" "%s${*:+ $*}" >>"$CALLS"\n%s\n' "$name" "$body"
  } >"$STUBS/$name"
  chmod +x "$STUBS/$name"
}

# What only looks: written down by nobody.
answer() { # <name> <body>
  printf '#!/bin/bash\n%s\n' "$2" >"$STUBS/$1"
  chmod +x "$STUBS/$1"
}

calls() { # of the stubs, in their order
  cat "$CALLS"
}

listing() { # every file of the machine with mode and content, to compare; of a disk, which is large, when it was written to
  (cd "$ROOT" && find . -printf '%p %m %l\n' -type f \( -path './dev/*' -printf '%p written %T@ %b\n' -o -exec sha256sum {} + \) | sort)
}

# What systemctl does to units, as far as phases look at it; none is active.
systemctl_stub() {
  # shellcheck disable=SC2016 # For the stub.
  answer systemctl '
    units="$ROOT/etc/systemd/system"
    verb="$1"
    [[ $verb != is-* ]] || exit 3
    printf "systemctl %s\n" "$*" >>"$CALLS"
    shift
    for unit in "$@"; do
      case "$verb $unit" in
        *" -"*) ;;
        "mask "*) ln -s /dev/null "$units/$unit" || exit 1 ;;
        "unmask "*) rm "$units/$unit" ;;
        "disable "*) rm -f "$units"/*.wants/"$unit" ;;
        *) ;;
      esac
    done'
}

# What the first look asks of a machine, and answers that are all right. The disk is empty, and takes up nothing here.
good_machine() {
  mkdir -p "$ROOT/sys/fs/cgroup" "$ROOT/sys/module"/{overlay,rbd} "$ROOT/etc/apt"
  printf 'ID=ubuntu\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\n' >"$ROOT/etc/os-release"
  printf 'cpuset cpu io memory hugetlb pids rdma misc\n' >"$ROOT/sys/fs/cgroup/cgroup.controllers"
  printf 'processor\t: 0\nflags\t\t: fpu pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm\nvmx flags\t: vnmi\n\nprocessor\t: 1\n' >"$ROOT/proc/cpuinfo"
  printf 'MemTotal:        3900000 kB\nMemFree: 1 kB\n' >"$ROOT/proc/meminfo"
  answer id 'printf "0\n"'
  answer uname 'printf "x86_64\n"'
  answer date 'case "$*" in -u*) printf "2011-01-01\n" ;; *) printf "1795000000\n" ;; esac'
  answer systemctl 'exit 3'
  answer ss 'printf "LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=1,fd=3))\n"'
  answer apt-mark 'exit 0'
  answer apt-get '[[ $* == indextargets ]]'
  answer nft 'exit 0'
  printf 'nameserver 192.168.0.1\n' >"$ROOT/etc/resolv.conf"
  answer ip '
    case "$*" in
      *address*) printf "2: eth0    inet 192.168.0.12/24 brd 192.168.0.255 scope global eth0\\       valid_lft forever preferred_lft forever\n" ;;
      "route "*) printf "default via 192.168.0.1 dev eth0\n192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.12\nlocal 10.244.0.1 dev lo table local\n" ;;
      *) printf "fe80::/64 dev eth0 proto kernel metric 256 pref medium\nmulticast ff00::/8 dev eth0 table local proto kernel\n" ;;
    esac'

  one_disk
}

# The disk of desktop-2, which is empty and takes up nothing here, beside the one of the system. MOUNTS, ON_IT, TYPE, SIGNATURES say what else there is.
one_disk() {
  mkdir -p "$ROOT/dev/disk/by-id"
  ln -s /proc/self/fd "$ROOT/dev/fd"
  truncate -s 2G "$ROOT/dev/sdb"
  ln -s ../../sdb "$ROOT/dev/disk/by-id/ata-A"
  answer findmnt 'printf "/dev/sda2\n"'
  answer lsblk '
    case "$*" in
      *"--output SIZE "*) stat -L -c %s "${@: -1}" ;;
      *"--output MODEL "*) printf "Example SSD\n" ;;
      *"--output SERIAL "*) printf "%s\n" "${SERIAL-S123}" ;;
      *"--output TYPE "*) [[ ${TYPE:-disk} != none ]] && printf "%s\n" "${TYPE:-disk}" ;;
      *"--inverse "*" /dev/sda2") printf "%s\n" /dev/sda2 "${SYSTEM_DISK:-/dev/sda}" ;;
      *"--inverse "*) printf "%s\n" "${@: -1}" /dev/sdb ;;
      *"--output NAME,MOUNTPOINT "*) printf "%s\n" "${MOUNTS-/dev/sdb }" ;;
      *"--output TYPE,KNAME,NAME "*) real="$(readlink -f "${@: -1}")"; printf "%s\n" ${ON_IT:+"$ON_IT"} "disk ${real#"$ROOT"} ${real#"$ROOT"}" ;;
      *"--output MAJ:MIN "*) printf "  8:16 \n" ;;
      *"--output NAME "*) printf "%s\n" "${@: -1}" ;;
      *) printf "lsblk is not expected to be called with %s\n" "$*" >&2 && exit 9 ;;
    esac'
  answer wipefs '[[ $* == "--no-act --noheadings --output TYPE,OFFSET "* ]] || exit 9; [[ ${SIGNATURES-} != unreadable ]] || exit 1; printf "%s" "${SIGNATURES-}"'
}

# The phase is not true, apply makes it true, and a second look finds nothing to do: no call that changes something, no file that is another one.
converges() { # <phase>
  local phase="$1" before after made
  before="$(listing)"
  if node "${phase}_check"; then
    printf '%s is already so\n' "$phase"
    return 1
  fi
  [[ "$(listing)" == "$before" ]] || { printf 'looking changed the machine\n' && return 1; }
  made="$(calls)"
  [[ -z $made ]] || { printf 'looking called %s\n' "$made" && return 1; }
  node "${phase}_apply"
  node "${phase}_check"
  after="$(listing)"
  made="$(calls)"
  node prepare_phase "$phase" 'the phase' >/dev/null
  [[ "$(listing)" == "$after" && "$(calls)" == "$made" ]]
}

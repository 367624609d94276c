# shellcheck shell=bash
# The real apt-get, in a machine of its own below $ROOT, with a source that is signed. Nothing of the machine that the tests run on is read or written.
# shellcheck disable=SC2154 # bats-root.bash and bats set the other variables.

load bats-root
bats_require_minimum_version 1.5.0

apt_is_here() { # or the test is skipped
  local program
  for program in apt-get gpg python3; do
    [[ -n "$(type -P "$program")" ]] || skip "$program is not here"
  done
}

REAL_DATE="$(type -P date)"

apt_machine() { # good_machine, and a source of Kubernetes in $SOURCE
  fresh_machine
  good_machine
  rm "$STUBS/apt-get"
  SOURCE="$BATS_TEST_TMPDIR/source"
  export SOURCE APT_CONFIG="$BATS_TEST_TMPDIR/apt.conf" GNUPGHOME="$BATS_FILE_TMPDIR/gpg"
  printf 'Dir "%s/";\nDir::State::status "%s/var/lib/dpkg/status";\nAPT::Architecture "amd64";\nAPT::Sandbox::User "root";\n' "$ROOT" "$ROOT" >"$APT_CONFIG"
  mkdir -p "$ROOT"/etc/apt/{apt.conf.d,keyrings,preferences.d,sources.list.d,trusted.gpg.d} "$ROOT"/var/{cache/apt/archives,lib/apt/lists}/partial "$ROOT/var/lib/dpkg/updates"
  : >"$ROOT/var/lib/dpkg/status"
  signed_source "$SOURCE"
  signed_source "$SOURCE-docker" dists/trixie containerd.io
  printf 'KUBERNETES_SOURCE=%s\nCONTAINERD_SOURCE=%s\nCONTAINERD_SUITE=trixie\n' "file:$SOURCE/" "file:$SOURCE-docker" >>"$DATA"
}

signing_key() { # made once for a file of tests
  [[ -d $GNUPGHOME ]] || {
    mkdir -m 0700 "$GNUPGHOME"
    gpg --batch --quiet --passphrase '' --quick-gen-key 'Test <test@example.org>' ed25519 sign 0 2>/dev/null
  }
  gpg --armor --export
}

signed_source() { # <folder> [suite [package]]: with one package
  local folder="$1" suite="${2:-.}" package="${3:-kubelet}" packages
  mkdir -p "$folder/$suite"
  signing_key >"$folder/key.asc"
  packages="$folder/$suite/Packages"
  if [[ $suite != . ]]; then packages="$folder/$suite/stable/binary-amd64/Packages"; fi
  mkdir -p "${packages%/*}"
  printf 'Package: %s\nVersion: 1.36.4-1\nArchitecture: amd64\nMaintainer: Test\nFilename: %s.deb\nSize: 1\nSHA256: %064d\nDescription: test\n' "$package" "$package" 0 >"$packages"
  printf 'Date: %s\nComponents: stable\nSHA256:\n %s %s %s\n' "$("$REAL_DATE" -u -R)" "$(sha256sum <"$packages" | cut -d ' ' -f 1)" "$(stat -c %s "$packages")" "${packages#"$folder/$suite/"}" >"$folder/$suite/Release"
  gpg --batch --quiet --yes --clearsign --output "$folder/$suite/InRelease" "$folder/$suite/Release"
}

# In the node's bash, with keys below $ROOT in the lists, as apt takes their paths as they are; a line of bash.
apt_node() { # <line>
  # shellcheck disable=SC2016 # For the other bash.
  node -c '
    eval "real_$(declare -f sources_list)"
    sources_list() { real_sources_list "$@" | sed "s|signed-by=|signed-by=$ROOT|"; }
    download() { cp "${1#file:}" "$2"; }
    '"$1"
}

hold_lock() { # <file> <seconds>: as apt does, in the background
  rm -f "$ROOT$1.held"
  python3 -c 'import fcntl, sys, time
lock = open(sys.argv[1], "w")
fcntl.lockf(lock, fcntl.LOCK_EX)
open(sys.argv[1] + ".held", "w")
time.sleep(float(sys.argv[2]))' "$ROOT$1" "$2" 3>&- &
  until [[ -e "$ROOT$1.held" ]]; do sleep 0.05; done
}

#!/usr/bin/env bats
# Phase time.

load bats-root

# Installed packages are files; installing chrony starts it, as Debian does.
setup() {
  fresh_machine
  mkdir "$BATS_TEST_TMPDIR/packages"
  export PACKAGES="$BATS_TEST_TMPDIR/packages"
  # shellcheck disable=SC2016 # For the stubs.
  {
    answer dpkg-query '[[ -e $PACKAGES/${*: -1} ]] && printf "installed 4.2"'
    answer dpkg true
    answer apt-cache 'printf "chrony:\n  Installed: (none)\n  Candidate: 4.2\n"'
    answer systemctl '[[ $1 == is-* ]] || printf "systemctl %s\n" "$*" >>"$CALLS"; [[ -e $PACKAGES/${*: -1} ]]'
    answer apt-get '
      while [[ $1 == --option ]]; do shift 2; done
      [[ $* != *--simulate* ]] || { printf "Inst chrony (4.2 Debian)\n"; exit; }
      printf "apt-get %s\n" "$*" >>"$CALLS"
      case " $* " in
        *" --download-only "*) ;;
        *" install "*) touch "$PACKAGES/chrony" "$PACKAGES/chrony.service" ;;
        *" remove "*) rm "$PACKAGES/${*: -1}" ;;
      esac'
  }
}

@test 'chrony is installed where nothing keeps the clock' {
  converges time
  [[ "$(calls)" == 'apt-get --yes --no-remove --allow-downgrades --allow-change-held-packages install chrony' ]]
  node recorded package chrony
}

@test 'systemd-timesyncd makes way only when chrony has been fetched' {
  touch "$PACKAGES/systemd-timesyncd"
  converges time
  [[ "$(calls)" == 'apt-get --yes --download-only install chrony
apt-get --yes remove systemd-timesyncd
apt-get --yes --no-remove --allow-downgrades --allow-change-held-packages install chrony' ]]
  node recorded replaced systemd-timesyncd
}

@test 'another full time service that runs stays' {
  touch "$PACKAGES/ntpsec.service"
  node time_check
  [[ -z "$(calls)" ]]
}

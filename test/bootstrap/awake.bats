#!/usr/bin/env bats
# Time and sleep.

load bats-root

setup() {
  fresh_machine
  systemctl_stub
}

@test 'no target of sleep can be reached' {
  converges sleep
  [[ "$(calls)" == 'systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target' ]]
}

@test 'targets that were masked before stay masked after undoing' {
  ln -s /dev/null "$ROOT/etc/systemd/system/suspend.target"
  node sleep_apply
  node sleep_undo
  [[ "$(find "$ROOT/etc/systemd/system" -name '*.target' -printf '%f\n')" == suspend.target ]]
}

# Installed packages are files; installing chrony starts it, as Debian does.
time_stubs() {
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
  time_stubs
  converges time
  [[ "$(calls)" == 'apt-get --yes --no-remove --allow-downgrades --allow-change-held-packages install chrony' ]]
  node recorded package chrony
}

@test 'systemd-timesyncd makes way only when chrony has been fetched' {
  time_stubs
  touch "$PACKAGES/systemd-timesyncd"
  converges time
  [[ "$(calls)" == 'apt-get --yes --download-only install chrony
apt-get --yes remove systemd-timesyncd
apt-get --yes --no-remove --allow-downgrades --allow-change-held-packages install chrony' ]]
  node recorded replaced systemd-timesyncd
}

@test 'another full time service that runs stays' {
  time_stubs
  touch "$PACKAGES/ntpsec.service"
  node time_check
  [[ -z "$(calls)" ]]
}

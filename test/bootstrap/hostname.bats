#!/usr/bin/env bats
# The host name and /etc/hosts.

load bats-root

setup() {
  fresh_machine
  # shellcheck disable=SC2016 # For the stub.
  stub hostnamectl 'printf "%s\n" "$2" | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"'
}

@test 'all machines and the API server are written to /etc/hosts, once' {
  converges hostname
  diff - "$ROOT/etc/hosts" <<'END'
127.0.0.1 localhost
127.0.1.1 desktop-2
# cdk8s-metal: begin
192.168.0.11 api.home.arpa
192.168.0.11 desktop-1
fd00::11 desktop-1
192.168.0.12 desktop-2
192.168.0.13 desktop-3
# cdk8s-metal: end
END
  [[ -z "$(calls)" ]]
}

@test 'a machine that nobody has named gets the name of the node' {
  printf 'ubuntu\n' | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"
  AS=desktop-2 run node -c 'PLANNING=yes; hostname_check'
  [[ $status == 1 && ${lines[0]} == '           would call this machine desktop-2, now ubuntu, and ubuntu in /etc/hostname' ]]
  AS=desktop-2 converges hostname
  [[ "$(calls)" == 'hostnamectl set-hostname desktop-2' ]]
}

@test 'a name that the next boot would forget is made to stay' {
  rm "$ROOT/etc/hostname"
  converges hostname
  [[ "$(calls)" == 'hostnamectl set-hostname desktop-2' ]]
}

@test 'a changed address replaces the old line, and lines of others stay where they are' {
  node hostname_apply
  printf '10.0.0.5 printer\n' >>"$ROOT/etc/hosts"
  sed -i 's/192.168.0.13/192.168.0.99/' "$DATA"
  node hostname_apply
  grep -qx '192.168.0.99 desktop-3' "$ROOT/etc/hosts"
  grep -qx '10.0.0.5 printer' "$ROOT/etc/hosts"
  [[ "$(<"$ROOT/etc/hosts")" != *192.168.0.13* ]]
  [[ "$(grep -c 'cdk8s-metal: begin' "$ROOT/etc/hosts")" == 1 ]]
}

@test 'mode and owner of /etc/hosts stay' {
  chmod 0604 "$ROOT/etc/hosts"
  node hostname_apply
  [[ "$(stat -c %a "$ROOT/etc/hosts")" == 604 ]]
}

@test 'undoing gives back /etc/hosts and the name' {
  local before
  before="$(<"$ROOT/etc/hosts")"
  printf 'ubuntu\n' | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"
  AS=desktop-2 node hostname_apply
  node hostname_undo
  [[ "$(<"$ROOT/etc/hosts")" == "$before" && "$(<"$ROOT/etc/hostname")" == ubuntu ]]
  [[ ! -s $ROOT/var/lib/cdk8s-metal/state ]]
}

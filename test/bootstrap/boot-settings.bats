#!/usr/bin/env bats
# What the next boot makes of files of settings and of modules that somebody else wrote.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for the other bash, and bats-root.bash and bats set the other variables.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
  mkdir -p "$ROOT"/{etc,run,usr/lib,usr/local/lib}/{sysctl.d,modprobe.d}
}

problems() {
  run -0 node -c 'preflight_check || print_problems'
}

# What the files say, by file=content; then what preflight says of them.
files() { # <path>=<content>…
  local entry
  rm -rf "$ROOT"/{etc,run,usr/lib,usr/local/lib}/sysctl.d/* "$ROOT/etc/sysctl.conf" "$ROOT/etc/ufw"
  for entry in "$@"; do
    mkdir -p "$ROOT$(dirname "${entry%%=*}")"
    printf '%b\n' "${entry#*=}" >"$ROOT${entry%%=*}"
  done
  problems
}

says() { # <line…>: all that preflight says
  local line expected=''
  for line in "$@"; do expected+="${expected:+$'\n'}node.sh: $line; remove that line"; done
  [[ $output == "$expected" ]] || { printf 'expected %s\nbut got %s\n' "$expected" "$output" && return 1; }
}

OFF='sets net.ipv4.ip_forward = 0 at the next boot'

@test '/etc/sysctl.d/99-x.conf sets ip_forward = 0: preflight says file and line' {
  files '/etc/sysctl.d/99-x.conf=# hardened\n\nnet.ipv4.ip_forward = 0'
  says "/etc/sysctl.d/99-x.conf:3 $OFF"
}

@test '/etc/sysctl.conf sets ip_forward = 0: by the link of Debian, and without it' {
  files '/etc/sysctl.conf=\nnet.ipv4.ip_forward=0'
  says "/etc/sysctl.conf:2 $OFF"
  ln -s ../sysctl.conf "$ROOT/etc/sysctl.d/99-sysctl.conf"
  problems
  says "/etc/sysctl.conf:2 $OFF"
}

@test 'files of every folder count, in the order of their names: what comes before ours does no harm, what comes later does' {
  files /etc/sysctl.d/{10-a,89-a}.conf='net.ipv4.ip_forward=0' /usr/lib/sysctl.d/50-default.conf='net.ipv4.ip_forward=0'
  says
  files /usr/lib/sysctl.d/95-vendor.conf='net.ipv4.ip_forward=0' /run/sysctl.d/96-run.conf='net.ipv4.ip_forward=0' /usr/local/lib/sysctl.d/97-local.conf=' net.ipv4.ip_forward  =  0  '
  says "/usr/lib/sysctl.d/95-vendor.conf:1 $OFF" "/run/sysctl.d/96-run.conf:1 $OFF" "/usr/local/lib/sysctl.d/97-local.conf:1 $OFF"
}

@test 'a later line mends an earlier one' {
  files '/etc/sysctl.d/99-x.conf=net.ipv4.ip_forward=0' '/etc/sysctl.d/99-y.conf=net.ipv4.ip_forward=1'
  says
}

@test 'a file masks those of the same name in folders that come later, and so does a link to nowhere' {
  files '/etc/sysctl.d/99-x.conf=# nothing' '/run/sysctl.d/99-x.conf=net.ipv4.ip_forward=0' '/usr/lib/sysctl.d/99-x.conf=net.ipv4.ip_forward=0'
  says
  rm "$ROOT/etc/sysctl.d/99-x.conf"
  problems
  says "/run/sysctl.d/99-x.conf:1 $OFF"
  ln -s /dev/null "$ROOT/etc/sysctl.d/99-x.conf"
  problems
  says
}

@test 'spellings with slashes, a hyphen before the name, comments of both kinds, other endings' {
  files '/etc/sysctl.d/99-x.conf=net/ipv4/ip_forward = 0'
  says "/etc/sysctl.d/99-x.conf:1 $OFF"
  files '/etc/sysctl.d/99-x.conf=-net.ipv4.ip_forward = 0'
  says "/etc/sysctl.d/99-x.conf:1 $OFF"
  files '/etc/sysctl.d/99-x.conf=-net.ipv4.ip_forward'
  says '/etc/sysctl.d/99-x.conf:1 takes net.ipv4.ip_forward out of what is set at the next boot'
  files '/etc/sysctl.d/99-x.conf=#net.ipv4.ip_forward = 0\n;net.ipv4.ip_forward = 0\nnet.ipv4.ip_forward' '/etc/sysctl.d/99-x.conf.bak=net.ipv4.ip_forward = 0'
  says
}

@test 'the other names of forwarding, and patterns for them' {
  files '/etc/sysctl.d/99-x.conf=net.ipv4.conf.all.forwarding = 0\nnet.ipv4.conf.default.forwarding=0'
  says '/etc/sysctl.d/99-x.conf:1 sets net.ipv4.conf.all.forwarding = 0 at the next boot' '/etc/sysctl.d/99-x.conf:2 sets net.ipv4.conf.default.forwarding = 0 at the next boot'
  files '/etc/sysctl.d/99-x.conf=net.ipv4.conf.*.forwarding = 0'
  says '/etc/sysctl.d/99-x.conf:1 sets net.ipv4.conf.*.forwarding = 0 at the next boot'
  # Ours names it, so a pattern does not reach it.
  files '/etc/sysctl.d/99-x.conf=net.ipv4.ip_forwar? = 0\nnet.ipv4.conf.eth0.forwarding = 0'
  says
}

@test 'a limit that is lowered, and one that is higher' {
  files '/etc/sysctl.d/99-x.conf=fs.inotify.max_user_instances = 128'
  says '/etc/sysctl.d/99-x.conf:1 sets fs.inotify.max_user_instances = 128 at the next boot'
  files '/etc/sysctl.d/99-x.conf=fs.inotify.max_user_instances = 65536'
  says
}

@test 'ufw that is switched on sets its own' {
  files '/etc/ufw/sysctl.conf=net/ipv4/ip_forward=0' '/etc/ufw/ufw.conf=ENABLED=no'
  says
  files '/etc/ufw/sysctl.conf=net/ipv4/ip_forward=0' '/etc/ufw/ufw.conf=ENABLED=yes'
  says "/etc/ufw/sysctl.conf:1 $OFF"
}

@test 'the order of files is that of systemd' {
  [[ -n "$(type -P systemd-analyze)" ]] || skip 'systemd-analyze is not here'
  local path
  for path in /etc/sysctl.d/{50-b,99-x,a}.conf /run/sysctl.d/{50-b,60-c}.conf /usr/local/lib/sysctl.d/{60-c,99-z,A}.conf /usr/lib/sysctl.d/{10-a,99-x}.conf; do
    printf 'a=1\n' >"$ROOT$path"
  done
  ln -s /dev/null "$ROOT/etc/sysctl.d/99-z.conf"
  diff <(systemd-analyze cat-config --root="$ROOT" sysctl.d 2>/dev/null | sed -n "s|^# $ROOT||p" | grep -v '^$') <(node drop_ins sysctl)
}

@test 'rules of modprobe that keep a module that is needed from being loaded: file and line' {
  rmdir "$ROOT/sys/module/rbd"
  answer modprobe 'exit 0'
  printf '# CIS\ninstall overlay /bin/false\nblacklist rbd\ninstall usb-storage /bin/true\noptions rbd x=1\n' >"$ROOT/etc/modprobe.d/cis.conf"
  problems
  [[ $output == 'node.sh: /etc/modprobe.d/cis.conf:2 of desktop-2 keeps the module overlay from being loaded (install overlay /bin/false); remove that line
node.sh: /etc/modprobe.d/cis.conf:3 of desktop-2 keeps the module rbd from being loaded (blacklist rbd); remove that line' ]]
}

@test 'rules of modprobe with a hyphen, on the kernel command line, and for what is part of the kernel' {
  sed -i 's/^MODULES=.*/MODULES=(br_netfilter)/' "$DATA"
  mkdir -p "$ROOT/sys/module/br_netfilter"
  printf 'install br-netfilter /usr/bin/true\n' >"$ROOT/usr/lib/modprobe.d/x.conf"
  printf 'quiet modprobe.blacklist=pcspkr,br_netfilter\n' >"$ROOT/proc/cmdline"
  problems
  [[ $output == 'node.sh: /usr/lib/modprobe.d/x.conf:1 of desktop-2 keeps the module br_netfilter from being loaded (install br-netfilter /usr/bin/true); remove that line
node.sh: the kernel command line of desktop-2 keeps the module br_netfilter from being loaded (modprobe.blacklist=pcspkr,br_netfilter); remove it from the configuration of the boot loader and boot again' ]]
  mkdir -p "$ROOT/lib/modules/6.8.0-45-generic"
  printf 'kernel/net/bridge/br_netfilter.ko\n' >"$ROOT/lib/modules/6.8.0-45-generic/modules.builtin"
  problems
  [[ -z $output ]]
}

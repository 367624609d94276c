#!/usr/bin/env bats
# Files, records, the lock, commands that take time, networks.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
}

# The state, as kind value.
state() {
  tr '\t' ' ' <"$ROOT/var/lib/cdk8s-metal/state"
}

@test 'a file is written with its mode, the folders above it too, and all is recorded' {
  printf 'a\n' | node install_file /etc/new/deep/file 0640
  [[ "$(<"$ROOT/etc/new/deep/file")" == a && "$(stat -c %a "$ROOT/etc/new/deep/file")" == 640 ]]
  [[ "$(state)" == "folder /etc/new
folder /etc/new/deep
aside /etc/new/deep/file
file /etc/new/deep/file
sum 87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7 /etc/new/deep/file" ]]
  [[ "$(stat -c %a "$ROOT/var/lib/cdk8s-metal")" == 700 ]]
}

@test 'the same content is not written again' {
  local before
  printf 'a\n' | node install_file /etc/file 0644
  before="$(stat -c '%i %Y' "$ROOT/etc/file")"
  printf 'a\n' | node install_file /etc/file 0644
  [[ "$(stat -c '%i %Y' "$ROOT/etc/file")" == "$before" && "$(ls -A "$ROOT/etc")" != *cdk8s-metal* ]]
}

@test 'a path may have the root before it' {
  printf 'a\n' | node -c 'install_file "$ROOT/etc/file" 0644'
  node recorded file /etc/file
}

@test 'another mode or content is not the file that is wanted' {
  printf 'a\n' | node install_file /etc/file 0644
  printf 'a\n' | node file_is /etc/file 0644
  run -1 node file_is /etc/file 0600 < <(printf 'a\n')
  run -1 node file_is /etc/file 0644 < <(printf 'a')
  run -1 node file_is /etc/none 0644 </dev/null
}

@test 'removing gives back what was there before, also after two changes of ours' {
  printf 'theirs\n' >"$ROOT/etc/file"
  chmod 0604 "$ROOT/etc/file"
  printf 'a\n' | node install_file /etc/file 0644
  printf 'b\n' | node install_file /etc/file 0644
  node remove_file /etc/file
  [[ "$(<"$ROOT/etc/file")" == theirs && "$(stat -c %a "$ROOT/etc/file")" == 604 && -z "$(state)" ]]
}

@test 'removing what was not there before leaves nothing' {
  printf 'a\n' | node install_file /etc/new/file 0644
  node remove_file /etc/new/file
  node remove_folder /etc/new
  [[ ! -e $ROOT/etc/new && -z "$(state)" ]]
}

@test 'a file that somebody changed after us stays, with a warning' {
  printf 'a\n' | node install_file /etc/file 0644
  printf 'theirs\n' >"$ROOT/etc/file"
  run node remove_file /etc/file
  [[ $output == 'warning: /etc/file was changed after it was written here, so it stays; look through it and remove it yourself' ]]
  [[ "$(<"$ROOT/etc/file")" == theirs ]]
}

@test 'a file that is not ours is not removed' {
  printf 'theirs\n' >"$ROOT/etc/file"
  node remove_file /etc/file
  [[ -e $ROOT/etc/file ]]
}

@test 'what is recorded is recorded once, and values are taken literally' {
  node record file '/etc/a.*'
  node record file '/etc/a.*'
  node record file /etc/abc
  node forget file '/etc/a.*'
  [[ "$(state)" == 'file /etc/abc' ]]
  run -1 node recorded file '/etc/a.*'
}

@test 'the rest of a line that a power cut left does not spoil the next record' {
  node record file /etc/a
  printf 'file\t/et' >>"$ROOT/var/lib/cdk8s-metal/state"
  node record file /etc/b
  node recorded file /etc/b
}

@test 'the second of two runs stops and says who holds the machine' {
  # shellcheck disable=SC2016 # For the other bash.
  node -c 'take_lock prepare; printf "held\n" >"$CALLS"; sleep 5' 3>&- &
  until [[ -s $CALLS ]]; do sleep 0.05; done
  run node take_lock join
  kill "$!"
  [[ $status == 1 && $output =~ ^'node.sh: another run holds this machine (process '[0-9]+', prepare, since '[-0-9:\ ]+'); wait until it has ended, and run this again'$ ]]
}

@test 'a command that takes more than two seconds says so, and how long it took' {
  run node run 'counting' sleep 3
  [[ $status == 0 && ${lines[0]} == '           counting …' && ${lines[1]} =~ ^'           counting: '[34]' s'$ && ${#lines[@]} == 2 ]]
}

@test 'a command that is quick says nothing, reads nothing and leaves its output in the log' {
  run node run 'talking' bash -c 'cat; printf "some words\n"' < <(printf 'input\n')
  [[ $status == 0 && -z $output ]]
  grep -qx 'some words' "$ROOT/var/log/cdk8s-metal/node.log"
  run -1 grep -x input "$ROOT/var/log/cdk8s-metal/node.log"
}

@test 'retrying ends when the command succeeds' {
  stub flaky '[[ "$(wc -l <"$CALLS")" -ge 3 ]]'
  run node retry_until 60 0 'flaky works' flaky
  [[ $status == 0 && "$(wc -l <"$CALLS")" == 3 ]]
}

@test 'retrying ends at its deadline, with the last answer' {
  stub broken 'printf "no route\n" >&2; exit 7'
  run node retry_until 1 0.3 'broken works' broken
  [[ $status == 1 && $output == 'node.sh: broken works: not within 1 s. The last answer:
    no route' ]]
}

@test 'clock stepped by an hour while a retry waits: forward it does not end early, back it does not wait longer' {
  local step
  answer broken 'printf "%s\n" again >>"$CALLS"; exit 1'
  for step in 3600 -3600; do
    : >"$CALLS"
    SECONDS=0
    # shellcheck disable=SC2016 # For the other bash.
    STEP="$step" run -1 node -c 'sleep() { SECONDS=$((SECONDS + STEP)); command sleep "$@"; }; retry_until 3 0.5 "broken works" broken'
    [[ $output == *'node.sh: broken works: not within 3 s. The last answer:'* && $SECONDS -ge 2 && $SECONDS -le 6 ]]
    [[ "$(wc -l <"$CALLS")" -ge 4 ]]
  done
}

@test 'clock stepped by an hour while a command runs: what is said of its duration is right' {
  # shellcheck disable=SC2016 # For the other bash.
  run -0 node -c 'step() { SECONDS=$((SECONDS + 3600)); }; run stepping step'
  [[ -z $output ]]
}

@test 'a permanent failure is tried once, and what may heal again' {
  stub absent 'printf "E: Failed to fetch http://a/b  404  Not Found\n" >&2; exit 100'
  run -78 node retry_until 60 1 'fetching b' judged heals 'timed out|  50[0-9] ' absent
  [[ $output == 'node.sh: fetching b: no repetition mends this. The last answer:
    E: Failed to fetch http://a/b  404  Not Found' && "$(calls)" == absent ]]
  : >"$CALLS"
  run -78 node retry_until 60 1 'fetching b' judged lasts '404' absent
  [[ "$(calls)" == absent ]]
  : >"$CALLS"
  run -1 node retry_until 1 0.3 'fetching b' judged lasts 'unauthorized' absent
  [[ "$(wc -l <"$CALLS")" -ge 2 ]]
}

@test 'within a command that goes to the log, a function can speak to the person, and no program holds that descriptor' {
  # shellcheck disable=SC2016 # For the other bash.
  run -0 node -c 'speak() { printf "logged\n"; tell_person "           heard"; }; run speaking speak; run listing bash -c "ls /proc/self/fd"'
  [[ $output == '           heard' ]]
  run -0 cat "$ROOT/var/log/cdk8s-metal/node.log"
  [[ $output == *logged* && $output != *heard* ]]
  run -1 grep -x 8 "$ROOT/var/log/cdk8s-metal/node.log"
}

@test 'a long wait says so again, so that it ends when nobody reads any more, as when a connection broke' {
  answer never 'exit 1'
  run node retry_until 5 0.2 'never comes' never
  [[ ${lines[0]} == '           never comes …' && ${lines[1]} == '           never comes … 4 s' ]]
  # A terminal that is gone, and a minute to wait for.
  SECONDS=0
  node retry_until 60 0.2 'never comes' never 2>/dev/null | head -n 1
  [[ $SECONDS -lt 20 ]]
}

@test 'networks overlap when they have an address in common' {
  local left right expected
  while read -r left right expected; do
    run node networks_overlap "$left" "$right"
    [[ $status == "$expected" ]] || { printf '%s %s: %s\n' "$left" "$right" "$status" && return 1; }
    run node networks_overlap "$right" "$left"
    [[ $status == "$expected" ]]
  done <<'END'
10.244.0.0/16 10.244.3.0/24 0
10.244.0.0/16 10.245.0.0/16 1
10.96.0.0/12 10.111.255.255 0
10.96.0.0/12 10.112.0.0 1
172.17.0.0/17 172.17.128.0/17 1
0.0.0.0/0 10.0.0.1 0
fd00:10:244::/56 fd00:10:244:ff::1 0
fd00:10:244::/56 fd00:10:244:100::/64 1
::1 ::/0 0
fd00::/8 10.0.0.0/8 1
END
}

@test 'facts are one a line, and what a board does not know is empty' {
  printf '0123456789abcdef0123456789abcdef\n' >"$ROOT/etc/machine-id"
  mkdir -p "$ROOT/sys/class/dmi/id"
  printf '4C4C4544-0042\n' >"$ROOT/sys/class/dmi/id/product_uuid"
  run node verb_facts
  [[ $output == 'name=desktop-2
host-name=desktop-2
machine-id=0123456789abcdef0123456789abcdef
product-uuid=4c4c4544-0042' ]]
  rm "$ROOT/sys/class/dmi/id/product_uuid"
  run node verb_facts
  [[ ${lines[3]} == 'product-uuid=' ]]
}

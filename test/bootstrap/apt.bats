#!/usr/bin/env bats
# What the real apt makes of our sources beside those of others, and of locks that others hold.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for the other bash, and bats-root.bash and bats set the other variables.

load bats-apt

setup() {
  apt_is_here
  apt_machine
  printf 'KUBERNETES_SOURCE_KEY=file:%s/key.asc\nCONTAINERD_SOURCE_KEY=file:%s-docker/key.asc\n' "$SOURCE" "$SOURCE" >>"$DATA"
}

problems() {
  run -0 node -c 'preflight_check || print_problems'
}

OURS=/etc/apt/sources.list.d/cdk8s-metal-kubernetes.list

@test 'our sources come, and a second look finds them' {
  apt_node 'sources_apply; sources_check'
  run -0 apt-cache policy kubelet
  [[ $output == *'Candidate: 1.36.4-1'* ]]
}

@test 'a list of the same URL with another signed-by: preflight names the file, the line and the key, in both formats' {
  mkdir -p "$ROOT/etc/apt/sources.list.d"
  printf '# The source of the manual.\n\ndeb [ arch=amd64 signed-by=/etc/apt/keyrings/kubernetes-apt-keyring.gpg ] file:%s /\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/kubernetes.list"
  printf 'Types: deb\nURIs: file:%s-docker/\nSuites: trixie\nComponents: stable\nSigned-By: /usr/share/keyrings/docker.gpg\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/docker.sources"
  problems
  [[ ${lines[0]} == "node.sh: /etc/apt/sources.list.d/kubernetes.list:3 of desktop-2 has the source file:$SOURCE/ / with /etc/apt/keyrings/kubernetes-apt-keyring.gpg, and apt refuses all sources when ours comes with /etc/apt/keyrings/kubernetes.asc; remove that source" ]]
  [[ ${lines[1]} == "node.sh: /etc/apt/sources.list.d/docker.sources:2 of desktop-2 has the source file:$SOURCE-docker trixie with /usr/share/keyrings/docker.gpg, "* && ${#lines[@]} == 2 ]]
}

@test 'a source that is switched off, of another suite, in a file that apt does not read, or with our key is no problem' {
  local lists="$ROOT/etc/apt/sources.list.d"
  printf '#deb [signed-by=/other] file:%s /\n' "$SOURCE" >"$lists/a.list"
  printf 'deb [signed-by=/other] file:%s /\n' "$SOURCE" | tee "$lists/b.list.save" >"$lists/c d.list"
  printf 'deb [signed-by=/other] file:%s stable main\n' "$SOURCE" >"$lists/e.list"
  printf 'Enabled: no\nTypes: deb\nURIs: file:%s\nSuites: /\nSigned-By: /other\n' "$SOURCE" >"$lists/f.sources"
  printf 'deb [signed-by=/etc/apt/keyrings/kubernetes.asc] file:%s /\n' "$SOURCE" >"$lists/g.list"
  problems
  [[ -z $output ]]
}

@test 'a key that stands in the source itself, or none, is another key' {
  printf 'Types: deb\nURIs: file:%s/\nSuites: /\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n xyz\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/a.sources"
  printf 'deb file:%s-docker trixie stable\n' "$SOURCE" >"$ROOT/etc/apt/sources.list"
  run -0 node -c 'collect_source_problems; print_problems'
  [[ $output == *'/etc/apt/sources.list.d/a.sources:2 of desktop-2 has the source '*' with a key of its own, and '* ]]
  [[ $output == *'/etc/apt/sources.list:1 of desktop-2 has the source '*' with no key of its own, and '* ]]
}

@test 'sources that apt cannot read are told in preflight, as apt says it' {
  printf 'deb foo\n' >"$ROOT/etc/apt/sources.list.d/bad.list"
  problems
  [[ $output == 'node.sh: apt of desktop-2 cannot read its sources: E: Malformed entry 1 in list file '*'/bad.list (Suite); mend what it names' ]]
}

@test 'the same URL with another signed-by, all the same: no retry, and our lists are taken back' {
  printf 'deb [signed-by=/other] file:%s /\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/kubernetes.list"
  SECONDS=0
  run -1 apt_node sources_apply
  [[ $SECONDS -lt 20 ]]
  [[ $output == 'node.sh: apt of desktop-2 refuses its sources together with ours: E: Conflicting values set for option Signed-By regarding source '*'; ours are taken back; mend what apt names, then run prepare again' ]]
  [[ ! -e $ROOT$OURS && ! -e $ROOT/etc/apt/keyrings/kubernetes.asc ]]
  apt-get indextargets >/dev/null
  rm "$ROOT/etc/apt/sources.list.d/kubernetes.list"
  apt_node 'sources_apply; sources_check'
}

@test 'a source of ours that is not signed with its key, or is not there: no retry, and our lists are taken back' {
  local change
  for change in "printf broken >$SOURCE/InRelease; cp $SOURCE/Release $SOURCE/Release.gpg" "rm $SOURCE/InRelease $SOURCE/Release"; do
    bash -c "$change"
    SECONDS=0
    run -78 apt_node sources_apply
    [[ $SECONDS -lt 20 && $output == *"no repetition mends this"* && $output == *"updating the list of packages of $OURS failed"* ]]
    [[ ! -e $ROOT$OURS ]]
    signed_source "$SOURCE"
  done
}

@test 'a PPA that is gone, deb cdrom: and the old Kubernetes source: ours are updated all the same, and theirs are warnings with file and line' {
  printf 'deb cdrom:[Debian GNU/Linux 12.0.0 _Bookworm_]/ bookworm main\n' >"$ROOT/etc/apt/sources.list"
  printf '# A PPA.\ndeb [trusted=yes] file:%s/gone jammy main\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/ppa.list"
  printf 'X-Note: old\nTypes: deb\nURIs: file:%s/gone2\nSuites: kubernetes-xenial\nComponents: main\n' "$SOURCE" >"$ROOT/etc/apt/sources.list.d/old.sources"
  SECONDS=0
  run -0 apt_node 'sources_apply; sources_check'
  [[ $SECONDS -lt 20 ]]
  [[ $output == *'warning: apt of desktop-2 gets nothing from cdrom://[Debian GNU/Linux 12.0.0 _Bookworm_] bookworm (/etc/apt/sources.list:1): Please use apt-cdrom '*'; remove that source if nobody needs it'* ]]
  [[ $output == *"warning: apt of desktop-2 gets nothing from file:$SOURCE/gone jammy/main amd64 (/etc/apt/sources.list.d/ppa.list:2): File not found"* ]]
  [[ $output == *"warning: apt of desktop-2 gets nothing from file:$SOURCE/gone2 kubernetes-xenial (/etc/apt/sources.list.d/old.sources:3): File not found"* ]]
  run -0 apt-cache policy kubelet
  [[ $output == *'Candidate: 1.36.4-1'* ]]
}

@test 'what others have that works is updated, too, beside what does not' {
  signed_source "$SOURCE-other" . other
  printf 'deb file:%s/gone jammy main\ndeb [signed-by=%s/key.asc] file:%s-other /\n' "$SOURCE" "$SOURCE" "$SOURCE" >"$ROOT/etc/apt/sources.list"
  apt_node sources_apply
  run -0 apt-cache policy other
  [[ $output == *'Candidate: 1.36.4-1'* ]]
}

@test 'sources that are known to be dead are warnings before anything is changed' {
  printf 'deb cdrom:[Debian]/ bookworm main\ndeb [signed-by=/k] https://apt.kubernetes.io/ kubernetes-xenial main\n' >"$ROOT/etc/apt/sources.list"
  printf 'deb http://packages.cloud.google.com/apt kubernetes-jammy main\ndeb http://packages.cloud.google.com/apt cloud-sdk main\n' >"$ROOT/etc/apt/sources.list.d/google.list"
  problems
  [[ $output == 'warning: /etc/apt/sources.list:1 of desktop-2 has a source on a disc (cdrom:[Debian]/), which apt cannot update; remove it
warning: /etc/apt/sources.list:2 of desktop-2 has the old source of Kubernetes (https://apt.kubernetes.io/ kubernetes-xenial), which is gone since 2024; remove it
warning: /etc/apt/sources.list.d/google.list:1 of desktop-2 has the old source of Kubernetes (http://packages.cloud.google.com/apt kubernetes-jammy), which is gone since 2024; remove it' ]]
}

@test 'another apt that holds the lock of lists for 3 s: each call of apt waits, and says who holds it' {
  hold_lock /var/lib/apt/lists/lock 3
  run -0 apt_node 'run updating apt_get update'
  [[ ${lines[0]} =~ ^'           waiting: Could not get lock '.*'/var/lib/apt/lists/lock. It is held by process '[0-9]+' (python3)'$ ]]
}

@test 'another apt that holds the lock of archives or of dpkg for 3 s: installing waits, and so does holding' {
  local lock
  apt_node sources_apply
  for lock in /var/cache/apt/archives/lock /var/lib/dpkg/lock /var/lib/dpkg/lock-frontend; do
    hold_lock "$lock" 3
    run apt_node 'run installing apt_get --yes install kubelet'
    [[ $output == *"           waiting: Could not get lock "*"$lock. It is held by process "* ]]
    # The package itself is not there.
    [[ $output == *'kubelet.deb'* ]]
  done
  hold_lock /var/lib/dpkg/lock 3
  run -0 apt_node 'run holding unlocked dpkg --root="$ROOT" --configure --pending'
  [[ $output == *'           waiting: dpkg database lock was locked by another process with pid '* ]]
}

@test 'a lock that is never let go ends the wait, with who holds it' {
  hold_lock /var/lib/apt/lists/lock 20
  run -1 apt_node 'eval "real_$(declare -f retry_until)"; retry_until() { real_retry_until 2 "${@:2}"; }; run updating apt_get update'
  [[ $output == *'waiting for another run of apt: not within 2 s. The last answer:'*'Could not get lock '*'It is held by process '*' (python3)'* ]]
}

# A proxy that knows one host, and writes down what it is asked for; sets PROXY_PID.
begin_proxy() {
  mkdir -p "$BATS_TEST_TMPDIR/proxied/http:"
  ln -s "$SOURCE" "$BATS_TEST_TMPDIR/proxied/http:/repo.example"
  python3 -u -c 'import http.server, sys, os
os.chdir(sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
print(server.server_address[1], file=open("../port.new", "w"), flush=True)
os.rename("../port.new", "../port")
server.serve_forever()' "$BATS_TEST_TMPDIR/proxied" 2>"$BATS_TEST_TMPDIR/asked" 3>&- &
  PROXY_PID=$!
  until [[ -s $BATS_TEST_TMPDIR/port ]]; do sleep 0.05; done
}

teardown() {
  [[ -z ${PROXY_PID-} ]] || kill "$PROXY_PID"
}

@test 'field 4.7: apt asks the proxy of the spec for our packages, and nobody where no_proxy names the host' {
  begin_proxy
  printf 'KUBERNETES_SOURCE=http://repo.example/\nPROXY_HTTP=http://127.0.0.1:%s\nNO_PROXY_LIST=localhost\n' "$(<"$BATS_TEST_TMPDIR/port")" >>"$DATA"
  apt_node 'keep_proxies_for_apt; sources_apply; sources_check'
  grep -q '"GET http://repo.example/\(./\)\?InRelease HTTP/1.1" 200' "$BATS_TEST_TMPDIR/asked" || { cat "$BATS_TEST_TMPDIR/asked" && false; }
  : >"$BATS_TEST_TMPDIR/asked"
  printf 'NO_PROXY_LIST=localhost,repo.example\n' >>"$DATA"
  run -100 apt_node 'keep_proxies_for_apt; apt_get --error-on=any update'
  [[ ! -s $BATS_TEST_TMPDIR/asked ]]
}

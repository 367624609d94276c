#!/usr/bin/env bats
# Each verb of cluster.sh that changes something, cut at each command on a machine, by a power cut and by signals; and a disk of the desk that gets full at
# one write after the other. The next run, undisturbed, ends as if nothing had been.
# shellcheck disable=SC2154,SC2016 # bats and desk.bash set them; what is in single quotes is for a fake.

load desk
load ceph-answers
load node-answers
load verb-rows

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  ceph_machines
  export SWEEP="$BATS_TEST_TMPDIR/sweep" SWEPT="$BATS_TEST_TMPDIR/swept" PATH="$FAKES/sweep:$PATH"
  mkdir -p "$SWEEP" "$SWEPT"
  mv "$HOME" "$MACHINES_FOLDER" "$SWEPT"
  export HOME="$SWEPT/home" MACHINES_FOLDER="$SWEPT/machines"
  STATE="$HOME/.local/state/cdk8s-metal/home" CALLS="$MACHINES_FOLDER/calls"
  printf 'off\n' >"$SWEEP/mode"
  sed -i -E 's/(wait_until [^ ]+) (5|10|15|30) /\1 0.2 /' "$DIST/bootstrap/cluster.sh"
  sed -n "s/^  'apply\t\(.*\)'$/\1/p" "$DIST/bootstrap/cluster.sh" | while read -r file; do printf 'kind: Namespace\n' >"$DIST/$file"; done
  PLACES=0 CUTS=0
}

teardown() {
  ! mountpoint -q "$BATS_TEST_TMPDIR/full" || umount "$BATS_TEST_TMPDIR/full"
}

# A Ceph that remembers: its operator, and what is ended and purged.
remembering_ceph() {
  ceph_answers 'cd "$MACHINE_ROOT"' 'case "$words" in *"scale deployment/rook-ceph-operator --replicas="*) printf "%s" "${words##*=}" >replicas ;;
      *"delete deployment rook-ceph-osd-0 "*) : >ended ;; *"get cephcluster "*) [[ ! -e not-applied ]] || exit 0 ;;
      *" osd tree") printf "%s\n" " -3 0.00970      host w1" "  0 0.00970          osd.0      up   1.00000  1.00000" " -5 0.00970      host w2" "  1 0.00970          osd.1      up   1.00000  1.00000"; exit 0 ;; esac' \
    'case "$ceph" in "osd purge 0 "*) : >purged ;;
      "osd find 0 "*) if [[ -e purged ]]; then printf "Error ENOENT: osd.0 does not exist\n" >&2; exit 2; fi ;;
      "osd ls-tree w1") if [[ -e purged && ! -e made ]]; then exit 0; fi ;;
      "osd dump") if [[ -e ended && ! -e made ]]; then printf "osd.0 down out weight 0 exists %s\nosd.1 up   in  weight 1 exists,up %s\n" "$OSD0" "$OSD1"; exit 0; fi ;;
      esac' "$@"
}

# The same beside an etcd of one member, and nodes.
nodes_and_ceph() {
  printf 'cp 192.168.0.11 voter well\n' >"$MACHINES_FOLDER/cp/members"
  # One machine with a disk is enough for these copies.
  sed -i "s/^readonly CEPH_WIDTH=.*/readonly CEPH_WIDTH=1/; s/^readonly CEPH_MONITORS=.*/readonly CEPH_MONITORS=1/" "$DIST/bootstrap/cluster.sh"
  remembering_ceph 'cluster="$MACHINES_FOLDER/cp"' "$(node_answers)"
}

on_desk() { # all that is there, but for logs and what the fakes write down
  (cd "$SWEPT" && find . \( -name log -o -name calls -o -name arguments \) -prune -o -printf '%p %m\n' -type f -exec md5sum {} + | sort)
}

keep_desk() { # <file>
  tar --create --file "$1" --directory "$SWEPT" .
}

give_desk() { # <file>
  find "$SWEPT" "$TMPDIR" -mindepth 1 -delete
  tar --extract --file "$1" --directory "$SWEPT"
}

is_held() { # whether the process that the lock names is there
  local holder=''
  [[ -e $STATE/lock ]] && read -r holder _ <"$STATE/lock" && kill -0 "$holder" 2>/dev/null
}

goes_on() { # <where> <exit codes of the next run> <word…>
  local where="$1" codes="$2" code=0
  shift 2
  printf 'off\n' >"$SWEEP/mode"
  cluster_sh "$@" >"$SWEEP/output" 2>&1 || code=$?
  CUTS=$((CUTS + 1))
  on_desk >"$SWEEP/now"
  if [[ " $codes " != *" $code "* ]] || ! cmp -s "$SWEEP/after" "$SWEEP/now"; then
    printf '%s, %s: the next run ends with %s, and elsewhere\n' "$*" "$where" "$code"
    diff "$SWEEP/after" "$SWEEP/now" || true
    tail -n 10 "$SWEEP/output"
    return 1
  fi
}

sweep() { # <exit codes of the next run> <word…>
  local codes="$1" state at count signal code began
  shift
  SWEPT_VERBS+="$* "$'\n'
  rm -rf "$SWEEP"/{states,seen,dots}
  mkdir "$SWEEP/states" "$SWEEP/seen"
  keep_desk "$SWEEP/before.tar"
  printf 'record\n' >"$SWEEP/mode"
  cluster_sh "$@" >"$SWEEP/output" 2>&1 || { cat "$SWEEP/output" && return 1; }
  count="$(stat -c %s "$SWEEP/dots")"
  PLACES=$((PLACES + count))
  on_desk >"$SWEEP/after"
  keep_desk "$SWEEP/after.tar"
  for state in "$SWEEP"/states/*.tar; do
    give_desk "$state"
    at="${state##*/}"
    goes_on "power cut at command ${at%%.*} of $count" "$codes" "$@"
  done
  for ((at = 2; at <= count; at += 9)); do
    for signal in KILL TERM; do
      give_desk "$SWEEP/before.tar"
      : >"$SWEEP/dots"
      printf '%s %s\n' "$signal" "$at" >"$SWEEP/mode"
      code=0
      setsid bash -c 'printf "%s\n" "$$" >"$SWEEP/process"; exec "$@"' _ "$DIST/bootstrap/cluster.sh" "$@" </dev/null >"$SWEEP/output" 2>&1 3>&- &
      { wait "$!" || code=$?; } 2>/dev/null
      # Until its last process is gone, a zombie too.
      until ! kill -0 -- "-$(<"$SWEEP/process")" 2>/dev/null && ! is_held; do sleep 0.1; done
      [[ $signal == KILL ]] || { [[ $code == 143 && ! -e $STATE/lock && -z "$(ls "$TMPDIR")" ]] || { printf '%s: SIGTERM at command %s ends with %s and leaves: %s\n' "$*" "$at" "$code" "$(ls "$STATE" "$TMPDIR"/*)" && cat "$SWEEP/output" && return 1; }; }
      goes_on "SIG$signal at command $at of $count" "$codes" "$@"
    done
  done
  give_desk "$SWEEP/after.tar"
  printf '# %s: %s commands on machines\n' "$*" "$count" >&3
}

@test 'field 3: every verb that changes something, cut at each command on a machine, goes on to the same end' {
  local SWEPT_VERBS='' verb
  remembering_ceph
  sweep 0 up
  sweep 0 apply
  nodes_and_ceph
  sweep 0 reboot w1
  sweep 0 remove w1 --yes
  rm "$MACHINES_FOLDER"/cp/{purged,ended}
  sweep 0 add w1
  remembering_ceph
  sweep 0 storage drain w1
  sweep 0 storage return w1
  remembering_ceph 'case "$words" in *"--replicas=1") [[ ! -e purged ]] || : >made; printf "/dev/disk/by-id/ata-A\tS1\tyes\tosd 0:%s\n" "$OSD0" >"$MACHINES_FOLDER/w1/disks" ;; esac'
  sweep 0 storage replace-disk w1 /dev/disk/by-id/ata-A --serial S1
  rm "$MACHINES_FOLDER"/cp/{purged,ended,made}
  sed -i 's/yes/no/' "$MACHINES_FOLDER/w1/disks"
  : >"$MACHINES_FOLDER/cp/not-applied"
  remembering_ceph
  # What is purged is not known any more.
  sweep '0 1' storage remove-osd 0 --serial S1
  [[ "$(<"$MACHINES_FOLDER/cp/replicas")" == 1 ]]
  sweep 0 storage wipe-disk w2 /dev/disk/by-id/ata-B --serial S2
  sweep 0 storage teardown --yes
  sweep 0 down --yes
  while read -r verb; do
    [[ $'\n'"$SWEPT_VERBS" == *$'\n'"$verb "* ]] || { printf '%s is not swept\n' "$verb" && return 1; }
  done < <(verb_rows "$DIST/bootstrap/cluster.sh" change)
  printf '# %s commands; gone on from %s cuts\n' "$PLACES" "$CUTS" >&3
  ((PLACES > 100 && CUTS > 45))
}

@test 'field 3.4: up on a desk whose disk gets full at one write after the other leaves no lock, no half kubeconfig, and goes on' {
  local pages code tried=0 told=0 full="$BATS_TEST_TMPDIR/full"
  mkdir "$full"
  mount -t tmpfs -o size=256k tmpfs "$full" 2>/dev/null || skip 'needs root that may mount a tmpfs'
  keep_desk "$SWEEP/before.tar"
  run -0 cluster_sh up
  on_desk >"$SWEEP/after"
  export XDG_STATE_HOME="$full/state" TMPDIR="$full/tmp"
  for ((pages = 0; pages < 40; pages += pages < 24 ? 1 : 4)); do
    find "$SWEPT" "$full" -mindepth 1 -delete
    tar --extract --file "$SWEEP/before.tar" --directory "$SWEPT"
    mkdir -p "$full/tmp" "$full/state"
    ln -s "$full/kube" "$HOME/.kube" && mkdir "$full/kube"
    dd if=/dev/zero of="$full/filler" bs=4096 status=none 2>/dev/null || true
    truncate -s "-$((pages * 4096))" "$full/filler"
    code=0
    cluster_sh up >"$SWEEP/output" 2>&1 || code=$?
    tried=$((tried + 1))
    [[ -z "$(find "$full" -name 'lock*')" ]]
    [[ ! -e $full/kube/home.yaml || "$(tail -n 1 "$full/kube/home.yaml")" == 'current-context: home' ]]
    if ((code != 0)); then
      told=$((told + 1))
      grep -q -e 'the disk of this desk is full' -e 'No space left on device' "$SWEEP/output"
    fi
    rm "$full/filler"
    run -0 cluster_sh up
    [[ -s $full/kube/home.yaml && -z "$(find "$full" -name 'lock*')" && -z "$(ls "$TMPDIR")" ]]
    for name in cp w1 w2; do [[ -e $MACHINES_FOLDER/$name/prepared ]]; done
  done
  ((tried > 20 && told > 5))
  printf '# %s amounts of room, %s runs that failed for it\n' "$tried" "$told" >&3
}

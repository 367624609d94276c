#!/usr/bin/env bash
# What must not be done is refused, and leaves no trace: the wrong machine, a member of another cluster, two runs at once, a disk that is not empty.
# Goes on with the machines and the dist/ of up.sh.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

readonly IGNORED='^(active|unit)	(systemd-tmpfiles-clean|logrotate|man-db|apt-daily)|^module	nf_tables'

readonly MEMBER='this machine belongs to another cluster (lab at k8s-api.lab:6443)'

# What a disk is: sectors written to it and its beginning. The listing has it for all; this is quicker.
disk_state() { # <machine>
  local machine="$1"
  on "$machine" <<'END'
disk="$(readlink -f /dev/disk/by-id/virtio-w1-data1)"
statistics="/sys/block/${disk##*/}/stat"
printf 'written %s discarded %s begins %s\n' "$(awk '{ print $7 }' "$statistics")" "$(awk '{ print $14 }' "$statistics")" \
  "$(head --bytes 64M "$disk" | sha256sum)"
END
}

hand_over() { # <machine>: node.sh, as cluster.sh would
  local machine="$1"
  lab scp -q "$DIST/bootstrap/node.sh" "$machine:/tmp/node.sh"
}

node_sh() { # <machine> <argument>...
  local machine="$1"
  shift
  lab ssh "$machine" sudo bash /tmp/node.sh "$@"
}

# The second of two runs on one machine stops at once, the first one goes on.
second_run() { # <machine>
  local machine="$1" first
  node_sh "$machine" prepare >"$WORK/logs/first-run" 2>&1 &
  first=$!
  until_true 60 lab ssh "$machine" 'pgrep -f "[n]ode.sh prepare"'
  sleep 1
  fails_with 1 'another run holds this machine' node_sh "$machine" prepare
  wait "$first"
}

second_desk() {
  local first
  desk up &
  first=$!
  until_true 60 test -s "$WORK/state/cdk8s-metal/lab/lock"
  fails_with 1 'another run holds cluster lab at this desk' desk up
  wait "$first"
}

other_cluster() { # the same machines in the spec of another cluster
  sed 's/^name: lab$/name: other/' "$LIVE/cluster.yaml" >"$WORK/other.yaml"
  synth "$WORK/other.yaml"
}

of_other() { # <command>...: with what was synthesized for the other cluster
  DIST="$WORK/other" "$@"
}

with_storage() { # the lab has none, and leaves disks alone; here storage is to get the one of w1
  sed 's/^storage: .*/storage: { rook: { replicas: 1, allowUnsafeReplicas: true } }/; s/, size: 8Gi//' "$LIVE/cluster.yaml" >"$WORK/with-storage.yaml"
  synth "$WORK/with-storage.yaml"
}

of_storage() { # <command>...: with what was synthesized for the cluster with storage
  DIST="$WORK/with-storage" "$@"
}

filesystem_on_disk() { lab ssh w1 sudo mkfs.ext4 -q -F /dev/disk/by-id/virtio-w1-data1 '&&' sudo sync; }
empty_disk() { lab ssh w1 sudo wipefs --all --quiet /dev/disk/by-id/virtio-w1-data1; }

untouched() { # <command>...: the disk of w1 is the same before and after
  local before after
  before="$(disk_state w1)"
  "$@"
  after="$(disk_state w1)"
  printf 'before %s\nafter  %s\n' "$before" "$after"
  [[ $before == "$after" ]]
}

main() {
  local machine
  must 'node.sh is on the machine' hand_over w1
  must 'listing before' list before-refusals cp1 w1

  shown 'a machine that is not the one of --node is refused' fails_with 2 'this machine is called w1, which is another node, not cp1' \
    node_sh w1 prepare --node cp1
  shown 'the second of two runs at once on a machine stops' second_run w1
  shown 'the second of two runs at once at the desk stops' second_desk

  must 'synth of another cluster with the same machines' of_other other_cluster
  must 'its node.sh is on the machine' of_other hand_over w1
  shown 'node.sh refuses a member of another cluster' fails_with 2 "$MEMBER" node_sh w1 prepare
  shown 'cluster.sh refuses members of another cluster' fails_with 2 "$MEMBER" of_other desk up

  must 'a filesystem on the disk that storage is to get' filesystem_on_disk
  must 'synth of a cluster whose storage gets that disk' of_storage with_storage
  must 'its node.sh is on the machine' of_storage hand_over w1
  shown 'node.sh plan names the disk and leaves it alone' untouched fails_with 2 '/dev/disk/by-id/virtio-w1-data1' node_sh w1 plan
  shown 'node.sh prepare refuses the disk and leaves it alone' untouched fails_with 2 '/dev/disk/by-id/virtio-w1-data1' node_sh w1 prepare
  shown 'cluster.sh up refuses the disk and leaves it alone' untouched fails_with 2 '/dev/disk/by-id/virtio-w1-data1' of_storage desk up
  must 'the disk is emptied by hand' empty_disk

  must 'listing afterwards' list after-refusals cp1 w1
  for machine in cp1 w1; do
    shown "the refusals have changed nothing on $machine" same "before-refusals.$machine" "after-refusals.$machine" "$IGNORED|^disk	"
  done
  finish
}

main "$@"

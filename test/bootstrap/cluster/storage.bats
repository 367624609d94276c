#!/usr/bin/env bats
# cluster.sh storage: what it asks of Ceph, and in which order. Ceph's answers are those of a real one, cut down.
# shellcheck disable=SC2154 # bats and desk.bash set them.

load desk
load ceph-answers

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  ceph_machines
}

changes() { # the calls that change something, shortened
  calls | sed -e 's/^cp kubectl //' -e 's/^--namespace rook-ceph //' -e 's/^exec deployment.rook-ceph-tools -- ceph --connect-timeout 60 /ceph /' |
    grep -v -E '^(ceph (health|df|pg stat|osd (dump|ls-tree|find|stat|df))|get |w. ends|w. begins disks)' || true
}

@test 'status says how Ceph is, and changes nothing' {
  before="$(everything)"
  run -0 cluster_sh storage status
  [[ "$(told)" == 'home  health     HEALTH_OK
home  osds       2 osds: 2 up (since 2h), 2 in (since 2h)
home  groups     33 pgs: 33 active+clean; 449 KiB data, 82 MiB used, 2.0 TiB / 2.0 TiB avail

ID  CLASS  WEIGHT

--- RAW STORAGE ---' ]]
  [[ -z "$(changes)" ]]
  diff <(printf '%s\n' "$before") <(everything)
}

@test 'status fails where placement groups or disks are missing, and says so when the operator stands still' {
  ceph_answers 'case "$ceph" in "pg stat") printf "33 pgs: 30 active+clean, 3 active+undersized+degraded; 1 GiB data\n" && exit ;; esac'
  run -1 cluster_sh storage status
  ceph_answers 'case "$ceph" in "osd stat") printf "2 osds: 1 up (since 2h), 2 in (since 2h); epoch: e40\n" && exit ;; esac'
  run -1 cluster_sh storage status
  ceph_answers 'case "$ceph" in "health detail") printf "HEALTH_ERR full\n[ERR] OSD_FULL: 1 full osd(s)\n" && exit ;; esac'
  run -1 cluster_sh storage status
  [[ $output == *'home  health     HEALTH_ERR full
home             [ERR] OSD_FULL: 1 full osd(s)
'* ]]
  ceph_answers 'case "$words" in *"get deployment rook-ceph-operator "*) printf 0 && exit ;; esac'
  run -0 cluster_sh storage status
  [[ $output == *'home  operator   stopped, so nothing repairs the cluster; start it: kubectl --namespace rook-ceph scale deployment/rook-ceph-operator --replicas=1'* ]]
}

@test 'scrubbing groups are clean' {
  ceph_answers 'case "$ceph" in "pg stat") printf "33 pgs: 1 active+clean+scrubbing+deep, 32 active+clean; 1 GiB data\n" && exit ;; esac'
  run -0 cluster_sh storage status
}

@test 'a toolbox that does not answer is told so' {
  ceph_answers 'case "$ceph" in health) printf "error: unable to upgrade connection\n" >&2 && exit 1 ;; esac'
  run -1 cluster_sh storage status
  [[ "$(told)" == 'cluster.sh: Ceph does not answer: error: unable to upgrade connection; wait until deployment/rook-ceph-tools in the namespace rook-ceph is available; kubectl --namespace rook-ceph get pods shows what is missing' ]]
}

@test 'a cluster without storage or toolbox is refused' {
  sed -i "s/^readonly TOOLBOX_WANTED=.*/readonly TOOLBOX_WANTED='no'/" "$DIST/bootstrap/cluster.sh"
  run -2 cluster_sh storage status
  [[ "$(told)" == 'cluster.sh: cluster home has no toolbox, through which Ceph is asked; set storage.rook.toolbox: true in cluster.yaml, synthesize and apply' ]]
  sed -i "s/^readonly STORAGE=.*/readonly STORAGE='none'/" "$DIST/bootstrap/cluster.sh"
  run -2 cluster_sh storage status
  [[ "$(told)" == 'cluster.sh: cluster home has no storage; declare disks of its machines in cluster.yaml' ]]
}

@test 'a machine is drained when Ceph can do without it, with noout for it alone, and comes back without it' {
  run -0 cluster_sh storage drain w1
  [[ "$(told)" == 'home  done       noout is set for w1 (osd 0)
home  doing      its pods leave w1, which gets no others
home  done       w1 is out of work
home  next       do what is to be done on w1, then: cluster.sh storage return w1' ]]
  [[ "$(changes)" == 'ceph osd ok-to-stop 0
ceph mon ok-to-stop a
ceph osd set-group noout w1
drain w1 --ignore-daemonsets --delete-emptydir-data --timeout=900s' ]]
  : >"$CALLS"
  run -0 cluster_sh storage return w1
  [[ "$(told)" == 'home  done       w1 gets pods again
home  done       noout is taken back for w1
home  done       all placement groups are active+clean' ]]
  [[ "$(changes)" == 'uncordon w1
ceph osd unset-group noout w1' ]]
}

@test 'a machine without disks is drained without a word to Ceph about it' {
  run -0 cluster_sh storage drain cp
  [[ "$(changes)" == 'drain cp --ignore-daemonsets --delete-emptydir-data --timeout=900s' ]]
  : >"$CALLS"
  run -0 cluster_sh storage return cp
  [[ "$(changes)" == 'uncordon cp' ]]
}

@test 'a machine is not drained while anything is missing, or where the monitors would lose their majority' {
  ceph_answers 'case "$ceph" in "pg stat") printf "33 pgs: 30 active+clean, 3 active+undersized+degraded; 1 GiB data\n" && exit ;;
    "mon ok-to-stop a") printf "Error EBUSY: not enough monitors would be available (b) after stopping mons [a]\ncommand terminated with exit code 16\n" >&2 && exit 16 ;; esac'
  run -2 cluster_sh storage drain w1
  [[ "$(told)" == 'cluster.sh: not all is where it should be (placement groups: 30 active+clean, 3 active+undersized+degraded); wait until all placement groups are active+clean: cluster.sh storage status
cluster.sh: Ceph cannot do without mon a (EBUSY: not enough monitors would be available (b) after stopping mons [a]); see cluster.sh storage status; wait until it has recovered, or add machines
cluster.sh: w1 stays in work; nothing was changed' ]]
  [[ "$(changes)" == 'ceph mon ok-to-stop a' ]]
  ceph_answers 'case "$ceph" in "osd ok-to-stop 0") printf "Error EBUSY: unsafe to stop osd(s) at this time (8 PGs are or would become offline)\n" >&2 && exit 16 ;; esac'
  run -2 cluster_sh storage drain w1
  [[ "$(told)" == 'cluster.sh: Ceph cannot do without osd 0 (EBUSY: unsafe to stop osd(s) at this time (8 PGs are or would become offline)); '* ]]
}

@test 'when pods do not leave, the machine goes back to work, noout is taken back, and the budgets that hold are shown' {
  ceph_answers 'case "$words" in "drain w1 "*) printf "error when evicting pods/\"web\": Cannot evict pod\n" >&2 && exit 1 ;;
    "get poddisruptionbudgets "*) printf "NAMESPACE NAME MIN MAX ALLOWED AGE\ndefault web 1 N/A 0 1h\ndefault db 1 N/A 1 1h\n" && exit ;; esac'
  run -1 cluster_sh storage drain w1
  [[ $output == *'    error when evicting pods/"web": Cannot evict pod
    NAMESPACE NAME MIN MAX ALLOWED AGE
    default web 1 N/A 0 1h
warning: not all pods have left w1 within 900 s; it goes back to work
home  done       noout is taken back for w1
cluster.sh: w1 is not drained; see above which pods stayed, and which budgets hold them (0 allowed disruptions); when that is over, run the same command again' ]]
  [[ "$(changes | tail -n 2)" == 'uncordon w1
ceph osd unset-group noout w1' ]]
}

@test 'return waits for the disks, and keeps noout while they are missing' {
  sed -i 's/^readonly DAEMON_SECONDS=900/readonly DAEMON_SECONDS=1/' "$DIST/bootstrap/cluster.sh"
  ceph_answers 'case "$ceph" in "osd dump") printf "osd.0 down out weight 0 exists %s\n" "$OSD0" && exit ;; esac'
  run -1 cluster_sh storage return w1
  [[ $output == *'    osd.0 is not up
cluster.sh: not all disks of w1 came back; Ceph still waits for them; see cluster.sh storage status; when they are up, run the same command again' ]]
  [[ "$(changes)" == 'uncordon w1' ]]
}

@test 'wipe-disk hands over to node.sh on the machine, with its answer and its exit code' {
  run -2 cluster_sh storage wipe-disk w1 /dev/disk/by-id/ata-A
  [[ "$(told)" == 'node.sh: nothing was wiped; if all of it is to be lost: node.sh wipe-disk /dev/disk/by-id/ata-A --serial S1' ]]
  run -0 cluster_sh storage wipe-disk w1 /dev/disk/by-id/ata-A --serial S1
  [[ "$(calls w1.begins | tail -n 1)" == 'w1 begins wipe-disk /dev/disk/by-id/ata-A --node w1 --serial S1' ]]
}

@test 'an OSD is removed when its disk is in cluster.yaml no more: data away, operator still, daemon ended, disk wiped, forgotten' {
  sed -i 's/yes/no/' "$MACHINES_FOLDER/w1/disks"
  ceph_answers 'case "$words" in *"get cephcluster "*) exit ;; esac'
  run -2 cluster_sh storage remove-osd 0
  [[ "$(told)" == 'cluster.sh: /dev/disk/by-id/ata-A of w1 (serial number S1) is to be wiped, and what is on it is lost; say so by its serial number: --serial S1' ]]
  run -2 cluster_sh storage remove-osd 0 --serial S2
  [[ "$(told)" == 'cluster.sh: S2 is not the serial number of /dev/disk/by-id/ata-A of w1; nothing was done; look again which disk you mean' && -z "$(changes)" ]]
  run -0 cluster_sh storage remove-osd 0 --serial=S1
  [[ "$(changes)" == 'ceph osd out 0
ceph osd safe-to-destroy osd.0
scale deployment/rook-ceph-operator --replicas=0
wait --for=delete pod --selector app=rook-ceph-operator --timeout=120s
delete deployment rook-ceph-osd-0 --ignore-not-found --timeout=300s
wait --for=delete pod --selector app=rook-ceph-osd,ceph-osd-id=0 --timeout=300s
w1 begins wipe-disk /dev/disk/by-id/ata-A --node w1 --serial S1
scale deployment/rook-ceph-operator --replicas=1
ceph osd down 0
ceph osd purge 0 --yes-i-really-mean-it' ]]
  [[ "$(<"$MACHINES_FOLDER/w1/disks")" == *empty ]]
}

@test 'an OSD whose disk is still given to Ceph is not removed, nor one that the cluster still has' {
  run -2 cluster_sh storage remove-osd 0 --serial S1
  [[ "$(told)" == 'cluster.sh: osd.0 is on /dev/disk/by-id/ata-A of w1, which cluster.yaml gives to Ceph; to give it up: take the disk out of cluster.yaml, synthesize, apply, then this again; to make its OSD anew: cluster.sh storage replace-disk w1 /dev/disk/by-id/ata-A' ]]
  sed -i 's/yes/no/' "$MACHINES_FOLDER/w1/disks"
  run -2 cluster_sh storage remove-osd 0 --serial S1
  [[ "$(told)" == 'cluster.sh: the cluster still has /dev/disk/by-id/ata-A of w1; run cluster.sh apply first' && -z "$(changes)" ]]
  run -1 cluster_sh storage remove-osd 7
  [[ "$(told)" == 'cluster.sh: Ceph knows no osd.7; see cluster.sh storage status' ]]
}

@test 'an OSD whose disk is gone is removed without wiping one; a disk with the OSD of another cluster is none of its' {
  printf '/dev/disk/by-id/ata-A\tS1\tyes\tosd 0:27c7bd3d-53c4-4a7b-8f0a-ffffffffffff\n' >"$MACHINES_FOLDER/w1/disks"
  run -2 cluster_sh storage remove-osd 0
  [[ "$(told)" == 'cluster.sh: osd.0 is up on w1, on a disk that neither cluster.yaml nor the notes of w1 know; give w1 that disk in cluster.yaml, run cluster.sh up --node w1, then take it out again' ]]
  ceph_answers 'case "$ceph" in "osd dump") printf "osd.0 down out weight 0 exists %s\n" "$OSD0" && exit ;; esac'
  run -0 cluster_sh storage remove-osd 0
  [[ "$(changes)" == 'ceph osd out 0
ceph osd safe-to-destroy osd.0
scale '*'scale deployment/rook-ceph-operator --replicas=1
ceph osd down 0
ceph osd purge 0 --yes-i-really-mean-it' && "$(changes)" != *wipe-disk* ]]
}

@test 'what Ceph cannot do without stays, with force too; the operator was never stopped' {
  sed -i 's/yes/no/' "$MACHINES_FOLDER/w1/disks"
  sed -i 's/^readonly DAEMON_SECONDS=900 RECOVERY_SECONDS=7200/readonly DAEMON_SECONDS=1 RECOVERY_SECONDS=1/; s/^readonly MOVING_SECONDS=.*/readonly MOVING_SECONDS=1/; s/ 30 "waiting until Ceph/ 1 "waiting until Ceph/' "$DIST/bootstrap/cluster.sh"
  ceph_answers 'case "$ceph" in "osd safe-to-destroy osd.0") printf "Error EBUSY: OSD(s) 0 have 8 pgs currently mapped to them.\n" >&2 && exit 16 ;;
    "osd ok-to-stop 0") printf "Error EBUSY: unsafe to stop\n" >&2 && exit 16 ;; esac' 'case "$words" in *"get cephcluster "*) exit ;; esac'
  run -1 cluster_sh storage remove-osd 0 --serial S1
  [[ $output == *'OSD(s) 0 have 8 pgs currently mapped to them.
cluster.sh: the data of osd.0 is not elsewhere yet; run the same command again, or with --force, where no disk is left that could take it and others hold all of it' ]]
  run -1 cluster_sh storage remove-osd 0 --serial S1 --force
  [[ $output == *'cluster.sh: Ceph cannot do without osd 0 (EBUSY: unsafe to stop); '* ]]
  [[ "$(changes)" != *scale* ]]
}

@test 'a disk is replaced: what is on it goes, and a new OSD comes up on it' {
  ceph_answers 'case "$words" in *"--replicas=1") printf "/dev/disk/by-id/ata-A\tS1\tyes\tosd 0:%s\n" "$OSD0" >"$MACHINES_FOLDER/w1/disks" ;; esac'
  run -0 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A --serial S1
  [[ "$(changes)" == 'ceph osd out 0
ceph osd safe-to-destroy osd.0
scale deployment/rook-ceph-operator --replicas=0
wait --for=delete pod --selector app=rook-ceph-operator --timeout=120s
delete deployment rook-ceph-osd-0 --ignore-not-found --timeout=300s
wait --for=delete pod --selector app=rook-ceph-osd,ceph-osd-id=0 --timeout=300s
w1 begins wipe-disk /dev/disk/by-id/ata-A --node w1 --serial S1
ceph osd down 0
ceph osd purge 0 --yes-i-really-mean-it
scale deployment/rook-ceph-operator --replicas=1' ]]
  [[ $output == *'home  done       /dev/disk/by-id/ata-A of w1 is in use; Ceph moves data to it, see cluster.sh storage status' ]]
}

@test 'an empty disk in the place of a dead one needs no serial number, and the OSD of the dead one goes' {
  printf '/dev/disk/by-id/ata-A\tS1\tyes\tempty\n' >"$MACHINES_FOLDER/w1/disks"
  ceph_answers 'case "$ceph" in "osd dump") [[ -e $MACHINE_ROOT/purged ]] || { printf "osd.0 down out weight 0 exists %s\n" "$OSD0" && exit; } ;; "osd purge 0 "*) touch "$MACHINE_ROOT/purged" ;; esac' \
    'case "$words" in *"--replicas=1") printf "/dev/disk/by-id/ata-A\tS1\tyes\tosd 0:%s\n" "$OSD0" >"$MACHINES_FOLDER/w1/disks" ;; esac'
  run -0 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A
  [[ "$(changes)" == *'ceph osd purge 0 '* && "$(changes)" != *wipe-disk* ]]
}

@test 'when Rook has taken the new disk already, only the OSD of the dead one goes' {
  printf '/dev/disk/by-id/ata-A\tS1\tyes\tosd 5:%s\n' "$OSD0-new" >"$MACHINES_FOLDER/w1/disks"
  ceph_answers 'case "$ceph" in "osd dump") printf "osd.0 down out weight 0 exists %s\nosd.5 up in weight 1 exists,up %s\n" "$OSD0" "$OSD0-new" && exit ;; "osd ls-tree w1") printf "0\n5\n" && exit ;; esac'
  run -0 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A
  [[ "$(changes)" == *'ceph osd purge 0 '* && "$(changes)" != *wipe-disk* && "$(changes)" != *'purge 5'* ]]
}

@test 'a disk that is not there, not declared, or not applied is not replaced' {
  printf '/dev/disk/by-id/ata-A\t-\tyes\tabsent\n' >"$MACHINES_FOLDER/w1/disks"
  run -2 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A --serial S1
  [[ "$(told)" == 'cluster.sh: disk /dev/disk/by-id/ata-A of w1 is absent; put it in, or name the one that has taken its place in cluster.yaml, synthesize and apply' ]]
  run -2 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-C --serial S1
  [[ "$(told)" == 'cluster.sh: no disk of w1 in cluster.yaml is called /dev/disk/by-id/ata-C; choose one of: /dev/disk/by-id/ata-A ' ]]
  printf '/dev/disk/by-id/ata-A\tS1\tyes\tempty\n' >"$MACHINES_FOLDER/w1/disks"
  ceph_answers 'case "$words" in *"get cephcluster "*) exit ;; esac'
  run -2 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A
  [[ "$(told)" == 'cluster.sh: the cluster has not been told of /dev/disk/by-id/ata-A of w1; run cluster.sh apply first' && -z "$(changes)" ]]
}

@test 'when the disk cannot be wiped, the operator is started again and the OSD is still known' {
  sed -i 's/yes/no/' "$MACHINES_FOLDER/w1/disks"
  sed -i 's/ 120 5 "waiting until $2 of/ 1 1 "waiting until $2 of/' "$DIST/bootstrap/cluster.sh"
  ceph_answers 'case "$words" in *"get cephcluster "*) exit ;; esac'
  is_so_on w1 fails-wipe-disk
  run -1 cluster_sh storage remove-osd 0 --serial S1
  [[ $output == *'cluster.sh: /dev/disk/by-id/ata-A of w1 was not wiped; see above; then: cluster.sh storage wipe-disk w1 /dev/disk/by-id/ata-A --serial S1' ]]
  [[ "$(changes | tail -n 1)" == 'scale deployment/rook-ceph-operator --replicas=1' && "$(changes)" != *purge* ]]
}

@test 'plan ends with what fits' {
  run -3 cluster_sh plan
  [[ $output == *'home  Storage: '* ]]
}

@test 'neither a disk whose database is on another one (field, section 11) nor that one is replaced: nothing is changed, and the page says how' {
  sed -i "s|^readonly SEPARATE_DATABASES=.*|readonly SEPARATE_DATABASES=('w2 /dev/disk/by-id/ata-A /dev/disk/by-id/nvme' 'w1 /dev/disk/by-id/ata-A /dev/disk/by-id/nvme')|" "$DIST/bootstrap/cluster.sh"
  run -2 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A --serial S1
  [[ "$(told)" == 'cluster.sh: the database of /dev/disk/by-id/ata-A of w1 is on /dev/disk/by-id/nvme, where Rook makes none anew beside others; make all disks with databases there anew together: docs/storage.md, "A database on another disk"' ]]
  sed -i "s|^readonly SEPARATE_DATABASES=.*|readonly SEPARATE_DATABASES=('w1 /dev/disk/by-id/hdd /dev/disk/by-id/ata-A')|" "$DIST/bootstrap/cluster.sh"
  run -2 cluster_sh storage replace-disk w1 /dev/disk/by-id/ata-A --serial S1
  [[ "$(told)" == 'cluster.sh: /dev/disk/by-id/ata-A of w1 has the database of /dev/disk/by-id/hdd, whose OSD ends with it; make all '* ]]
  [[ -z "$(changes)" ]]
}

# What Ceph's map has of osd.1, and what Rook says of the disk of w2.
osds_are() { # <line of osd.1>
  ceph_answers 'case "$words" in *"exec deployment/rook-ceph-operator -- ceph "*" osd tree")' \
    '  printf "ID  CLASS  WEIGHT   TYPE NAME      STATUS  REWEIGHT  PRI-AFF\n-1         0.01949  root default\n-3         0.00980      host w1\n"' \
    "  printf ' 0    hdd  0.00980          osd.0      up   1.00000  1.00000\n-5         0.00970      host w2\n$1' && exit ;;" \
    '*"get pods --namespace rook-ceph --selector app=rook-ceph-osd-prepare"*) printf "rook-ceph-osd-prepare-w1-abcde w1 Succeeded\nrook-ceph-osd-prepare-w2-fghij w2 Succeeded\n" && exit ;;' \
    '*"logs --namespace rook-ceph --selector app=rook-ceph-osd-prepare"*) printf "[pod/rook-ceph-osd-prepare-w2-fghij/provision] 2026-11-28 10:00:00.000000 I | cephosd: skipping device \"sdb\" because it contains a filesystem \"ext4\"\n" && exit ;; esac'
}

brings_only_ceph() {
  sed -i -E '/^  .(apply|wait)	/d; /^  .osds	/{s/3600/1/}; s/(wait_until "\$1" )10 /\10.2 /' "$DIST/bootstrap/cluster.sh"
}

@test 'field 13.1: all disks refused by Ceph: the cluster is not ready with fewer OSDs up and in than cluster.yaml has, and what Rook says of the disk is told' {
  local line
  brings_only_ceph
  for line in ' ' ' 1    hdd  0.00970          osd.1    down   1.00000  1.00000\n' ' 1    hdd  0.00970          osd.1      up         0  1.00000\n'; do
    osds_are "$line"
    run -1 cluster_sh apply
    [[ $output == *'    1 of 2 OSDs are up and in
    w2 has 0 of 1: pod rook-ceph-osd-prepare-w2-fghij is Succeeded; cephosd: skipping device "sdb" because it contains a filesystem "ext4"
cluster.sh: the Ceph cluster is not ready: 1 of 2 OSDs are up and in; see above; cluster.sh plan shows what is on the disks, '* ]]
  done
  # A new OSD may have no class yet.
  osds_are ' 1         0.00970          osd.1      up   0.50000  1.00000\n'
  run -0 cluster_sh apply
  [[ "$(told)" == 'home  ok         the Ceph cluster is ready: 2 of 2 OSDs are up and in' ]]
}

@test 'a Ceph that has no OSD is never ready, and one that does not answer says so' {
  brings_only_ceph
  ceph_answers 'case "$words" in *" osd tree") printf "ID  CLASS  WEIGHT  TYPE NAME     STATUS  REWEIGHT  PRI-AFF\n-1              0  root default\n" && exit ;; esac'
  run -1 cluster_sh apply
  [[ $output == *'    0 of 2 OSDs are up and in
    w1 has 0 of 1: Rook has no prepare job for it'* ]]
  ceph_answers 'case "$words" in *" osd tree") printf "error: unable to upgrade connection\n" >&2 && exit 1 ;; esac'
  run -1 cluster_sh apply
  [[ $output == *'    error: unable to upgrade connection
cluster.sh: the Ceph cluster is not ready: Ceph does not answer; '* ]]
}

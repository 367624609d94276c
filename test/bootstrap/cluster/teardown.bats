#!/usr/bin/env bats
# cluster.sh storage teardown. The API server is a folder with a file for each object: a kind that nobody has deleted, or that holds on, is there.
# shellcheck disable=SC2154 # bats and desk.bash set them.

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12, disks: [{ device: /dev/disk/by-id/ata-A, size: 1T }] }
  - { name: w2, address: 192.168.0.13, disks: [{ device: /dev/disk/by-id/ata-B, size: 1T }] }'

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  THERE="$MACHINES_FOLDER/cp/there"
  mkdir "$THERE"
  sed -n "s/^  'apply\t\(.*\)'$/\1/p" "$DIST/bootstrap/cluster.sh" | while read -r file; do printf 'file: %s\n' "$file" >"$DIST/$file"; done
  touch "$THERE"/{cephblockpools.ceph.rook.io,cephfilesystems.ceph.rook.io,cephclusters.ceph.rook.io,drivers.csi.ceph.io}
  sed -i 's/^readonly GONE_SECONDS=300 CLEANUP_SECONDS=3600/readonly GONE_SECONDS=1 CLEANUP_SECONDS=1/; s/wait_until 60 5/wait_until 1 1/' "$DIST/bootstrap/cluster.sh"
  api_server
  for name in cp w1 w2; do mkdir -p "$MACHINES_FOLDER/$name/var/lib/rook/rook-ceph"; done
}

api_server() { # [line of bash…]: which goes first
  {
    printf '%s\n' 'words="$*" there="$MACHINE_ROOT/there"' "$@"
    cat <<'FAKE'
case "$words" in
  'get customresourcedefinitions '*)
    for kind in cephblockpools.ceph.rook.io cephfilesystems.ceph.rook.io cephclusters.ceph.rook.io drivers.csi.ceph.io objectbuckets.objectbucket.io; do
      printf 'customresourcedefinition.apiextensions.k8s.io/%s\n' "$kind"
    done ;;
  delete*--all-namespaces*) [[ -e $there/held ]] || rm -f "$there/$2" ;;
  'patch '*finalizers*) rm -f "$there/$2" ;;
  'get '*metadata.deletionTimestamp*) [[ ! -e $there/$2 ]] || printf 'rook-ceph  one  2026-11-21T10:00:00Z\n' ;;
  'get '*metadata.finalizers*) [[ ! -e $there/$2 ]] || printf 'rook-ceph  one  [cephblockpool.ceph.rook.io]\n' ;;
  *'get jobs '*) printf 'cluster-cleanup-job-w1  1\ncluster-cleanup-job-w2  1\n' ;;
  'delete --ignore-not-found '*) cat >>"$MACHINES_FOLDER/deleted" ;;
  *) ;;
esac
exit
FAKE
  } >"$MACHINES_FOLDER/cp/kubectl.bash"
}

changes() {
  calls | sed -e 's/^cp kubectl //' -e 's/^--namespace rook-ceph //' | grep -v -E '^get |^w. |^cp ' || true
}

answer() { # <answer> <argument…>
  local answer="$1"
  shift
  "$DIST/bootstrap/cluster.sh" storage teardown "$@" <<<"$answer"
}

@test 'what is taken away goes in the order of upstream, after the name of the cluster was typed' {
  run -0 answer home
  [[ "$(told)" == 'This destroys the storage of cluster home: every volume, file system and bucket, and what is on its disks.
Type the name of the cluster: 
home  done       0260-rook-toolbox.k8s.yaml is deleted
home  done       0250-storage-classes.k8s.yaml is deleted
home  done       the cluster of Ceph is deleted
home  done       0220-rook-operator.k8s.yaml is deleted
home  done       0210-ceph-csi-operator.k8s.yaml is deleted
home  done       0200-rook-common.k8s.yaml is deleted
home  done       0055-ceph-csi-crds.k8s.yaml is deleted
home  done       0050-rook-crds.k8s.yaml is deleted
home  done       the namespace rook-ceph is deleted
'*'home  next       cluster.sh plan shows disks that are not empty; cluster.sh storage wipe-disk NODE DEVICE wipes one' ]]
  [[ "$(changes)" == 'delete --ignore-not-found --wait=false --filename=-
delete --ignore-not-found --wait=false --filename=-
delete cephfilesystems.ceph.rook.io --all --all-namespaces --wait=false
delete cephblockpools.ceph.rook.io --all --all-namespaces --wait=false
patch cephcluster rook-ceph --type merge --patch {"spec":{"cleanupPolicy":{"confirmation":"yes-really-destroy-data"}}}
delete cephclusters.ceph.rook.io --all --all-namespaces --wait=false
delete drivers.csi.ceph.io --all --all-namespaces --wait=false
delete --ignore-not-found --wait=false --filename=-
delete --ignore-not-found --wait=false --filename=-
delete --ignore-not-found --wait=false --filename=-
delete --ignore-not-found --wait=false --filename=-
delete --ignore-not-found --wait=false --filename=-
delete namespace rook-ceph --ignore-not-found --wait=false' ]]
  [[ "$(<"$MACHINES_FOLDER/deleted")" == 'file: 0260-rook-toolbox.k8s.yaml
file: 0250-storage-classes.k8s.yaml
file: 0220-rook-operator.k8s.yaml
file: 0210-ceph-csi-operator.k8s.yaml
file: 0200-rook-common.k8s.yaml
file: 0055-ceph-csi-crds.k8s.yaml
file: 0050-rook-crds.k8s.yaml' ]]
  for name in cp w1 w2; do [[ ! -e $MACHINES_FOLDER/$name/var/lib/rook ]]; done
}

@test 'without the name of the cluster nothing happens' {
  for reply in '' Home yes; do
    run -2 answer "$reply"
    [[ $output == *'cluster.sh: the answer is not home; nothing was done; type the name of the cluster, or use --yes' && -z "$(changes)" ]]
  done
  run -2 cluster_sh storage teardown
  [[ -z "$(changes)" && -e $MACHINES_FOLDER/w1/var/lib/rook/rook-ceph ]]
}

@test 'what still uses the storage is listed, and nothing is asked or done' {
  api_server 'case "$words" in "get persistentvolumes "*) printf "pvc-1  rook-ceph.rbd.csi.ceph.com  data  default\npvc-2  rook-ceph.cephfs.csi.ceph.com  <none>  <none>\npvc-3  <none>  local  default\n" && exit ;;
    "get objectbuckets "*) printf "obc-default-photos  rook-ceph-bucket  photos  default\n" && exit ;; esac'
  run -2 cluster_sh storage teardown --yes
  [[ "$(told)" == 'cluster.sh: persistentvolume pvc-1 is there, for data of the namespace default; delete that claim, or a kept volume by itself: kubectl delete persistentvolume pvc-1
cluster.sh: persistentvolume pvc-2 is there; kubectl delete persistentvolume pvc-2
cluster.sh: objectbucket obc-default-photos is there, for photos of the namespace default; delete that claim, or a kept volume by itself: kubectl delete objectbucket obc-default-photos
cluster.sh: the storage of cluster home is in use; nothing was done; delete the applications, then what is listed above, in that order' ]]
  [[ -z "$(changes)" ]]
  run -2 cluster_sh storage teardown --yes --force
  [[ -z "$(changes)" ]]
}

@test 'what its finalizers hold stops the teardown, and is let go with --force only' {
  touch "$THERE/held"
  run -1 cluster_sh storage teardown --yes
  [[ $output == *'cluster.sh: waiting until all cephfilesystems.ceph.rook.io are gone: not within 1 s. The last answer:
    rook-ceph  one  [cephblockpool.ceph.rook.io]
cluster.sh: some cephfilesystems.ceph.rook.io are not gone; see above what holds them (finalizers), and the log of rook-ceph-operator; with --force they are let go, and what they stand for stays on the disks' ]]
  [[ "$(changes)" != *patch* && "$(changes)" != *cephblockpools* ]]
  run -0 cluster_sh storage teardown --yes --force
  [[ $output == *'warning: cephfilesystems.ceph.rook.io one was let go without the operator'* ]]
  [[ "$(changes)" == *'patch cephclusters.ceph.rook.io one --namespace rook-ceph --type merge --patch {"metadata":{"finalizers":null}}'*'patch configmap/rook-ceph-mon-endpoints --type merge --patch {"metadata":{"finalizers":null}}'* ]]
}

@test 'the operators stay until all machines are cleaned' {
  api_server 'case "$words" in *"get jobs "*) if [[ -e $there/jobs ]]; then printf "cluster-cleanup-job-w1  1\ncluster-cleanup-job-w2  <none>\n"; fi; exit ;; esac'
  run -1 cluster_sh storage teardown --yes
  [[ $output == *'    no job for it yet
cluster.sh: not all machines were cleaned; '* && "$(changes)" != *'delete namespace'* ]]
  touch "$THERE"/{jobs,cephclusters.ceph.rook.io}
  run -1 cluster_sh storage teardown --yes
  [[ $output == *'    cluster-cleanup-job-w2  <none>
cluster.sh: not all machines were cleaned; kubectl --namespace rook-ceph logs --selector app=rook-ceph-cleanup shows why; run the same command again, or with --force to leave the disks as they are' ]]
  [[ "$(changes)" != *'delete namespace'* && -e $MACHINES_FOLDER/w1/var/lib/rook ]]
}

@test 'a second teardown finds nothing, and ends well' {
  run -0 cluster_sh storage teardown --yes
  : >"$CALLS"
  api_server 'case "$words" in "get customresourcedefinitions "*) exit ;; "delete --ignore-not-found "*) printf "error: resource mapping not found for name: \"rook-ceph-block\": no matches for kind \"Driver\"\nensure CRDs are installed first\n" >&2 && exit 1 ;; esac'
  run -0 cluster_sh storage teardown --yes
  [[ "$(changes)" != *--all* && "$(changes)" != *patch* ]]
}

@test 'a file that cannot be deleted stops the teardown, with the words of the API server' {
  api_server 'case "$words" in "delete --ignore-not-found "*) printf "error: the server is currently unable to handle the request\n" >&2 && exit 1 ;; esac'
  run -1 cluster_sh storage teardown --yes
  [[ $output == *'error: the server is currently unable to handle the request
cluster.sh: 0260-rook-toolbox.k8s.yaml could not be deleted; see above; run the same command again' ]]
}

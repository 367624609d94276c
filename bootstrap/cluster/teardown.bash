# teardown: Ceph and all data in it go, in the order in which nothing is left hanging: what uses volumes, pools, the cluster with the wiping of its disks,
# CSI, operators, definitions, and what is left on the machines. https://rook.io/docs/rook/latest-release/Storage-Configuration/ceph-teardown/

# How long what is deleted may take to be gone, and the wiping of all disks.
readonly GONE_SECONDS=300 CLEANUP_SECONDS=3600

verb_storage_teardown() { # <yes: do not ask> <yes: take away what holds on>
  local yes="$1" force="$2" kind file
  [[ $STORAGE == rook ]] || refuse "cluster $CLUSTER_NAME has no storage" 'keep storage in cluster.yaml until it is torn down'
  check_manifests
  take_desk_lock 'storage teardown'
  open_logs
  choose_control_plane
  INVOLVED=("${ALL[@]}")
  reach_machines
  read_definitions
  refuse_while_used
  [[ $yes == yes ]] || confirm_teardown
  for file in "${TEARDOWN_BEFORE[@]}"; do delete_file "$file"; done
  for kind in "${CEPH_KINDS[@]}"; do delete_kind "$kind" ceph.rook.io "$force"; done
  delete_ceph_cluster "$force"
  for kind in "${CSI_KINDS[@]}"; do delete_kind "$kind" csi.ceph.io "$force"; done
  for file in "${TEARDOWN_AFTER[@]}"; do delete_file "$file"; done
  delete_namespace "$force"
  on_all_or_stop 'removing what Ceph kept' "$AT_ONCE" forget_ceph "${ALL[@]}"
  note "next       $PROGRAM plan shows disks that are not empty; $PROGRAM storage wipe-disk NODE DEVICE wipes one"
}

confirm_teardown() {
  printf 'This destroys the storage of cluster %s: every volume, file system and bucket, and what is on its disks.\n' "$CLUSTER_NAME"
  need_typed "$CLUSTER_NAME" 'the name of the cluster'
}

read_definitions() { # which kinds there are: an earlier run may have deleted them
  kubectl_there get customresourcedefinitions --output name >"$WORK/definitions"
  expect_lines "$CONTROL_PLANE" 'which kinds there are' "customresourcedefinition\\.apiextensions\\.k8s\\.io/$NAME" "$WORK/definitions"
}

is_defined() { # <kind> <group>
  grep -q -x "customresourcedefinition.apiextensions.k8s.io/$1.$2" "$WORK/definitions"
}

# ---- who still needs it

refuse_while_used() { # volumes hang for ever, and their machines with them, when what they are on goes first
  collect_users persistentvolumes 'custom-columns=NAME:.metadata.name,OF:.spec.csi.driver,CLAIM:.spec.claimRef.name,IN:.spec.claimRef.namespace'
  ! is_defined volumesnapshotcontents snapshot.storage.k8s.io ||
    collect_users volumesnapshotcontents 'custom-columns=NAME:.metadata.name,OF:.spec.driver,CLAIM:.spec.volumeSnapshotRef.name,IN:.spec.volumeSnapshotRef.namespace'
  ! is_defined objectbuckets objectbucket.io ||
    collect_users objectbuckets 'custom-columns=NAME:.metadata.name,OF:.spec.storageClassName,CLAIM:.spec.claimRef.name,IN:.spec.claimRef.namespace'
  if problems_found; then
    print_problems
    refuse "the storage of cluster $CLUSTER_NAME is in use" 'nothing was done; delete the applications, then what is listed above, in that order'
  fi
}

collect_users() { # <kind> <columns>
  local kind="$1" name of claim space
  kubectl_there get "$kind" --no-headers --output "$2" >"$WORK/users"
  # NAME, OF, CLAIM, IN.
  expect_lines "$CONTROL_PLANE" "which $kind there are" "[a-z0-9.:-]{1,253}( +([a-z0-9./-]{1,253}|<none>)){3} *" "$WORK/users"
  while read -r name of claim space; do
    [[ " ${ROOK_PROVISIONERS[*]} " == *" $of "* || ($kind == objectbuckets && -n $name) ]] || continue
    if [[ $claim == '<none>' ]]; then
      problem "${kind%s} $name is there" "kubectl delete ${kind%s} $name"
    else
      problem "${kind%s} $name is there, for $claim of the namespace $space" "delete that claim, or a kept volume by itself: kubectl delete ${kind%s} $name"
    fi
  done <"$WORK/users"
}

# ---- taking away

delete_kind() { # <kind> <group> <force>
  local kind="$1.$2" force="$3"
  is_defined "$1" "$2" || return 0
  kubectl_there delete "$kind" --all --all-namespaces --wait=false >>"$LOGS/teardown.log"
  until_gone "$kind" "$force"
}

until_gone() { # <kind> <force>
  local kind="$1" force="$2"
  wait_until "$GONE_SECONDS" 5 "waiting until all $kind are gone" none_left "$kind" && return 0
  [[ $force == yes ]] || fail "some $kind are not gone" "see above what holds them (finalizers), and the log of $ROOK_OPERATOR; with --force they are let go, and what they stand for stays on the disks"
  let_go "$kind"
  wait_until 60 5 "waiting until all $kind are gone" none_left "$kind" || fail "some $kind are not gone" 'see above; somebody holds them again and again'
}

none_left() { # <kind>: prints what is left, and what holds it
  local found
  found="$(kubectl_there get "$1" --all-namespaces --ignore-not-found --no-headers --output 'custom-columns=IN:.metadata.namespace,NAME:.metadata.name,HELD:.metadata.finalizers')" || return
  [[ -z $found ]] || { printf '%s\n' "$found" && return 1; }
}

let_go() { # <kind>: of all that is being deleted
  local kind="$1" space name deleted
  kubectl_there get "$kind" --all-namespaces --no-headers --output 'custom-columns=IN:.metadata.namespace,NAME:.metadata.name,DELETED:.metadata.deletionTimestamp' >"$WORK/held"
  expect_lines "$CONTROL_PLANE" "which $kind there are" "($NAME|<none>) +$NAME +([0-9TZ:-]{1,40}|<none>) *" "$WORK/held"
  while read -r space name deleted; do
    [[ $deleted != '<none>' ]] || continue
    kubectl_there patch "$kind" "$name" --namespace "$space" --type merge --patch '{"metadata":{"finalizers":null}}' >>"$LOGS/teardown.log"
    warn "$kind $name was let go without the operator"
  done <"$WORK/held"
}

delete_ceph_cluster() { # <force>
  local force="$1" least=0
  is_defined cephclusters ceph.rook.io || return 0
  if ! none_left cephclusters.ceph.rook.io >/dev/null; then
    # From here on the operator wipes the disks and removes what Ceph keeps on the machines.
    kubectl_ceph patch cephcluster "$CEPH_CLUSTER" --type merge --patch '{"spec":{"cleanupPolicy":{"confirmation":"yes-really-destroy-data"}}}' >>"$LOGS/teardown.log"
    delete_kind cephclusters ceph.rook.io "$force"
    note 'done       the cluster of Ceph is deleted'
    # The cleanup jobs appear when all daemons have ended.
    least=1
  fi
  wait_until "$CLEANUP_SECONDS" 10 'waiting until the operator has cleaned all machines' cleaned_up "$least" ||
    [[ $force == yes ]] || fail 'not all machines were cleaned' "kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-cleanup shows why; run the same command again, or with --force to leave the disks as they are"
}

cleaned_up() { # <jobs that there are at least>: prints those that are not done
  local least="$1" found
  found="$(kubectl_ceph get jobs --selector app=rook-ceph-cleanup --no-headers --output 'custom-columns=NAME:.metadata.name,DONE:.status.succeeded')" || return
  if [[ $least != 0 && -z $found ]]; then
    printf 'no job for it yet\n'
    return 1
  fi
  ! grep . <<<"$found" | grep -v ' 1$'
}

delete_file() { # <file>: what it holds
  local file="$1"
  kubectl_there delete --ignore-not-found --wait=false --filename=- <"$HERE/../$file" >>"$LOGS/teardown.log" 2>"$WORK/delete" ||
    # Kinds that are gone already.
    ! grep -v -e 'no matches for kind' -e 'ensure CRDs are installed first' "$WORK/delete" >&2 || fail "$file could not be deleted" 'see above; run the same command again'
  note "done       $file is deleted"
}

delete_namespace() { # <force>: with what is protected against mistakes, such as the monitors' keys
  local force="$1" name
  kubectl_there delete namespace "$ROOK_NAMESPACE" --ignore-not-found --wait=false >>"$LOGS/teardown.log"
  if [[ $force == yes ]]; then
    for name in configmap/rook-ceph-mon-endpoints secret/rook-ceph-mon; do
      kubectl_ceph patch "$name" --type merge --patch '{"metadata":{"finalizers":null}}' >>"$LOGS/teardown.log" 2>&1 || true # it may be gone
    done
  fi
  wait_until "$GONE_SECONDS" 5 "waiting until the namespace $ROOK_NAMESPACE is gone" namespace_is_gone ||
    fail "the namespace $ROOK_NAMESPACE is not gone" 'see above what is left in it; run the same command again, with --force where its finalizers hold it'
  note "done       the namespace $ROOK_NAMESPACE is deleted"
}

namespace_is_gone() { # prints what it says of itself
  local found
  found="$(kubectl_there get namespace "$ROOK_NAMESPACE" --ignore-not-found --output 'jsonpath={range .status.conditions[*]}{.message}{"\n"}{end}{.metadata.name}')" || return
  [[ -z $found ]] || { printf '%s\n' "$found" && return 1; }
}

forget_ceph() { # <machine>: otherwise monitors of a new Ceph would find the old one's keys
  node_sh "$1" forget-storage --node "$1"
}

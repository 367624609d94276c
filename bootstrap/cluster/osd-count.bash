# Whether Ceph has the OSDs that cluster.yaml gives it: Rook calls a cluster ready that has none, as when all of its disks were refused.

# What Rook's prepare jobs say of a disk that they do not take, behind time and level, as in "2026-01-01 10:00:00.000000 I | cephosd: skipping device …".
readonly DISK_REFUSED='[ |](skipping (device|osd|OSD)|failed|[Ee]rror|cannot|could not)|no devices matched'

stage_osds() { # <seconds>
  wait_until "$1" 10 'waiting until the Ceph cluster is ready' has_all_osds ||
    fail "the Ceph cluster is not ready: $(osds_are)" "see above; $PROGRAM plan shows what is on the disks, kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-osd-prepare all that Rook says; then run $PROGRAM apply again"
  note "ok         the Ceph cluster is ready: $(osds_are)"
}

# Rook's operator has ceph and the way to it from the moment that there is a cluster, a toolbox only later or never.
ceph_of_operator() { # <word…>
  kubectl_ceph exec "deployment/$ROOK_OPERATOR" -- ceph --connect-timeout 20 --conf "/var/lib/rook/$ROOK_NAMESPACE/$ROOK_NAMESPACE.config" "$@"
}

# OSDs that are up and in, by the machine's name in Ceph's map; and how many of those that cluster.yaml wants there are, and are to be.
declare -A OSDS_IN=()
OSDS_THERE=0 OSDS_WANTED=0

count_osds() { # of the table that `ceph osd tree` prints
  local found line host='' row name wanted there
  OSDS_IN=() OSDS_THERE=0 OSDS_WANTED=0
  found="$(ceph_of_operator osd tree 2>&1)" || { printf '%s\n' "$found" && return 1; }
  while IFS= read -r line; do
    if [[ $line =~ ^\ *-[0-9]+\ .*\ host\ ([a-z0-9-]{1,63})\ *$ ]]; then
      host="${BASH_REMATCH[1]}"
    elif [[ -n $host && $line =~ \ osd\.[0-9]+\ +up\ +(1|0\.[0-9]*[1-9][0-9]*|1\.0+)\  ]]; then
      OSDS_IN[$host]+=x
    fi
  done <<<"$found"
  for row in "${CEPH_OSDS[@]}"; do
    IFS=$'\t' read -r name wanted <<<"$row"
    there="${OSDS_IN[$(host_of "$name")]:-}"
    # One more than wanted, which a person has yet to give up, stands for no other.
    # number: of cluster.yaml, and a length
    OSDS_THERE=$((OSDS_THERE + (${#there} < wanted ? ${#there} : wanted))) OSDS_WANTED=$((OSDS_WANTED + wanted))
  done
}

osds_are() {
  if count_osds >/dev/null; then printf '%s of %s OSDs are up and in' "$OSDS_THERE" "$OSDS_WANTED"; else printf 'Ceph does not answer'; fi
}

has_all_osds() { # else prints how many there are, and of each machine that has too few what Rook says of its disks
  local row name wanted there
  count_osds || return 1
  ((OSDS_WANTED == 0 || OSDS_THERE < OSDS_WANTED)) || return 0 # number: counted here
  printf '%s of %s OSDs are up and in\n' "$OSDS_THERE" "$OSDS_WANTED"
  read_prepare_jobs || true # it is only to help
  for row in "${CEPH_OSDS[@]}"; do
    IFS=$'\t' read -r name wanted <<<"$row"
    there="${OSDS_IN[$(host_of "$name")]:-}"
    # number: a length, and of cluster.yaml
    ((${#there} >= wanted)) || printf '%s has %s of %s%s\n' "$name" "${#there}" "$wanted" "$(what_rook_says_of "$name")"
  done
  return 1
}

# shellcheck disable=SC2016 # the machine's shell expands it
readonly FILTERED='p="$1"; shift; "$@" | grep -E -- "$p" | tail -c "$0"'

# Their pods, and what they say of disks, with the pod before each line.
read_prepare_jobs() {
  local -a selector=(--namespace "$ROOK_NAMESPACE" --selector app=rook-ceph-osd-prepare)
  : >"$WORK/prepare.log"
  kubectl_there get pods "${selector[@]}" --no-headers --output custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,PHASE:.status.phase >"$WORK/prepare.pods"
  as_root "$CONTROL_PLANE" sh -c "$FILTERED" "$MOST_EXPLAINED" "$DISK_REFUSED" kubectl --kubeconfig "$ADMIN_CONF" logs "${selector[@]}" \
    --all-containers --prefix --tail=-1 --max-log-requests 100 >"$WORK/prepare.log"
} 2>/dev/null

what_rook_says_of() { # <machine>: a colon and its last words about disks, if any
  local name="$1" pod node phase line said=''
  local -a found=()
  while read -r pod node phase; do
    [[ $node == "$name" && $pod =~ ^($NAME)$ ]] || continue
    said="; pod $pod is $phase"
    mapfile -t found < <(grep -F "[pod/$pod/" "$WORK/prepare.log" | sed 's/^[^]]*\] *[-0-9]* *[0-9:.]* *[A-Z] | //' | uniq | tail -n 2)
    for line in "${found[@]}"; do said+="; $line"; done
  done <"$WORK/prepare.pods"
  [[ -n $said ]] || said="; Rook has no prepare job for it"
  printf ': %s' "${said#; }"
} 2>/dev/null

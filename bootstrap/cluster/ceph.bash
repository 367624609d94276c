# Ceph, asked by its own command in the toolbox, and what must be true of it before something is taken away from it.

# How long daemons may take to stop or to start, and placement groups to become clean after a short absence.
readonly DAEMON_SECONDS=900 RECOVERY_SECONDS=7200
# Moving the data of a disk to others takes as long as it takes; who does not want to wait interrupts, and runs the same command again.
readonly MOVING_SECONDS=604800

# What Ceph says of its placement groups, to the end of their states.
readonly PG_STAT='[0-9]{1,9} pgs: [0-9]{1,9} [a-z_+]+(, [0-9]{1,9} [a-z_+]+)*;.*|0 pgs: .*'

kubectl_ceph() { # <word…>: in its namespace
  kubectl_there --namespace "$ROOK_NAMESPACE" "$@"
}

ceph() { # <word…>
  kubectl_ceph exec "deployment/$ROOK_TOOLBOX" -- ceph --connect-timeout 60 "$@"
}

need_ceph() {
  local error
  [[ $STORAGE == rook ]] || refuse "cluster $CLUSTER_NAME has no storage" 'declare disks of its machines in cluster.yaml'
  [[ $TOOLBOX_WANTED == yes ]] || refuse "cluster $CLUSTER_NAME has no toolbox, through which Ceph is asked" 'set storage.rook.toolbox: true in cluster.yaml, synthesize and apply'
  error="$(ceph health 2>&1 >/dev/null)" || fail "Ceph does not answer: $(tail -n 1 <<<"$error")" \
    "wait until deployment/$ROOK_TOOLBOX in the namespace $ROOK_NAMESPACE is available; kubectl --namespace $ROOK_NAMESPACE get pods shows what is missing"
}

groups_are_clean() { # all placement groups; prints how many are not
  local found states state
  found="$(ceph pg stat)" || return
  expect "$CONTROL_PLANE" 'how the placement groups are' "$PG_STAT" "$found"
  states="${found#* pgs: }"
  states="${states%%;*}"
  while read -r _ state; do
    # Scrubbing and trimming of snapshots are added to it, and take nothing away.
    if [[ -n $state && $state != active+clean* ]]; then
      printf 'placement groups: %s\n' "$states"
      return 1
    fi
  done <<<"${states//, /$'\n'}"
}

host_of() { # <machine>: its name in Ceph's map, in which dots separate other things
  printf '%s' "${1//./-}"
}

osds_of() { # <machine>: their numbers, one a line
  local found
  if found="$(ceph osd ls-tree "$(host_of "$1")" 2>&1)"; then
    expect "$CONTROL_PLANE" "which OSDs $1 has" "(($NUMBER)?"$'\n'")*($NUMBER)?" "$found"
    printf '%s\n' "$found"
  else
    # It has none.
    [[ $found == *ENOENT* ]] || fail "Ceph does not say what $1 has: $(tail -n 1 <<<"$found")" 'see above'
  fi
}

osd_is_up() { # <number>: prints what it is instead
  local found
  found="$(ceph osd dump)" || return
  grep -q "^osd\.$1 up " <<<"$found" || { printf 'osd.%s is not up\n' "$1" && return 1; }
}

osds_are_up() { # <number…>
  local osd
  for osd in "$@"; do osd_is_up "$osd" || return; done
}

monitors_of() { # <machine>: their letters, one a line
  local found
  found="$(kubectl_ceph get pods --selector app=rook-ceph-mon --field-selector "spec.nodeName=$1" --output 'jsonpath={range .items[*]}{.metadata.labels.mon}{"\n"}{end}')" || return
  expect "$CONTROL_PLANE" "which monitors $1 has" "(([a-z]{1,3})?"$'\n'")*([a-z]{1,3})?" "$found"
  printf '%s\n' "$found"
}

can_do_without() { # <osd or mon> <number or letter…>: Ceph's own word
  local kind="$1" answer
  shift
  (($# > 0)) || return 0
  answer="$(ceph "$kind" ok-to-stop "$@" 2>&1)" && return 0
  answer="$(grep -m 1 '^Error' <<<"$answer" || tail -n 1 <<<"$answer")"
  problem "Ceph cannot do without $kind $* (${answer#Error })" "see $PROGRAM storage status; wait until it has recovered, or add machines"
}

# What would break if a machine went: told before anything is changed, all at once.

collect_removal_problems() { # <machine> <yes: it is lost>
  local name="$1"
  [[ $name =~ ^($NAME)$ ]] || refuse "$(quoted "$name") is not the name of a node" "kubectl get nodes lists them"
  ask_node "$name"
  if [[ $2 == yes ]]; then
    collect_living "$name"
  elif [[ $IS_NODE == yes && $IS_READY == no ]] && ! is_there "$name"; then
    problem "$name is not Ready, and cluster.yaml does not have it" "if it is lost: $PROGRAM remove $name --gone; else bring it back first"
  elif [[ $IS_NODE == yes ]]; then
    collect_staying_pods "$name" yes
  elif ! is_there "$name" && ! is_in_etcd "$name"; then
    problem "no node of cluster $CLUSTER_NAME is called $name, neither in cluster.yaml nor in the cluster" "kubectl get nodes lists them"
  fi
  collect_lost_majority "$name"
}

is_there() { # <machine>: we have looked at it
  [[ -e "$WORK/$1.ours" ]]
}

# Fewer machines with disks than copies, or than monitors: Ceph would never be whole again.
collect_ceph_shortage() { # <machine…>
  local row name
  local -a disks=() monitors=()
  [[ $STORAGE == rook ]] || return 0
  for row in "${CEPH_OSDS[@]}"; do
    name="${row%%$'\t'*}"
    is_one "$name" "$@" || disks+=("$name")
  done
  for name in "${CEPH_MONITOR_MACHINES[@]}"; do
    is_one "$name" "$@" || monitors+=("$name")
  done
  # number: both are of cluster.yaml
  ((${#disks[@]} == ${#CEPH_OSDS[@]} || ${#disks[@]} >= CEPH_WIDTH)) ||
    problem "Ceph keeps $CEPH_WIDTH copies or parts of data on as many machines, and without $(with_commas "$@") ${#disks[@]} with disks are left" "add a machine with disks before, or lower storage.rook.replicas"
  # number: as above
  ((${#monitors[@]} == ${#CEPH_MONITOR_MACHINES[@]} || ${#monitors[@]} >= CEPH_MONITORS)) ||
    problem "Ceph has $CEPH_MONITORS monitors on as many machines, and without $(with_commas "$@") ${#monitors[@]} are fit for one" "add a machine before, or lower storage.rook.mons"
}

# Which row of the spec this machine is, and whether it is the right machine.

# Names that installers give: nobody has named such a machine yet.
readonly UNNAMED=(localhost localhost.localdomain debian ubuntu raspberrypi)

# Sets NODE_NAME, NODE_ROLE (control-plane or worker), NODE_ADDRESSES (comma between two families), NODE_ADDRESS (the first of them), NODE_ARCH,
# NODE_ARGUMENTS and NODE_TAINTS (JSON, for kubeadm), NODE_DISKS (device=bytes, a space between two; no bytes: any size). marks_of reads the rest.
read_row() { # <row>
  local -a fields
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$1")
  readonly NODE_NAME="${fields[0]}" NODE_ROLE="${fields[1]}" NODE_ADDRESSES="${fields[2]}" NODE_ADDRESS="${fields[2]%%,*}" NODE_ARCH="${fields[3]}"
  readonly NODE_ARGUMENTS="${fields[4]}" NODE_TAINTS="${fields[5]}" NODE_DISKS="${fields[6]}"
}

find_node() { # [name]: by this name, else by the host name, else by an address of this machine
  local name="${1:-}" host row
  if [[ -n $name ]]; then
    row="$(row_of "$name")" || refuse "no node of cluster $CLUSTER_NAME is called $name" 'cluster.yaml has the names; after a change there, synthesize again'
  else
    host="$(host_name)"
    row="$(row_of "$host")" || row="$(row_of "${host%%.*}")" || row="$(row_by_address)" ||
      refuse "this machine ($host) has neither the name nor an address of a node of cluster $CLUSTER_NAME" 'if it is one of them, say which: --node NAME'
  fi
  read_row "$row"
}

node_names() { # one a line
  local row
  for row in "${NODES[@]}"; do printf '%s\n' "${row%%$'\t'*}"; done
}

row_of() { # <name>
  local row
  for row in "${NODES[@]}"; do
    if [[ ${row%%$'\t'*} == "$1" ]]; then
      printf '%s' "$row"
      return 0
    fi
  done
  return 1
}

row_by_address() {
  local row addresses own
  own=",$(own_addresses),"
  for row in "${NODES[@]}"; do
    addresses="${row#*$'\t'*$'\t'}"
    addresses="${addresses%%$'\t'*}"
    if [[ $own == *",${addresses%%,*},"* || $own == *",${addresses##*,},"* ]]; then
      printf '%s' "$row"
      return 0
    fi
  done
  return 1
}

host_name() { # as the kernel has it
  local name
  read -r name <"$ROOT/proc/sys/kernel/hostname"
  printf '%s' "$name"
}

os_release() { # <key>: what /etc/os-release says, nothing when it does not
  local key value
  while IFS='=' read -r key value; do
    if [[ $key == "$1" ]]; then
      value="${value#[\"\']}"
      printf '%s' "${value%[\"\']}"
    fi
  done <"$ROOT/etc/os-release"
}

own_addresses() { # with commas between them, without prefix lengths
  local address all=''
  while read -r _ _ _ address _; do
    all+="${all:+,}${address%%/*}"
  done < <(ip -o address show scope global)
  printf '%s' "$all"
}

# A machine that is not the one of the row: what is done to it would be done to somebody else's.
collect_wrong_machine() {
  local host address own cluster file
  host="$(host_name)"
  own="$(own_addresses)"
  if [[ $host != "$NODE_NAME" && ${host%%.*} != "$NODE_NAME" ]]; then
    if row_of "$host" >/dev/null; then
      problem "this machine is called $host, which is another node, not $NODE_NAME" "run this on $NODE_NAME, or without --node"
    elif [[ " ${UNNAMED[*]} " != *" $host "* ]]; then
      problem "this machine is called $host, not $NODE_NAME" "if it is the right one: hostnamectl set-hostname $NODE_NAME"
    fi
  fi
  for address in ${NODE_ADDRESSES//,/ }; do
    [[ ",$own," == *",$address,"* ]] || problem "this machine does not have the address $address of $NODE_NAME, but ${own:-none}" \
      'give it that address, or correct the address in cluster.yaml'
  done
  cluster="$(records cluster)"
  if [[ $cluster == "$CLUSTER_NAME at "* && $cluster != "$CLUSTER_ID" ]]; then
    problem "this machine belongs to a cluster $CLUSTER_NAME at ${cluster##* at }, and controlPlane.endpoint in cluster.yaml is $ENDPOINT" \
      'an endpoint cannot be changed after init: set it back; if that is another cluster, reset the machine with its node.sh first'
  elif [[ -n $cluster && $cluster != "$CLUSTER_ID" ]]; then
    problem "this machine belongs to another cluster ($cluster)" "reset it with the node.sh of that cluster first"
  elif [[ -z $cluster ]]; then
    for file in "${MEMBER_FILES[@]}"; do
      [[ ! -e "$ROOT$file" ]] || problem "this machine is already a member of some cluster, which left $file" \
        'if that cluster is gone: kubeadm reset, and remove the file'
    done
  fi
}

refuse_wrong_machine() {
  collect_wrong_machine
  refuse_problems
}

claim_machine() { # from now on this machine is one of ours
  record cluster "$CLUSTER_ID"
}

has_member_files() {
  local file
  for file in "${MEMBER_FILES[@]}"; do
    [[ ! -e "$ROOT$file" ]] || return 0
  done
  return 1
}

is_member() { # of our cluster, or about to be
  recorded cluster "$CLUSTER_ID" && has_member_files
}

# The members of etcd, as the one of this control plane knows them. kubeadm's etcd is asked in its own container, which has its own client.

etcdctl_at() { # <endpoint> <argument…>
  local endpoint="$1" container pki="$KUBERNETES_FOLDER/pki/etcd"
  shift
  container="$(crictl ps --name '^etcd$' --state running --quiet)"
  [[ $container =~ ^[0-9a-f]{12,64}$ ]] || return 1
  crictl exec --timeout 20 "$container" etcdctl --endpoints "$endpoint" --cacert "$pki/ca.crt" --cert "$pki/server.crt" --key "$pki/server.key" "$@"
}

readonly ETCD_HERE=https://127.0.0.1:2379

etcd_members() { # number in hexadecimal, started or unstarted, name, URLs for members, URLs for clients, whether a learner; a comma and a blank between them
  etcdctl_at "$ETCD_HERE" member list
}

# As etcd_members prints them; set by read_etcd_members.
MEMBERS_OF_ETCD=''

read_etcd_members() {
  MEMBERS_OF_ETCD="$(etcd_members)" || fail "etcd on $NODE_NAME does not say which members it has" "see 'crictl ps -a' there"
}

# Of MEMBERS_OF_ETCD, by either, as a member that never started has no name. Sets MEMBER_NUMBER and MEMBER_CLIENTS, to nothing where there is none.
find_etcd_member() { # <name, or nothing> <address, or nothing>
  local number name peers clients url=none
  MEMBER_NUMBER='' MEMBER_CLIENTS=''
  [[ -z $2 ]] || url="https://$(host_port "$2" 2380)"
  while IFS=, read -r number _ name peers clients _; do
    [[ (-n $1 && $name == " $1") || $peers == " $url" ]] || continue
    [[ $number =~ ^[0-9a-f]{1,16}$ ]] || fail "etcd on $NODE_NAME has a member with the number $number" 'look at etcdctl member list'
    MEMBER_NUMBER="$number" MEMBER_CLIENTS="${clients# }"
    return 0
  done <<<"$MEMBERS_OF_ETCD"
}

etcd_member_is_well() { # <URL for clients>
  etcdctl_at "$1" endpoint health >>"$LOG" 2>&1
}

remove_etcd_member() { # <number>
  etcdctl_at "$ETCD_HERE" member remove "$1"
}

# Without a majority of its voting members etcd stores nothing more, so one may go only where the others are enough.
etcd_can_lose_this_member() {
  # Alone, or not in it any more: nobody else loses anything.
  MEMBERS_OF_ETCD="$(etcd_members 2>>"$LOG")" || return 0
  find_etcd_member '' "$NODE_ADDRESS"
  etcd_can_lose "$MEMBER_NUMBER"
}

# Goes by MEMBERS_OF_ETCD.
etcd_can_lose() { # <number>
  local number state clients learner others=0 well=0
  while IFS=, read -r number state _ _ clients learner; do
    [[ -n $number && $learner != ' true' && $number != "$1" ]] || continue
    others=$((others + 1))
    if [[ $state == ' started' ]] && etcd_member_is_well "${clients# }"; then well=$((well + 1)); fi
  done <<<"$MEMBERS_OF_ETCD"
  ((others == 0 || well * 2 > others))
}

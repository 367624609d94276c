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

# By the address, as a member that never started has no name. Prints its number and the URL for clients; nothing where there is none. Fails where etcd does
# not answer.
etcd_member_at() { # <address>
  local address="$1" number peers clients members
  members="$(etcd_members)" || return
  while IFS=, read -r number _ _ peers clients _; do
    if [[ $peers == " https://$(host_port "$address" 2380)" ]]; then
      printf '%s%s\n' "$number" "$clients"
      return 0
    fi
  done <<<"$members"
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
  etcd_can_lose "" " https://$(host_port "$NODE_ADDRESS" 2380)"
}

# By its number or its URL for members; goes by MEMBERS_OF_ETCD.
etcd_can_lose() { # <number> [URL]
  local number state peers clients learner others=0 well=0
  while IFS=, read -r number state _ peers clients learner; do
    [[ -n $number && $learner != ' true' && $number != "$1" && $peers != "${2:-}" ]] || continue
    others=$((others + 1))
    if [[ $state == ' started' ]] && etcd_member_is_well "${clients# }"; then well=$((well + 1)); fi
  done <<<"$MEMBERS_OF_ETCD"
  ((others == 0 || well * 2 > others))
}

# As etcdctl prints them; set by who asks etcd_can_lose.
MEMBERS_OF_ETCD=''

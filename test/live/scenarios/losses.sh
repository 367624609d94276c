#!/usr/bin/env bash
# Three control planes and two workers: machines, a network and all power are lost, while somebody asks the API server and a Service; how many requests failed is counted.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"
# shellcheck source=../tower.bash
source "$LIVE/tower.bash"

service_of_all() { # a port of every machine
  asked patch service hello --patch '{"spec":{"type":"NodePort","ports":[{"port":80,"targetPort":8080,"nodePort":30080}]}}'
  until_true 60 lab run curl --silent --fail --max-time 2 http://10.77.0.14:30080/
}

leader() { # the control plane whose member leads etcd
  local machine
  for machine in cp1 cp2 cp3; do
    # shellcheck disable=SC2016 # for the machine
    if lab ssh "$machine" 'sudo sh -c "p=/etc/kubernetes/pki/etcd; crictl exec \$(crictl ps --name ^etcd\$ --quiet) etcdctl --endpoints https://127.0.0.1:2379 --cacert \$p/ca.crt --cert \$p/server.crt --key \$p/server.key endpoint status --write-out fields"' |
      awk -F ' : ' '$1 == "\"MemberID\"" { own = $2 } $1 == "\"Leader\"" { led = $2 } END { exit own == "" || own != led }'; then
      printf '%s\n' "$machine"
      return
    fi
  done
  return 1
}

lose() { # <machine>
  printf '= %s\n' "$1"
  lab kill "$1"
}

comes_back() { # <machine>
  lab start "$1"
  until_true 180 nodes_are_ready
}

# Its link at the bridge: the machine itself sees no more than that nobody answers.
cut_off() { # <machine>
  local link="lab-${1#cp}"
  printf '= %s\n' "$1"
  lab run ip link set "$link" down
  sleep 60
  lab run ip link set "$link" up
}

# In both directions, at all machines but w2, which may have no iptables yet.
lossy() { # <command>...: while every hundredth packet is lost
  local machine code=0
  for machine in cp1 cp2 cp3 w1; do lossiness "$machine" --insert; done
  "$@" || code=$?
  for machine in cp1 cp2 cp3 w1; do
    on "$machine" <<<'iptables --list --verbose --exact --numeric'
    lossiness "$machine" --delete
  done | awk '/statistic/ { lost += $1 } END { printf "= %d packets lost\n", lost }'
  return "$code"
}

lossiness() { # <machine> <--insert|--delete>
  on "$1" <<END
for chain in INPUT OUTPUT; do iptables $2 "\$chain" --match statistic --mode random --probability 0.01 --jump DROP; done
END
}

# Workers first, the machine that had the address last: nobody can come up by the help of others before that.
all_power_lost() {
  local last machine since
  last="$(holder | head --lines 1)"
  lab kill "${MACHINES[@]}"
  lab start w1
  lab start w2
  for machine in cp1 cp2 cp3; do
    [[ $machine == "$last" ]] || lab start "$machine"
  done
  since=$SECONDS
  lab start "$last"
  until_true 300 nodes_are_ready
  until_true 120 lab run curl --silent --fail --max-time 2 http://10.77.0.14:30080/
  printf '= %s last; all Ready and the Service answers %d s after it has power\n' "$last" $((SECONDS - since))
}

main() {
  local machine
  begin_tower
  must 'a Deployment of two pods' hello_on_two
  must 'its Service answers at a port of every machine' service_of_all
  SERVED=http://10.77.0.14:30080/

  machine="$(holder)"
  shown 'the machine with the address is lost' while_asked holder lose "$machine"
  must 'it comes back' comes_back "$machine"
  machine="$(leader)"
  shown 'the leader of etcd is lost' while_asked leader lose "$machine"
  must 'it comes back' comes_back "$machine"
  machine="$(holder)"
  shown 'the network of the machine with the address is cut for 60 seconds' while_asked cut cut_off "$machine"
  must 'all machines are Ready again' until_true 180 nodes_are_ready
  shown 'etcd has three members' until_true 60 members_are 3
  # Kubernetes takes 50 s before it calls a machine lost (node-monitor-grace-period), and until then sends it every other request.
  SERVICE_LIMIT=60
  shown 'a worker with one of the two pods is lost' while_asked worker lose w2
  must 'it comes back' comes_back w2
  SERVICE_LIMIT=10
  must 'a worker is removed' while_asked removed desk remove w2 --yes
  shown 'it is added while every hundredth packet is lost' while_asked lossy lossy desk add w2
  must 'all machines are Ready with it' until_true 180 nodes_are_ready
  shown 'all power is lost, and comes back in the worst order' all_power_lost
  shown 'etcd has three members at the end' until_true 60 members_are 3
  shown 'cluster.sh down' desk down --yes
  finish
}

main "$@"

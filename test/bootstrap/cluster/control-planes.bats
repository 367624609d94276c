#!/usr/bin/env bats
# cluster.sh with several control planes: one joins after the other, any of them may be asked, and the one that made the cluster goes last.

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
controlPlane: { endpoint: { loadBalancer: "api.home.arpa:6443" } }
nodes:
  - { name: w1, address: 192.168.0.12 }
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: c2, address: 192.168.0.14, role: control-plane }
  - { name: c3, address: 192.168.0.15, role: control-plane }
  - { name: w2, address: 192.168.0.13 }'

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk c2 c3
  for name in c2 c3; do is_so_on "$name" is-control-plane; done
}

@test 'control planes join one after the other, and workers after them' {
  run -0 cluster_sh up
  (($(line_of 'cp ends init') < $(line_of 'c2 begins join --node c2')))
  (($(line_of 'c2 ends join') < $(line_of 'c3 begins join --node c3')))
  (($(line_of 'c3 ends join') < $(line_of 'w1 begins join --node w1')))
}

@test 'plan says who becomes a control plane' {
  run -3 cluster_sh plan
  [[ $output == *'c2    would      join: become a control plane of cluster home'* && $output == *'w1    would      join: become a node of cluster home'* ]]
}

@test 'the authorities of the cluster are in no file, argument or log of the desk' {
  run -0 cluster_sh up
  run -1 grep --recursive --fixed-strings 'front-proxy-ca.key' "$HOME" "$TMPDIR" "$MACHINES_FOLDER/arguments"
}

@test 'a control plane is not joined with an invitation that lacks them' {
  is_so_on cp forgets-authorities
  run -1 cluster_sh up
  [[ $output == *'what cp gives c2 for joining is not an invitation; look at node.sh invite on cp'* ]]
  run -1 grep 'begins join' "$CALLS"
}

@test 'the invitation is taken back after the join that it was for' {
  run -0 cluster_sh up
  [[ "$(calls 'delete secret bootstrap-token-abcdef' | wc -l)" == 4 ]]
}

@test 'when the first control plane is gone, the cluster is asked through another one' {
  run -0 cluster_sh up
  is_so_on cp off
  : >"$CALLS"
  run -0 cluster_sh apply
  [[ "$(calls)" == c2* && "$(calls)" != *$'\n'cp* ]]
}

@test 'the machine that made the cluster joins it when it was installed anew, and does not make another one' {
  run -0 cluster_sh up
  rm -r "$MACHINES_FOLDER/cp"/{etc,var}
  mkdir "$MACHINES_FOLDER/cp/etc"
  is_so_on cp is-control-plane
  : >"$CALLS"
  run -3 cluster_sh plan
  [[ $output == *'cp    would      join: become a control plane of cluster home'* && $output != *'init: make cluster'* ]]
}

@test 'down resets workers first, control planes one after the other, and the one that made the cluster last' {
  run -0 cluster_sh up
  : >"$CALLS"
  run -0 cluster_sh down --yes
  for name in w1 w2; do (($(line_of "$name ends reset") < $(line_of 'c2 begins reset --node c2'))); done
  (($(line_of 'c2 ends reset') < $(line_of 'c3 begins reset --node c3')))
  (($(line_of 'c3 ends reset') < $(line_of 'cp begins reset --node cp')))
  [[ ! -e $HOME/.kube/home.yaml ]]
}

@test 'the kubeconfig stays while a control plane does' {
  run -0 cluster_sh up
  run -0 cluster_sh down --yes --node c3
  [[ -e $HOME/.kube/home.yaml && $output == *'the cluster still lists them: kubectl delete node c3'* ]]
}

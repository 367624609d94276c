#!/usr/bin/env bats
# Proxies of the machine.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # What stands in single quotes is for the other bash, each test is a subshell, and bats-root.bash and bats set the other variables.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
}

@test 'http_proxy in /etc/environment and elsewhere is told with file and line, and without its password' {
  mkdir -p "$ROOT"/etc/{apt/apt.conf.d,profile.d,systemd/system.conf.d,systemd/system/containerd.service.d}
  printf 'PATH=/bin\n#http_proxy=a\nhttp_proxy="http://me:secret@10.0.0.1:3128"\n' >"$ROOT/etc/environment"
  printf 'export HTTPS_PROXY=http://me:secret@10.0.0.1:3128\n' >"$ROOT/etc/profile.d/proxy.sh"
  printf '// none\nAcquire::http::Proxy "http://me:secret@10.0.0.1:3128";\n' >"$ROOT/etc/apt/apt.conf.d/80proxy"
  printf '[Manager]\nDefaultEnvironment="A=b" "HTTPS_PROXY=http://me:secret@10.0.0.1:3128"\n' >"$ROOT/etc/systemd/system.conf.d/proxy.conf"
  printf '[Service]\nEnvironment=http_proxy=http://me:secret@10.0.0.1:3128\n' >"$ROOT/etc/systemd/system/containerd.service.d/proxy.conf"
  run -0 node preflight_check
  [[ $output == 'warning: /etc/environment:3 of desktop-2 names a proxy; apt asks it; kubeadm, kubectl and what runs in the cluster go without it
warning: /etc/profile.d/proxy.sh:1 of desktop-2 names a proxy; apt asks it; kubeadm, kubectl and what runs in the cluster go without it
warning: /etc/apt/apt.conf.d/80proxy:2 of desktop-2 names a proxy; apt asks it for the packages of Kubernetes and containerd, too
warning: /etc/systemd/system.conf.d/proxy.conf:2 of desktop-2 names a proxy; containerd and the kubelet ask it, also for addresses of the cluster unless no_proxy there names them
warning: /etc/systemd/system/containerd.service.d/proxy.conf:2 of desktop-2 names a proxy; containerd and the kubelet ask it, also for addresses of the cluster unless no_proxy there names them' ]]
}

proxy_data() {
  printf '%s\n' "PROXY_HTTP=http://10.0.0.1:3128 PROXY_HTTPS=http://10.0.0.1:3129/%41 NO_PROXY_LIST=localhost,10.244.0.0/16,.svc" >>"$DATA"
}

@test 'field 4.7: the proxy of the spec reaches apt and kubeadm with its no_proxy, not kubectl, whatever the environment says' {
  local program
  for program in kubeadm kubectl apt-get apt-helper; do stub "$program" 'env | grep -i "^[a-z]*_proxy=" | sort >>"$CALLS"'; done
  export http_proxy=http://10.9.9.9:3128 ALL_PROXY=http://10.9.9.9:3128 no_proxy=everything
  proxy_data
  node -c 'keep_proxies_for_apt; with_proxy kubeadm init; INVITATION=i kubeadm_join documents; kubectl_as /etc/kubernetes/admin.conf get nodes; apt_get update; download a b'
  run -0 calls
  [[ $output == 'kubeadm init
HTTPS_PROXY=http://10.0.0.1:3129/%41
HTTP_PROXY=http://10.0.0.1:3128
NO_PROXY=localhost,10.244.0.0/16,.svc
kubeadm join --config documents
HTTPS_PROXY=http://10.0.0.1:3129/%41
HTTP_PROXY=http://10.0.0.1:3128
NO_PROXY=localhost,10.244.0.0/16,.svc
kubectl --kubeconfig '*' get nodes
apt-get '*' update
http_proxy=http://10.0.0.1:3128
https_proxy=http://10.0.0.1:3129/%41
no_proxy=localhost,10.244.0.0/16,.svc
apt-helper download-file a b
http_proxy=http://10.0.0.1:3128
https_proxy=http://10.0.0.1:3129/%41
no_proxy=localhost,10.244.0.0/16,.svc' ]]
}

@test 'field 4.7: the unit of containerd has the proxy of the spec, in the spelling of systemd, and nothing of it without one' {
  [[ "$(node containerd_limits)" != *PROXY* ]]
  proxy_data
  [[ "$(node containerd_limits)" == *'LimitNOFILE=1048576
Environment="HTTP_PROXY=http://10.0.0.1:3128"
Environment="HTTPS_PROXY=http://10.0.0.1:3129/%%41"
Environment="NO_PROXY=localhost,10.244.0.0/16,.svc"' ]]
}

@test 'with a proxy in the spec, only what stands beside it is told: of apt, and of the units' {
  mkdir -p "$ROOT"/etc/{apt/apt.conf.d,systemd/system/containerd.service.d}
  printf 'http_proxy="http://10.0.0.1:3128"\n' >"$ROOT/etc/environment"
  printf 'Acquire::http::Proxy "http://10.0.0.1:3128";\n' >"$ROOT/etc/apt/apt.conf.d/80proxy"
  proxy_data
  node containerd_limits >"$ROOT/etc/systemd/system/containerd.service.d/cdk8s-metal.conf"
  run -0 node preflight_check
  [[ $output == 'warning: /etc/apt/apt.conf.d/80proxy:1 of desktop-2 names a proxy; apt asks it for the packages of Kubernetes and containerd, too' ]]
}

@test 'http_proxy of the environment reaches apt, and neither kubeadm nor kubectl' {
  local program
  for program in kubeadm kubectl apt-get apt-helper; do stub "$program" 'env | grep -i "^[a-z]*_proxy=" | sort >>"$CALLS"'; done
  export http_proxy=http://10.0.0.1:3128 HTTPS_PROXY=http://10.0.0.1:3128 no_proxy=localhost
  node -c 'keep_proxies_for_apt; kubeadm init; kubectl_as /etc/kubernetes/admin.conf get nodes; apt_get update; download a b'
  run -0 calls
  [[ $output == 'kubeadm init
kubectl --kubeconfig '*' get nodes
apt-get '*' update
HTTPS_PROXY=http://10.0.0.1:3128
http_proxy=http://10.0.0.1:3128
no_proxy=localhost
apt-helper download-file a b
HTTPS_PROXY=http://10.0.0.1:3128
http_proxy=http://10.0.0.1:3128
no_proxy=localhost' ]]
}

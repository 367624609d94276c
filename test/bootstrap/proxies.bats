#!/usr/bin/env bats
# Proxies of the machine.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for the other bash, and bats-root.bash and bats set the other variables.

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

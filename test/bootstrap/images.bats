#!/usr/bin/env bats
# Phase images.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  as desktop-2
}

# kubeadm and crictl as far as images go.
image_programs() {
  stub kubeadm 'printf "registry.k8s.io/%s\n" kube-apiserver:v1.36.4 kube-proxy:v1.36.4 coredns/coredns:v1.14.2 pause:3.10.2 etcd:3.6.8-0'
  stub crictl '
    case "$1" in
      images) printf "IMAGE TAG ID SIZE\n"; cat "$ROOT/fake/images/list" 2>/dev/null || true ;;
      pull) printf "%s %s abc 1MB\n" "${2%:*}" "${2##*:}" >>"$ROOT/fake/images/list" ;;
      rmi) sed -i "\\|^${2%:*} |d" "$ROOT/fake/images/list" ;;
    esac'
}

@test 'a worker pulls what it starts with, once' {
  image_programs
  run -1 planned images
  [[ $output == '           would pull registry.k8s.io/kube-proxy:v1.36.4
           would pull registry.k8s.io/pause:3.10.2' ]]
  run -0 changes
  [[ $output == '' ]]
  node images_apply
  node images_check
  forget_calls
  node images_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'images that came before a run was cut off are pulled again, as they may not have reached the disk' {
  image_programs
  node images_apply
  node record pending images
  run -1 planned images
  [[ $output == '           would pull images again that may not have reached the disk' ]]
  forget_calls
  node images_apply
  node images_check
  run -0 changes
  # Pulls begin at the same time.
  [[ "$(head -n 2 <<<"$output" && tail -n +3 <<<"$output" | sort)" == 'crictl rmi registry.k8s.io/kube-proxy:v1.36.4
crictl rmi registry.k8s.io/pause:3.10.2
crictl pull registry.k8s.io/kube-proxy:v1.36.4
crictl pull registry.k8s.io/pause:3.10.2' ]]
}

@test 'a control plane pulls all that kubeadm names' {
  image_programs
  as desktop-1
  data <<<'KUBE_PROXY=none'
  run -0 node images_wanted
  [[ $output == 'registry.k8s.io/kube-apiserver:v1.36.4
registry.k8s.io/coredns/coredns:v1.14.2
registry.k8s.io/pause:3.10.2
registry.k8s.io/etcd:3.6.8-0' ]]
}

@test 'images are pulled two at a time, and one that fails keeps the others from nothing' {
  image_programs
  as desktop-1
  # Ends only when two have begun, as whoever is alone waits here for ever.
  stub crictl '
    [[ "$1" == pull ]] || exit 0
    mkdir -p "$ROOT/fake/pulls"
    : >"$ROOT/fake/pulls/$(basename "$2")"
    until (($(ls "$ROOT/fake/pulls" | wc -l) > 1)); do sleep 0.05; done
    [[ "$2" != */coredns:* ]]'
  run -1 node -c 'retry_until() { shift 3 && "$@"; }; images_apply'
  [[ "$(changes | grep -c '^crictl pull')" == 5 ]]
  [[ $output == *'pulling registry.k8s.io/coredns/coredns:v1.14.2 failed with exit code 1'* ]]
  node recorded pending images
}

@test 'who interrupts the pulling of images ends it' {
  local pulled
  image_programs
  stub crictl '[[ "$1" != pull ]]'
  stub sleep 'exec /bin/sleep 0.1'
  export -f node
  run -124 timeout --signal INT 3 bash -c 'node images_apply'
  pulled="$(grep -c '^crictl pull' "$CALLS")"
  ((pulled > 2))
  /bin/sleep 1
  [[ "$(grep -c '^crictl pull' "$CALLS")" == "$pulled" ]]
}

@test 'what the network of pods runs on each machine is pulled, too' {
  image_programs
  data <<<'NETWORK_IMAGES=(ghcr.io/flannel-io/flannel:v0.28.9)'
  node images_apply
  grep -qx 'crictl pull ghcr.io/flannel-io/flannel:v0.28.9' "$CALLS"
  node images_check
}

@test 'a pull that fails is tried again until its deadline' {
  image_programs
  stub crictl '[[ "$1" == images ]] && exit 0; printf "no route to host\n" >&2; exit 1'
  run -1 node -c 'retry_until() { printf "%s\n" "$1 $2 $3" && return 1; }; images_apply'
  [[ $output == *'    900 10 pulling registry.k8s.io/kube-proxy:v1.36.4'* ]]
}

@test 'a pull that a registry refuses for good is tried once, and one that may heal again' {
  local row
  image_programs
  while IFS='|' read -r pulls row; do
    export ANSWER="$row"
    forget_calls
    stub crictl '[[ "$1" == images ]] && exit 0; printf "%s\n" "$ANSWER" >&2; exit 1'
    run -1 node -c 'images_wanted() { printf "registry.k8s.io/kube-proxy:v1.36.4\n"; }; images_missing() { images_wanted; }
      pull_images() { retry_until 1 0.4 pulling judged lasts "$PULL_LASTS" crictl pull "$1" || return 1; }; images_apply'
    (("$(changes | grep -c '^crictl pull')" == pulls || (pulls > 1 && "$(changes | grep -c '^crictl pull')" > 1))) || { printf '%s\n' "$row" && return 1; }
  done <<'ANSWERS'
1|failed to pull image: rpc error: code = NotFound desc = failed to resolve reference "registry.k8s.io/kube-proxy:v9": registry.k8s.io/kube-proxy:v9: not found
1|pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed
1|failed to extract layer: write /var/lib/containerd/a: no space left on device
1|tls: failed to verify certificate: x509: certificate signed by unknown authority
1|http: server gave HTTP response to HTTPS client
2|dial tcp: lookup registry.k8s.io: no such host
2|unexpected status from GET request: 429 Too Many Requests
2|net/http: TLS handshake timeout
ANSWERS
}

#!/usr/bin/env bats
# Mirrors, authorities and logins of registries, as containerd gets them (field section 11: registry login, own CA, Harbor's override_path).
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
  data <<'END'
REGISTRIES=($'docker.io\thttps://harbor.example/v2/dockerhub-proxy' $'registry.k8s.io\thttps://harbor.example:443/mirror')
REGISTRY_ACCESS=('ca harbor.example' 'login harbor.example' 'login ghcr.io')
END
  CERTS="$ROOT/etc/containerd/certs.d"
}

given() { # [password]: what cluster.sh writes to standard input
  printf 'ca harbor.example %s\n' "$(printf 'CERTIFICATE\n' | base64 -w 0)"
  printf 'login harbor.example %s\nlogin ghcr.io %s\n' "$(printf 'robot:%s' "${1:-one}" | base64 -w 0)" "$(printf 'me:token' | base64 -w 0)"
}

access() { # <command…>: with what the desk brings
  node -c "read_registry_access; $*" < <(given "${PASSWORD:-one}")
}

stop_containerd() {
  kill "$(<"$BATS_TEST_TMPDIR/pid")"
  tail --pid="$(<"$BATS_TEST_TMPDIR/pid")" -f /dev/null
}

teardown() {
  [[ ! -e $BATS_TEST_TMPDIR/pid ]] || stop_containerd
}

@test 'field 11: a registry and its mirror get a certificate and a login, and a path behind /v2/ is asked as it is' {
  access containerd_apply
  [[ "$(<"$CERTS/docker.io/hosts.toml")" == '# Written by cdk8s-metal.
server = "https://registry-1.docker.io"

[host."https://harbor.example/v2/dockerhub-proxy"]
  capabilities = ["pull", "resolve"]
  override_path = true
  ca = "/etc/containerd/certs.d/harbor.example/ca.crt"

[host."https://harbor.example/v2/dockerhub-proxy".header]
  Authorization = "Basic cm9ib3Q6b25l"' ]]
  [[ "$(<"$CERTS/harbor.example/hosts.toml")" == '# Written by cdk8s-metal.
server = "https://harbor.example"
ca = "/etc/containerd/certs.d/harbor.example/ca.crt"

[header]
  Authorization = "Basic cm9ib3Q6b25l"' ]]
  [[ "$(<"$CERTS/registry.k8s.io/hosts.toml")" == *'[host."https://harbor.example:443/mirror"]
  capabilities = ["pull", "resolve"]
  ca = '*'Authorization = "Basic cm9ib3Q6b25l"' ]]
  [[ "$(<"$CERTS/ghcr.io/hosts.toml")" == *'Authorization = "Basic bWU6dG9rZW4="' && "$(<"$CERTS/harbor.example/ca.crt")" == CERTIFICATE ]]
}

@test 'field 11: only root reads a login, the state has no more of it than a sum, and no log has it' {
  access containerd_apply
  [[ "$(stat -c '%a %n' "$CERTS"/*/* | sed "s|$CERTS/||")" == '600 docker.io/hosts.toml
600 ghcr.io/hosts.toml
644 harbor.example/ca.crt
600 harbor.example/hosts.toml
600 registry.k8s.io/hosts.toml' ]]
  run grep -rlE 'cm9ib3Q6b25l|robot:one' "$ROOT"
  [[ "$(sort <<<"$output" | sed "s|$CERTS/||")" == $'docker.io/hosts.toml\nharbor.example/hosts.toml\nregistry.k8s.io/hosts.toml' ]]
  run -1 grep -E 'cm9ib3Q6b25l|robot:one' "$CALLS"
}

@test 'a second run changes nothing, and another password only the files that have it' {
  access containerd_apply
  forget_calls
  access containerd_check
  run -0 changes
  [[ $output == '' ]]
  PASSWORD=two run -1 access 'PLANNING=yes; containerd_check'
  [[ $output == '           would write /etc/containerd/certs.d/docker.io/hosts.toml
           would write /etc/containerd/certs.d/harbor.example/hosts.toml
           would write /etc/containerd/certs.d/registry.k8s.io/hosts.toml' ]]
  PASSWORD=two access containerd_apply
  PASSWORD=two access containerd_check
}

@test 'plan and prepare without what the desk brings say what is missing, and change nothing' {
  for verb in plan prepare; do
    run -2 node -c "VERBS=($verb) ROW=0; verb_$verb" < <(given | grep -v ghcr)
    [[ $output == "node.sh: the login of registry ghcr.io is not on standard input; cluster.sh brings it; by hand: { printf 'login ghcr.io '; base64 -w 0 FILE; echo; } | node.sh $verb, a line for each that is missing" ]]
  done
  run -0 changes
  [[ $output == '' ]]
}

@test 'what is not in the spec any more goes, and reset takes all of it away' {
  access containerd_apply
  data <<<"REGISTRY_ACCESS=('login ghcr.io')"
  run -1 access 'PLANNING=yes; containerd_check'
  [[ $output == *'           would remove /etc/containerd/certs.d/harbor.example/ca.crt'* ]]
  access containerd_apply
  [[ ! -e $CERTS/harbor.example && "$(<"$CERTS/docker.io/hosts.toml")" != *Authorization* && "$(stat -c %a "$CERTS/docker.io/hosts.toml")" == 644 ]]
  node reset_files
  node reset_leftovers
  [[ ! -e $CERTS ]]
}

# With an authority of its own, and either kind of login that registries know. A mirror that fails is not noticed where the registry itself answers: here nothing does.
real_containerd() { # <port>: runs with our configuration
  local port="$1" folder="$BATS_TEST_TMPDIR/c" arch=amd64
  [[ "$(uname -m)" == x86_64 ]] || arch=arm64
  mkdir "$folder"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$folder/ca.key" -out "$folder/ca.crt" -days 2 -subj /CN=authority 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -keyout "$folder/server.key" -out "$folder/server.csr" -subj /CN=harbor 2>/dev/null
  openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -CAcreateserial -days 2 -out "$folder/server.crt" -extfile <(printf 'subjectAltName=IP:127.0.0.1') 2>/dev/null
  data <<END
REGISTRIES=(\$'docker.io\thttps://127.0.0.1:$port/v2/dockerhub-proxy')
REGISTRY_ACCESS=('ca 127.0.0.1:$port' 'login 127.0.0.1:$port')
END
  node -c 'read_registry_access; registry_files install_containerd_file' < <(printf 'ca 127.0.0.1:%s %s\nlogin 127.0.0.1:%s %s\n' "$port" "$(base64 -w 0 "$folder/ca.crt")" "$port" "$(printf robot:s3cret | base64)")
  sed -i "s|/etc/containerd|$ROOT/etc/containerd|" "$CERTS"/*/hosts.toml
  {
    # Sockets have short names. NRI would listen where the containerd of this machine does.
    node containerd_config | sed "s|/etc/containerd|$ROOT/etc/containerd|; s|^version = 3|version = 3\nroot = '$folder/root'\nstate = '$folder/state'\ndisabled_plugins = ['io.containerd.nri.v1.nri']|"
    printf "[plugins.'io.containerd.internal.v1.opt']\n  path = '%s'\n[grpc]\n  address = '%s'\n" "$folder/opt" "$folder/s"
    printf "[plugins.'io.containerd.cri.v1.images']\n  snapshotter = 'native'\n"
    printf "[[plugins.'io.containerd.transfer.v1.local'.unpack_config]]\n  platform = 'linux/%s'\n  snapshotter = 'native'\n" "$arch"
  } >"$folder/config.toml"
  "$CONTAINERD" --config "$folder/config.toml" >"$folder/log" 2>&1 3>&- &
  printf '%s' "$!" >"$BATS_TEST_TMPDIR/pid"
  timeout 20 bash -c "until [[ -S '$folder/s' ]]; do sleep 0.1; done"
}

pulled() { # <port> <basic or bearer> <image…>
  (cd "$BOOTSTRAP/.." && command node -r ts-node/register test/bootstrap/registry/pull.ts "$BATS_TEST_TMPDIR/c" "$1" "$2" "$BATS_TEST_TMPDIR/c/s" "${@:3}")
}

@test 'field 11: a real containerd pulls through such a mirror and from the registry itself, with a login and by a token' {
  local port=$((20000 + RANDOM % 10000)) ask='GET|HEAD'
  [[ -n ${CONTAINERD:-} ]] || skip 'set CONTAINERD to a containerd 2.3 to see it pull'
  ((EUID == 0)) || skip 'containerd wants root'
  [[ -n "$(type -P openssl)" ]] || skip 'install openssl'
  real_containerd "$port"
  run -0 pulled "$port" basic "127.0.0.1:$port/shop/web:1" docker.io/library/cron:1
  [[ $output == *"/v2/shop/web/manifests/1 login"*"127.0.0.1:$port/shop/web:1: pulled"*"/v2/dockerhub-proxy/library/cron/manifests/1 login"*'docker.io/library/cron:1: pulled' ]]
  [[ $output != *nobody* ]]
  run -0 pulled "$port" bearer "127.0.0.1:$port/shop/other:1" docker.io/library/other:1
  [[ $output == *"GET /token login"*"/v2/shop/other/manifests/1 token"*"127.0.0.1:$port/shop/other:1: pulled"*'GET /token login'*'docker.io/library/other:1: pulled' ]]
  run -1 grep -E "$(printf robot:s3cret | base64)" "$BATS_TEST_TMPDIR/c/log"
}

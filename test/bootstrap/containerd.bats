#!/usr/bin/env bats
# containerd and its configuration.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
}

@test 'a fresh machine lacks all of it, and looking changes nothing' {
  run -1 planned containerd
  [[ $output == "           would install containerd.io 2.3
           would write /etc/containerd/config.toml
           would write /etc/systemd/system/containerd.service.d/cdk8s-metal.conf
           would write /etc/crictl.yaml
           would write /etc/containerd/certs.d/docker.io/hosts.toml
           would write /etc/containerd/certs.d/registry.k8s.io/hosts.toml
           would start containerd" ]]
  run -0 changes
  [[ $output == '' ]]
}

@test 'it is installed at the pinned minor, configured, and started with that configuration' {
  node containerd_apply
  node containerd_check
  run -0 changes
  [[ $output == *'apt-get '*' install containerd.io=2.3.*'*'systemctl daemon-reload'*'systemctl restart containerd' ]]
  [[ $(node package_version containerd.io) == 2.3.7 ]]
  [[ $(<"$ROOT/etc/containerd/config.toml") == *'version = 3'*"sandbox = 'registry.k8s.io/pause:3.10.2'"*"config_path = '/etc/containerd/certs.d'"*'SystemdCgroup = true'* ]]
  [[ $(<"$ROOT/etc/systemd/system/containerd.service.d/cdk8s-metal.conf") == *'LimitNOFILE=1048576' ]]
  [[ $(<"$ROOT/etc/crictl.yaml") == *'runtime-endpoint: unix:///run/containerd/containerd.sock'* ]]
  [[ $(<"$ROOT/etc/containerd/certs.d/registry.k8s.io/hosts.toml") == '# Written by cdk8s-metal.
server = "https://registry.k8s.io"

[host."http://10.77.0.1:5000"]
  capabilities = ["pull", "resolve"]' ]]
  grep -qx 'server = "https://registry-1.docker.io"' "$ROOT/etc/containerd/certs.d/docker.io/hosts.toml"
}

@test 'when all is there, the check says so and calls nothing' {
  node containerd_apply
  forget_calls
  node containerd_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'what apt brings is recorded before it comes' {
  stub dpkg-query 'exit 1'
  stub apt-get '[[ "$*" == *--simulate* ]] && { printf "Inst containerd.io (2.3.7 x [amd64])\nInst libc6 [2.40] (2.41 x [amd64])\nConf containerd.io (2.3.7 x)\n"; exit; }; grep -q "package.containerd.io" "$ROOT/var/lib/cdk8s-metal/state"'
  node install_packages 'installing' containerd.io
  [[ $(node records package) == containerd.io ]]
}

@test 'a run of dpkg that was cut off is finished first' {
  : >"$ROOT/var/lib/dpkg/updates/0001"
  node install_packages 'installing' socat
  run -0 changes
  [[ $output == 'dpkg --force-confold --configure --pending'*'apt-get '*' --simulate '*'apt-get '* ]]
}

@test 'apt may not remove a package of the machine for ours' {
  stub apt-get 'printf "E: Packages need to be removed but remove is disabled.\n" >&2; exit 100'
  run -1 node install_packages 'installing' containerd.io
  [[ $output == 'E: Packages need to be removed but remove is disabled.
node.sh: apt cannot install containerd.io; read what it says above; it removes nothing of the machine for us' ]]
  grep -q -- '--no-remove' "$CALLS"
}

@test 'a run that was cut off between the files and the restart restarts' {
  node containerd_apply
  node record pending restart-containerd
  run -1 node containerd_check
  forget_calls
  node containerd_apply
  grep -qx 'systemctl restart containerd' "$CALLS"
  node containerd_check
}

@test 'a mirror that is not in the spec any more goes' {
  node containerd_apply
  data <<<"REGISTRIES=($'registry.k8s.io\thttp://10.77.0.1:5000')"
  run -1 planned containerd
  [[ $output == '           would remove /etc/containerd/certs.d/docker.io/hosts.toml' ]]
  node containerd_apply
  [[ ! -e $ROOT/etc/containerd/certs.d/docker.io ]]
  node containerd_check
}

@test 'a configuration that containerd does not take over stops the run' {
  stub containerd 'printf "SystemdCgroup = false\n"'
  run -1 node containerd_apply
  [[ $output == "node.sh: containerd does not take over: SystemdCgroup = true; compare /etc/containerd/config.toml with 'containerd config dump'" ]]
  node recorded pending restart-containerd
}

@test 'the same configuration is valid for the containerd of the lab' {
  local real="${CONTAINERD:-}"
  [[ -n $real ]] || skip 'set CONTAINERD to a containerd 2.3 to see what it makes of it'
  node containerd_config >"$BATS_TEST_TMPDIR/config.toml"
  run -0 "$real" --config "$BATS_TEST_TMPDIR/config.toml" config dump
  [[ $output == *"sandbox = 'registry.k8s.io/pause:3.10.2'"*"config_path = '/etc/containerd/certs.d'"*'SystemdCgroup = true'* ]]
}

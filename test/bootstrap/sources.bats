#!/usr/bin/env bats
# Keys and apt sources.

load bats-cluster

setup() {
  machine phases/sources.bash
  machine_programs
  read_row "$(row_of desktop-1)"
}

@test 'a fresh machine has neither keys nor sources, and looking changes nothing' {
  PLANNING=yes
  capture -1 sources_check
  [[ $output == "           would fetch https://pkgs.example/kubernetes/deb/Release.key
           would write /etc/apt/sources.list.d/cdk8s-metal-kubernetes.list: https://pkgs.example/kubernetes/deb/ /
           would fetch https://download.docker.com/linux/debian/gpg
           would write /etc/apt/sources.list.d/cdk8s-metal-docker.list: https://download.docker.com/linux/debian trixie stable" ]]
  capture -0 calls
  [[ $output == '' ]]
  [[ ! -e $ROOT/etc/apt ]]
}

@test 'keys come with the downloader of apt, each source is trusted for its own key, and the lists are updated' {
  sources_apply
  sources_check
  [[ $(<"$ROOT/etc/apt/sources.list.d/cdk8s-metal-kubernetes.list") == '# Written by cdk8s-metal; the key is https://pkgs.example/kubernetes/deb/Release.key
deb [arch=amd64 signed-by=/etc/apt/keyrings/kubernetes.asc] https://pkgs.example/kubernetes/deb/ /' ]]
  [[ $(<"$ROOT/etc/apt/sources.list.d/cdk8s-metal-docker.list") == '# Written by cdk8s-metal; the key is https://download.docker.com/linux/debian/gpg
deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian trixie stable' ]]
  grep -q 'Release.key' "$ROOT/etc/apt/keyrings/kubernetes.asc"
  capture -0 calls
  [[ $output == *'apt-helper download-file https://download.docker.com/linux/debian/gpg '*'apt-get '*' update' ]]
}

@test 'a mirror is taken as the spec has it' {
  CONTAINERD_SOURCE=http://10.77.0.1:8080/docker/linux/debian CONTAINERD_SUITE=bookworm CONTAINERD_SOURCE_KEY=http://10.77.0.1:8080/docker.asc
  sources_apply
  grep -qx 'deb \[arch=amd64 signed-by=/etc/apt/keyrings/docker.asc\] http://10.77.0.1:8080/docker/linux/debian bookworm stable' "$ROOT/etc/apt/sources.list.d/cdk8s-metal-docker.list"
}

@test 'when all is there, the check says so and calls nothing' {
  sources_apply
  forget_calls
  sources_check
  capture -0 calls
  [[ $output == '' ]]
}

@test 'a run that was cut off before the lists were updated updates them' {
  stub apt-get 'exit 100'
  retry_until() { shift 3 && "$@"; }
  capture -100 sources_apply
  capture -1 sources_check
  machine_programs
  sources_apply
  sources_check
}

@test 'what is no key is refused before apt sees it' {
  stub apt-helper 'printf "<html>not found</html>\n" >"$3"'
  capture -1 sources_apply
  [[ $output == 'node.sh: https://pkgs.example/kubernetes/deb/Release.key is no ASCII-armored key; set sources in the spec to a key that begins with -----BEGIN PGP PUBLIC KEY BLOCK-----' ]]
  [[ ! -e $ROOT/etc/apt/keyrings/kubernetes.asc ]]
}

#!/usr/bin/env bats
# Keys and apt sources.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-root.bash and bats set the other variables.

load bats-cluster

setup() {
  cluster_machine
}

@test 'a fresh machine has neither keys nor sources, and looking changes nothing' {
  run -1 planned sources
  [[ $output == "           would fetch https://pkgs.example/kubernetes/deb/Release.key
           would write /etc/apt/sources.list.d/cdk8s-metal-kubernetes.list: https://pkgs.example/kubernetes/deb/ /
           would fetch https://download.docker.com/linux/debian/gpg
           would write /etc/apt/sources.list.d/cdk8s-metal-docker.list: https://download.docker.com/linux/debian trixie stable" ]]
  run -0 changes
  [[ $output == '' ]]
  [[ ! -e $ROOT/etc/apt ]]
}

@test 'keys come with the downloader of apt, each source is trusted for its own key, and the lists are updated' {
  node sources_apply
  node sources_check
  [[ $(<"$ROOT/etc/apt/sources.list.d/cdk8s-metal-kubernetes.list") == '# Written by cdk8s-metal; the key is https://pkgs.example/kubernetes/deb/Release.key
deb [arch=amd64 signed-by=/etc/apt/keyrings/kubernetes.asc] https://pkgs.example/kubernetes/deb/ /' ]]
  [[ $(<"$ROOT/etc/apt/sources.list.d/cdk8s-metal-docker.list") == '# Written by cdk8s-metal; the key is https://download.docker.com/linux/debian/gpg
deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian trixie stable' ]]
  grep -q 'Release.key' "$ROOT/etc/apt/keyrings/kubernetes.asc"
  run -0 changes
  [[ $output == *'apt-helper download-file https://download.docker.com/linux/debian/gpg '*'apt-get '*' update' ]]
}

@test 'a mirror is taken as the spec has it' {
  data <<<'CONTAINERD_SOURCE=http://10.77.0.1:8080/docker/linux/debian CONTAINERD_SUITE=bookworm CONTAINERD_SOURCE_KEY=http://10.77.0.1:8080/docker.asc'
  node sources_apply
  grep -qx 'deb \[arch=amd64 signed-by=/etc/apt/keyrings/docker.asc\] http://10.77.0.1:8080/docker/linux/debian bookworm stable' "$ROOT/etc/apt/sources.list.d/cdk8s-metal-docker.list"
}

@test 'when all is there, the check says so and calls nothing' {
  node sources_apply
  forget_calls
  node sources_check
  run -0 changes
  [[ $output == '' ]]
}

@test 'a run that was cut off before the lists were updated updates them' {
  stub apt-get '[[ $* == indextargets ]]'
  run -78 node sources_apply
  run -1 node sources_check
  system_programs
  node sources_apply
  node sources_check
}

# As a power cut leaves them: the index that is signed is whole, and apt takes all that it names for current.
cut_lists() {
  local lists="$ROOT/var/lib/apt/lists"
  mkdir -p "$lists/partial"
  printf 'Release\n' | tee "$lists/pkgs.example_kubernetes_deb_InRelease" >"$lists/deb.debian.org_debian_dists_trixie_InRelease"
  : >"$lists/lock"
  : >"$lists/deb.debian.org_debian_dists_trixie_non-free_binary-amd64_Packages"
  printf 'Package: kubelet\n' >"$lists/pkgs.example_kubernetes_deb_Packages"
}

@test 'a list of ours that a power cut has emptied is fetched again, and so is each other that is empty' {
  cut_lists
  node sources_apply
  node sources_check
  [[ -e $ROOT/var/lib/apt/lists/lock && ! -e $ROOT/var/lib/apt/lists/deb.debian.org_debian_dists_trixie_non-free_binary-amd64_Packages ]]
  : >"$ROOT/var/lib/apt/lists/pkgs.example_kubernetes_deb_Packages"
  run -1 planned sources
  [[ $output == "           would update the lists of packages, of which a power cut has emptied: pkgs.example_kubernetes_deb_Packages" ]]
  node sources_apply
  node sources_check
  [[ ! -e $ROOT/var/lib/apt/lists/pkgs.example_kubernetes_deb_Packages && -s $ROOT/var/lib/apt/lists/pkgs.example_kubernetes_deb_InRelease ]]
}

@test 'a list of somebody else may be empty, as that of a component without packages' {
  node sources_apply
  cut_lists
  node sources_check
}

@test 'what is not a key is refused before apt sees it' {
  stub apt-helper 'printf "<html>not found</html>\n" >"$3"'
  run -1 node sources_apply
  [[ $output == 'node.sh: https://pkgs.example/kubernetes/deb/Release.key is not a whole ASCII-armored key; set sources in the spec to a key that begins with -----BEGIN PGP PUBLIC KEY BLOCK-----' ]]
  [[ ! -e $ROOT/etc/apt/keyrings/kubernetes.asc ]]
}

@test 'a fingerprint of the spec is held against the key, when it is fetched and when it is there' {
  local found
  node sources_apply
  found="$(node key_fingerprints "$ROOT/etc/apt/keyrings/kubernetes.asc")"
  data <<<"KUBERNETES_SOURCE_FINGERPRINT=$found"
  node sources_check
  data <<<"KUBERNETES_SOURCE_FINGERPRINT=DE15B14486CD377B9E876E1A234654DA9A296436"
  run -1 planned sources
  [[ $output == '           would fetch https://pkgs.example/kubernetes/deb/Release.key' ]]
  run -1 node sources_apply
  [[ $output == "node.sh: https://pkgs.example/kubernetes/deb/Release.key has the fingerprint $found, and DE15B14486CD377B9E876E1A234654DA9A296436 was wanted; do not use that key unless you know why; if it is the right one, correct fingerprint in sources of the spec" ]]
}

#!/usr/bin/env bats
# Authorities and logins of registries on their way from the desk to the machines (field section 11: registry login, own CA).
# shellcheck disable=SC2016,SC2154 # bash of the spec, and bats sets the other variables

load desk

SPEC='name: home
network: { cni: { flannel: {} } }
sources:
  registries: { docker.io: https://harbor.example/v2/dockerhub-proxy }
  registryAccess:
    - { host: harbor.example, ca: ~/ca.crt, login: { file: ~/login } }
    - { host: ghcr.io, login: { command: "printf me:%s \"$(cat ~/token)\"" } }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12 }
  - { name: w2, address: 192.168.0.13 }'
SECRET=s3cretOfTheRobot

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  printf 'robot:%s\n' "$SECRET" >"$HOME/login"
  printf 'token-%s' "$SECRET" >"$HOME/token"
  printf -- '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' >"$HOME/ca.crt"
  # What node.sh reads, beside what it does.
  sed -i 's/^prepare() {$/prepare() { cat >"$MACHINE_ROOT\/given"/; s/^plan() {$/plan() { cat >"$MACHINE_ROOT\/given"/' "$DIST/bootstrap/node.sh"
}

expected() {
  printf 'ca harbor.example %s\nlogin harbor.example %s\nlogin ghcr.io %s\n' "$(base64 -w 0 "$HOME/ca.crt")" "$(printf 'robot:%s' "$SECRET" | base64 -w 0)" \
    "$(printf 'me:token-%s' "$SECRET" | base64 -w 0)"
}

@test 'field 11: up brings the authority and the logins of registries to each machine on standard input' {
  run -0 cluster_sh up
  for name in cp w1 w2; do
    [[ "$(<"$MACHINES_FOLDER/$name/given")" == "$(expected)" ]]
  done
}

@test 'plan brings them too, also to a machine that has no node.sh yet, which reads it from the same stream' {
  run -3 cluster_sh plan
  [[ "$(<"$MACHINES_FOLDER/w1/given")" == "$(expected)" ]]
  [[ ! -e $MACHINES_FOLDER/w1/var/lib/cdk8s-metal/node.sh ]]
  run -0 cluster_sh up
  run -0 cluster_sh plan
  [[ "$(<"$MACHINES_FOLDER/w1/given")" == "$(expected)" ]]
}

@test 'add brings them too' {
  run -0 cluster_sh up
  rm "$MACHINES_FOLDER/w1/given"
  run -0 cluster_sh add w1
  [[ "$(<"$MACHINES_FOLDER/w1/given")" == "$(expected)" ]]
  rm "$HOME/token"
  : >"$CALLS"
  run -2 cluster_sh add w1
  [[ $output == *'the login of ghcr.io'* && "$(calls)" == '' ]]
}

@test 'field 11: a login is in no argument, no log, no output, no file of the desk but its own, and not in dist' {
  local encoded
  run -0 cluster_sh up
  encoded="$(printf 'robot:%s' "$SECRET" | base64 -w 0)"
  [[ $output != *"$SECRET"* && $output != *"$encoded"* ]]
  run grep -rlE "$SECRET|$encoded" "$HOME" "$DIST" "$TMPDIR" "$CALLS" "$MACHINES_FOLDER/arguments"
  [[ "$(sort <<<"$output")" == "$(printf '%s\n' "$HOME/login" "$HOME/token")" ]]
}

@test 'what is missing or wrong is told at once by plan and up, with host and path and without the secret, before any machine is asked' {
  local verb
  rm "$HOME/ca.crt" "$HOME/token"
  printf '%s\n' "$SECRET" >"$HOME/login"
  for verb in plan up; do
    run -2 cluster_sh "$verb"
    [[ $output == *"cluster.sh: sources.registryAccess: the ca of harbor.example cannot be read at this desk: $HOME/ca.crt; put the certificate there, or correct the path in cluster.yaml
cluster.sh: sources.registryAccess: $HOME/login, the login of harbor.example, is not one line USER:PASSWORD; write the user, a colon, and the password or token
cluster.sh: sources.registryAccess: what the command for the login of ghcr.io prints ("*') is not one line USER:PASSWORD;'* ]]
    [[ $output != *"$SECRET"* && "$(calls)" == '' ]]
  done
}

@test 'a command that fails is told with its exit code and its words, and a key in the place of a certificate is refused' {
  program_of "$DIST/bootstrap/cluster.sh" <<<"${SPEC/printf*\"\"/exit 7\"}"
  printf -- '-----BEGIN %s-----\n' 'PRIVATE KEY' >>"$HOME/ca.crt"
  run -2 cluster_sh plan
  [[ $output == "cluster.sh: sources.registryAccess: $HOME/ca.crt, the ca of harbor.example, is not a certificate alone; it must hold PEM certificates (-----BEGIN CERTIFICATE-----), and no key
cluster.sh: sources.registryAccess: the command for the login of ghcr.io ended with exit code 7: exit 7; try it in a terminal; it must print USER:PASSWORD" ]]
}

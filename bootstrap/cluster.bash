#!/usr/bin/env bash
# Runs at the desk: makes the cluster out of its machines, over ssh. `cluster.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
# shellcheck disable=SC2088 # a tilde of the spec: from_home expands it
set -o errexit -o nounset -o pipefail
# Asked here, because an older bash stops further below with words that help nobody.
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf 'cluster.sh: this bash is %s, and 4.4 or later is needed; install it (on a Mac: brew install bash) and put it first in the PATH\n' "$BASH_VERSION" >&2
  exit 2
fi

# --- parts

usage() {
  printf '%s\n' "Usage: $PROGRAM VERB [--node NAME]…

At the desk, for the machines of cluster $CLUSTER_NAME:
  plan     what up would do; changes nothing anywhere
  up       make the cluster: prepare all machines, init the control plane, join the others, fetch the kubeconfig
  apply    put the manifests beside this program into the cluster, stage by stage
  status   machines, versions, readiness
  down     reset the machines: the cluster and what it holds are gone; asks for the name of the cluster first

  --node NAME          only this machine; may be repeated (plan, up, status, down)
  --kubeconfig PATH    where up puts the kubeconfig; without it $KUBECONFIG_PATH
  --yes                down does not ask
  --help               this text

Needs ssh, and a user on the machines who is root or may use sudo without a password. Logs are in $STATE_FOLDER_OF_DESK/log.
Whatever was interrupted or failed is repeated with the same command: it goes on where it stopped.
Exit codes: 0 done, 2 wrong usage or a machine that was refused, 1 anything else."
}

wrong_usage() { # <what>
  refuse "$1" "$PROGRAM --help says what there is"
}

main() {
  local verb='' yes=no argument
  local -a chosen=()
  while (($# > 0)); do
    argument="$1"
    shift
    case "$argument" in
      -h | --help)
        usage
        return 0
        ;;
      --yes) yes=yes ;;
      --node | --kubeconfig)
        (($# > 0)) || wrong_usage "$argument wants a value"
        set -- "$argument=$1" "${@:2}"
        ;;
      --node=*) chosen+=("${argument#*=}") ;;
      --kubeconfig=*) KUBECONFIG_PATH="${argument#*=}" ;;
      -*) wrong_usage "$argument is no option" ;;
      *)
        [[ -z $verb ]] || wrong_usage "there is one verb at a time, not $verb and $argument"
        verb="$argument"
        ;;
    esac
  done
  [[ $verb == @(plan|up|apply|status|down) ]] || wrong_usage "${verb:-no verb} is none of plan, up, apply, status, down"
  [[ $yes == no || $verb == down ]] || wrong_usage "--yes is for down, which asks; $verb does not"
  # ssh reads standard input, which is for nobody but the question of down.
  exec 3<&0 </dev/null
  choose_machines "${chosen[@]}"
  check_desk
  open_desk
  "verb_$verb" "$yes"
}

main "$@"

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
  printf '%s\n' "Usage: $PROGRAM VERB [OPTION]…

At the desk, for the machines of cluster $CLUSTER_NAME:
  plan     what up would do; changes nothing anywhere
  up       make the cluster: prepare all machines, init the control plane, join the others, fetch the kubeconfig
  apply    put the manifests beside this program into the cluster, stage by stage
  status   machines, versions, readiness
  down     reset the machines: the cluster and what it holds are gone; asks for the name of the cluster first

  storage status                      health, disks, placement groups and capacity of Ceph
  storage drain NODE                  take a machine out of work, when Ceph can do without it; noout is set
  storage return NODE                 take it into work again; noout is taken back
  storage replace-disk NODE DEVICE    make the disk a new one for Ceph: what was on it moves elsewhere first, disks that are gone are given up
  storage remove-osd ID               give up an OSD whose disk is not in cluster.yaml any more, or gone
  storage wipe-disk NODE DEVICE       make a disk of cluster.yaml empty
  storage teardown                    destroy Ceph and all data in it; asks for the name of the cluster first

  --node NAME          only this machine; may be repeated (plan, up, status, down)
  --kubeconfig PATH    where up puts the kubeconfig; without it $KUBECONFIG_PATH
  --serial SERIAL      the disk that is to be wiped (storage replace-disk, remove-osd, wipe-disk); without it they say which one it is
  --force              storage replace-disk, remove-osd: it is enough that others have the data, too; teardown: let go what finalizers hold
  --yes                down and storage teardown do not ask
  --help               this text

Needs ssh, and a user on the machines who is root or may use sudo without a password. Logs are in $STATE_FOLDER_OF_DESK/log.
Whatever was interrupted or failed is repeated with the same command: it goes on where it stopped.
Exit codes: 0 done, 2 wrong usage or a machine that was refused, 1 anything else."
}

wrong_usage() { # <what>
  refuse "$1" "$PROGRAM --help says what there is"
}

main() {
  local verb='' yes=no force=no serial='' argument
  local -a chosen=() words=()
  while (($# > 0)); do
    argument="$1"
    shift
    case "$argument" in
      -h | --help)
        usage
        return 0
        ;;
      --yes) yes=yes ;;
      --force) force=yes ;;
      --node | --kubeconfig | --serial)
        (($# > 0)) || wrong_usage "$argument wants a value"
        set -- "$argument=$1" "${@:2}"
        ;;
      --node=*) chosen+=("${argument#*=}") ;;
      --serial=*) serial="${argument#*=}" ;;
      --kubeconfig=*) KUBECONFIG_PATH="${argument#*=}" ;;
      -*) wrong_usage "$argument is no option" ;;
      *)
        [[ -z $verb || $verb == storage ]] || wrong_usage "there is one verb at a time, not $verb and $argument"
        if [[ -z $verb ]]; then verb="$argument"; else words+=("$argument"); fi
        ;;
    esac
  done
  [[ $verb == @(plan|up|apply|status|down|storage) ]] || wrong_usage "${verb:-no verb} is none of plan, up, apply, status, down, storage"
  if [[ $verb == storage ]]; then
    ((${#chosen[@]} == 0)) || wrong_usage 'storage has no --node; name the machine after its word'
  else
    [[ $yes == no || $verb == down ]] || wrong_usage "--yes is for down, which asks; $verb does not"
    [[ $force == no && -z $serial ]] || wrong_usage "--force and --serial are for storage, not for $verb"
  fi
  # ssh reads standard input, which is for nobody but the question of down.
  exec 3<&0 </dev/null
  choose_machines "${chosen[@]}"
  check_desk
  open_desk
  if [[ $verb == storage ]]; then verb_storage "$yes" "$force" "$serial" "${words[@]}"; else "verb_$verb" "$yes"; fi
}

main "$@"

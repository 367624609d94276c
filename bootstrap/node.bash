#!/usr/bin/env bash
# Turns this machine into a node of the cluster, step by step. `node.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
set -o errexit -o nounset -o pipefail
# Until the last line no program can be found: who was cut off in the middle of a name, such as that of kubelet_check, starts none.
readonly FULL_PATH="$PATH"
# shellcheck disable=SC2123 # This one.
PATH=/dev/null

# --- parts

usage() {
  printf '%s\n' "Usage: $PROGRAM VERB [--node NAME]

On a machine, as root:
  plan           what prepare would change here; changes nothing
  preflight      what keeps the machine from becoming the node, or else its facts; changes nothing
  prepare        everything that the machine needs before it inits or joins
  init           make the cluster, on its first control plane
  invite NAME    on that control plane: print what the node NAME needs for joining, for a pipe; it holds a secret
  join           join the cluster; reads what invite printed on standard input
  status         what is installed and running
  facts          what cluster.sh compares between machines
  disks          what is on the disks that Ceph gets
  wipe-disk DEVICE [--serial SERIAL]
                 make one of them empty: what is on it is lost; without its serial number, only say what is on it
  reset          undo all of this, and only this

Anywhere:
  config         print the kubeadm documents of the node NAME

  --node NAME    which node this machine is; without it, the one that has its host name or one of its addresses
  --help         this text

Exit codes: 0 done, 2 wrong usage, wrong machine or one that cannot become a node, 1 anything else.
A run that was interrupted is repeated with the same command."
}

# The files of the machine are below it: empty but in tests.
readonly ROOT="${CDK8S_METAL_ROOT:-}"
# The phase that is being applied.
PHASE=''

main() { # <argument…>
  local verb='' node='' argument='' serial='' extra=''
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || refuse "bash is $BASH_VERSION" 'install bash 4.4 or newer'
  while (($# > 0)); do
    case "$1" in
      -h | --help)
        usage
        return 0
        ;;
      --node)
        (($# > 1)) || refuse '--node has no name after it' 'write --node NAME'
        node="$2"
        shift
        ;;
      --node=*) node="${1#*=}" ;;
      --serial)
        (($# > 1)) || refuse '--serial has no serial number after it' 'write --serial SERIAL'
        serial="$2"
        shift
        ;;
      --serial=*) serial="${1#*=}" ;;
      -*) refuse "$1 is no option" "see $PROGRAM --help" ;;
      *)
        extra="${argument:+$1}"
        argument="${verb:+$1}"
        verb="${verb:-$1}"
        [[ -z $extra ]] || refuse "$extra is one word too many" "see $PROGRAM --help"
        ;;
    esac
    shift
  done
  dispatch "$verb" "$node" "$argument" "$serial"
}

dispatch() { # <verb> <node> <argument> <serial number>
  local verb="$1" node="$2" argument="$3" serial="$4"
  [[ -z $argument || $verb == @(invite|wipe-disk) ]] || refuse "$argument is one word too many" "see $PROGRAM --help"
  [[ -z $serial || $verb == wipe-disk ]] || refuse '--serial is for wipe-disk' "see $PROGRAM --help"
  export LC_ALL=C PATH="$FULL_PATH:/usr/local/sbin:/usr/sbin:/sbin"
  umask 022
  case "$verb" in
    config)
      find_node "$node"
      verb_config
      ;;
    plan | preflight | status | facts | disks)
      require_root "$verb"
      find_node "$node"
      "verb_$verb"
      ;;
    invite)
      [[ -n $argument ]] || refuse 'invite has no name after it' "see $PROGRAM --help"
      require_root "$verb"
      find_node "$node"
      verb_invite "$argument"
      ;;
    wipe-disk)
      [[ -n $argument ]] || refuse 'wipe-disk has no device after it' "see $PROGRAM --help"
      require_root "$verb"
      find_node "$node"
      take_lock "$verb"
      verb_wipe_disk "$argument" "$serial"
      ;;
    prepare | init | join | reset)
      require_root "$verb"
      find_node "$node"
      take_lock "$verb"
      trap finish EXIT
      "verb_$verb"
      ;;
    '')
      usage >&2
      return 2
      ;;
    *) refuse "$verb is no verb" "see $PROGRAM --help" ;;
  esac
}

require_root() { # <verb>
  local user
  user="$(id -u)"
  [[ $user == 0 ]] || refuse "$1 needs root" "run it with sudo"
}

finish() { # whatever ended the run
  local code=$?
  [[ $code == 0 || -z $PHASE ]] ||
    printf '%s: stopped in phase %s; when the cause is gone, run the same command again: it goes on where it stopped\n' "$PROGRAM" "$PHASE" >&2
}

main "$@"

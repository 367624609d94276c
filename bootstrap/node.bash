#!/usr/bin/env bash
# Turns this machine into a node of the cluster, step by step. `node.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
set -o errexit -o nounset -o pipefail
# Until the last line no program can be found: who was cut off in the middle of a name, such as that of kubelet_check, starts none.
readonly FULL_PATH="$PATH"
# shellcheck disable=SC2123 # This one.
PATH=/dev/null

# --- parts

program_notes() {
  printf '%s\n' 'Exit codes: 0 done (plan, marks: nothing to do), 3 plan and marks have something to do, 2 wrong usage, wrong machine or one that cannot become what
cluster.yaml says, 1 anything else.
A run that was interrupted is repeated with the same command.'
}

# The files of the machine are below it: empty but in tests.
readonly ROOT="${CDK8S_METAL_ROOT:-}"
# The phase that is being applied.
PHASE=''

main() { # <argument…>
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) || refuse "bash is $BASH_VERSION" 'install bash 4.4 or newer'
  read_command_line "$@"
  export LC_ALL=C PATH="$FULL_PATH:/usr/local/sbin:/usr/sbin:/sbin"
  umask 022
  keep_proxies_for_apt
  ! verb_needs root || require_root
  ! verb_needs node || find_node "${OPTIONS[--node]:-}"
  if verb_needs lock; then
    keep_on_without_desk
    take_lock "${VERBS[ROW]}"
    trap finish EXIT
  fi
  run_verb
  # Here, and not by returning: bash would read on in its file, where another one may stand by now.
  exit
}

require_root() {
  local user
  user="$(id -u)"
  [[ $user == 0 ]] || refuse "${VERBS[ROW]} needs root" "run it with sudo"
}

finish() { # whatever ended the run
  local code=$?
  [[ $code == 0 || -z $PHASE ]] || complain "stopped in phase $PHASE; when the cause is gone, run the same command again: it goes on where it stopped"
}

main "$@"

#!/usr/bin/env bash
# Runs at the desk: makes the cluster out of its machines, over ssh. `cluster.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
# shellcheck disable=SC2088 # a tilde of the spec: from_home expands it
set -o errexit -o nounset -o pipefail
# Checked here, because an older bash stops further below with a message about syntax.
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf 'cluster.sh: this bash is %s, and 4.4 or later is needed; install it (on a Mac: brew install bash) and put it first in the PATH\n' "$BASH_VERSION" >&2
  exit 2
fi

# What ends in a command substitution ends the program as well. Bash has this from 4.4 on.
shopt -s inherit_errexit

# --- parts

program_notes() {
  printf '%s\n' "Needs ssh, and a user on the machines who is root or may use sudo without a password. Logs are in $STATE_FOLDER_OF_DESK/log.
Whatever was interrupted or failed is repeated with the same command: it goes on where it stopped.
Exit codes: 0 done (plan: nothing to do), 3 plan has something to do, 2 wrong usage, or a machine or a difference that was refused, 1 anything else."
}

main() { # <argument…>
  local -a chosen=()
  read_command_line "$@"
  if verb_needs node; then
    [[ -z ${OPTIONS[--node]:-} ]] || mapfile -t chosen <<<"${OPTIONS[--node]}"
    KUBECONFIG_PATH="${OPTIONS[--kubeconfig]:-$KUBECONFIG_PATH}"
    # ssh reads standard input, which is kept for the questions of down and storage teardown.
    exec 3<&0 </dev/null
    choose_machines "${chosen[@]}"
    check_desk
    supervise
  else
    run_verb
  fi
  # Here, and not by returning: bash would read on in its file, where a synth may have put another one meanwhile.
  exit
}

main "$@"

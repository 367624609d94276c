# shellcheck shell=bash
# The rows of cluster.sh's verbs, as tests go through them: a new verb is in, whether or not somebody thinks of it.

verb_rows() { # <program> [need]: words of the verbs about machines that have this need, too; one a line
  bash -c 'source <(sed -n "/^readonly VERBS=(/,/^)/p; /^readonly VERB_NEEDS=(/,/^)/p" "$1")
    for index in "${!VERBS[@]}"; do
      [[ " ${VERB_NEEDS[index]} " != *" node "* || " ${VERB_NEEDS[index]} " != *" $2 "* ]] || printf "%s\n" "${VERBS[index]}"
    done' _ "$1" "${2:-node}"
}

words_of() { # <verb>: sets WORDS: the verb with arguments that are right for the machines of these tests, and without questions
  read -r -a WORDS <<<"$1"
  case "$1" in
    'storage drain' | 'storage return') WORDS+=(w1) ;;
    'storage replace-disk' | 'storage wipe-disk') WORDS+=(w1 /dev/disk/by-id/ata-A --serial S1) ;;
    'storage remove-osd') WORDS+=(0 --serial S1) ;;
    remove) WORDS+=(w1 --yes) ;;
    add | reboot) WORDS+=(w1) ;;
    'storage teardown' | down) WORDS+=(--yes) ;;
    *) ;;
  esac
}

# apply: the manifests in stages, through the control plane's kubectl.

# How long one question to kubectl may take, the first and all others; the stage says how long all of them together. It watches meanwhile, which costs a
# slow API server less than another kubectl that starts from nothing.
readonly FIRST_ASK_SECONDS=10 ASK_SECONDS=60

verb_apply() {
  local row kind
  local -a fields
  check_manifests
  take_desk_lock apply
  open_logs
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  reach_machines
  ((${#STAGES[@]} > 0)) || note 'done       there are no manifests for this cluster'
  for row in "${STAGES[@]}"; do
    IFS=$'\t' read -r -a fields <<<"$row"
    kind="${fields[0]}"
    "stage_$kind" "${fields[@]:1}"
  done
}

check_manifests() {
  local row
  for row in "${STAGES[@]}"; do
    [[ $row != apply$'\t'* || -r "$HERE/../${row#*$'\t'}" ]] || problem "$HERE/../${row#*$'\t'} is missing" 'keep what cdk8s synth writes in one folder'
  done
  refuse_problems
}

stage_apply() { # <file>
  local file="$1" code=0
  # Without kubectl's own validation, for which it loads megabytes of definitions: the API server itself refuses a field that it does not know.
  local -a words=(apply --server-side --field-manager=cdk8s-metal --validate=false --filename=-)
  # Other programs have written to definitions before, and must not keep them old; in all else, who takes a field away from whom is for a person.
  ! has_only_definitions "$HERE/../$file" || words+=(--force-conflicts)
  doing "applying $file"
  retry_until "$HICCUP_SECONDS" 5 "waiting until the API server takes $file" judged heals "$HICCUPS" apply_file "$HERE/../$file" "${words[@]}" || code=$?
  { printf '%s\n' "$file" && cat "$WORK/applied"; } >>"$LOGS/apply.log"
  if ((code != 0)); then # number: an exit code
    fail "$file could not be applied" "see above what the API server says and in $LOGS/apply.log; when the cause is gone, run $PROGRAM apply again"
  fi
  note "done       $file: $(grep -c . "$WORK/applied" || true) objects" # grep says no when there are none
}

# An API server that is not there for a moment, as after its first start on a slow machine, heals by itself; all else is for a person.
readonly HICCUP_SECONDS=300
HICCUPS='connection refused|connection reset|TLS handshake timeout|i/o timeout|unexpected EOF|etcdserver: |apiserver not ready'
readonly HICCUPS="$HICCUPS|currently unable to handle the request|context deadline exceeded|client connection lost"

apply_file() { # <file> <word of kubectl…>
  local file="$1" code=0
  shift
  kubectl_there "$@" <"$file" >"$WORK/applied" 2>&1 || code=$?
  ((code == 0)) || cat "$WORK/applied" # number: an exit code
  return "$code"
}

has_only_definitions() { # <file>
  local kinds
  kinds="$(grep '^kind: ' "$1" | sort -u)" || return 1
  [[ $kinds == 'kind: CustomResourceDefinition' ]]
}

stage_wait() { # <title> <seconds> <words of kubectl until true> <words of kubectl to show> <words of kubectl get that name it> <its namespace, or ->
  local title="$1" seconds="$2" space="$6"
  local -a until show subject
  read -r -a until <<<"$3"
  read -r -a show <<<"$4"
  read -r -a subject <<<"$5"
  wait_for "$seconds" "$title" "$space" "${subject[@]}" -- "${until[@]}" ||
    fail "gave up waiting until $title" "look at: kubectl ${show[*]}; then run $PROGRAM apply again"
  note "ok         $title"
}

# One way for all kinds: kubectl waits, and what is waited for is asked why that is not over.
wait_for() { # <seconds> <title> <namespace, or -> <word of kubectl get that name it…> -- <word of kubectl until true…>
  rm -f "$WORK/asked"
  wait_until "$1" 5 "waiting until $2" kubectl_until "${@:3}"
}

kubectl_until() { # as wait_for, without the first two
  local seconds="$ASK_SECONDS" answer
  local -a subject=()
  while [[ $1 != -- ]]; do
    subject+=("$1")
    shift
  done
  shift
  [[ -e $WORK/asked ]] || seconds="$FIRST_ASK_SECONDS"
  : >"$WORK/asked"
  answer="$(kubectl_there "$@" "--timeout=${seconds}s" 2>&1)" && return 0
  # Where kubectl has only waited, its words say nothing.
  [[ $answer == *'timed out waiting'* ]] || printf '%s\n' "$answer"
  reasons "${subject[@]}" || [[ $answer != *'timed out waiting'* ]] || printf '%s\n' "$answer"
  return 1
}

# Why something does not come true yet, as the cluster itself says it: conditions, phases and messages of what is waited for; of its pods why they are not
# ready; of machines what keeps pods away. One way for all kinds.

# What facts say, by name of a pod where it is about one. Containers follow their pod.
declare -A POD_PHASE=() POD_WHY=() EVENT_OF=()
POD=''
PODS=()
TAINTS=()
MACHINE_LINES=()
SUBJECT_LINES=()

# Prints a line a reason; fails where nothing says one.
reasons() { # <namespace, or -> <word of kubectl get…>: what is waited for
  local LC_ALL=C space="$1" fact kind name rest begin=''
  local -a namespace=()
  shift
  [[ $space == - ]] || namespace=(--namespace "$space")
  POD_PHASE=() POD_WHY=() EVENT_OF=() PODS=() TAINTS=() MACHINE_LINES=() SUBJECT_LINES=()
  # Pods of a workload bear its name; of all else those of its namespace are asked.
  case "$1" in
    deployment/* | daemonset/*) begin="${1#*/}-" ;;
    *) ;;
  esac
  while IFS=$'\t' read -r fact kind name rest; do
    take_fact "$fact" "$kind" "$name" "$rest"
  done < <(facts_of "${namespace[@]}" "$@")
  [[ $space == - || $1 == pods ]] || while IFS=$'\t' read -r fact kind name rest; do
    [[ $kind == @(Node|Container) || $name == "$begin"* || "$name-" == "$begin" ]] || continue
    take_fact "$fact" "$kind" "$name" "$rest"
  done < <(facts_of "${namespace[@]}" nodes,events,pods)
  tell_reasons
}

take_fact() { # <fact> <kind> <name> <rest>
  local fact="$1" kind="$2" name="$3" first second third fourth of
  [[ $kind =~ ^[A-Za-z]{1,60}$ && $name =~ ^($NAME)$ ]] || return 0
  IFS=$'\t' read -r first second third fourth <<<"$4"
  case "$fact $kind" in
    'taint Node') [[ $first == PreferNoSchedule || $second == node-role.kubernetes.io/* ]] || TAINTS+=("$name has the taint $second") ;;
    'phase Pod')
      POD="$name"
      PODS+=("$name")
      POD_PHASE[$name]="$first"
      ;;
    'deleted Pod') POD_WHY[$name]+="; being deleted" ;;
    'condition Pod') take_condition_of_pod "$name" "$first" "$second" "$fourth" ;;
    'container Container') [[ -z $POD || $first == PodInitializing ]] || POD_WHY[$POD]+="; $name: $first$(told "$second")" ;;
    'ended Container') [[ -z $POD || $first == 0 ]] || POD_WHY[$POD]+="; $name ended with exit code $first ($second)$(told "$third")" ;;
    'condition Node') MACHINE_LINES+=("node $name $(state_of_node "$first" "$second") ($third)$(told "$fourth")") ;;
    condition*) ! is_bad "$kind" "$first" "$second" || SUBJECT_LINES+=("${kind,,} $name: $first is $second ($third)$(told "$fourth")") ;;
    phase*) [[ $first == Ready || $kind == Node ]] || SUBJECT_LINES+=("${kind,,} $name is $first$(told "$second")") ;;
    deleted*) SUBJECT_LINES+=("${kind,,} $name is being deleted") ;;
    event*)
      of="$kind/$name"
      EVENT_OF[$of]="$first$(told "$second")"
      ;;
    *) ;;
  esac
}

take_condition_of_pod() { # <name> <type> <status> <message>
  local name="$1"
  [[ $3 != True ]] || return 0
  case "$2" in
    PodScheduled) POD_WHY[$name]="$(told "$4")${POD_WHY[$name]:-}" ;;
    # What its containers say is more.
    Ready) POD_WHY[$name]="${POD_WHY[$name]:-; not Ready}" ;;
    *) ;;
  esac
}

state_of_node() { # <type> <status>
  if [[ $1 == Ready ]]; then printf 'is NotReady'; else printf 'has %s' "$1"; fi
}

# Most conditions are well when they are True, those that name something bad when they are not; who makes progress says of what.
is_bad() { # <kind> <type> <status>
  case "$2" in
    Degraded | *Failure | *Pressure | *Unavailable | Stalled | Terminating | NonStructuralSchema | *Violation) [[ $3 == True ]] ;;
    Progressing) if [[ $1 == Deployment ]]; then [[ $3 == False ]]; else [[ $3 == True ]]; fi ;;
    *) [[ $3 != True ]] ;;
  esac
}

told() { # <text as Go quotes it, or ->: behind a colon
  local text="$1"
  [[ $text == '"'*'"' ]] || return 0
  text="${text#\"}"
  text="${text%\"}"
  text="${text//\\n/ }"
  text="${text//\\t/ }"
  text="${text//\\x[0-9a-f][0-9a-f]/?}"
  text="${text//\\\"/\"}"
  printf ': %s' "${text%.}"
}

tell_reasons() {
  local name why line of count=0
  local -A told_of=()
  local -a pods=() every=()
  for name in "${PODS[@]}"; do
    why="${POD_WHY[$name]:-}" of="Pod/$name"
    [[ -n $why && ${POD_PHASE[$name]} != Succeeded ]] || continue
    if [[ $why == ': '* && ${#TAINTS[@]} -gt 0 ]]; then
      printf -v line '%s, ' "${TAINTS[@]:0:4}"
      why=": ${line%, } (${why#: })"
    elif [[ -n ${EVENT_OF[$of]:-} ]]; then
      why+="; ${EVENT_OF[$of]}"
    fi
    [[ $why != '; '* ]] || why=": ${why#; }"
    why="${POD_PHASE[$name]}$why"
    # number: counted here, and the text is an index of names, which runs nothing
    [[ -n ${told_of[$why]:-} ]] || pods+=("$name"$'\t'"$why")
    told_of[$why]+=x
  done
  for line in "${pods[@]}"; do
    why="${line#*$'\t'}" name="${line%%$'\t'*}"
    count=${#told_of[$why]}
    if ((count == 1)); then every+=("pod $name is $why"); else every+=("pod $name and $((count - 1)) more are $why"); fi
  done
  for name in "${!EVENT_OF[@]}"; do
    [[ $name == Pod/* || $name == Node/* ]] || every+=("${name,,}: ${EVENT_OF[$name]}")
  done
  every=("${SUBJECT_LINES[@]}" "${every[@]}" "${MACHINE_LINES[@]}")
  ((${#every[@]} > 0)) || return 1
  printf '%s\n' "${every[@]:0:MOST_REASONS-1}"
  # number: MOST_REASONS is a constant
  ((${#every[@]} < MOST_REASONS)) || printf 'and %s more\n' "$((${#every[@]} - MOST_REASONS + 1))"
}

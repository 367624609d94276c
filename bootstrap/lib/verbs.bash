# The command line, read by the rows of bootstrap/verbs.ts: what is at one index of VERBS, VERB_ARGUMENTS, VERB_OPTIONS and so on is one verb.

# What was asked for: the index of the verb, the arguments after its words, and its options by name. A repeated option has its values in lines.
ROW=''
ARGUMENTS=()
declare -A OPTIONS=()

read_command_line() { # <argument…>: sets ROW, ARGUMENTS and OPTIONS; answers --help and --version itself, and wrong usage ends the program
  local argument help=no
  local -a words=()
  while (($# > 0)); do
    argument="$1"
    shift
    case "$argument" in
      -h | --help) help=yes ;;
      --version)
        printf '%s (cdk8s-metal) %s\n' "$PROGRAM" "$PROGRAM_VERSION"
        exit 0
        ;;
      -?*=*) keep_option "${argument%%=*}" "${argument#*=}" ;;
      -?*)
        if wants_value "$argument"; then
          keep_option "$argument" "${1:-}"
          shift
        else
          keep_option "$argument"
        fi
        ;;
      *) words+=("$argument") ;;
    esac
  done
  if [[ $help == yes ]]; then
    verb_help "${words[@]}"
    exit 0
  fi
  find_verb "${words[@]}" || refuse_verb "${words[@]}"
  refuse_options_of_others
  refuse_wrong_arguments
}

run_verb() { # calls the verb's function with the arguments, then the options in the order of its row
  local function="verb_${VERBS[ROW]//[ -]/_}" name
  local -a values=("${ARGUMENTS[@]}")
  for name in ${VERB_OPTIONS[ROW]}; do
    if wants_value "$name"; then values+=("${OPTIONS[$name]:-}"); else values+=("${OPTIONS[$name]:-no}"); fi
  done
  "$function" "${values[@]}"
}

verb_needs() { # <need>
  [[ " ${VERB_NEEDS[ROW]} " == *" $1 "* ]]
}

# ---- options

index_of_option() { # <name>
  local index
  for index in "${!OPTION_NAMES[@]}"; do
    if [[ ${OPTION_NAMES[index]} == "$1" ]]; then
      printf '%s' "$index"
      return 0
    fi
  done
  return 1
}

wants_value() { # <name>
  local index
  index="$(index_of_option "$1")" && [[ -n ${OPTION_VALUES[index]} ]]
}

keep_option() { # <name> [value]
  local name="$1" value="${2:-}" index wanted
  index="$(index_of_option "$name")" || refuse_option "$name"
  wanted="${OPTION_VALUES[index]}"
  if [[ -z $wanted ]]; then
    (($# == 1)) || refuse "$name is a switch and takes no value, but has \"$value\"" "write $name alone"
    OPTIONS[$name]=yes
  elif [[ -z $value ]]; then
    refuse "$name has no value after it" "write $name ${wanted%...}"
  elif [[ -z ${OPTIONS[$name]:-} ]]; then
    OPTIONS[$name]="$value"
  elif [[ $wanted == *... ]]; then
    OPTIONS[$name]+=$'\n'"$value"
  else
    refuse "$name is given twice, with \"${OPTIONS[$name]}\" and \"$value\"" 'give it once'
  fi
}

refuse_option() { # <name>
  refuse "\"$1\" is not an option" "$(repair_of "$1" "${OPTION_NAMES[@]}" --help --version)"
}

refuse_options_of_others() {
  local name
  local -a takers
  for name in "${OPTION_NAMES[@]}"; do
    [[ -n ${OPTIONS[$name]:-} && " ${VERB_OPTIONS[ROW]} " != *" $name "* ]] || continue
    mapfile -t takers < <(takers_of "$name")
    refuse "$name is for $(with_commas "${takers[@]}"), not for ${VERBS[ROW]}" 'leave it out'
  done
}

takers_of() { # <name>: the verbs that take the option, one a line
  local index
  for index in "${!VERBS[@]}"; do
    [[ " ${VERB_OPTIONS[index]} " != *" $1 "* ]] || printf '%s\n' "${VERBS[index]}"
  done
}

# ---- verbs and their arguments

find_verb() { # <word…>: sets ROW and ARGUMENTS
  local index count
  for index in "${!VERBS[@]}"; do
    count=1
    [[ ${VERBS[index]} != *' '* ]] || count=2
    if [[ ${*:1:count} == "${VERBS[index]}" ]]; then
      ROW="$index"
      ARGUMENTS=("${@:count+1}")
      return 0
    fi
  done
  return 1
}

first_words() { # of all verbs, each once, one a line
  local verb last=''
  for verb in "${VERBS[@]}"; do
    [[ ${verb%% *} == "$last" ]] || printf '%s\n' "${verb%% *}"
    last="${verb%% *}"
  done
}

verbs_of_group() { # <first word>: the verbs that have a word after it, one a line
  local verb
  for verb in "${VERBS[@]}"; do
    [[ $verb != "$1 "* ]] || printf '%s\n' "$verb"
  done
}

refuse_verb() { # <word…>
  local typed="${1:-}"
  local -a choices
  if (($# == 0)); then
    usage >&2
    exit 2
  fi
  mapfile -t choices < <(verbs_of_group "$typed")
  if ((${#choices[@]} == 0)); then
    mapfile -t choices < <(first_words)
  elif (($# == 1)); then
    refuse "$typed lacks its second word" "choose one of: $(with_commas "${choices[@]}")"
  else
    typed="$1 $2"
  fi
  refuse "\"$typed\" is not a verb" "$(repair_of "$typed" "${choices[@]}")"
}

refuse_wrong_arguments() {
  local wanted given choices index=0
  local -a all
  read -r -a all <<<"${VERB_ARGUMENTS[ROW]}"
  for wanted in "${all[@]}"; do
    [[ $wanted != *'...]' ]] || return 0
    given="${ARGUMENTS[index]:-}"
    choices="${wanted//|/, }"
    [[ $wanted != *'|'* ]] || choices="one of $choices"
    [[ -n $given ]] || refuse "${VERBS[ROW]} lacks $choices" "write $(synopsis)"
    [[ $wanted != *'|'* || "|$wanted|" == *"|$given|"* ]] || refuse "\"$given\" is not $choices" "write $(synopsis)"
    index=$((index + 1))
  done
  ((${#ARGUMENTS[@]} == index)) || refuse "\"${ARGUMENTS[index]}\" is one word too many" "write $(synopsis)"
}

synopsis() { # of the verb: what may be typed
  local name index text="$PROGRAM ${VERBS[ROW]}${VERB_ARGUMENTS[ROW]:+ ${VERB_ARGUMENTS[ROW]}}"
  for name in ${VERB_OPTIONS[ROW]}; do
    index="$(index_of_option "$name")"
    text+=" [$name${OPTION_VALUES[index]:+ ${OPTION_VALUES[index]}}]"
  done
  # The mark of what may be repeated stands behind the bracket.
  printf '%s' "${text//...]/]...}"
}

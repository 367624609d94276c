# What usage and help print, from the rows of verbs and options.

usage() { # program_notes is the program's own
  printf 'Usage: %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM"
  print_verbs ''
  printf '\nThose with * change something.\n\n'
  print_options yes "${OPTION_NAMES[@]}"
  printf '\n'
  program_notes
}

verb_help() { # [word…]: of the verb, of the group, or all
  if (($# == 0)); then
    usage
  elif find_verb "$@"; then
    printf 'Usage: %s\n\n  %s\n' "$(synopsis)" "${VERB_HELP[ROW]}"
    if verb_needs change; then printf '  changes something'; else printf '  changes nothing'; fi
    if verb_needs root; then printf '; needs root\n\n'; else printf '\n\n'; fi
    # shellcheck disable=SC2086 # names of options
    print_options no ${VERB_OPTIONS[ROW]}
  elif (($# == 1)) && [[ -n "$(verbs_of_group "$1")" ]]; then
    printf 'Usage: %s %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM" "$1"
    print_verbs "$1 "
  else
    refuse_verb "$@"
  fi
}

print_verbs() { # <what they begin with>
  local index left title='' width=0 mark
  for index in "${!VERBS[@]}"; do
    left="${VERBS[index]} ${VERB_ARGUMENTS[index]}"
    [[ ${VERBS[index]} != "$1"* ]] || ((${#left} <= width)) || width=${#left}
  done
  for index in "${!VERBS[@]}"; do
    [[ ${VERBS[index]} == "$1"* ]] || continue
    [[ ${VERB_TITLES[index]} == "$title" ]] || printf '\n%s\n' "${VERB_TITLES[index]}"
    title="${VERB_TITLES[index]}" mark=' '
    [[ " ${VERB_NEEDS[index]} " != *' change '* ]] || mark='*'
    printf '%s %-*s  %s\n' "$mark" "$width" "${VERBS[index]} ${VERB_ARGUMENTS[index]}" "${VERB_HELP[index]}"
  done
}

print_options() { # <yes: say which verbs take it, where most do not> <name...>
  local say_verbs="$1" name index value verbs
  local -a takers
  shift
  for name in "$@"; do
    index="$(index_of_option "$name")"
    value="${OPTION_VALUES[index]%...}" verbs=''
    mapfile -t takers < <(takers_of "$name")
    [[ $say_verbs == no ]] || ((${#takers[@]} * 2 > ${#VERBS[@]})) || verbs=" ($(with_commas "${takers[@]}"))"
    printf '  %-20s  %s\n' "$name${value:+ $value}" "${OPTION_HELP[index]}$verbs"
  done
  [[ $say_verbs == no ]] || printf '  %-20s  %s\n' --help 'this text, or all about the verb before it' --version 'the version of cdk8s-metal that made this program'
}

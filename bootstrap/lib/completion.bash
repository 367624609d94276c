# completion: a script by which bash, zsh or fish completes verbs, nodes and options. It holds the rows as they are now, and starts no program of ours.

verb_completion() { # <bash, zsh or fish>
  local name="_${PROGRAM//[.-]/_}"
  "completion_$1" "$name"
}

# What may stand where: the verb or group before it, how many arguments of that come first, the choices; tabs between them. NODE means all nodes.
completion_choices() {
  local index word before count choices
  local -a places
  printf '\t0\t%s\n' "$(first_words | paste -s -d ' ')"
  while read -r word; do
    choices="$(verbs_of_group "$word" | cut -d ' ' -f 2 | paste -s -d ' ')"
    [[ -z $choices ]] || printf '%s\t0\t%s\n' "$word" "$choices" "help $word" "$choices"
  done < <(first_words)
  for index in "${!VERBS[@]}"; do
    before="${VERBS[index]}" count=0
    read -r -a places <<<"${VERB_ARGUMENTS[index]}"
    for word in "${places[@]}"; do
      case "$word" in
        NODE) printf '%s\t%s\tNODE\n' "$before" "$count" ;;
        '[VERB...]') printf '%s\t%s\t%s\n' "$before" "$count" "$(first_words | paste -s -d ' ')" ;;
        *'|'*) printf '%s\t%s\t%s\n' "$before" "$count" "${word//|/ }" ;;
        *) ;;
      esac
      count=$((count + 1))
    done
  done
}

# The cases of a script: after its words the choices, after its verb the options, after an option the choices for its value. The formats are the shell's.
completion_cases() { # <what stands for an argument> <format: verb, arguments, choices>
  local argument="$1" format="$2" before count choices arguments
  while IFS=/ read -r before count choices; do
    arguments=''
    while ((${#arguments} < count * ${#argument})); do arguments+="$argument"; done
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$format" "$before" "$arguments" "$choices"
  done < <(completion_choices | tr '\t' /)
}

completion_options() { # <format: verb, verb, options>
  local index
  for index in "${!VERBS[@]}"; do
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$1" "${VERBS[index]}" "${VERBS[index]}" "${VERB_OPTIONS[index]:+${VERB_OPTIONS[index]} }--help"
  done
}

completion_values() { # <separator> [what the value is not]: the options that have a value after them
  local index all=''
  for index in "${!OPTION_NAMES[@]}"; do
    [[ -z ${OPTION_VALUES[index]} || ${OPTION_VALUES[index]%...} == "${2:-}" ]] || all+="${all:+$1}${OPTION_NAMES[index]}"
  done
  printf '%s' "$all"
}

completion_names() { # of all nodes, in a line
  node_names | paste -s -d ' '
}

# What bash and zsh write alike: from the words before the current one to choices.
completion_decided() {
  cat <<'END'
  case "$before" in
END
  completion_cases "' '*" "    '%s%s') choices='%s' ;;\n"
  cat <<'END'
    *) ;;
  esac
  case "$before" in
END
  completion_options "    '%s' | '%s '*) options='%s' ;;\n"
  cat <<'END'
    *) options='--help --version' ;;
  esac
  case "$previous" in
    --node) choices=NODE ;;
END
  printf "    %s) choices='' ;;\n" "$(completion_values ' | ' NODE)"
  cat <<'END'
    *) [[ $current != -* ]] || choices="$options" ;;
  esac
END
}

completion_bash() { # <name of the function>
  printf '# Completion of %s for bash. In ~/.bashrc: source <(%s completion bash)\n' "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" before='' choices='' options='' index
  # bash takes the sign between an option and its value for a word.
  [[ $current != = ]] || current=''
  [[ $previous != = ]] || previous="${COMP_WORDS[COMP_CWORD - 2]}"
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "${COMP_WORDS[index]}" in
END
  printf '      %s)\n' "$(completion_values ' | ')"
  cat <<'END'
        [[ ${COMP_WORDS[index + 1]:-} != = ]] || index=$((index + 1))
        index=$((index + 1))
        ;;
      -*) ;;
      *) before+="${before:+ }${COMP_WORDS[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  [[ $choices != NODE ]] || choices="$nodes"
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}
END
  printf 'complete -o default -F %s %s\n' "$1" "$PROGRAM"
}

completion_zsh() { # <name of the function>
  printf '#compdef %s\n# Completion of %s for zsh. In ~/.zshrc, after compinit: source <(%s completion zsh)\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${words[CURRENT]}" previous="${words[CURRENT - 1]}" before='' choices='' options='' index
  for ((index = 2; index < CURRENT; index++)); do
    case "${words[index]}" in
END
  printf '      %s) ((index++)) ;;\n' "$(completion_values ' | ')"
  cat <<'END'
      -*) ;;
      *) before+="${before:+ }${words[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  if [[ $current == --node=* ]]; then
    compset -P '*='
    choices=NODE
  fi
  [[ $choices != NODE ]] || choices="$nodes"
  if [[ -n $choices ]]; then compadd -- ${=choices}; else _files; fi
}
END
  printf 'compdef %s %s\n' "$1" "$PROGRAM"
}

completion_fish() { # <name of the function>
  printf '# Completion of %s for fish. Once: %s completion fish >~/.config/fish/completions/%s.fish\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf 'function %s\n  set --local nodes %s\n  set --local valued %s\n' "$1" "$(completion_names)" "$(completion_values ' ')"
  cat <<'END'
  set --local current (commandline --current-token)
  set --local typed (commandline --tokenize --current-process --cut-at-cursor)
  set --local before
  set --local previous
  set --local choices
  set --local options --help --version
  for word in $typed[2..]
    if contains -- "$previous" $valued
      set previous
      continue
    end
    set previous $word
    string match --quiet -- '-*' $word; or set --append before $word
  end
  switch "$before"
END
  completion_cases ' *' "    case '%s%s'\n      set choices %s\n"
  cat <<'END'
  end
  switch "$before"
END
  completion_options "    case '%s' '%s *'\n      set options %s\n"
  cat <<'END'
  end
  if test "$previous" = --node
    set choices NODE
  else if contains -- "$previous" $valued
    set choices
  else if string match --quiet -- '-*' "$current"
    set choices $options
  end
  test "$choices" = NODE; and set choices $nodes
  if test (count $choices) -gt 0
    printf '%s\n' $choices
  else
    __fish_complete_path "$current"
  end
end
END
  printf "complete --command %s --no-files --arguments '(%s)'\n" "$PROGRAM" "$1"
}

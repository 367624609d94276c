# What a mistyped word was meant to be.

with_commas() { # <word…>
  local all
  printf -v all '%s, ' "$@"
  printf '%s' "${all%, }"
}

repair_of() { # <what was typed> <choice…>
  local typed="$1" choice least=3 near='' far
  shift
  for choice in "$@"; do
    far="$(distance "$typed" "$choice")"
    if ((far < least && far * 2 <= ${#typed})); then
      least="$far"
      near="$choice"
    fi
  done
  if [[ -n $near ]]; then printf 'did you mean %s?' "$near"; else printf 'choose one of: %s' "$(with_commas "$@")"; fi
}

distance() { # <word> <word>: letters to add, to take away or to change; what is much longer is far
  local from="$1" to="$2" row column least
  local -a above=() below
  if ((${#from} > ${#to} + 2)); then
    printf '%s' "${#from}"
    return 0
  fi
  for ((column = 0; column <= ${#to}; column++)); do above+=("$column"); done
  for ((row = 1; row <= ${#from}; row++)); do
    below=("$row")
    for ((column = 1; column <= ${#to}; column++)); do
      least="${above[column - 1]}"
      [[ ${from:row-1:1} == "${to:column-1:1}" ]] || least=$((least + 1))
      ((above[column] >= least)) || least=$((above[column] + 1))
      ((below[column - 1] >= least)) || least=$((below[column - 1] + 1))
      below+=("$least")
    done
    above=("${below[@]}")
  done
  printf '%s' "${above[${#to}]}"
}

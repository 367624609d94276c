# The sources that apt reads, in both formats: a row for each, of place (file:line), URL, suite and key, with tabs between them.

apt_sources() {
  local path
  [[ ! -f $ROOT/etc/apt/sources.list ]] || one_line_sources /etc/apt/sources.list
  # As apt: no other ending, no other character.
  for path in "$ROOT"/etc/apt/sources.list.d/*; do
    [[ -f $path && ${path##*/} =~ ^[A-Za-z0-9._-]+$ ]] || continue
    case "$path" in
      *.list) one_line_sources "${path#"$ROOT"}" ;;
      *.sources) stanza_sources "${path#"$ROOT"}" ;;
      *) ;;
    esac
  done
}

# deb [option=value …] URL suite component…; the name of a cdrom may hold spaces.
readonly DEB_LINE='^[[:space:]]*deb(-src)?[[:space:]]+(\[([^]]*)\][[:space:]]*)?(cdrom:\[[^]]*\][^[:space:]]*|[^[:space:]]+)[[:space:]]+([^[:space:]]+)'

one_line_sources() { # <path>
  local path="$1" line number=0 key word
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    [[ ${line%%#*} =~ $DEB_LINE ]] || continue
    local options="${BASH_REMATCH[3]}" url="${BASH_REMATCH[4]}" suite="${BASH_REMATCH[5]}"
    key=''
    for word in $options; do
      if [[ ${word,,} == signed-by=* ]]; then key="${word#*=}"; fi
    done
    printf '%s:%s\t%s\t%s\t%s\n' "$path" "$number" "$url" "$suite" "$key"
  done <"$ROOT$path"
}

# Stanzas of fields, whose values go on in lines that begin with a space.
stanza_sources() { # <path>
  local path="$1" line number=0 field='' place=''
  local -A stanza=()
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    case "$line" in
      '#'*) ;;
      [[:space:]]*[![:space:]]*) [[ -z $field ]] || stanza[$field]+=" ${line#"${line%%[![:space:]]*}"}" ;;
      *:*)
        field="${line%%:*}"
        case "${field,,}" in
          enabled | uris | suites) field="${field,,}" ;;
          signed-by) field=key ;;
          *) field=other ;;
        esac
        stanza[$field]="${line#*:}"
        if [[ $field == uris ]]; then place="$path:$number"; fi
        ;;
      *)
        print_stanza "$place" "${stanza[enabled]-}" "${stanza[uris]-}" "${stanza[suites]-}" "${stanza[key]-}"
        stanza=()
        field=''
        ;;
    esac
  done <"$ROOT$path"
  print_stanza "$place" "${stanza[enabled]-}" "${stanza[uris]-}" "${stanza[suites]-}" "${stanza[key]-}"
}

print_stanza() { # <place> <enabled> <urls> <suites> <key>
  local place="$1" enabled="${2//[[:space:]]/}" urls="$3" suites="$4" key="${5#"${5%%[![:space:]]*}"}" url suite
  [[ ${enabled,,} != @(no|false|0|off|without|disable) ]] || return 0
  if [[ $key == *'BEGIN PGP'* ]]; then key='a key of its own'; fi
  for url in $urls; do
    for suite in $suites; do printf '%s\t%s\t%s\t%s\n' "$place" "$url" "$suite" "${key%"${key##*[![:space:]]}"}"; done
  done
}

same_source() { # <url> <suite> <url> <suite>: as apt compares them
  [[ ${1%/} == "${3%/}" && $2 == "$4" ]]
}

place_of_source() { # <URL and suite, as apt prints them>
  local place url suite key
  while IFS=$'\t' read -r place url suite key; do
    if [[ $url == cdrom:* ]]; then url="cdrom://${url#cdrom:}"; fi
    # Of a source without a Release file apt names the component, too: SUITE/COMPONENT.
    if [[ "$1 " == "${url%/}"?(/)" $suite"[\ /]* ]]; then
      printf '%s' "$place"
      return
    fi
  done < <(apt_sources)
  printf 'in no file of /etc/apt'
}

# What apt would refuse once our lists are there, and what it refuses already.
collect_source_problems() {
  local refusal name url rest place their_url suite key
  refusal="$(apt_refusal)"
  [[ -z $refusal ]] || problem "apt of $NODE_NAME cannot read its sources: $refusal" 'mend what it names'
  while IFS=$'\t' read -r name url rest _; do
    while IFS=$'\t' read -r place their_url suite key; do
      same_source "$url" "${rest%% *}" "$their_url" "$suite" || continue
      [[ $key != "$KEYRINGS/$name.asc" ]] || continue
      problem "$place of $NODE_NAME has the source $url $suite with ${key:-no key of its own}, and apt refuses all sources when ours comes with $KEYRINGS/$name.asc" 'remove that source'
    done < <(apt_sources)
  done < <(sources_rows)
}

# Nothing that is needed comes from them, so that they do not keep the machine from becoming the node.
warn_of_dead_sources() {
  local place url suite
  while IFS=$'\t' read -r place url suite _; do
    case "$url" in
      cdrom:*) warn "$place of $NODE_NAME has a source on a disc ($url), which apt cannot update; remove it" ;;
      *://apt.kubernetes.io*) warn "$place of $NODE_NAME has the old source of Kubernetes ($url $suite), which is gone since 2024; remove it" ;;
      *://packages.cloud.google.com/apt*)
        [[ $suite != kubernetes-* ]] || warn "$place of $NODE_NAME has the old source of Kubernetes ($url $suite), which is gone since 2024; remove it"
        ;;
      *) ;;
    esac
  done < <(apt_sources)
}

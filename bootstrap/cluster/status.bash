# status: machines, versions, readiness. Changes nothing.

# What a line of node.sh status may be, and one about readiness.
STATUS='member=(yes|no)|cluster=[ -~]{0,600}|(name|role|containerd|kubelet|kubeadm|containerd-service|kubelet-service)=[0-9A-Za-z.:+~_-]{0,253}'
readonly STATUS READINESS="$NAME +(True|False|Unknown|<none>)"

verb_status() {
  local name row all_well=yes
  local -a unreached=()
  with_control_plane
  tell_asked "${INVOLVED[@]}"
  on_all "$AT_ONCE" ask_status "${INVOLVED[@]}"
  for name in "${FAILED[@]}"; do
    [[ "$(<"$WORK/$name.code")" != "$SSH_BROKE" ]] || unreached+=("$name")
  done
  tell_unreached "${unreached[@]}"
  read_readiness
  {
    printf 'NAME\tROLE\tADDRESS\tSSH\tMEMBER\tCONTAINERD\tKUBELET\tNODE\n'
    for name in "${CHOSEN[@]}"; do
      row="$(status_row "$name")"
      printf '%s\n' "$row"
    done
  } >"$WORK/table"
  print_table <"$WORK/table"
  for name in "${CHOSEN[@]}"; do
    [[ "$(status_row "$name")" == *$'\tReady' ]] || all_well=no
    [[ -s "$WORK/$name.status" ]] || is_one "$name" "${unreached[@]}" || tell_errors "$name"
  done
  print_problems
  [[ $all_well == yes ]]
}

ask_status() { # <machine>
  rm -f "$WORK/$1.status"
  streamed_node_sh "$1" status --node "$1" >"$WORK/$1.answer"
  expect_lines "$1" 'how it is' "$STATUS" "$WORK/$1.answer"
  mv "$WORK/$1.answer" "$WORK/$1.status"
}

# What the API server says of the nodes: name, and True where Ready. Empty where there is none that answers.
read_readiness() {
  : >"$WORK/readiness"
  [[ ! -s "$WORK/$CONTROL_PLANE.status" ]] || [[ "$(status_of "$CONTROL_PLANE" member)" != yes ]] ||
    kubectl_there get nodes --no-headers --request-timeout=20s \
      --output 'custom-columns=NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status' >"$WORK/readiness" 2>"$WORK/readiness.error" ||
    warn "the API server does not answer: $(tail -n 1 "$WORK/readiness.error")"
  expect_lines "$CONTROL_PLANE" 'which nodes are ready' "$READINESS" "$WORK/readiness"
}

status_of() { # <machine> <key>
  sed -n "s/^$2=//p" "$WORK/$1.status"
}

status_row() { # <machine>
  local name="$1" readiness node='-'
  if [[ ! -s "$WORK/$name.status" ]]; then
    printf '%s\t%s\t%s\tno\t-\t-\t-\t-' "$name" "${ROLE_OF[$name]}" "${ADDRESS_OF[$name]}"
    return 0
  fi
  readiness="$(awk -v name="$name" '$1 == name { print $2 }' "$WORK/readiness")"
  case "$readiness" in
    True) node=Ready ;;
    '') node=- ;;
    *) node=NotReady ;;
  esac
  printf '%s\t%s\t%s\tyes\t%s\t%s\t%s\t%s' "$name" "${ROLE_OF[$name]}" "${ADDRESS_OF[$name]}" "$(status_of "$name" member)" \
    "$(status_of "$name" containerd)" "$(status_of "$name" kubelet)" "$node"
}

print_table() { # stdin: rows with tabs; as wide as the longest cell
  # number: awk runs nothing that stands in an index
  awk -F '\t' '{ for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } fields = NF }
    # number: as above
    END { for (row = 1; row <= NR; row++) { line = ""; for (i = 1; i <= fields; i++) line = line sprintf("%-" (width[i] + 3) "s", cell[row, i]); sub(/ +$/, "", line); print line } }'
}

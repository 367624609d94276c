# Before anything is changed: whether each machine can become its node, and what only a look at all of them together shows, which is two with one
# identity, and clocks that differ.

# In microseconds: Ceph's limit, and what certificates and signatures do not forgive.
readonly SKEW_WARNED=50000 SKEW_REFUSED=30000000
# What a line of facts may be: identities are compared and shown.
readonly FACT='(name|host-name|machine-id|product-uuid)=[0-9A-Za-z_.: -]{0,253}|changes=[0-9]{1,3}'

ask_facts() { # <machine>
  ask "$1" facts
}

ask_preflight() { # <machine>: one that others only join through may be as it is
  if is_chosen "$1"; then ask "$1" preflight; else ask "$1" facts; fi
}

ask() { # <machine> <verb>
  local name="$1" verb="$2" before answer there after
  node_sh "$name" "$verb" --node "$name" >"$WORK/$name.facts"
  expect_lines "$name" 'what it is' "$FACT" "$WORK/$name.facts"
  before="$(microseconds)"
  answer="$(reach "$name" date +%s.%N)"
  after="$(microseconds)"
  expect "$name" 'what time it is' '[0-9]{1,12}\.[0-9]{9}' "$answer" 'look what date +%s.%N says there'
  there="$(microseconds_of "$answer")"
  # How far its clock is ahead of the desk's, and how exactly that is known.
  # number: microseconds has matched all three
  printf '%s %s\n' $((there - (before + after) / 2)) $(((after - before) / 2)) >"$WORK/$name.clock"
}

microseconds() { # the time at the desk
  local now
  now="${EPOCHREALTIME:-$(date +%s).500000}"
  microseconds_of "${now/,/.}"
}

microseconds_of() { # <seconds with a fraction>: nothing else, which arithmetic would run
  local fraction
  [[ $1 =~ ^([0-9]{1,12})\.([0-9]+)$ ]] || fail "\"$1\" is not a time" 'this is a mistake of the program; please report it'
  fraction="${BASH_REMATCH[2]}000000"
  # number: matched above
  printf '%s' $((10#${BASH_REMATCH[1]} * 1000000 + 10#${fraction:0:6}))
}

compare_check() { # the plan of prepare shows who is refused
  compare facts
}

# All of them before anything is changed on one: one machine that is refused must not leave half a cluster.
compare_apply() {
  compare preflight
}

compare() { # <verb>
  local name
  on_all_or_stop "$1" "$AT_ONCE" "ask_$1" "${INVOLVED[@]}"
  find_twins machine-id 'remove /etc/machine-id there, run systemd-machine-id-setup, and reboot'
  find_twins product-uuid 'Kubernetes would take them for one machine: set it in the firmware, or give one of them another board'
  for name in "${INVOLVED[@]}"; do
    [[ $name == "$CONTROL_PLANE" ]] || compare_clock "$name"
  done
  refuse_problems
}

find_twins() { # <fact> <repair>
  local fact="$1" repair="$2" name value
  local -A first=()
  for name in "${INVOLVED[@]}"; do
    value="$(sed -n "s/^$fact=//p" "$WORK/$name.facts")"
    [[ -n $value ]] || continue
    [[ -z ${first[$value]:-} ]] || problem "$name and ${first[$value]} have the same $fact, $value" "on one of them: $repair"
    first[$value]="${first[$value]:-$name}"
  done
}

compare_clock() { # <machine>: with the control plane's
  local name="$1" here there error_here error_there skew
  read -r there error_there <"$WORK/$CONTROL_PLANE.clock"
  read -r here error_here <"$WORK/$name.clock"
  # number: ask has written all four
  skew=$((here > there ? here - there : there - here))
  skew=$((skew - error_here - error_there)) # number: as above
  if ((skew > SKEW_REFUSED)); then
    problem "the clock of $name is $((skew / 1000000)) s away from the one of $CONTROL_PLANE" "set it: date --set, or a time server that $name reaches"
  elif ((skew > SKEW_WARNED)); then
    warn "the clock of $name is $((skew / 1000)) ms away from the one of $CONTROL_PLANE, more than the 50 ms that Ceph bears; prepare sets up chrony, which mends it in some minutes"
  fi
}

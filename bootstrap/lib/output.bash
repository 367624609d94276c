# What a person reads. Progress goes to stdout, trouble to stderr; no colour anywhere.

# Problems that were collected, one line each.
PROBLEMS=()
# yes while `plan` asks what would change.
PLANNING=no

say() { # <text>
  printf '%s\n' "$1"
}

warn() { # <text>
  printf 'warning: %s\n' "$1" >&2
}

would() { # <text>: what is not yet so; a phase's check says it, and only the plan shows it
  [[ $PLANNING == no ]] || say "           would $1"
}

fail() { # <what> <repair>
  printf '%s: %s; %s\n' "$PROGRAM" "$1" "$2" >&2
  exit 1
}

refuse() { # <what> <repair>: wrong usage, the wrong machine, or one that cannot become a node
  printf '%s: %s; %s\n' "$PROGRAM" "$1" "$2" >&2
  exit 2
}

problem() { # <what> <repair>: keeps it until all are known
  PROBLEMS+=("$1; $2")
}

problems_found() {
  ((${#PROBLEMS[@]} > 0))
}

refuse_problems() { # all that were collected, if any
  if problems_found; then
    print_problems
    exit 2
  fi
}

print_problems() {
  local line
  for line in "${PROBLEMS[@]}"; do
    printf '%s: %s\n' "$PROGRAM" "$line" >&2
  done
}

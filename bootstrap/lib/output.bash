# What a person reads. Progress goes to stdout, trouble to stderr; no colour anywhere.

# The exit code of a plan that has something to do; without anything it is 0.
readonly SOMETHING_TO_DO=3
# Problems that were collected, one line each.
PROBLEMS=()
# yes while `plan` asks what would change.
PLANNING=no

# yes on a machine whose desk may go away: a write that nobody reads then fails, instead of ending the program.
OUTLIVES_READER=no

print() { # <text>: fails where nobody reads any more, and says nothing of it
  # Each shell within this one begins without it. Not ignored, as programs would inherit that.
  [[ $OUTLIVES_READER == no ]] || trap : PIPE
  printf '%s\n' "$1" 2>/dev/null
}

# Where nobody reads any more, all is done all the same.

say() { # <text>
  print "$1" || :
}

warn() { # <text>
  print "warning: $1" >&2 || :
}

would() { # <text>: what is not yet so; a phase's check says it, and only the plan shows it
  [[ $PLANNING == no ]] || say "           would $1"
}

complain() { # <text>
  print "$PROGRAM: $1" >&2 || :
}

fail() { # <what> <repair>
  complain "$1; $2"
  exit 1
}

refuse() { # <what> <repair>: wrong usage, the wrong machine, or one that cannot become a node
  complain "$1; $2"
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
    complain "$line"
  done
}

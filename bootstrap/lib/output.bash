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

# Control characters but the tab; a terminal obeys them. The second byte of those that UTF-8 writes in two.
readonly CONTROLS=$'\001-\010\012-\037\177' CONTROLS_AFTER_C2=$'\200-\237'

# Text without high bytes, or with those of UTF-8 only: a byte alone may be a control character to a terminal that reads another encoding.
readonly HIGH=$'\200-\377' UTF8=$'^([\001-\177]|[\302-\337][\200-\277]|[\340-\357][\200-\277]{2}|[\360-\364][\200-\277]{3})*$'

printable() { # <text>: sets REPLY: with ? in the place of control characters. In the locale C.
  REPLY="${1//[$CONTROLS]/?}"
  REPLY="${REPLY//$'\xc2'[$CONTROLS_AFTER_C2]/?}"
  [[ $REPLY != *[$HIGH]* || $REPLY =~ $UTF8 ]] || REPLY="${REPLY//[$HIGH]/?}"
}

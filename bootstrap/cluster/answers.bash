# What machines print is data of others: it arrives in a frame, of limited size and without control characters, and is matched before it is used.

# Of one command, in bytes and lines: the table of 5,000 nodes is half of it. A line is cut where it is longer.
readonly MOST_BYTES=1048576 MOST_LINES=20000 LONGEST_LINE=65536
# The lines before and after what a command prints begin with it. No secret: it tells the frame from text that a login prints by itself.
printf -v MARK 'cdk8s-metal-%04x%04x%04x%04x' "$RANDOM" "$RANDOM" "$RANDOM" "$RANDOM"
readonly MARK
# Runs on a machine, in one line for whatever shell its user has: the command with its frame. The first newline ends what a login printed without one.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly FRAME='m="$1"; shift; printf "\n%s begins\n" "$m"; "$@"; c=$?; printf "\n%s ends\n" "$m"; exit "$c"'

printable_lines() { # stdin
  local LC_ALL=C line
  while IFS= read -r -n "$LONGEST_LINE" line || [[ -n $line ]]; do
    printable "$line"
    printf '%s\n' "$REPLY"
  done
}

# What unframe returns besides 0 and 1, which says that it has told why: the command has not begun, or not ended.
readonly NOT_BEGUN=3 NOT_ENDED=4

# stdin: a frame with the output of a command, line by line as it comes.
unframe() { # <machine>
  local LC_ALL=C name="$1" line place=before bytes=0 lines=0 empty=no
  local -A around=([before]='' [after]='')
  while IFS= read -r -n "$LONGEST_LINE" line || [[ -n $line ]]; do
    bytes=$((bytes + ${#line} + 1))
    lines=$((lines + 1))
    ((lines <= MOST_LINES)) || distrust "$name" "$name prints more than $MOST_LINES lines for one command" 'look what is wrong with it'
    ((bytes <= MOST_BYTES)) || distrust "$name" "$name prints more than $MOST_BYTES bytes for one command" 'look what is wrong with it'
    case "$place $line" in
      "before $MARK begins") place=inside ;;
      "inside $MARK ends") place=after ;;
      'inside ') # the last one belongs to the frame
        [[ $empty == no ]] || printf '\n'
        empty=yes
        ;;
      inside\ *)
        [[ $empty == no ]] || printf '\n'
        empty=no
        printable "$line"
        printf '%s\n' "$REPLY"
        ;;
      *) [[ -n ${around[$place]// /} ]] || around[$place]="${line//[[:space:]]/ }" ;;
    esac
  done
  case "$place ${around[before]// /}" in
    'before ') return "$NOT_BEGUN" ;;
    before*) distrust "$name" "$name runs no command ($(quoted "${around[before]}"))" 'look at the login shell of its user' ;;
    inside*) return "$NOT_ENDED" ;;
    *) ;;
  esac
  for place in before after; do
    [[ -z ${around[$place]// /} ]] || distrust_login "$name" "$place" "${around[$place]}"
  done
}

distrust_login() { # <machine> <before or after> <text>
  distrust "$1" "$1: its login prints text $2 commands run ($(quoted "$3"))" \
    'make ~/.bashrc, .zshenv or config.fish silent where no terminal is'
}

quoted() { # <text>: the beginning of its first line, to be shown
  local LC_ALL=C REPLY
  printable "${1%%$'\n'*}"
  ((${#REPLY} <= 60)) || REPLY="${REPLY:0:60}..."
  printf '"%s"' "$REPLY"
}

# Ends the program, or the job of this machine; reach_machines tells it beside what other machines have.
distrust() { # <machine> <what> <repair>
  printf '%s; %s' "$2" "$3" >"$WORK/$1.complaint"
  fail "$2" "$3"
}

expect() { # <machine> <what it does not say> <extended regular expression> <text> [repair]: the whole of the text
  local LC_ALL=C
  [[ $4 =~ ^($3)$ ]] || distrust "$1" "$1 does not say $2 ($(quoted "$4"))" "${5:-look what is wrong with it}"
}

# Names of Kubernetes objects, and numbers of OSDs.
readonly NAME='[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?' NUMBER='[0-9]{1,9}'

expect_names() { # <machine> <what it does not say> <name…>
  local name
  for name in "${@:3}"; do
    expect "$1" "$2" "$NAME" "$name"
  done
}

expect_lines() { # <machine> <what it does not say> <extended regular expression> <file>: each line of it
  local line
  while IFS= read -r line; do
    expect "$1" "$2" "$3" "$line"
  done <"$4"
}

# What a person has to type before something is lost.

need_typed() { # <text> <what it is> [what it is, in short]: without an answer nothing is confirmed
  local answer=''
  printf 'Type %s: ' "$2"
  IFS= read -r answer <&3 || true # the end of the input is no answer
  printf '\n'
  [[ $answer == "$1" ]] || refuse "the answer is not $1" "nothing was done; type ${3:-$2}, or use --yes"
}

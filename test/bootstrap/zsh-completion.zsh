# <script> <line>: prints what zsh, with the completion of the script, offers for the line, one a line.
zmodload zsh/zpty
zpty shell zsh -f -i
wait_for() { # <line>
  local output
  while zpty -r shell output; do [[ $output != "$1"$'\r\n' ]] || return 0; done
}
# Each hit is printed in angle brackets; calls that only count or filter are left alone.
zpty -w shell 'PROMPT=; unsetopt zle_bracketed_paste; autoload -Uz compinit && compinit -u -D; source '"${(q)1}"'
compadd() {
  if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  printf "<%s>\n" "${hits[@]}"
}
offer() { print; zle list-choices; print END; exit }
zle -N offer
bindkey "^I" offer
print REA"DY"'
wait_for READY
zpty -w -n shell "$2"$'\t'
while zpty -r shell output; do
  [[ $output != END* ]] || break
  [[ $output != *'<'*'>'* ]] || print -r -- "${${output##*<}%%>*}"
done

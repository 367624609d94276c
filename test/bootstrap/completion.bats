#!/usr/bin/env bats
# What cluster.sh completion and node.sh completion print, in the shells that it is for.

load cluster/desk

SPEC='name: home
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: mini-1, address: 192.168.0.12 }
  - { name: mini-2, address: 192.168.0.13 }'

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
  program_of "$BATS_FILE_TMPDIR/node.sh" node.sh <<<"$SPEC"
}

setup() {
  cd "$BATS_TEST_TMPDIR" || return
  : >some-file
}

need() { # <shell>
  [[ -n "$(type -P "$1")" ]] || skip "$1 is not here; apt-get install $1"
}

script_of() { # <program> <shell>: prints the path
  bash "$BATS_FILE_TMPDIR/$1" completion "$2" >"$BATS_TEST_TMPDIR/$1.$2"
  printf '%s' "$BATS_TEST_TMPDIR/$1.$2"
}

# Each <line> completes to <words>; the shell's own function completed_by_<shell> prints them in a line.
completes() { # <shell> <line> <words>
  local shell="$1" line="$2" wanted="$3" found
  found="$("completed_by_$shell" "$line")"
  if [[ $found != "$wanted" ]]; then
    printf '%s: %s\nwanted %s\nand got %s\n' "$shell" "$line" "$wanted" "$found"
    return 1
  fi
}

same_in_all_shells() { # <shell>
  completes "$1" 'cluster.sh ' 'add apply completion down help plan reboot remove status storage up'
  completes "$1" 'cluster.sh st' 'status storage'
  completes "$1" 'cluster.sh storage dr' drain
  completes "$1" 'cluster.sh storage drain ' 'cp mini-1 mini-2'
  completes "$1" 'cluster.sh storage wipe-disk m' 'mini-1 mini-2'
  completes "$1" 'cluster.sh up --node m' 'mini-1 mini-2'
  completes "$1" 'cluster.sh up --node cp --node m' 'mini-1 mini-2'
  completes "$1" 'cluster.sh down --' '--help --kubeconfig --node --yes'
  completes "$1" 'cluster.sh storage drain cp --' --help
  completes "$1" 'cluster.sh completion ' 'bash fish zsh'
  completes "$1" 'cluster.sh help storage re' 'remove-osd replace-disk return'
  completes "$1" 'cluster.sh up --kubeconfig so' some-file
  completes "$1" 'node.sh inv' invite
  completes "$1" 'node.sh invite m' 'mini-1 mini-2'
  completes "$1" 'node.sh wipe-disk so' some-file
  completes "$1" './node.sh plan --node=' "${2:-}"
}

completed_by_bash() { # <line>: as readline asks the function, which takes = for a word of its own
  local program="${1%% *}"
  program="${program##*/}"
  script_of "$program" bash >script
  BASH_ENV='' bash --norc -i -c '
    source "$1"
    read -r -a COMP_WORDS <<<"${2//=/ = }"
    [[ $2 != *[\ =] ]] || COMP_WORDS+=("")
    [[ "$(complete -p "${COMP_WORDS[0]##*/}")" =~ -F\ ([a-z_]+) ]]
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    "${BASH_REMATCH[1]}"
    # As -o default does.
    ((${#COMPREPLY[@]} > 0)) || mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    printf "%s\n" "${COMPREPLY[@]}"
  ' bash "$(<script)" "$1" 2>/dev/null | sort | paste -s -d ' '
}

completed_by_zsh() { # <line>
  local program="${1%% *}"
  program="${program##*/}"
  script_of "$program" zsh >script
  zsh -f "$REPOSITORY/test/bootstrap/zsh-completion.zsh" "$(<script)" "$1" | sort | paste -s -d ' '
}

completed_by_fish() { # <line>
  local program="${1%% *}"
  program="${program##*/}"
  script_of "$program" fish >script
  fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$(<script)" "$1" | cut -f 1 | sort | paste -s -d ' '
}

@test 'bash reads it and completes verbs, nodes, options and files' {
  bash -n "$(script_of cluster.sh bash)"
  bash -n "$(script_of node.sh bash)"
  same_in_all_shells bash 'cp mini-1 mini-2'
}

@test 'zsh reads it and completes verbs, nodes, options and files' {
  need zsh
  zsh -n "$(script_of cluster.sh zsh)"
  zsh -n "$(script_of node.sh zsh)"
  same_in_all_shells zsh 'cp mini-1 mini-2'
}

@test 'fish reads it and completes verbs, nodes, options and files' {
  need fish
  fish -n "$(script_of cluster.sh fish)"
  fish -n "$(script_of node.sh fish)"
  same_in_all_shells fish
}

@test 'what it prints passes shellcheck' {
  need shellcheck
  for program in cluster.sh node.sh; do
    shellcheck --shell=bash --exclude=SC2221,SC2222 "$(script_of "$program" bash)"
  done
}

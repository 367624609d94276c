# shellcheck shell=bash
# A desk with cluster.sh, and machines that are folders: `ssh` on the PATH runs what it is asked to in the folder of the machine.

REPOSITORY="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)"
FAKES="$REPOSITORY/test/bootstrap/cluster/fakes"
# What an invitation of the fake node.sh holds: it may be nowhere but in the pipe.
TOKEN=abcdef.0123456789abcdef

bats_require_minimum_version 1.5.0

program_of() { # <file> [node.sh]: cluster.sh, or this one, for the spec on stdin
  (cd "$REPOSITORY" && node -r ts-node/register test/bootstrap/cluster/print-program.ts "${2:-cluster.sh}") >"$1"
  chmod +x "$1"
}

desk() { # [machine…]; in setup: cp, w1, w2 and these, freshly installed
  local name number=0
  export HOME="$BATS_TEST_TMPDIR/home" TMPDIR="$BATS_TEST_TMPDIR/tmp" MACHINES_FOLDER="$BATS_TEST_TMPDIR/machines" PATH="$FAKES/desk:$PATH" FAKES TOKEN
  unset XDG_STATE_HOME
  DIST="$BATS_TEST_TMPDIR/dist"
  STATE="$HOME/.local/state/cdk8s-metal/home"
  CALLS="$MACHINES_FOLDER/calls"
  mkdir -p "$HOME" "$TMPDIR" "$DIST/bootstrap" "$MACHINES_FOLDER"
  : >"$CALLS"
  cp "$BATS_FILE_TMPDIR/cluster.sh" "$FAKES/node.sh" "$DIST/bootstrap/"
  printf 'kind: Namespace\n' >"$DIST/0000-namespaces.k8s.yaml"
  printf 'kind: ConfigMap\n---\nkind: DaemonSet\n' >"$DIST/0120-flannel.k8s.yaml"
  for name in cp w1 w2 "$@"; do
    number=$((number + 1))
    mkdir -p "$MACHINES_FOLDER/$name/etc"
    printf 'machine-id=%s\nproduct-uuid=%s\n' "$number$number" "uuid-$number" >"$MACHINES_FOLDER/$name/facts"
  done
}

cluster_sh() { # <argument…>: without an answer to any question
  "$DIST/bootstrap/cluster.sh" "$@" </dev/null
}

told() { # what a run has said beside whom it asks
  grep -v '^home  asks ' <<<"$output" || true
}

is_so_on() { # <machine> <what>: a switch of the fakes
  : >"$MACHINES_FOLDER/$1/$2"
}

is_not_so_on() { # <machine> <what>
  rm "$MACHINES_FOLDER/$1/$2"
}

calls() { # [regular expression]: what node.sh and kubectl were asked for on which machine, in order
  grep -E -- "${1:-.}" "$CALLS" || true
}

everything() { # all files of the desk and of the machines, but the records of calls
  find "$HOME" "$DIST" "$MACHINES_FOLDER" ! -path "$CALLS" ! -path "$MACHINES_FOLDER" ! -path "$MACHINES_FOLDER/arguments" -printf '%p %m %s %T@\n' | sort
}

line_of() { # <text>: where it is among the calls
  grep -n -x -F -- "$1" "$CALLS" | head -n 1 | cut -d : -f 1
}

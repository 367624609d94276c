# What the API server says of one node; and taking its machine out of work in a way that the next run can tell from what a person did.

# Notes on a node: that it is cordoned because of us, and which start of the machine a reboot is to end.
readonly CORDON_NOTE=cdk8s-metal/cordoned BOOT_NOTE=cdk8s-metal/reboot
# In one line: whether its kubelet reports, whether it gets pods, and both notes.
# shellcheck disable=SC2016 # variables of the template
NODE_FACTS='{{$ready := "Unknown"}}{{range .status.conditions}}{{if eq .type "Ready"}}{{$ready = .status}}{{end}}{{end}}{{$ready}}{{if .spec.unschedulable}} cordoned{{else}} open{{end}}'
NODE_FACTS+="{{with .metadata.annotations}} {{or (index . \"$CORDON_NOTE\") \"-\"}} {{or (index . \"$BOOT_NOTE\") \"-\"}}{{else}} - -{{end}}"
readonly NODE_FACTS BOOT='[0-9a-f-]{8,40}\.[0-9]{1,18}'
# Set by ask_node.
IS_NODE=no IS_READY=no IS_CORDONED=no CORDON_IS_OURS=no NOTED_BOOT=''

ask_node() { # <machine>
  local found ready work cordoned boot
  found="$(kubectl_there get node "$1" --ignore-not-found --output "go-template=$NODE_FACTS" 2>"$WORK/node.error")" ||
    fail "the API server does not say how node $1 is: $(tail -n 1 "$WORK/node.error")" 'run the same command again when it answers'
  IS_NODE=no IS_READY=no IS_CORDONED=no CORDON_IS_OURS=no NOTED_BOOT=''
  [[ -n $found ]] || return 0
  expect "$CONTROL_PLANE" "how node $1 is" "(True|False|Unknown) (cordoned|open) (yes|-) ($BOOT|-)" "$found"
  read -r ready work cordoned boot <<<"$found"
  IS_NODE=yes
  [[ $ready != True ]] || IS_READY=yes
  [[ $work != cordoned ]] || IS_CORDONED=yes
  [[ $cordoned != yes ]] || CORDON_IS_OURS=yes
  [[ $boot == - ]] || NOTED_BOOT="$boot"
}

cordon_machine() { # <machine>: noted first, so that nobody cuts in between
  local name="$1"
  ask_node "$name"
  [[ $IS_NODE == yes && $IS_CORDONED == no ]] || return 0
  kubectl_there annotate node "$name" --overwrite "$CORDON_NOTE=yes" >/dev/null
  kubectl_there cordon "$name" >/dev/null
  note "done       $name gets no more pods"
}

uncordon_machine() { # <machine>: where it was us who cordoned it
  local name="$1"
  ask_node "$name"
  [[ $IS_NODE == yes ]] || return 0
  if [[ $CORDON_IS_OURS == yes ]]; then
    kubectl_there uncordon "$name" >/dev/null
    note "done       $name gets pods again"
  elif [[ $IS_CORDONED == yes ]]; then
    note "ok         $name stays cordoned, as it was before"
  fi
  [[ $CORDON_IS_OURS == no && -z $NOTED_BOOT ]] || kubectl_there annotate node "$name" "$CORDON_NOTE-" "$BOOT_NOTE-" >/dev/null
}

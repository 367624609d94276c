#!/usr/bin/env bats
# The command line of cluster.sh: help, version, and wrong usage, which ends with 2 before any machine is asked.

load desk

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<'END'
name: home
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12 }
END
}

setup() {
  desk
}

wrong() { # <sentence> <argument…>
  local sentence="$1"
  shift
  run -2 cluster_sh "$@"
  if [[ $output != "cluster.sh: $sentence" || -s $CALLS || -e $STATE ]]; then
    printf 'wanted %s\nand got %s\n' "cluster.sh: $sentence" "$output"
    return 1
  fi
}

@test 'help tells all verbs with their arguments, and which of them change something' {
  run -0 cluster_sh --help
  [[ $output == 'Usage: cluster.sh VERB [ARGUMENT]… [OPTION]…'* && $output != *$'\e'* ]]
  [[ $output == *$'\n  plan                              what up would do, and what differs from cluster.yaml; exit code 3 when there is something\n* up '* ]]
  [[ $output == *$'\n* storage replace-disk NODE DEVICE  make the disk a new one'* ]]
  [[ $output == *'  --yes                 do not ask (down, remove, storage teardown)'* ]]
  [[ $output == *"Logs are in $STATE/log."* ]]
  whole="$output"
  run -0 cluster_sh help
  [[ $output == "$whole" ]]
}

@test 'help of a verb tells its arguments and options, wherever --help stands' {
  run -0 cluster_sh help storage wipe-disk
  [[ $output == 'Usage: cluster.sh storage wipe-disk NODE DEVICE [--serial SERIAL]

  make a disk of cluster.yaml empty: what is on it is lost
  changes something

  --serial SERIAL       serial number of the disk that is to be wiped; without it they say which one it is' ]]
  told="$output"
  run -0 cluster_sh storage wipe-disk w1 --help
  [[ $output == "$told" ]]
  run -0 cluster_sh -h storage wipe-disk
  [[ $output == "$told" ]]
  run -0 cluster_sh help storage
  [[ $output == 'Usage: cluster.sh storage VERB'*'  storage status '* && $output != *'  apply '* ]]
}

@test 'the version is the one of the package' {
  run -0 cluster_sh --version
  [[ $output == "cluster.sh (cdk8s-metal) $(node -p "require(\"$REPOSITORY/package.json\").version")" ]]
}

@test 'without a verb usage is shown, as an error' {
  run -2 --separate-stderr cluster_sh
  [[ $output == '' && $stderr == 'Usage: cluster.sh VERB'* ]]
}

@test 'a word that is not a verb is told with the verb that was meant, or all of them' {
  wrong '"destroy" is not a verb; choose one of: plan, up, apply, status, down, add, remove, reboot, storage, help, completion' destroy
  wrong '"stauts" is not a verb; did you mean status?' stauts
  wrong '"storage drian" is not a verb; did you mean storage drain?' storage drian w1
  wrong 'storage lacks its second word; choose one of: storage status, storage drain, storage return, storage replace-disk, storage remove-osd, storage wipe-disk, storage teardown' storage
  wrong '"plam" is not a verb; did you mean plan?' help plam
  wrong "\"$(printf 'x%.0s' {1..500})\" is not a verb; choose one of: plan, up, apply, status, down, add, remove, reboot, storage, help, completion" "$(printf 'x%.0s' {1..500})"
}

@test 'options are told by name, by the verbs that take them, and by their value' {
  wrong '"--fast" is not an option; choose one of: --node, --kubeconfig, --serial, --force, --gone, --plan, --yes, --help, --version' up --fast
  wrong '"--ndoe" is not an option; did you mean --node?' up --ndoe w1
  wrong '--force is for storage replace-disk, storage remove-osd, storage teardown, not for up; leave it out' up --force
  wrong '--yes is for down, remove, storage teardown, not for up; leave it out' up --yes
  wrong '--node is for plan, up, status, down, not for apply; leave it out' apply --node w1
  wrong '--node is for plan, up, status, down, not for storage status; leave it out' storage status --node w1
  wrong '--serial is for storage replace-disk, storage remove-osd, storage wipe-disk, not for storage drain; leave it out' storage drain w1 --serial S
  wrong '--node has no value after it; write --node NODE' up --node
  wrong '--kubeconfig has no value after it; write --kubeconfig PATH' up --kubeconfig=
  wrong '--yes is a switch and takes no value, but has "no"; write --yes alone' down --yes=no
  wrong '--serial is given twice, with "A" and "B"; give it once' storage wipe-disk w1 /dev/sdb --serial A --serial=B
}

@test 'arguments are counted, and the right line is shown' {
  wrong '"down" is one word too many; write cluster.sh up [--kubeconfig PATH] [--node NODE]...' up down
  wrong '"w1" is one word too many; write cluster.sh storage status' storage status w1
  wrong 'storage drain lacks NODE; write cluster.sh storage drain NODE' storage drain
  wrong 'storage wipe-disk lacks DEVICE; write cluster.sh storage wipe-disk NODE DEVICE [--serial SERIAL]' storage wipe-disk w1
  wrong 'storage remove-osd lacks ID; write cluster.sh storage remove-osd ID [--serial SERIAL] [--force]' storage remove-osd
  wrong '"w1" is not an OSD number; cluster.sh storage status lists them' storage remove-osd w1
  wrong 'completion lacks one of bash, zsh, fish; write cluster.sh completion bash|zsh|fish' completion
  wrong '"tcsh" is not one of bash, zsh, fish; write cluster.sh completion bash|zsh|fish' completion tcsh
  wrong 'no node of cluster home is called w9; choose one of: cp w1' storage drain w9
  wrong 'no node of cluster home is called w9; choose one of: cp w1' plan --node w1 --node w9
}

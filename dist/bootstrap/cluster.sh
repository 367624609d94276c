#!/usr/bin/env bash
# Runs at the desk: makes the cluster out of its machines, over ssh. `cluster.sh --help` says how.
# Made by cdk8s-metal from cluster.yaml: change that and synthesize again. Nothing runs before the last line.
# shellcheck disable=SC2088 # a tilde of the spec: from_home expands it
set -o errexit -o nounset -o pipefail
# Checked here, because an older bash stops further below with a message about syntax.
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf 'cluster.sh: this bash is %s, and 4.4 or later is needed; install it (on a Mac: brew install bash) and put it first in the PATH\n' "$BASH_VERSION" >&2
  exit 2
fi

# What ends in a command substitution ends the program as well. Bash has this from 4.4 on.
shopt -s inherit_errexit

# --- data, from cluster.yaml

readonly PROGRAM='cluster.sh'
readonly CLUSTER_NAME='home'
readonly CLUSTER_ID='home at api.home.arpa:6443'
readonly ENDPOINT='api.home.arpa:6443'
readonly API_SERVER='https://192.168.0.11:6443'
readonly FIRST_CONTROL_PLANE='desktop-1'
readonly SSH_USER=''
readonly SSH_PORT=''
readonly SSH_KEY=''
readonly SSH_CONFIG=''
readonly SPEC_WARNINGS=()
readonly MACHINES=(
  'desktop-1	control-plane	192.168.0.11'
  'desktop-2	worker	192.168.0.12'
  'desktop-3	worker	192.168.0.13'
  'mini-1	worker	192.168.0.21'
  'mini-2	worker	192.168.0.22'
)
readonly REGISTRY_ACCESS=()

readonly STORAGE='rook'
readonly PLAN_LINES=(
  'Machines: what is kept free for what comes with the cluster, whatever else runs'
  '  desktop-1: 650m of CPU and 200Mi (the machine itself 100Mi, control plane 650m 100Mi)'
  '  desktop-2, desktop-3, mini-1: 810m of CPU and 3498Mi (the machine itself 100Mi, monitor 260m 1124Mi, OSD 510m 2148Mi, 2 samples 10m 16Mi, crash collector 10m 60Mi, exporter 20m 50Mi)'
  '  mini-2: 550m of CPU and 2374Mi (the machine itself 100Mi, OSD 510m 2148Mi, 2 samples 10m 16Mi, crash collector 10m 60Mi, exporter 20m 50Mi)'
  '  wherever there is room: 2 CoreDNS pods 200m 140Mi, CSI operator 10m 64Mi, 2 managers 560m 1304Mi, 2 metadata servers 520m 2248Mi, 61 samples 305m 488Mi'
  '  nothing is kept free for what needs memory as well: kube-proxy, Calico, Rook'\''s operator, the CSI drivers, the snapshot controller, the toolbox'
  'Storage: 4 disks in 4 machines, 4 TB in all; 3 monitors, of which 1 may be gone'
  '  replicapool (volumes), cephfs (shared files): 3 copies'
  '    room for 1.33 TB, Ceph warns from 1.13 TB'
  '    when the largest machine is gone: room for 1 TB, Ceph warns from 850 GB'
  '    without mini-2: room for 1 TB, Ceph warns from 850 GB'
  '    1 machine gone: goes on, and what is missing is made again on the others'
  '    2 machines gone at once: nothing is lost, and what has too little left waits until more of it is back'
  '    3 machines gone at once: what only they had is lost'
  '  Pools share the disks that they are on: what one takes, the others lack.'
)
readonly SEPARATE_DATABASES=()
readonly TOOLBOX_WANTED='yes'
readonly ROOK_NAMESPACE='rook-ceph'
readonly ROOK_OPERATOR='rook-ceph-operator'
readonly ROOK_TOOLBOX='rook-ceph-tools'
readonly ROOK_PROVISIONERS=(
  'rook-ceph.rbd.csi.ceph.com'
  'rook-ceph.cephfs.csi.ceph.com'
  'rook-ceph.nfs.csi.ceph.com'
  'rook-ceph.ceph.rook.io/bucket'
)
readonly CEPH_CLUSTER='rook-ceph'
readonly CEPH_OSDS=(
  'desktop-2	1'
  'desktop-3	1'
  'mini-1	1'
  'mini-2	1'
)
readonly CEPH_WIDTH='3'
readonly CEPH_MONITORS='3'
readonly CEPH_MONITOR_MACHINES=(
  'desktop-2'
  'desktop-3'
  'mini-1'
)
readonly CEPH_KINDS=(
  'cephbuckettopics'
  'cephbucketnotifications'
  'cephobjectstoreusers'
  'cephobjectstoreaccounts'
  'cephcosidrivers'
  'cephobjectstores'
  'cephobjectzones'
  'cephobjectzonegroups'
  'cephobjectrealms'
  'cephnfses'
  'cephnvmeofgateways'
  'cephfilesystemmirrors'
  'cephfilesystemsubvolumegroups'
  'cephfilesystems'
  'cephrbdmirrors'
  'cephblockpoolradosnamespaces'
  'cephblockpools'
  'cephclients'
)
readonly CSI_KINDS=(
  'clientprofilemappings'
  'clientprofiles'
  'cephconnections'
  'drivers'
  'operatorconfigs'
)

readonly STAGES=(
  'apply	0000-namespaces.k8s.yaml'
  'apply	0050-rook-crds.k8s.yaml'
  'apply	0055-ceph-csi-crds.k8s.yaml'
  'apply	0060-snapshot-crds.k8s.yaml'
  'wait	all kinds are known	300	wait --for=condition=Established customresourcedefinitions --all	get customresourcedefinitions	customresourcedefinitions	-'
  'apply	0065-gateway-api-crds.k8s.yaml'
  'wait	all kinds are known	300	wait --for=condition=Established customresourcedefinitions --all	get customresourcedefinitions	customresourcedefinitions	-'
  'apply	0100-calico-operator.k8s.yaml'
  'wait	deployment tigera-operator/tigera-operator is available	1200	wait --for=condition=Available deployment/tigera-operator --namespace tigera-operator	get pods --namespace tigera-operator --output wide	deployment/tigera-operator	tigera-operator'
  'wait	the kind installations.operator.tigera.io is known	300	wait --for=condition=Established customresourcedefinition/installations.operator.tigera.io	get customresourcedefinitions	customresourcedefinition/installations.operator.tigera.io	-'
  'wait	the kind apiservers.operator.tigera.io is known	300	wait --for=condition=Established customresourcedefinition/apiservers.operator.tigera.io	get customresourcedefinitions	customresourcedefinition/apiservers.operator.tigera.io	-'
  'wait	the kind goldmanes.operator.tigera.io is known	300	wait --for=condition=Established customresourcedefinition/goldmanes.operator.tigera.io	get customresourcedefinitions	customresourcedefinition/goldmanes.operator.tigera.io	-'
  'wait	the kind whiskers.operator.tigera.io is known	300	wait --for=condition=Established customresourcedefinition/whiskers.operator.tigera.io	get customresourcedefinitions	customresourcedefinition/whiskers.operator.tigera.io	-'
  'apply	0110-calico.k8s.yaml'
  'wait	calico'\''s calico is available	1200	wait --for=condition=Available tigerastatus/calico	describe tigerastatus/calico	tigerastatus/calico	-'
  'wait	all machines are Ready	900	wait --for=condition=Ready nodes --all	get nodes	nodes	-'
  'wait	deployment kube-system/coredns is available	1200	wait --for=condition=Available deployment/coredns --namespace kube-system	get pods --namespace kube-system --output wide	deployment/coredns	kube-system'
  'wait	calico'\''s apiserver is available	1200	wait --for=condition=Available tigerastatus/apiserver	describe tigerastatus/apiserver	tigerastatus/apiserver	-'
  'apply	0200-rook-common.k8s.yaml'
  'apply	0210-ceph-csi-operator.k8s.yaml'
  'wait	deployment rook-ceph/ceph-csi-controller-manager is available	1200	wait --for=condition=Available deployment/ceph-csi-controller-manager --namespace rook-ceph	get pods --namespace rook-ceph --output wide	deployment/ceph-csi-controller-manager	rook-ceph'
  'apply	0220-rook-operator.k8s.yaml'
  'wait	deployment rook-ceph/rook-ceph-operator is available	1200	wait --for=condition=Available deployment/rook-ceph-operator --namespace rook-ceph	get pods --namespace rook-ceph --output wide	deployment/rook-ceph-operator	rook-ceph'
  'apply	0230-ceph-cluster.k8s.yaml'
  'wait	Rook has made the Ceph cluster	3600	wait --for=jsonpath={.status.phase}=Ready cephcluster/rook-ceph --namespace rook-ceph	get pods --namespace rook-ceph --output wide	cephcluster/rook-ceph	rook-ceph'
  'osds	3600'
  'apply	0240-ceph-pools.k8s.yaml'
  'wait	all that Ceph offers is ready	3600	wait --for=jsonpath={.status.phase}=Ready cephblockpools.ceph.rook.io,cephfilesystems.ceph.rook.io,cephfilesystemsubvolumegroups.ceph.rook.io,cephobjectstores.ceph.rook.io,cephnfses.ceph.rook.io --all --namespace rook-ceph	get pods --namespace rook-ceph --output wide	cephblockpools.ceph.rook.io,cephfilesystems.ceph.rook.io,cephfilesystemsubvolumegroups.ceph.rook.io,cephobjectstores.ceph.rook.io,cephnfses.ceph.rook.io	rook-ceph'
  'apply	0250-storage-classes.k8s.yaml'
  'apply	0260-rook-toolbox.k8s.yaml'
  'apply	0270-snapshot-controller.k8s.yaml'
  'wait	deployment kube-system/snapshot-controller is available	1200	wait --for=condition=Available deployment/snapshot-controller --namespace kube-system	get pods --namespace kube-system --output wide	deployment/snapshot-controller	kube-system'
  'apply	0500-demo-rolling.k8s.yaml'
  'apply	0505-demo-blue-green.k8s.yaml'
  'apply	0510-demo-canary.k8s.yaml'
  'apply	0515-demo-affinity.k8s.yaml'
  'apply	0520-demo-taints.k8s.yaml'
  'apply	0525-demo-configuration.k8s.yaml'
  'apply	0530-demo-volumes.k8s.yaml'
  'apply	0535-demo-host-path.k8s.yaml'
  'apply	0540-demo-controllers.k8s.yaml'
  'apply	0545-demo-jobs.k8s.yaml'
  'apply	0550-demo-autoscaling.k8s.yaml'
  'apply	0555-demo-probes.k8s.yaml'
  'apply	0560-demo-sidecar.k8s.yaml'
  'apply	0565-demo-services.k8s.yaml'
  'apply	0570-demo-routes.k8s.yaml'
  'apply	0575-demo-network-policy.k8s.yaml'
  'apply	0580-demo-quota.k8s.yaml'
  'apply	0585-demo-priority.k8s.yaml'
)
readonly TEARDOWN_BEFORE=(
  '0260-rook-toolbox.k8s.yaml'
  '0250-storage-classes.k8s.yaml'
)
readonly TEARDOWN_AFTER=(
  '0220-rook-operator.k8s.yaml'
  '0210-ceph-csi-operator.k8s.yaml'
  '0200-rook-common.k8s.yaml'
  '0055-ceph-csi-crds.k8s.yaml'
  '0050-rook-crds.k8s.yaml'
)

readonly PROGRAM_VERSION='0.1.0'
readonly VERBS=(
  'plan'
  'up'
  'apply'
  'status'
  'down'
  'add'
  'remove'
  'reboot'
  'storage status'
  'storage drain'
  'storage return'
  'storage replace-disk'
  'storage remove-osd'
  'storage wipe-disk'
  'storage teardown'
  'help'
  'completion'
)
readonly VERB_ARGUMENTS=(
  ''
  ''
  ''
  ''
  ''
  'NODE [NODE...]'
  'NODE [NODE...]'
  '[NODE...]'
  ''
  'NODE'
  'NODE'
  'NODE DEVICE'
  'ID'
  'NODE DEVICE'
  ''
  '[VERB...]'
  'bash|zsh|fish'
)
readonly VERB_OPTIONS=(
  '--kubeconfig --node'
  '--kubeconfig --node'
  ''
  '--node'
  '--yes --kubeconfig --node'
  '--plan --kubeconfig'
  '--gone --plan --yes'
  '--plan'
  ''
  ''
  ''
  '--serial --force'
  '--serial --force'
  '--serial'
  '--yes --force'
  ''
  ''
)
readonly VERB_NEEDS=(
  'node'
  'change node'
  'change node'
  'node'
  'change node'
  'change node'
  'change node'
  'change node'
  'node'
  'change node'
  'change node'
  'change node'
  'change node'
  'change node'
  'change node'
  ''
  ''
)
readonly VERB_HELP=(
  'what up would do, and what differs from cluster.yaml; exit code 3 when there is something'
  'make the cluster: prepare all machines, init the control plane, join the others, change what cluster.yaml says otherwise, fetch the kubeconfig'
  'put the manifests beside this program into the cluster, stage by stage'
  'machines, versions, readiness'
  'reset the machines: the cluster and what it holds are gone; asks for the name of the cluster first'
  'what up does, for these machines only; the others learn their names'
  'take machines out of the cluster for good: pods, disks of Ceph, etcd, kubeadm reset, node; asks for their names first'
  'reboot machines one after the other: drained before, and well again before the next one'
  'health, disks, placement groups and capacity of Ceph'
  'take a machine out of work, when Ceph can do without it; noout is set'
  'take it into work again; noout is taken back'
  'make the disk a new one for Ceph: what was on it moves elsewhere first, disks that are gone are given up'
  'give up an OSD whose disk is not in cluster.yaml any more, or gone'
  'make a disk of cluster.yaml empty: what is on it is lost'
  'destroy Ceph and all data in it; asks for the name of the cluster first'
  'print this text, or all about one verb'
  'print what makes this shell complete verbs, nodes and options; its first lines say where to put it'
)
readonly VERB_TITLES=(
  'At the desk, for all machines or those of --node:'
  'At the desk, for all machines or those of --node:'
  'At the desk, for all machines or those of --node:'
  'At the desk, for all machines or those of --node:'
  'At the desk, for all machines or those of --node:'
  'One machine or some, while the others work:'
  'One machine or some, while the others work:'
  'One machine or some, while the others work:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Ceph and its disks:'
  'Without any machine:'
  'Without any machine:'
)
readonly OPTION_NAMES=(
  '--node'
  '--kubeconfig'
  '--serial'
  '--force'
  '--gone'
  '--plan'
  '--yes'
)
readonly OPTION_VALUES=(
  'NODE...'
  'PATH'
  'SERIAL'
  ''
  ''
  ''
  ''
)
readonly OPTION_HELP=(
  'only this machine; may be repeated'
  'where up puts the kubeconfig; without it ~/.kube and the name of the cluster'
  'serial number of the disk that is to be wiped; without it they say which one it is'
  'of disks: it is enough that others have the data, too; of teardown: let go what finalizers hold'
  'the machine is lost and does not answer: nothing is done on it'
  'only say what would be done; exit code 3 when there is something'
  'do not ask'
)

# --- bootstrap/lib/authorities.bash

# What all control planes have in common: the authorities of the cluster and the keys of its service accounts. A further control plane gets them with its
# invitation and kubeadm makes the rest. https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/#manual-certs

readonly AUTHORITIES=(ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key)
# The line of an invitation behind which they stand.
readonly AUTHORITIES_FOLLOW='# authorities'

# Whether a text holds all of them in their order, and nothing else. It goes through pipes: bash may put what stands behind <<< into a file.
are_authorities() { # <text>
  local index
  local -a rows
  mapfile -t rows < <(printf '%s\n' "$1")
  ((${#rows[@]} == ${#AUTHORITIES[@]})) || return 1
  for index in "${!rows[@]}"; do
    [[ ${rows[index]} =~ ^"${AUTHORITIES[index]}"\ [A-Za-z0-9+/]+={0,2}$ ]] || return 1
  done
}

# --- bootstrap/lib/completion.bash

# completion: a script by which bash, zsh or fish completes verbs, nodes and options. It holds the rows as they are now, and starts no program of ours.

verb_completion() { # <bash, zsh or fish>
  local name="_${PROGRAM//[.-]/_}"
  "completion_$1" "$name"
}

# What may stand where: the verb or group before it, how many arguments of that come first, the choices; tabs between them. NODE means all nodes.
completion_choices() {
  local index word before count choices
  local -a places
  printf '\t0\t%s\n' "$(first_words | paste -s -d ' ')"
  while read -r word; do
    choices="$(verbs_of_group "$word" | cut -d ' ' -f 2 | paste -s -d ' ')"
    [[ -z $choices ]] || printf '%s\t0\t%s\n' "$word" "$choices" "help $word" "$choices"
  done < <(first_words)
  for index in "${!VERBS[@]}"; do
    before="${VERBS[index]}" count=0
    read -r -a places <<<"${VERB_ARGUMENTS[index]}"
    for word in "${places[@]}"; do
      case "$word" in
        NODE) printf '%s\t%s\tNODE\n' "$before" "$count" ;;
        '[VERB...]') printf '%s\t%s\t%s\n' "$before" "$count" "$(first_words | paste -s -d ' ')" ;;
        *'|'*) printf '%s\t%s\t%s\n' "$before" "$count" "${word//|/ }" ;;
        *) ;;
      esac
      count=$((count + 1))
    done
  done
}

# The cases of a script: after its words the choices, after its verb the options, after an option the choices for its value. The formats are the shell's.
completion_cases() { # <what stands for an argument> <format: verb, arguments, choices>
  local argument="$1" format="$2" before count choices arguments
  while IFS=/ read -r before count choices; do
    arguments=''
    while ((${#arguments} < count * ${#argument})); do arguments+="$argument"; done
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$format" "$before" "$arguments" "$choices"
  done < <(completion_choices | tr '\t' /)
}

completion_options() { # <format: verb, verb, options>
  local index
  for index in "${!VERBS[@]}"; do
    # shellcheck disable=SC2059 # the format is the shell's
    printf "$1" "${VERBS[index]}" "${VERBS[index]}" "${VERB_OPTIONS[index]:+${VERB_OPTIONS[index]} }--help"
  done
}

completion_values() { # <separator> [what the value is not]: the options that have a value after them
  local index all=''
  for index in "${!OPTION_NAMES[@]}"; do
    [[ -z ${OPTION_VALUES[index]} || ${OPTION_VALUES[index]%...} == "${2:-}" ]] || all+="${all:+$1}${OPTION_NAMES[index]}"
  done
  printf '%s' "$all"
}

completion_names() { # of all nodes, in a line
  node_names | paste -s -d ' '
}

# What bash and zsh write alike: from the words before the current one to choices.
completion_decided() {
  cat <<'END'
  case "$before" in
END
  completion_cases "' '*" "    '%s%s') choices='%s' ;;\n"
  cat <<'END'
    *) ;;
  esac
  case "$before" in
END
  completion_options "    '%s' | '%s '*) options='%s' ;;\n"
  cat <<'END'
    *) options='--help --version' ;;
  esac
  case "$previous" in
    --node) choices=NODE ;;
END
  printf "    %s) choices='' ;;\n" "$(completion_values ' | ' NODE)"
  cat <<'END'
    *) [[ $current != -* ]] || choices="$options" ;;
  esac
END
}

completion_bash() { # <name of the function>
  printf '# Completion of %s for bash. In ~/.bashrc: source <(%s completion bash)\n' "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}" before='' choices='' options='' index
  # bash takes the sign between an option and its value for a word.
  [[ $current != = ]] || current=''
  [[ $previous != = ]] || previous="${COMP_WORDS[COMP_CWORD - 2]}"
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "${COMP_WORDS[index]}" in
END
  printf '      %s)\n' "$(completion_values ' | ')"
  cat <<'END'
        [[ ${COMP_WORDS[index + 1]:-} != = ]] || index=$((index + 1))
        index=$((index + 1))
        ;;
      -*) ;;
      *) before+="${before:+ }${COMP_WORDS[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  [[ $choices != NODE ]] || choices="$nodes"
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}
END
  printf 'complete -o default -F %s %s\n' "$1" "$PROGRAM"
}

completion_zsh() { # <name of the function>
  printf '#compdef %s\n# Completion of %s for zsh. In ~/.zshrc, after compinit: source <(%s completion zsh)\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf "%s() {\n  local nodes='%s'\n" "$1" "$(completion_names)"
  cat <<'END'
  local current="${words[CURRENT]}" previous="${words[CURRENT - 1]}" before='' choices='' options='' index
  for ((index = 2; index < CURRENT; index++)); do
    case "${words[index]}" in
END
  printf '      %s) ((index++)) ;;\n' "$(completion_values ' | ')"
  cat <<'END'
      -*) ;;
      *) before+="${before:+ }${words[index]}" ;;
    esac
  done
END
  completion_decided
  cat <<'END'
  if [[ $current == --node=* ]]; then
    compset -P '*='
    choices=NODE
  fi
  [[ $choices != NODE ]] || choices="$nodes"
  if [[ -n $choices ]]; then compadd -- ${=choices}; else _files; fi
}
END
  printf 'compdef %s %s\n' "$1" "$PROGRAM"
}

completion_fish() { # <name of the function>
  printf '# Completion of %s for fish. Once: %s completion fish >~/.config/fish/completions/%s.fish\n' "$PROGRAM" "$PROGRAM" "$PROGRAM"
  printf 'function %s\n  set --local nodes %s\n  set --local valued %s\n' "$1" "$(completion_names)" "$(completion_values ' ')"
  cat <<'END'
  set --local current (commandline --current-token)
  set --local typed (commandline --tokenize --current-process --cut-at-cursor)
  set --local before
  set --local previous
  set --local choices
  set --local options --help --version
  for word in $typed[2..]
    if contains -- "$previous" $valued
      set previous
      continue
    end
    set previous $word
    string match --quiet -- '-*' $word; or set --append before $word
  end
  switch "$before"
END
  completion_cases ' *' "    case '%s%s'\n      set choices %s\n"
  cat <<'END'
  end
  switch "$before"
END
  completion_options "    case '%s' '%s *'\n      set options %s\n"
  cat <<'END'
  end
  if test "$previous" = --node
    set choices NODE
  else if contains -- "$previous" $valued
    set choices
  else if string match --quiet -- '-*' "$current"
    set choices $options
  end
  test "$choices" = NODE; and set choices $nodes
  if test (count $choices) -gt 0
    printf '%s\n' $choices
  else
    __fish_complete_path "$current"
  end
end
END
  printf "complete --command %s --no-files --arguments '(%s)'\n" "$PROGRAM" "$1"
}

# --- bootstrap/lib/member-files.bash

# What kubeadm leaves on a machine that is, or is about to be, a member of a cluster.

readonly MEMBER_FILES=(/etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/admin.conf /etc/kubernetes/pki/ca.crt)

# --- bootstrap/lib/nearest.bash

# What a mistyped word was meant to be.

with_commas() { # <word…>
  local all
  printf -v all '%s, ' "$@"
  printf '%s' "${all%, }"
}

repair_of() { # <what was typed> <choice…>
  local typed="$1" choice least=3 near='' far
  shift
  for choice in "$@"; do
    far="$(distance "$typed" "$choice")"
    if ((far < least && far * 2 <= ${#typed})); then
      least="$far"
      near="$choice"
    fi
  done
  if [[ -n $near ]]; then printf 'did you mean %s?' "$near"; else printf 'choose one of: %s' "$(with_commas "$@")"; fi
}

distance() { # <word> <word>: letters to add, to take away or to change; what is much longer is far
  local from="$1" to="$2" row column least
  local -a above=() below
  if ((${#from} > ${#to} + 2)); then
    printf '%s' "${#from}"
    return 0
  fi
  for ((column = 0; column <= ${#to}; column++)); do above+=("$column"); done
  for ((row = 1; row <= ${#from}; row++)); do
    below=("$row")
    for ((column = 1; column <= ${#to}; column++)); do
      least="${above[column - 1]}"
      [[ ${from:row-1:1} == "${to:column-1:1}" ]] || least=$((least + 1))
      ((above[column] >= least)) || least=$((above[column] + 1))
      ((below[column - 1] >= least)) || least=$((below[column - 1] + 1))
      below+=("$least")
    done
    above=("${below[@]}")
  done
  printf '%s' "${above[${#to}]}"
}

# --- bootstrap/lib/output.bash

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

# --- bootstrap/lib/retry.bash

# Waiting: what can heal by itself is tried again, with a pause and a deadline, and what it says is shown meanwhile.

# The exit code of a command that no repetition mends: retry_until gives up on it at once.
readonly PERMANENT=78

# A step of the clock does not move it, as it moves SECONDS. A desk without /proc has bash 5.3, or nothing better than its clock.
uptime_seconds() {
  local uptime="${BASH_MONOSECONDS:-$SECONDS}"
  [[ ! -r /proc/uptime ]] || IFS=. read -r uptime _ </proc/uptime
  printf '%s' "$uptime"
}

# For retry_until: judges a failure by its words, as programs such as apt and crictl have one exit code for all.
judged() { # <heals or lasts> <extended regular expression> <command…>: PERMANENT unless it matches what heals, or when it matches what lasts
  local verdict="$1" pattern="$2" answer code=0 found=lasts
  shift 2
  answer="$("$@" 2>&1)" || code=$?
  printf '%s\n' "$answer"
  if ((code == 0)); then return 0; fi
  if [[ $verdict == lasts ]]; then found=heals; fi
  if [[ $answer =~ $pattern ]]; then found="$verdict"; fi
  [[ $found == heals ]] || code=$PERMANENT
  return "$code"
}

# After how many seconds a wait shows what the thing itself says; who calls may want it sooner.
REASON_AFTER=10
# Where nothing but numbers has changed, as while something is copied, it is shown again after this many seconds.
readonly NUMBERS_AFTER=60
# Of one answer, in lines and in bytes of each.
readonly MOST_REASONS=6 LONGEST_REASON=300

tell_person() { # <text>: also from within a function that run has called; fails where nobody reads any more
  { print "$1" >&8; } 2>/dev/null || print "$1"
}

# Sets REPLY: its last lines, without what programs of Kubernetes log among them: a letter and the date, the time.
reasons_of() { # <answer>
  local LC_ALL=C line
  local -a latest=()
  while IFS= read -r line; do
    line="${line##*$'\r'}"
    [[ -n ${line//[[:space:]]/} && ! $line =~ ^[EWIF][0-9]{4}\ [0-9:.]+\  ]] || continue
    ((${#line} <= LONGEST_REASON)) || line="${line:0:LONGEST_REASON}..."
    printable "$line"
    latest+=("$REPLY")
  done < <(tail -n 40 <<<"${1//$'\r\n'/$'\n'}")
  REPLY=''
  ((${#latest[@]} <= MOST_REASONS)) || latest=("${latest[@]: -MOST_REASONS}")
  ((${#latest[@]} == 0)) || printf -v REPLY '%s\n' "${latest[@]}"
}

# Only when it is not what was shown before. In SHOWN and SHOWN_AT the caller has what that was, and when.
show_reasons() { # <whose> <answer>: fails where nobody reads any more
  local line now REPLY
  reasons_of "$2"
  [[ -n $REPLY && $REPLY != "$SHOWN" ]] || return 0
  now="$(uptime_seconds)"
  [[ ${REPLY//[0-9]/} != "${SHOWN//[0-9]/}" ]] || ((now - SHOWN_AT >= NUMBERS_AFTER)) || return 0
  SHOWN="$REPLY" SHOWN_AT="$now"
  while IFS= read -r line; do
    tell_person "           $1: $line" || return
  done <<<"${REPLY%$'\n'}"
}

# The only loop that sleeps. What it is called for can heal by itself; a command that ends with PERMANENT says that this cannot.
retry_until() { # <seconds> <pause> <title> <command…>
  local limit="$1" pause="$2" title="$3" last='' tell=2 began asked now code end='' SHOWN='' SHOWN_AT=0
  shift 3
  began="$(uptime_seconds)"
  while :; do
    asked="$(uptime_seconds)"
    code=0
    last="$("$@" 2>&1 </dev/null)" || code=$?
    ((code != 0)) || return 0
    now="$(uptime_seconds)"
    if ((code == PERMANENT)); then
      end='no repetition mends this'
    elif ((now - began >= limit)); then
      end="not within $limit s"
      code=1
    fi
    if [[ -n $end ]]; then
      complain "$title: $end. The last answer:"
      tail -n 20 <<<"$last" | sed 's/^/    /' >&2 || true # nobody may read any more
      return "$code"
    fi
    # Ever more rarely. A machine whose desk is gone ends here, and does not keep its lock from the next run.
    if ((now - began >= tell)); then
      if ((tell == 2)); then print "           $title …"; else print "           $title … $((now - began)) s"; fi || return 1
      tell=$((tell < 120 ? tell * 2 : tell + 120))
    fi
    ((now - began < REASON_AFTER)) || show_reasons waiting "$last" || return 1
    # A slow machine must not spend itself on being asked: a starting kubectl takes seconds of its processors, which what it asks for needs.
    ((now - asked < 3 || ${pause%.*} >= 10)) || pause=10
    sleep "$pause"
  done
}

# --- bootstrap/lib/usage.bash

# What usage and help print, from the rows of verbs and options.

usage() { # program_notes is the program's own
  printf 'Usage: %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM"
  print_verbs ''
  printf '\nThose with * change something.\n\n'
  print_options yes "${OPTION_NAMES[@]}"
  printf '\n'
  program_notes
}

verb_help() { # [word…]: of the verb, of the group, or all
  if (($# == 0)); then
    usage
  elif find_verb "$@"; then
    printf 'Usage: %s\n\n  %s\n' "$(synopsis)" "${VERB_HELP[ROW]}"
    if verb_needs change; then printf '  changes something'; else printf '  changes nothing'; fi
    if verb_needs root; then printf '; needs root\n\n'; else printf '\n\n'; fi
    # shellcheck disable=SC2086 # names of options
    print_options no ${VERB_OPTIONS[ROW]}
  elif (($# == 1)) && [[ -n "$(verbs_of_group "$1")" ]]; then
    printf 'Usage: %s %s VERB [ARGUMENT]… [OPTION]…\n' "$PROGRAM" "$1"
    print_verbs "$1 "
  else
    refuse_verb "$@"
  fi
}

print_verbs() { # <what they begin with>
  local index left title='' width=0 mark
  for index in "${!VERBS[@]}"; do
    left="${VERBS[index]} ${VERB_ARGUMENTS[index]}"
    [[ ${VERBS[index]} != "$1"* ]] || ((${#left} <= width)) || width=${#left}
  done
  for index in "${!VERBS[@]}"; do
    [[ ${VERBS[index]} == "$1"* ]] || continue
    [[ ${VERB_TITLES[index]} == "$title" ]] || printf '\n%s\n' "${VERB_TITLES[index]}"
    title="${VERB_TITLES[index]}" mark=' '
    [[ " ${VERB_NEEDS[index]} " != *' change '* ]] || mark='*'
    printf '%s %-*s  %s\n' "$mark" "$width" "${VERBS[index]} ${VERB_ARGUMENTS[index]}" "${VERB_HELP[index]}"
  done
}

print_options() { # <yes: say which verbs take it, where most do not> <name...>
  local say_verbs="$1" name index value verbs
  local -a takers
  shift
  for name in "$@"; do
    index="$(index_of_option "$name")"
    value="${OPTION_VALUES[index]%...}" verbs=''
    mapfile -t takers < <(takers_of "$name")
    [[ $say_verbs == no ]] || ((${#takers[@]} * 2 > ${#VERBS[@]})) || verbs=" ($(with_commas "${takers[@]}"))"
    printf '  %-20s  %s\n' "$name${value:+ $value}" "${OPTION_HELP[index]}$verbs"
  done
  [[ $say_verbs == no ]] || printf '  %-20s  %s\n' --help 'this text, or all about the verb before it' --version 'the version of cdk8s-metal that made this program'
}

# --- bootstrap/lib/verbs.bash

# The command line, read by the rows of bootstrap/verbs.ts: what is at one index of VERBS, VERB_ARGUMENTS, VERB_OPTIONS and so on is one verb.

# What was asked for: the index of the verb, the arguments after its words, and its options by name. A repeated option has its values in lines.
ROW=''
ARGUMENTS=()
declare -A OPTIONS=()

read_command_line() { # <argument…>: sets ROW, ARGUMENTS and OPTIONS; answers --help and --version itself, and wrong usage ends the program
  local argument help=no
  local -a words=()
  while (($# > 0)); do
    argument="$1"
    shift
    case "$argument" in
      -h | --help) help=yes ;;
      --version)
        printf '%s (cdk8s-metal) %s\n' "$PROGRAM" "$PROGRAM_VERSION"
        exit 0
        ;;
      -?*=*) keep_option "${argument%%=*}" "${argument#*=}" ;;
      -?*)
        if wants_value "$argument"; then
          keep_option "$argument" "${1:-}"
          shift
        else
          keep_option "$argument"
        fi
        ;;
      *) words+=("$argument") ;;
    esac
  done
  if [[ $help == yes ]]; then
    verb_help "${words[@]}"
    exit 0
  fi
  find_verb "${words[@]}" || refuse_verb "${words[@]}"
  refuse_options_of_others
  refuse_wrong_arguments
}

run_verb() { # calls the verb's function with the arguments, then the options in the order of its row
  local function="verb_${VERBS[ROW]//[ -]/_}" name
  local -a values=("${ARGUMENTS[@]}")
  for name in ${VERB_OPTIONS[ROW]}; do
    if wants_value "$name"; then values+=("${OPTIONS[$name]:-}"); else values+=("${OPTIONS[$name]:-no}"); fi
  done
  "$function" "${values[@]}"
}

verb_needs() { # <need>
  [[ " ${VERB_NEEDS[ROW]} " == *" $1 "* ]]
}

# ---- options

index_of_option() { # <name>
  local index
  for index in "${!OPTION_NAMES[@]}"; do
    if [[ ${OPTION_NAMES[index]} == "$1" ]]; then
      printf '%s' "$index"
      return 0
    fi
  done
  return 1
}

wants_value() { # <name>
  local index
  index="$(index_of_option "$1")" && [[ -n ${OPTION_VALUES[index]} ]]
}

keep_option() { # <name> [value]
  local name="$1" value="${2:-}" index wanted
  index="$(index_of_option "$name")" || refuse_option "$name"
  wanted="${OPTION_VALUES[index]}"
  if [[ -z $wanted ]]; then
    (($# == 1)) || refuse "$name is a switch and takes no value, but has \"$value\"" "write $name alone"
    OPTIONS[$name]=yes
  elif [[ -z $value ]]; then
    refuse "$name has no value after it" "write $name ${wanted%...}"
  elif [[ -z ${OPTIONS[$name]:-} ]]; then
    OPTIONS[$name]="$value"
  elif [[ $wanted == *... ]]; then
    OPTIONS[$name]+=$'\n'"$value"
  else
    refuse "$name is given twice, with \"${OPTIONS[$name]}\" and \"$value\"" 'give it once'
  fi
}

refuse_option() { # <name>
  refuse "\"$1\" is not an option" "$(repair_of "$1" "${OPTION_NAMES[@]}" --help --version)"
}

refuse_options_of_others() {
  local name
  local -a takers
  for name in "${OPTION_NAMES[@]}"; do
    [[ -n ${OPTIONS[$name]:-} && " ${VERB_OPTIONS[ROW]} " != *" $name "* ]] || continue
    mapfile -t takers < <(takers_of "$name")
    refuse "$name is for $(with_commas "${takers[@]}"), not for ${VERBS[ROW]}" 'leave it out'
  done
}

takers_of() { # <name>: the verbs that take the option, one a line
  local index
  for index in "${!VERBS[@]}"; do
    [[ " ${VERB_OPTIONS[index]} " != *" $1 "* ]] || printf '%s\n' "${VERBS[index]}"
  done
}

# ---- verbs and their arguments

find_verb() { # <word…>: sets ROW and ARGUMENTS
  local index count
  for index in "${!VERBS[@]}"; do
    count=1
    [[ ${VERBS[index]} != *' '* ]] || count=2
    if [[ ${*:1:count} == "${VERBS[index]}" ]]; then
      ROW="$index"
      ARGUMENTS=("${@:count+1}")
      return 0
    fi
  done
  return 1
}

first_words() { # of all verbs, each once, one a line
  local verb last=''
  for verb in "${VERBS[@]}"; do
    [[ ${verb%% *} == "$last" ]] || printf '%s\n' "${verb%% *}"
    last="${verb%% *}"
  done
}

verbs_of_group() { # <first word>: the verbs that have a word after it, one a line
  local verb
  for verb in "${VERBS[@]}"; do
    [[ $verb != "$1 "* ]] || printf '%s\n' "$verb"
  done
}

refuse_verb() { # <word…>
  local typed="${1:-}"
  local -a choices
  if (($# == 0)); then
    usage >&2
    exit 2
  fi
  mapfile -t choices < <(verbs_of_group "$typed")
  if ((${#choices[@]} == 0)); then
    mapfile -t choices < <(first_words)
  elif (($# == 1)); then
    refuse "$typed lacks its second word" "choose one of: $(with_commas "${choices[@]}")"
  else
    typed="$1 $2"
  fi
  refuse "\"$typed\" is not a verb" "$(repair_of "$typed" "${choices[@]}")"
}

refuse_wrong_arguments() {
  local wanted given choices index=0
  local -a all
  read -r -a all <<<"${VERB_ARGUMENTS[ROW]}"
  for wanted in "${all[@]}"; do
    [[ $wanted != *'...]' ]] || return 0
    given="${ARGUMENTS[index]:-}"
    choices="${wanted//|/, }"
    [[ $wanted != *'|'* ]] || choices="one of $choices"
    [[ -n $given ]] || refuse "${VERBS[ROW]} lacks $choices" "write $(synopsis)"
    [[ $wanted != *'|'* || "|$wanted|" == *"|$given|"* ]] || refuse "\"$given\" is not $choices" "write $(synopsis)"
    index=$((index + 1))
  done
  ((${#ARGUMENTS[@]} == index)) || refuse "\"${ARGUMENTS[index]}\" is one word too many" "write $(synopsis)"
}

synopsis() { # of the verb: what may be typed
  local name index text="$PROGRAM ${VERBS[ROW]}${VERB_ARGUMENTS[ROW]:+ ${VERB_ARGUMENTS[ROW]}}"
  for name in ${VERB_OPTIONS[ROW]}; do
    index="$(index_of_option "$name")"
    text+=" [$name${OPTION_VALUES[index]:+ ${OPTION_VALUES[index]}}]"
  done
  # The mark of what may be repeated stands behind the bracket.
  printf '%s' "${text//...]/]...}"
}

# --- bootstrap/cluster/add.bash

# add: what up does, for some machines. Nothing but names is changed on the others.

verb_add() { # <machine…> <yes: only say> <kubeconfig>
  local only="${*: -2:1}" step
  local -a names=("${@:1:$#-2}")
  choose_to_add "${names[@]}"
  refuse_foreign_kubeconfig
  begin_machines add "$only"
  reach_for_up
  need_cluster
  if [[ $only == yes ]]; then
    plan_names
    for step in "${UP_STEPS[@]}"; do "${step}_check"; done
    return "$PLAN_CODE"
  fi
  add_machines
}

need_cluster() { # or somebody would make another one
  is_member "$CONTROL_PLANE" || refuse "$CONTROL_PLANE is not in a cluster yet" "$PROGRAM up makes it, with all machines"
}

choose_to_add() { # <machine…>: sets CHOSEN
  local name
  for name in "$@"; do need_machine "$name"; done
  CHOSEN=()
  for name in "${ALL[@]}"; do
    ! is_one "$name" "$@" || CHOSEN+=("$name")
  done
}

add_machines() { # CHOSEN
  local step
  # Before they join: keepalived of the others must know a new control plane, or two would hold the address.
  spread_names
  for step in "${UP_STEPS[@]}"; do "${step}_apply"; done
}

# ---- names

members_besides() { # sets OTHERS: the machines that are not CHOSEN, answer, and are ours; who does not answer is told
  local name
  local -a asked=()
  OTHERS=()
  for name in "${ALL[@]}"; do
    if is_chosen "$name"; then continue; elif is_there "$name"; then OTHERS+=("$name"); else asked+=("$name"); fi
  done
  on_all "$AT_ONCE" look_at "${asked[@]}"
  for name in "${asked[@]}"; do
    if is_one "$name" "${FAILED[@]}" || [[ "$(looked "$name" cluster)" != "$CLUSTER_ID" ]]; then
      warn "$name does not answer as a machine of cluster $CLUSTER_NAME, and does not learn who is new; $PROGRAM up tells it"
    else
      : >"$WORK/$name.ours"
      OTHERS+=("$name")
    fi
  done
}

plan_names() {
  local name
  for name in "${ALL[@]}"; do
    is_chosen "$name" || note "           $name learns the names of ${CHOSEN[*]}, if it does not know them; nothing else is changed there"
  done
}

spread_names() {
  members_besides
  on_all_or_stop names "$AT_ONCE" give_names "${OTHERS[@]}"
}

give_names() { # <machine>: by the program of this synth, which leaves no file there
  streamed_node_sh "$1" names --node "$1"
}

# --- bootstrap/cluster/answers.bash

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

# --- bootstrap/cluster/apply.bash

# apply: the manifests in stages, through the control plane's kubectl.

# How long one question to kubectl may take, the first and all others; the stage says how long all of them together. It watches meanwhile, which costs a
# slow API server less than another kubectl that starts from nothing.
readonly FIRST_ASK_SECONDS=10 ASK_SECONDS=60

verb_apply() {
  local row kind
  local -a fields
  check_manifests
  take_desk_lock apply
  open_logs
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  reach_machines
  ((${#STAGES[@]} > 0)) || note 'done       there are no manifests for this cluster'
  for row in "${STAGES[@]}"; do
    IFS=$'\t' read -r -a fields <<<"$row"
    kind="${fields[0]}"
    "stage_$kind" "${fields[@]:1}"
  done
}

check_manifests() {
  local row
  for row in "${STAGES[@]}"; do
    [[ $row != apply$'\t'* || -r "$HERE/../${row#*$'\t'}" ]] || problem "$HERE/../${row#*$'\t'} is missing" 'keep what cdk8s synth writes in one folder'
  done
  refuse_problems
}

stage_apply() { # <file>
  local file="$1" code=0
  # Without kubectl's own validation, for which it loads megabytes of definitions: the API server itself refuses a field that it does not know.
  local -a words=(apply --server-side --field-manager=cdk8s-metal --validate=false --filename=-)
  # Other programs have written to definitions before, and must not keep them old; in all else, who takes a field away from whom is for a person.
  ! has_only_definitions "$HERE/../$file" || words+=(--force-conflicts)
  doing "applying $file"
  retry_until "$HICCUP_SECONDS" 5 "waiting until the API server takes $file" judged heals "$HICCUPS" apply_file "$HERE/../$file" "${words[@]}" || code=$?
  { printf '%s\n' "$file" && cat "$WORK/applied"; } >>"$LOGS/apply.log"
  if ((code != 0)); then # number: an exit code
    fail "$file could not be applied" "see above what the API server says and in $LOGS/apply.log; when the cause is gone, run $PROGRAM apply again"
  fi
  note "done       $file: $(grep -c . "$WORK/applied" || true) objects" # grep says no when there are none
}

# An API server that is not there for a moment, as after its first start on a slow machine, heals by itself; all else is for a person.
readonly HICCUP_SECONDS=300
HICCUPS='connection refused|connection reset|TLS handshake timeout|i/o timeout|unexpected EOF|etcdserver: |apiserver not ready'
readonly HICCUPS="$HICCUPS|currently unable to handle the request|context deadline exceeded|client connection lost"

apply_file() { # <file> <word of kubectl…>
  local file="$1" code=0
  shift
  kubectl_there "$@" <"$file" >"$WORK/applied" 2>&1 || code=$?
  ((code == 0)) || cat "$WORK/applied" # number: an exit code
  return "$code"
}

has_only_definitions() { # <file>
  local kinds
  kinds="$(grep '^kind: ' "$1" | sort -u)" || return 1
  [[ $kinds == 'kind: CustomResourceDefinition' ]]
}

stage_wait() { # <title> <seconds> <words of kubectl until true> <words of kubectl to show> <words of kubectl get that name it> <its namespace, or ->
  local title="$1" seconds="$2" space="$6"
  local -a until show subject
  read -r -a until <<<"$3"
  read -r -a show <<<"$4"
  read -r -a subject <<<"$5"
  wait_for "$seconds" "$title" "$space" "${subject[@]}" -- "${until[@]}" ||
    fail "gave up waiting until $title" "look at: kubectl ${show[*]}; then run $PROGRAM apply again"
  note "ok         $title"
}

# One way for all kinds: kubectl waits, and what is waited for is asked why that is not over.
wait_for() { # <seconds> <title> <namespace, or -> <word of kubectl get that name it…> -- <word of kubectl until true…>
  rm -f "$WORK/asked"
  wait_until "$1" 5 "waiting until $2" kubectl_until "${@:3}"
}

kubectl_until() { # as wait_for, without the first two
  local seconds="$ASK_SECONDS" answer
  local -a subject=()
  while [[ $1 != -- ]]; do
    subject+=("$1")
    shift
  done
  shift
  [[ -e $WORK/asked ]] || seconds="$FIRST_ASK_SECONDS"
  : >"$WORK/asked"
  answer="$(kubectl_there "$@" "--timeout=${seconds}s" 2>&1)" && return 0
  # Where kubectl has only waited, its words say nothing.
  [[ $answer == *'timed out waiting'* ]] || printf '%s\n' "$answer"
  reasons "${subject[@]}" || [[ $answer != *'timed out waiting'* ]] || printf '%s\n' "$answer"
  return 1
}

# --- bootstrap/cluster/back.bash

# Until a machine that reboots is as well as it was: it has started anew, its kubelet reports, its pods run, etcd and Ceph have it again.

wait_back() { # <machine> <boot before>
  local name="$1" before="$2" renewed
  wait_until "$BOOT_SECONDS" 5 "waiting until $name has started anew" has_started_anew "$name" "$before" ||
    fail "$name has not come back; it is still cordoned, and the machines after it were not touched" \
      "look at its screen and power; when it is up, run the same command again, which goes on here; if it is lost: $PROGRAM remove $name --gone"
  boot_of "$name"
  if [[ ${ROLE_OF[$name]} == control-plane && $CONTROL_PLANE == "$name" ]]; then
    wait_until "$BOOT_SECONDS" 5 "waiting until the API server of $name is ready" kubectl_there get --raw /readyz ||
      fail "the API server of $name is not ready" "see there 'crictl ps -a' and 'journalctl -u kubelet'; then run the same command again"
  fi
  renewed="$(lease_of "$name")"
  wait_until "$BOOT_SECONDS" 5 "waiting until $name is Ready" reports_again "$name" "$renewed" ||
    fail "$name is not Ready" "see there 'journalctl -u kubelet'; then run the same command again"
  wait_until "$BOOT_SECONDS" 5 "waiting until the pods of $name run" pods_run "$name" "$BOOT_SINCE" ||
    fail "not all pods of $name run" "see above; when they do, run the same command again"
  [[ ${ROLE_OF[$name]} == worker ]] || wait_until "$BOOT_SECONDS" 5 'waiting until all members of etcd are well' all_members_are_well ||
    fail 'not all members of etcd are well' "see there 'crictl ps -a' and 'crictl logs'; then run the same command again"
  [[ $STORAGE != rook ]] || return_data_of "$name"
}

# The old connection leads nowhere.
has_started_anew() { # <machine> <boot before>
  disconnect "$1"
  boot_of "$1" || return
  [[ $BOOT_NOW != "$2" ]] || { printf '%s has not started anew yet\n' "$1" && return 1; }
}

# What the API server says of a machine that is gone stays as it was for 40 s; a lease that has been renewed since is of the new kubelet.
lease_of() { # <machine>
  kubectl_there --namespace kube-node-lease get lease "$1" --ignore-not-found --output 'jsonpath={.spec.renewTime}'
}

reports_again() { # <machine> <renewed before>
  local renewed
  renewed="$(lease_of "$1")" || return
  [[ $renewed != "$2" ]] || { printf 'its kubelet has not reported yet\n' && return 1; }
  ask_node "$1"
  [[ $IS_READY == yes ]] || { reasons - nodes "$1" || printf 'node %s is not Ready\n' "$1" && return 1; }
}

# Pods of the machine: namespace, name, whether they are ready, and when each of their containers started.
# shellcheck disable=SC2016 # variables of the template
PODS_OF='{{range .items}}{{if or .metadata.deletionTimestamp (eq .status.phase "Succeeded") (eq .status.phase "Failed")}}{{else}}{{$ready := "False"}}{{range .status.conditions}}{{if eq .type "Ready"}}{{$ready = .status}}{{end}}{{end}}'
# shellcheck disable=SC2016 # variables of the template
PODS_OF+='{{.metadata.namespace}}|{{.metadata.name}}|{{$ready}}|{{range .status.containerStatuses}}{{with .state}}{{with .running}} {{.startedAt}}{{end}}{{end}}{{end}};{{end}}{{end}}'

pods_run() { # <machine> <since when>: prints those that do not; a pod that says when it started before that is one that nobody has looked at since
  local space pod ready started time well=yes
  kubectl_there get pods --all-namespaces --field-selector "spec.nodeName=$1" --output "$(lines_of_template "$PODS_OF")" >"$WORK/pods-back" || return
  expect_lines "$CONTROL_PLANE" "how the pods of $1 are" "$NAME"$'\t'"$NAME"$'\t'"(True|False|Unknown)"$'\t'"( [0-9TZ:-]{20})*" "$WORK/pods-back"
  while IFS=$'\t' read -r space pod ready started; do
    [[ $ready == True ]] || { printf 'pod %s/%s is not Ready\n' "$space" "$pod" && well=no; }
    for time in $started; do
      [[ ! $time < $2 ]] || { printf 'pod %s/%s has not started anew yet\n' "$space" "$pod" && well=no; }
    done
  done <"$WORK/pods-back"
  [[ $well == yes ]]
}

# --- bootstrap/cluster/ceph.bash

# Ceph, asked by its own command in the toolbox, and what must be true of it before something is taken away from it.

# How long daemons may take to stop or to start, and placement groups to become clean after a short absence.
readonly DAEMON_SECONDS=900 RECOVERY_SECONDS=7200
# Moving the data of a disk to others takes as long as it takes; who does not want to wait interrupts, and runs the same command again.
readonly MOVING_SECONDS=604800

# What Ceph says of its placement groups, to the end of their states.
readonly PG_STAT='[0-9]{1,9} pgs: [0-9]{1,9} [a-z_+]+(, [0-9]{1,9} [a-z_+]+)*;.*|0 pgs: .*'

kubectl_ceph() { # <word…>: in its namespace
  kubectl_there --namespace "$ROOK_NAMESPACE" "$@"
}

ceph() { # <word…>
  kubectl_ceph exec "deployment/$ROOK_TOOLBOX" -- ceph --connect-timeout 60 "$@"
}

need_ceph() {
  local error
  [[ $STORAGE == rook ]] || refuse "cluster $CLUSTER_NAME has no storage" 'declare disks of its machines in cluster.yaml'
  [[ $TOOLBOX_WANTED == yes ]] || refuse "cluster $CLUSTER_NAME has no toolbox, through which Ceph is asked" 'set storage.rook.toolbox: true in cluster.yaml, synthesize and apply'
  error="$(ceph health 2>&1 >/dev/null)" || fail "Ceph does not answer: $(tail -n 1 <<<"$error")" \
    "wait until deployment/$ROOK_TOOLBOX in the namespace $ROOK_NAMESPACE is available; kubectl --namespace $ROOK_NAMESPACE get pods shows what is missing"
}

groups_are_clean() { # all placement groups; prints how many are not
  local found states state
  found="$(ceph pg stat)" || return
  expect "$CONTROL_PLANE" 'how the placement groups are' "$PG_STAT" "$found"
  states="${found#* pgs: }"
  states="${states%%;*}"
  while read -r _ state; do
    # Scrubbing and trimming of snapshots are added to it, and take nothing away.
    if [[ -n $state && $state != active+clean* ]]; then
      printf 'placement groups: %s\n' "$states"
      return 1
    fi
  done <<<"${states//, /$'\n'}"
}

host_of() { # <machine>: its name in Ceph's map, in which dots separate other things
  printf '%s' "${1//./-}"
}

osds_of() { # <machine>: their numbers, one a line
  local found
  if found="$(ceph osd ls-tree "$(host_of "$1")" 2>&1)"; then
    expect "$CONTROL_PLANE" "which OSDs $1 has" "(($NUMBER)?"$'\n'")*($NUMBER)?" "$found"
    printf '%s\n' "$found"
  else
    # It has none.
    [[ $found == *ENOENT* ]] || fail "Ceph does not say what $1 has: $(tail -n 1 <<<"$found")" 'see above'
  fi
}

osd_is_up() { # <number>: prints what it is instead
  local found
  found="$(ceph osd dump)" || return
  grep -q "^osd\.$1 up " <<<"$found" || { printf 'osd.%s is not up\n' "$1" && return 1; }
}

osds_are_up() { # <number…>
  local osd
  for osd in "$@"; do osd_is_up "$osd" || return; done
}

monitors_of() { # <machine>: their letters, one a line
  local found
  found="$(kubectl_ceph get pods --selector app=rook-ceph-mon --field-selector "spec.nodeName=$1" --output 'jsonpath={range .items[*]}{.metadata.labels.mon}{"\n"}{end}')" || return
  expect "$CONTROL_PLANE" "which monitors $1 has" "(([a-z]{1,3})?"$'\n'")*([a-z]{1,3})?" "$found"
  printf '%s\n' "$found"
}

can_do_without() { # <osd or mon> <number or letter…>: Ceph's own word
  local kind="$1" answer
  shift
  (($# > 0)) || return 0
  answer="$(ceph "$kind" ok-to-stop "$@" 2>&1)" && return 0
  answer="$(grep -m 1 '^Error' <<<"$answer" || tail -n 1 <<<"$answer")"
  problem "Ceph cannot do without $kind $* (${answer#Error })" "see $PROGRAM storage status; wait until it has recovered, or add machines"
}

# --- bootstrap/cluster/change.bash

# What cluster.yaml says otherwise than when the cluster was made. Differences that stay are refused by compare, with all else that refuses a machine.

change_check() { # the plan of each machine names them
  :
}

change_apply() { # one machine after the other, and none after one that does not work with it
  local name
  sort_joining
  for name in "${CONTROL_PLANES[@]}" "${WORKERS[@]}"; do
    ! is_chosen "$name" || ! grep -q '^changes=' "$WORK/$name.facts" || on_all_or_stop change 1 change_machine "$name"
  done
}

change_machine() { # <machine>
  node_sh "$1" change --node "$1"
}

# Labels and taints: the control plane looks at all nodes at once.

mark_check() {
  is_member "$CONTROL_PLANE" && ((${#REGISTERED[@]} > 0)) || return 0
  on_all 1 plan_marks "$CONTROL_PLANE"
  tell_errors "$CONTROL_PLANE"
  ((WORST == 0)) || PLAN_CODE=$WORST
  if [[ -e "$WORK/$CONTROL_PLANE.marks" ]]; then is_to_do; fi
}

plan_marks() { # <machine>
  local code=0
  marks_there marks || code=$?
  [[ $code == "$SOMETHING_TO_DO" ]] || return "$code"
  : >"$WORK/$1.marks"
}

mark_apply() {
  on_all_or_stop 'labels and taints' 1 mark_machines "$CONTROL_PLANE"
}

mark_machines() { # <control plane>
  marks_there mark
}

marks_there() { # <marks or mark>: of the chosen ones; all of them would be a long command
  local -a names=("${CHOSEN[@]}")
  ((${#CHOSEN[@]} < ${#ALL[@]})) || names=()
  node_sh "$CONTROL_PLANE" "$1" "${names[@]}" --node "$CONTROL_PLANE"
}

# --- bootstrap/cluster/connection.bash

# ssh to the machines: one connection each, which all commands share.

readonly NODE_SH=/var/lib/cdk8s-metal/node.sh ADMIN_CONF=/etc/kubernetes/admin.conf
# Options of every connection; those of the spec follow.
readonly SSH_MANNERS=(
  # No questions; quiet, as the output of machines is shown in lines of their own; two minutes of silence end the connection.
  -o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=8
  -o Compression=yes -o ControlMaster=auto -o ControlPersist=120
)
SSH_OPTIONS=()
NODE_SH_SUM=''

connection_options() {
  if [[ -n $SSH_CONFIG ]]; then
    SSH_OPTIONS+=(-F "$(from_home "$SSH_CONFIG")")
  else
    # A fresh machine is taken at its word once; one that has changed since is refused.
    SSH_OPTIONS+=(-o StrictHostKeyChecking=accept-new)
  fi
  [[ -z $SSH_USER ]] || SSH_OPTIONS+=(-o "User=$SSH_USER")
  [[ -z $SSH_PORT ]] || SSH_OPTIONS+=(-o "Port=$SSH_PORT")
  [[ -z $SSH_KEY ]] || SSH_OPTIONS+=(-o "IdentityFile=$(word_of_ssh "$(from_home "$SSH_KEY")")")
}

# ssh cuts the value of an option at blanks, and replaces what follows a percent sign.
word_of_ssh() { # <text>
  local text="$1"
  text="${text//%/%%}"
  if [[ $text == *[!a-zA-Z0-9_./~@%+,:=-]* ]]; then
    text="${text//\\/\\\\}"
    text="\"${text//\"/\\\"}\""
  fi
  printf '%s' "$text"
}

from_home() { # <path>
  local path="$1"
  [[ $path != \~/* ]] || path="$HOME/${path:2}"
  printf '%s' "$path"
}

# Errors of one command: what may be written at all, in KiB, and what is shown, in bytes.
readonly MOST_ERRORS=4096 MOST_SHOWN=65536

# The one door to machines: runs a command there, as the user of ssh. What it prints comes out of its frame, without control characters, on stdout as it
# comes and on stderr when it has ended. Exit codes: 0, 2 (refused), SOMETHING_TO_DO, SSH_BROKE, 1 for any
# other.
# The name goes to ssh for the Host blocks of its configuration, the address of the spec is where it connects to. The socket has a short name, because
# its path may have no more than about a hundred characters.
reach() { # <machine> <word…>
  local name="$1" command errors="$WORK/$BASHPID.errors" code=0
  local -a codes=(0 0)
  shift
  is_looked_at "$name" || fail "$name is to be changed before anybody has looked whose it is" 'this is a mistake of the program; please report it'
  printf -v command '%q ' sh -c "$FRAME" sh "$MARK" "$@"
  {
    # Errors beyond the limit are lost, and nothing ends for it.
    (
      trap '' XFSZ
      ulimit -f "$MOST_ERRORS" 2>/dev/null || true # the user's own limit may be lower
      exec ssh "${SSH_MANNERS[@]}" "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$name]}" -o "ControlPath=$WORK/${PLACE_OF[$name]}" -- "$name" "$command" 2>"$errors"
    ) | unframe "$name"
  } || codes=("${PIPESTATUS[@]}")
  head -c "$MOST_SHOWN" "$errors" | printable_lines >&2
  rm -f "$errors"
  case "${codes[*]}" in
    '0 0') ;;
    "0 $NOT_BEGUN" | "0 $NOT_ENDED") distrust "$name" "the answer of $name is cut off" 'run the same command again' ;;
    '2 0') code=2 ;;
    "$SOMETHING_TO_DO 0") code=$SOMETHING_TO_DO ;;
    "$SSH_BROKE "*) code=$SSH_BROKE ;;
    *) code=1 ;;
  esac
  return "$code"
}

disconnect() { # <machine>
  local name="$1"
  [[ ! -S "$WORK/${PLACE_OF[$name]}" ]] || ssh -o "ControlPath=$WORK/${PLACE_OF[$name]}" -O exit -- "$name" 2>/dev/null || true # it may have ended by itself
}

# Root needs no sudo, and a fresh Debian has none.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly AS_ROOT='[ "$(id -u)" -eq 0 ] || exec sudo -n -- "$@"; exec "$@"'

as_root() { # <machine> <word…>
  local name="$1"
  shift
  reach "$name" sh -c "$AS_ROOT" sh "$@"
}

node_sh() { # <machine> <word…>: the one that was handed over; else it goes there as a stream, and leaves no file
  if has_node_sh "$1"; then kept_node_sh "$@"; else streamed_node_sh "$@"; fi
}

# What runs is what was handed over: the program of another cluster may have put its own there meanwhile.
# shellcheck disable=SC2016 # the machine's shell expands it
RUN_NODE_SH='[ "$(sha256sum <"$2")" = "$1  -" ] || { printf "node.sh: %s is not what was handed over; run the same command again\n" "$2" >&2; exit 1; }; '
RUN_NODE_SH+='shift; exec bash "$@"'
readonly RUN_NODE_SH

kept_node_sh() { # <machine> <word…>
  local name="$1"
  shift
  as_root "$name" sh -c "$RUN_NODE_SH" sh "$NODE_SH_SUM" "$NODE_SH" "$@"
}

streamed_node_sh() { # <machine> <word…>: bash reads it byte by byte, so this is slower; behind its last line comes what it is to read itself
  local name="$1"
  shift
  as_root "$name" bash -s -- "$@" < <(cat "$WORK/node.sh" -)
}

kubectl_there() { # <word…>: the control plane's own kubectl, so that the desk needs none
  as_root "$CONTROL_PLANE" kubectl --kubeconfig "$ADMIN_CONF" "$@"
}

keep_node_sh() { # sets NODE_SH_SUM; a synth meanwhile does not change what this run hands over
  cp "$HERE/node.sh" "$WORK/node.sh" || fail "node.sh could not be copied to $WORK" 'see above; make room there, or name another folder in TMPDIR'
  # A Mac has the second one.
  if command -v sha256sum >/dev/null; then NODE_SH_SUM="$(sha256sum <"$WORK/node.sh")"; else NODE_SH_SUM="$(shasum -a 256 <"$WORK/node.sh")"; fi
  readonly NODE_SH_SUM="${NODE_SH_SUM%% *}"
}

# --- bootstrap/cluster/control-planes.bash

# Several control planes: through which of them the cluster is asked, and in which order they come and go.

# Of several the first one that lets us in and is a member: any of them may be gone.
choose_control_plane() {
  local name
  ((${#CONTROL_PLANES[@]} > 1)) || return 0
  for name in "${CONTROL_PLANES[@]}"; do
    tell_asked "$name"
    on_all 1 look_at "$name"
    if ((${#FAILED[@]} == 0)) && is_member "$name"; then
      CONTROL_PLANE="$name"
      return 0
    fi
  done
}

is_member() { # <machine>: by what it says itself
  has_done "$1" init || has_done "$1" join
}

# Like it, without those that are about to go or to stop for a while: what is done to them is asked of another one. Sets CONTROL_PLANE, to nothing where the
# spec has no other one. As on_all, not for conditions.
choose_control_plane_but() { # <machine…>
  local name
  CONTROL_PLANE=''
  for name in "${CONTROL_PLANES[@]}"; do
    ! is_one "$name" "$@" || continue
    CONTROL_PLANE="$name"
    # The look of all machines says more of the only one.
    ((${#CONTROL_PLANES[@]} > 1)) || return 0
    on_all 1 look_at "$name"
    if ((${#FAILED[@]} == 0)) && is_member "$name"; then return 0; fi
  done
  [[ -z $CONTROL_PLANE ]] || fail "no control plane but $* answers as a member of cluster $CLUSTER_NAME" "see $PROGRAM status, and bring one of them back first"
}

# The machine that makes the cluster, unless another one has it already, or it has joined it: who made it may be gone.
inits() { # <machine>
  [[ $1 == "$FIRST_CONTROL_PLANE" && $CONTROL_PLANE == "$FIRST_CONTROL_PLANE" ]] && ! { [[ -e "$WORK/$1.look" ]] && has_done "$1" join; }
}

# Sets FURTHER and WORKERS: those of the chosen ones that join, control planes and others.
sort_joining() {
  local name
  FURTHER=()
  WORKERS=()
  for name in "${CHOSEN[@]}"; do
    if [[ ${ROLE_OF[$name]} == worker ]]; then WORKERS+=("$name"); elif ! inits "$name"; then FURTHER+=("$name"); fi
  done
}

# --- bootstrap/cluster/desk.bash

# What this program keeps at the desk, where it is run: logs, a lock, and for as long as it runs a private folder.

readonly STATE_FOLDER_OF_DESK="${XDG_STATE_HOME:-$HOME/.local/state}/cdk8s-metal/$CLUSTER_NAME"
# Beside this program: node.sh; one folder up: the manifests.
HERE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
readonly HERE
KUBECONFIG_PATH="$HOME/.kube/$CLUSTER_NAME.yaml"
# Of this run only, and for its user only: connections, exit codes, what machines said.
WORK=''
# Empty for verbs that change nothing.
LOGS=''
LOCK=''

check_desk() {
  command -v ssh >/dev/null || refuse 'there is no ssh at this desk' 'install it (Debian and Ubuntu: apt install openssh-client)'
  [[ -r "$HERE/node.sh" ]] || refuse "there is no node.sh beside $HERE/cluster.sh" 'keep what cdk8s synth writes in one folder'
}

open_desk() { # all that is kept here is for this user only
  umask 077
  WORK="$(mktemp -d "${TMPDIR:-/tmp}/metal.XXXXXX")" || fail "no folder could be made in ${TMPDIR:-/tmp}" 'see above; make room there, or name another folder in TMPDIR'
  connection_options
  keep_node_sh
}

close_desk() { # the end of the process that does the work; its exit code is 0, 1, 2 or 3
  local ended=$? name
  trap '' TERM HUP
  start_operator_again
  for name in "${ALL[@]}"; do
    disconnect "$name"
  done
  [[ -z $LOCK ]] || rm -f "$LOCK"
  [[ $ended != 1 ]] || tell_full_disks
  exit $((ended > SOMETHING_TO_DO ? 1 : ended)) # number: an exit code and a constant
}

tell_full_disks() { # a disk without room is behind whatever else was told
  local folder
  for folder in "$WORK" "$STATE_FOLDER_OF_DESK" "${KUBECONFIG_PATH%/*}"; do
    [[ ! -d $folder || ! -w $folder ]] || has_room "$folder" ||
      printf '%s: the disk of this desk is full (%s); make room, and run the same command again\n' "$PROGRAM" "$folder" >&2
  done
}

has_room() { # <folder>: for some logs
  local file="$1/.room.$BASHPID" code=0
  head -c 65536 /dev/zero 2>/dev/null >"$file" || code=1
  rm -f "$file"
  return "$code"
} 2>/dev/null

open_logs() {
  mkdir -p "$STATE_FOLDER_OF_DESK/log"
  LOGS="$STATE_FOLDER_OF_DESK/log"
}

log_line() { # <file> <text>: a log that cannot be written is no reason to leave a machine in the middle of a step; the end tells why
  [[ -z $LOGS ]] || printf '%s\n' "$2" 2>/dev/null >>"$LOGS/$1" || true
} 2>/dev/null

# Not flock, which a Mac does not have. The file names who holds it, and appears with that in it; the lock of a dead one is moved away, which only one can do.
take_desk_lock() { # <verb>
  local file="$STATE_FOLDER_OF_DESK/lock" mine="$STATE_FOLDER_OF_DESK/lock.$BASHPID" line holder=''
  mkdir -p "$STATE_FOLDER_OF_DESK"
  printf -v line '%s %s, since %(%Y-%m-%d %H:%M:%S)T' "$BASHPID" "$1" -1
  if [[ -e $file ]]; then
    read -r holder <"$file" || true # an empty one is nobody's
    if [[ ${holder%% *} =~ ^[0-9]+$ ]] && kill -0 "${holder%% *}" 2>/dev/null; then
      fail "another run holds cluster $CLUSTER_NAME at this desk (process $holder)" "wait until it has ended; if there is none: rm $file"
    fi
    mv "$file" "$WORK/lock" 2>/dev/null || fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  fi
  if ! printf '%s\n' "$line" >"$mine"; then
    rm -f "$mine"
    fail "the lock of cluster $CLUSTER_NAME could not be written to $STATE_FOLDER_OF_DESK" 'see above'
  fi
  if ! ln "$mine" "$file" 2>/dev/null; then
    rm -f "$mine"
    fail "another run has just begun with cluster $CLUSTER_NAME" 'wait until it has ended'
  fi
  LOCK="$file"
  rm -f "$mine"
}

note() { # <text>: a line about the cluster as a whole, in the column of the machines' lines
  printf '%-*s  %s\n' "$WIDTH" "$CLUSTER_NAME" "$1"
}

# --- bootstrap/cluster/down.bash

# down: gives the machines back.

verb_down() { # <yes or no>: whether not to ask
  # Not the control plane too: one that is gone for good must not keep the others from being given back.
  INVOLVED=("${CHOSEN[@]}")
  [[ $1 == yes ]] || confirm_down
  take_desk_lock down
  open_logs
  reach_machines
  hand_over_apply
  sort_joining
  on_all_or_stop reset "$AT_ONCE" reset_machine "${WORKERS[@]}"
  # One after the other: each takes its member out of etcd.
  on_all_or_stop reset 1 reset_machine "${FURTHER[@]}"
  if inits "$FIRST_CONTROL_PLANE" && is_chosen "$FIRST_CONTROL_PLANE"; then on_all_or_stop reset 1 reset_machine "$FIRST_CONTROL_PLANE"; fi
  if are_chosen "${CONTROL_PLANES[@]}"; then
    remove_kubeconfig
  else
    note "           the cluster still lists them: kubectl delete node ${CHOSEN[*]}"
  fi
}

confirm_down() {
  printf 'This resets %s of cluster %s: they leave the cluster and become what they were; what the cluster holds on them is lost.\n' "${CHOSEN[*]}" "$CLUSTER_NAME"
  need_typed "$CLUSTER_NAME" 'the name of the cluster'
}

reset_machine() { # <machine>
  node_sh "$1" reset --node "$1"
  # The last thing of ours there.
  # shellcheck disable=SC2016 # the machine's shell expands it
  as_root "$1" sh -c '[ "$(sha256sum <"$1")" != "$2  -" ] || rm -f -- "$1" && rmdir --ignore-fail-on-non-empty -- "${1%/*}"' sh "$NODE_SH" "$NODE_SH_SUM"
}

remove_kubeconfig() {
  [[ -e $KUBECONFIG_PATH ]] && leads_here || return 0
  rm -f -- "$KUBECONFIG_PATH"
  note "done       $KUBECONFIG_PATH is removed"
}

# --- bootstrap/cluster/drain.bash

# Taking a machine out of work for a while, and back. What goes away with it comes back with the same data, so Ceph is told not to copy it elsewhere.

readonly DRAIN_SECONDS=900

verb_storage_drain() { # <machine>
  local name="$1"
  begin_storage drain "$name"
  need_ceph
  drain_machine "$name"
  note "next       do what is to be done on $name, then: $PROGRAM storage return $name"
}

verb_storage_return() { # <machine>
  begin_storage return "$1"
  need_ceph
  return_machine "$1"
}

drain_machine() { # <machine>
  local name="$1"
  keep_data_of "$name"
  if ! evict_pods "$name"; then
    warn "not all pods have left $name within $DRAIN_SECONDS s; it goes back to work"
    kubectl_there uncordon "$name" >/dev/null
    release_data_of "$name"
    refuse_drained "$name"
  fi
  note "done       $name is out of work"
}

# Also for machines of a cluster without storage; a cordon is the caller's.
evict_pods() { # <machine>: fails where some stay, and shows them
  local name="$1"
  note "doing      its pods leave $name, which gets no others"
  doing "the pods of $name leave"
  if ! kubectl_there drain "$name" --ignore-daemonsets --delete-emptydir-data "--timeout=${DRAIN_SECONDS}s" >"$WORK/drain" 2>&1; then
    tail -n 20 "$WORK/drain" | sed 's/^/    /' >&2
    # Who lets no pod go: the fifth column is how many it could.
    kubectl_there get poddisruptionbudgets --all-namespaces 2>&1 | awk 'NR == 1 || $5 == 0' | sed 's/^/    /' >&2 || true # it is only to help
    return 1
  fi
  cat "$WORK/drain" >>"$LOGS/drain.log"
}

refuse_drained() { # <machine>
  fail "$1 is not drained" 'see above which pods stayed, and which budgets hold them (0 allowed disruptions); when that is over, run the same command again'
}

return_machine() { # <machine>
  local name="$1"
  kubectl_there uncordon "$name" >/dev/null
  note "done       $name gets pods again"
  return_data_of "$name"
}

return_data_of() { # <machine>: waits for its disks, and for all data to be where it should be
  local name="$1" found
  local -a osds
  found="$(osds_of "$name")"
  mapfile -t osds < <(grep . <<<"$found")
  wait_until "$DAEMON_SECONDS" 10 "waiting until the disks of $name are up" osds_are_up "${osds[@]}" ||
    fail "not all disks of $name came back; Ceph still waits for them" "see $PROGRAM storage status; when they are up, run the same command again"
  release_data_of "$name"
  wait_until "$RECOVERY_SECONDS" 10 'waiting until all placement groups are active+clean' groups_are_clean ||
    fail 'not all placement groups are active+clean' "see $PROGRAM storage status; they go on recovering by themselves"
  note 'done       all placement groups are active+clean'
}

# Refuses while anything is missing already: the next machine to be missed could have the last copy. Then Ceph is told that what is missing comes back.
keep_data_of() { # <machine>
  local name="$1" found
  local -a osds monitors
  found="$(osds_of "$name")"
  mapfile -t osds < <(grep . <<<"$found")
  found="$(monitors_of "$name")"
  mapfile -t monitors < <(grep . <<<"$found")
  ((${#osds[@]} == 0)) || found="$(groups_are_clean)" || problem "not all is where it should be (${found:-Ceph does not say what})" "wait until all placement groups are active+clean: $PROGRAM storage status"
  problems_found || can_do_without osd "${osds[@]}"
  can_do_without mon "${monitors[@]}"
  if problems_found; then
    print_problems
    refuse "$name stays in work" 'nothing was changed'
  fi
  ((${#osds[@]} == 0)) || ceph osd set-group noout "$(host_of "$name")" >/dev/null 2>&1 || fail "noout could not be set for $name" "see $PROGRAM storage status"
  ((${#osds[@]} == 0)) || note "done       noout is set for $name (osd ${osds[*]})"
}

release_data_of() { # <machine>
  local name="$1" found
  found="$(osds_of "$name")" || return
  # A machine without disks has no name in Ceph's map.
  [[ -n $found ]] || return 0
  ceph osd unset-group noout "$(host_of "$name")" >/dev/null 2>&1 || fail "noout is still set for $name" "run $PROGRAM storage return $name when Ceph answers"
  note "done       noout is taken back for $name"
}

# --- bootstrap/cluster/etcd.bash

# Members of etcd, as a control plane tells them, and which of them the others can do without.

# etcd chooses another leader when one is lost, and does not answer meanwhile.
readonly ETCD_SECONDS=120
# voter or learner, and well or silent, by name.
declare -A KIND_OF_MEMBER=() HEALTH_OF_MEMBER=()

read_members() {
  local name address kind health
  KIND_OF_MEMBER=() HEALTH_OF_MEMBER=()
  wait_until "$ETCD_SECONDS" 5 "waiting until $CONTROL_PLANE says who is in etcd" ask_members ||
    fail "$CONTROL_PLANE does not say who is in etcd" 'see above; run the same command again when etcd answers'
  expect_lines "$CONTROL_PLANE" 'who is in etcd' "($NAME|-) [0-9a-f.:]{2,45} (voter|learner) (well|silent)" "$WORK/members"
  while read -r name address kind health; do
    # One that never started has no name.
    [[ $name != - ]] || name="$(name_at "$address")"
    KIND_OF_MEMBER[$name]="$kind"
    HEALTH_OF_MEMBER[$name]="$health"
  done <"$WORK/members"
}

ask_members() {
  node_sh "$CONTROL_PLANE" members --node "$CONTROL_PLANE" >"$WORK/members"
}

name_at() { # <address>: the machine's of the spec, or else the address
  local name
  for name in "${ALL[@]}"; do
    if [[ ${ADDRESS_OF[$name]} == "$1" ]]; then
      printf '%s' "$name"
      return 0
    fi
  done
  printf '%s' "$1"
}

is_in_etcd() { # <machine>
  [[ -n ${KIND_OF_MEMBER[$1]:-} ]]
}

# Voting members besides these; sets OTHERS_WELL and OTHERS_SILENT.
other_voters() { # <machine…>
  local name
  OTHERS_WELL=() OTHERS_SILENT=()
  while read -r name; do
    [[ -n $name && ${KIND_OF_MEMBER[$name]} == voter ]] || continue
    ! is_one "$name" "$@" || continue
    if [[ ${HEALTH_OF_MEMBER[$name]} == well ]]; then OTHERS_WELL+=("$name"); else OTHERS_SILENT+=("$name"); fi
  done < <(printf '%s\n' "${!KIND_OF_MEMBER[@]}" | sort)
}

# Without a majority of its voting members etcd stores nothing more.
collect_lost_majority() { # <machine>: that is to leave etcd for good
  is_in_etcd "$1" && [[ ${KIND_OF_MEMBER[$1]} == voter ]] || return 0
  other_voters "$1"
  ((${#OTHERS_WELL[@]} <= ${#OTHERS_SILENT[@]} && ${#OTHERS_SILENT[@]} > 0)) || return 0
  problem "etcd would have no majority without $1: of its other members ${OTHERS_WELL[*]:-none} answers, and ${OTHERS_SILENT[*]} does not" \
    "bring ${OTHERS_SILENT[*]} back first; or, if it is gone for good, take it out before: $PROGRAM remove ${OTHERS_SILENT[0]} --gone"
}

collect_unwell_members() { # <machine>: that is to be away for a while
  is_in_etcd "$1" || return 0
  other_voters "$1"
  ((${#OTHERS_SILENT[@]} == 0)) || problem "the members ${OTHERS_SILENT[*]} of etcd do not answer, and $1 would be missing, too" 'bring them back first'
}

all_members_are_well() { # prints those that are not
  local name well=yes
  read_members
  for name in "${!HEALTH_OF_MEMBER[@]}"; do
    if [[ ${HEALTH_OF_MEMBER[$name]} != well || ${KIND_OF_MEMBER[$name]} != voter ]]; then
      printf 'etcd: %s is a %s and %s\n' "$name" "${KIND_OF_MEMBER[$name]}" "${HEALTH_OF_MEMBER[$name]}"
      well=no
    fi
  done
  [[ $well == yes ]]
}

# --- bootstrap/cluster/facts.bash

# Before anything is changed: whether each machine can become its node, and what only a look at all of them together shows, which is two with one
# identity, and clocks that differ.

# In microseconds: Ceph's limit, and what certificates and signatures do not forgive.
readonly SKEW_WARNED=50000 SKEW_REFUSED=30000000
# What a line of facts may be: identities are compared and shown.
readonly FACT='(name|host-name|machine-id|product-uuid)=[0-9A-Za-z_.: -]{0,253}|changes=[0-9]{1,3}'

ask_facts() { # <machine>
  ask "$1" facts
}

ask_preflight() { # <machine>: one that others only join through may be as it is
  if is_chosen "$1"; then ask "$1" preflight; else ask "$1" facts; fi
}

ask() { # <machine> <verb>
  local name="$1" verb="$2" before answer there after
  node_sh "$name" "$verb" --node "$name" >"$WORK/$name.facts"
  expect_lines "$name" 'what it is' "$FACT" "$WORK/$name.facts"
  before="$(microseconds)"
  answer="$(reach "$name" date +%s.%N)"
  after="$(microseconds)"
  expect "$name" 'what time it is' '[0-9]{1,12}\.[0-9]{9}' "$answer" 'look what date +%s.%N says there'
  there="$(microseconds_of "$answer")"
  # How far its clock is ahead of the desk's, and how exactly that is known.
  # number: microseconds has matched all three
  printf '%s %s\n' $((there - (before + after) / 2)) $(((after - before) / 2)) >"$WORK/$name.clock"
}

microseconds() { # the time at the desk
  local now
  now="${EPOCHREALTIME:-$(date +%s).500000}"
  microseconds_of "${now/,/.}"
}

microseconds_of() { # <seconds with a fraction>: nothing else, which arithmetic would run
  local fraction
  [[ $1 =~ ^([0-9]{1,12})\.([0-9]+)$ ]] || fail "\"$1\" is not a time" 'this is a mistake of the program; please report it'
  fraction="${BASH_REMATCH[2]}000000"
  # number: matched above
  printf '%s' $((10#${BASH_REMATCH[1]} * 1000000 + 10#${fraction:0:6}))
}

compare_check() { # the plan of prepare shows who is refused
  compare facts
}

# All of them before anything is changed on one: one machine that is refused must not leave half a cluster.
compare_apply() {
  compare preflight
}

compare() { # <verb>
  local name
  on_all_or_stop "$1" "$AT_ONCE" "ask_$1" "${INVOLVED[@]}"
  find_twins machine-id 'remove /etc/machine-id there, run systemd-machine-id-setup, and reboot'
  find_twins product-uuid 'Kubernetes would take them for one machine: set it in the firmware, or give one of them another board'
  for name in "${INVOLVED[@]}"; do
    [[ $name == "$CONTROL_PLANE" ]] || compare_clock "$name"
  done
  refuse_problems
}

find_twins() { # <fact> <repair>
  local fact="$1" repair="$2" name value
  local -A first=()
  for name in "${INVOLVED[@]}"; do
    value="$(sed -n "s/^$fact=//p" "$WORK/$name.facts")"
    [[ -n $value ]] || continue
    [[ -z ${first[$value]:-} ]] || problem "$name and ${first[$value]} have the same $fact, $value" "on one of them: $repair"
    first[$value]="${first[$value]:-$name}"
  done
}

compare_clock() { # <machine>: with the control plane's
  local name="$1" here there error_here error_there skew
  read -r there error_there <"$WORK/$CONTROL_PLANE.clock"
  read -r here error_here <"$WORK/$name.clock"
  # number: ask has written all four
  skew=$((here > there ? here - there : there - here))
  skew=$((skew - error_here - error_there)) # number: as above
  if ((skew > SKEW_REFUSED)); then
    problem "the clock of $name is $((skew / 1000000)) s away from the one of $CONTROL_PLANE" "set it: date --set, or a time server that $name reaches"
  elif ((skew > SKEW_WARNED)); then
    warn "the clock of $name is $((skew / 1000)) ms away from the one of $CONTROL_PLANE, more than the 50 ms that Ceph bears; prepare sets up chrony, which mends it in some minutes"
  fi
}

# --- bootstrap/cluster/gone.bash

# A machine that is lost: whether it really is, and what the cluster is told of it.

# The node lifecycle controller takes 40 to 50 s to see it. https://kubernetes.io/docs/reference/node/node-status/
# Volumes are detached within 6 minutes at the latest; with the taint at once.
readonly LOST_SECONDS=120 DETACH_SECONDS=420

# A machine that works would go on writing what others are given.
collect_living() { # <machine>
  local name="$1"
  if [[ -n ${ADDRESS_OF[$name]:-} ]]; then
    on_all 1 look_at "$name"
    if ((${#FAILED[@]} == 0)) && is_member "$name"; then
      problem "$name answers at ${ADDRESS_OF[$name]}, so it is not gone" "remove it without --gone, or switch it off for good"
      return 0
    fi
    rm -f "$WORK/$name.look"
  fi
  [[ $IS_READY == no ]] || wait_until "$LOST_SECONDS" 10 "waiting until the cluster takes $name for lost" is_lost "$name" ||
    problem "the kubelet of $name reports that all is well, so it is not gone" "switch the machine off, or remove it without --gone"
}

is_lost() { # <machine>
  ask_node "$1"
  [[ $IS_READY == no ]] || { printf '%s is Ready still\n' "$1" && return 1; }
}

# Its pods are given up and its volumes detached, which only a person may say: a machine that still ran could write to them.
# https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
give_up_pods() { # <machine>
  local name="$1"
  kubectl_there taint node "$name" --overwrite node.kubernetes.io/out-of-service=nodeshutdown:NoExecute >/dev/null
  note "done       $name is out of service: its pods are given up"
  wait_until "$DETACH_SECONDS" 5 "waiting until no volume is attached to $name" nothing_attached "$name" ||
    fail "volumes are still attached to $name" "see above and: kubectl get volumeattachments; when they are gone, run the same command again"
}

nothing_attached() { # <machine>: prints what is
  local found
  found="$(kubectl_there get volumeattachments --no-headers --output 'custom-columns=NODE:.spec.nodeName,VOLUME:.spec.source.persistentVolumeName')" || return
  ! awk -v name="$1" '$1 == name { print "volume " $2 " is attached to " $1; found = 1 } END { exit !found }' <<<"$found"
}

# --- bootstrap/cluster/jobs.bash

# The same work on many machines at the same time.

# Connections that are opened at the same time, and machines that join at the same time: an sshd takes ten commands on one connection.
readonly AT_ONCE=32 JOINS_AT_ONCE=8
# After on_all: which failed, and the exit code that says so: 2 where a machine was refused.
FAILED=()
WORST=0

# What fails on one machine does not keep the others from going on. Must not be called where errexit is off (in a condition): the jobs would not have it either.
on_all() { # <how many at once> <function> <machine…>
  local most="$1" task="$2" name code index
  local -a running=()
  shift 2
  FAILED=()
  WORST=0
  for name in "$@"; do
    while ((${#running[@]} >= most)); do # number: a constant of the caller
      # How it ended is in a file. That one has ended is looked at: it may be a job of an earlier call that ends this.
      wait -n "${running[@]}" || true
      for index in "${!running[@]}"; do kill -0 "${running[index]}" 2>/dev/null || unset "running[index]"; done
    done
    rm -f "$WORK/$name.code"
    job "$task" "$name" &
    running+=("$!")
  done
  wait
  for name in "$@"; do
    code="$(cat "$WORK/$name.code" 2>/dev/null)" || code=1
    [[ $code != 0 ]] || continue
    FAILED+=("$name")
    if [[ $code == 2 ]]; then WORST=2; elif [[ $WORST == 0 ]]; then WORST=1; fi
  done
}

job() { # <function> <machine>: what it says goes to the screen and the log, line by line; its errors wait until all have ended
  MACHINE="$2"
  trap end_of_job EXIT
  "$1" "$2" 2>"$WORK/$2.stderr" | tell "$2"
}

end_of_job() {
  printf '%s' "$?" >"$WORK/$MACHINE.code"
  [[ -z $LOGS || ! -e "$WORK/$MACHINE.stderr" ]] || cat "$WORK/$MACHINE.stderr" 2>/dev/null >>"$LOGS/$MACHINE.log" || true # as with log_line
}

tell() { # <machine>: stdin, with its name before each line
  local name="$1" line
  while IFS= read -r line || [[ -n $line ]]; do
    log_line "$name.log" "$line"
    printf '%-*s  %s\n' "$WIDTH" "$name" "$line"
  done
}

tell_errors() { # <machine>: the end of what it said on stderr, without warnings that an earlier step has told
  local name="$1" line
  [[ ! -s "$WORK/$name.stderr" ]] || while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == 'warning: '* ]]; then
      ! grep -qxF -- "$line" "$WORK/$name.warned" 2>/dev/null || continue
      printf '%s\n' "$line" >>"$WORK/$name.warned"
    fi
    printf '%-*s  %s\n' "$WIDTH" "$name" "$line" >&2
  done < <(tail -n 30 "$WORK/$name.stderr")
}

# A step of up or down: on all of them to its end; then the program ends if it failed on one.
on_all_or_stop() { # <what> <how many at once> <function> <machine…>
  local what="$1" name
  doing "$what"
  on_all "${@:2}"
  for name in "${@:4}"; do
    tell_errors "$name"
  done
  ((${#FAILED[@]} > 0)) || return 0
  for name in "${FAILED[@]}"; do
    tell_failure "$what" "$name"
  done
  exit "$WORST"
}

# From ssh itself: the connection broke.
readonly SSH_BROKE=255

tell_failure() { # <what> <machine>
  local what="$1" name="$2" where='' repair='when the cause is gone, run the same command again: it goes on where it stopped'
  if [[ -n $LOGS ]]; then
    where="; the log is $LOGS/$name.log"
    if [[ "$(cat "$WORK/$name.code")" == "$SSH_BROKE" ]]; then
      where+=', and there /var/log/cdk8s-metal/node.log'
    elif fetch_log "$name"; then
      where+=", and of all commands there $LOGS/$name.node.log"
    fi
  fi
  printf '%s: %s failed on %s%s; %s\n' "$PROGRAM" "$what" "$name" "$where" "$repair" >&2
}

fetch_log() { # <machine>: the end of what node.sh wrote there
  as_root "$1" tail -c "$((MOST_BYTES / 2))" /var/log/cdk8s-metal/node.log >"$LOGS/$1.node.log" 2>/dev/null
}

# --- bootstrap/cluster/kubeconfig.bash

# The administrator's kubeconfig, a secret: for the user of this desk only, in no log.

kubeconfig_check() {
  [[ -e $KUBECONFIG_PATH ]] || { is_to_do && note "would      write the kubeconfig to $KUBECONFIG_PATH"; }
}

kubeconfig_apply() {
  local folder text config
  folder="$(folder_of_kubeconfig)"
  refuse_foreign_kubeconfig
  text="$(as_root "$CONTROL_PLANE" cat "$ADMIN_CONF")"
  config="$(kubeconfig_of "$text")"
  mkdir -p "$folder"
  if [[ ! -f $KUBECONFIG_PATH || "$(<"$KUBECONFIG_PATH")" != "$config" ]]; then put_kubeconfig "$folder" "$config"; fi
  chmod 0600 "$KUBECONFIG_PATH"
  note "done       the kubeconfig is $KUBECONFIG_PATH"
}

folder_of_kubeconfig() {
  if [[ $KUBECONFIG_PATH == */* ]]; then printf '%s' "${KUBECONFIG_PATH%/*}/"; else printf '%s' ./; fi
}

put_kubeconfig() { # <folder> <text>: whole or not at all, under a name that nobody can know before
  local file
  file="$(mktemp "$1.kubeconfig.XXXXXX")"
  if ! printf '%s\n' "$2" >"$file" || ! mv -f "$file" "$KUBECONFIG_PATH"; then
    rm -f "$file"
    fail "the kubeconfig could not be written to $KUBECONFIG_PATH" 'see above, and run the same command again'
  fi
}

# Of what the machine has, only the three values that are base64 are taken: all else of a kubeconfig, such as a command that gives a token or a proxy,
# is obeyed by every kubectl that reads it. The server is where the desk finds it; its certificate has that address too.
kubeconfig_of() { # <admin.conf>
  local authority certificate key
  authority="$(field_of certificate-authority-data "$1")"
  certificate="$(field_of client-certificate-data "$1")"
  key="$(field_of client-key-data "$1")"
  printf '%s\n' \
    'apiVersion: v1' \
    'kind: Config' \
    'clusters:' \
    "- name: $CLUSTER_NAME" \
    '  cluster:' \
    "    server: $API_SERVER" \
    "    certificate-authority-data: $authority" \
    'users:' \
    "- name: $CLUSTER_NAME-admin" \
    '  user:' \
    "    client-certificate-data: $certificate" \
    "    client-key-data: $key" \
    'contexts:' \
    "- name: $CLUSTER_NAME" \
    "  context: { cluster: $CLUSTER_NAME, user: $CLUSTER_NAME-admin }" \
    "current-context: $CLUSTER_NAME"
}

field_of() { # <key> <admin.conf>: the base64 of the only line that has it; no message shows it
  local key="$1" line value=''
  while IFS= read -r line; do
    [[ $line =~ ^\ +"$key":\ +([A-Za-z0-9+/]+={0,2})$ ]] || continue
    [[ -z $value ]] || distrust "$CONTROL_PLANE" "$ADMIN_CONF of $CONTROL_PLANE has $key twice" 'look at it'
    value="${BASH_REMATCH[1]}"
  done <<<"$2"
  ((${#value} > 0 && ${#value} % 4 == 0)) || distrust "$CONTROL_PLANE" "$ADMIN_CONF of $CONTROL_PLANE has no $key in base64" 'look at it: kubeadm writes one'
  printf '%s' "$value"
}

leads_here() { # whether the kubeconfig is one of this cluster
  grep -qxF "    server: $API_SERVER" "$KUBECONFIG_PATH"
}

refuse_foreign_kubeconfig() {
  [[ ! -d $KUBECONFIG_PATH ]] || refuse "$KUBECONFIG_PATH is a folder" 'name a file with --kubeconfig'
  [[ ! -e $KUBECONFIG_PATH ]] || leads_here ||
    refuse "$KUBECONFIG_PATH is there and does not lead to $API_SERVER" 'name another file with --kubeconfig, or move that one away'
}

# --- bootstrap/cluster/leaving-pods.bash

# Pods that cannot leave a machine, and why: a budget, nobody who makes them anew, data that is there only. Asked before anything is changed.

# How long a budget may hold a pod before a person has to look.
readonly BUDGET_SECONDS=120
# Budgets that let no pod go: namespace, name, selector as kubectl takes it; tabs between them.
# shellcheck disable=SC2016 # variables of the template
BUDGETS='{{range .items}}{{if eq (printf "%v" .status.disruptionsAllowed) "0"}}{{.metadata.namespace}}|{{.metadata.name}}|{{with .spec.selector}}{{range $key, $value := .matchLabels}}{{$key}}={{$value}},{{end}}'
BUDGETS+='{{range .matchExpressions}}{{if eq .operator "Exists"}}{{.key}}{{else if eq .operator "DoesNotExist"}}!{{.key}}{{else}}{{.key}}{{if eq .operator "In"}} in {{else}} notin {{end}}'
# shellcheck disable=SC2016 # variables of the template
BUDGETS+='({{range $index, $value := .values}}{{if $index}},{{end}}{{$value}}{{end}}){{end}},{{end}}{{end}};{{end}}{{end}}'
# Pods that nobody makes anew: namespace, name.
ORPHANS='{{range .items}}{{if or .metadata.ownerReferences .metadata.deletionTimestamp (eq .status.phase "Succeeded") (eq .status.phase "Failed")}}{{else}}{{.metadata.namespace}}|{{.metadata.name}};{{end}}{{end}}'
# Volumes in use that are on one machine: machine, name, namespace and name of the claim.
# shellcheck disable=SC2016 # variables of the template
LOCAL_VOLUMES='{{range .items}}{{$volume := .}}{{with .spec.nodeAffinity}}{{with .required}}{{range .nodeSelectorTerms}}{{range .matchExpressions}}{{if eq .key "kubernetes.io/hostname"}}'
# shellcheck disable=SC2016 # variables of the template
LOCAL_VOLUMES+='{{range .values}}{{$of := .}}{{with $volume.spec.claimRef}}{{$of}}|{{$volume.metadata.name}}|{{.namespace}}|{{.name}};{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}'

lines_of_template() { # <template, with | for a tab and ; for the end of a line>
  local template="${1//|/'{{"\t"}}'}"
  printf 'go-template=%s' "${template//;/'{{"\n"}}'}"
}

held_pods() { # <machine>: prints a line for each that a budget holds; fails where there are some
  local name="$1" space budget selector pod found=no
  local -a words
  kubectl_there get poddisruptionbudgets --all-namespaces --output "$(lines_of_template "$BUDGETS")" >"$WORK/budgets" || return
  expect_lines "$CONTROL_PLANE" 'which budgets there are' "$NAME"$'\t'"$NAME"$'\t'"[]A-Za-z0-9_./=,!() -]{0,2000}" "$WORK/budgets"
  while IFS=$'\t' read -r space budget selector; do
    words=(--namespace "$space" --field-selector "spec.nodeName=$name,status.phase=Running" --output 'jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}')
    [[ -z ${selector%,} ]] || words+=(--selector "${selector%,}")
    kubectl_there get pods "${words[@]}" >"$WORK/held-pods" || return
    expect_lines "$CONTROL_PLANE" "which pods $name has" "($NAME)?" "$WORK/held-pods"
    while IFS= read -r pod; do
      [[ -n $pod ]] || continue
      found=yes
      printf 'pod %s/%s is held by the budget %s, which lets no pod go now\n' "$space" "$pod" "$budget"
    done <"$WORK/held-pods"
  done <"$WORK/budgets"
  [[ $found == no ]]
}

collect_staying_pods() { # <machine> <yes: it goes for good>: those for which no waiting helps
  local name="$1" space pod of volume claim
  kubectl_there get pods --all-namespaces --field-selector "spec.nodeName=$name" --output "$(lines_of_template "$ORPHANS")" >"$WORK/orphans"
  expect_lines "$CONTROL_PLANE" "which pods $name has" "$NAME"$'\t'"$NAME" "$WORK/orphans"
  while IFS=$'\t' read -r space pod; do
    problem "pod $space/$pod on $name has no controller, so nothing makes it anew elsewhere" "if it may go: kubectl --namespace $space delete pod $pod"
  done <"$WORK/orphans"
  [[ $2 == yes ]] || return 0
  kubectl_there get persistentvolumes --output "$(lines_of_template "$LOCAL_VOLUMES")" >"$WORK/local-volumes"
  expect_lines "$CONTROL_PLANE" 'which volumes there are' "$NAME"$'\t'"$NAME"$'\t'"$NAME"$'\t'"$NAME" "$WORK/local-volumes"
  while IFS=$'\t' read -r of volume space claim; do
    [[ $of != "$name" ]] || problem "persistentvolume $volume is on $name only, and what the claim $claim of the namespace $space holds is nowhere else" \
      "copy it, then: kubectl --namespace $space delete persistentvolumeclaim $claim"
  done <"$WORK/local-volumes"
}

wait_until_pods_may_go() { # <machine>: nothing has been changed yet
  wait_until "$BUDGET_SECONDS" 5 "waiting until all pods may leave $1" held_pods "$1" ||
    refuse "$1 stays in work, as budgets hold its pods" 'nothing was changed; wait until more of these pods are ready elsewhere, give them more replicas, or change the budget; then run the same command again'
}

# --- bootstrap/cluster/look.bash

# The first look at each machine: whether it lets us in, whose it is, and how far it got. Every verb that changes something begins with it, for all machines
# that it is about; until then reach lets nothing through to them.

# Prints key=value a line. Its arguments: the folder of node.sh, the kubeconfig of a control plane, files that only a member of a cluster has.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly LOOK='f="$1" k="$2"; shift 2; if [ -e "$f/node.sh" ]; then s="$(sha256sum <"$f/node.sh")"; printf "sum=%s\n" "${s%% *}"; fi; if [ -e "$f/state" ]; then grep -E "^(step[[:space:]](init|join) (started|done)$|cluster[[:space:]])" "$f/state" | sed "s/[[:space:]]/=/"; fi; if [ -e "$k" ]; then grep "^ *server: " "$k" | sed "s/^ *server: /server=/"; fi; for p in "$@"; do if [ -e "$p" ]; then printf "member=%s\n" "${p##*/}"; fi; done'
# What an answer to it may be.
LOOKED='sum=[0-9a-f]{64}|step=(init|join) (started|done)|cluster=[a-z0-9.-]{1,253} at [][A-Za-z0-9.:-]{1,300}|server=https://[][A-Za-z0-9.:-]{1,300}'
readonly LOOKED="$LOOKED|member=[a-z.-]{1,40}"
LOOKING=no

look_at() { # <machine>: connects, and keeps what is there
  local LOOKING=yes
  as_root "$1" sh -c "$LOOK" sh "${NODE_SH%/*}" "$ADMIN_CONF" "${MEMBER_FILES[@]}" >"$WORK/$1.look"
  expect_lines "$1" 'whose it is' "$LOOKED" "$WORK/$1.look"
}

is_looked_at() { # <machine>: or need not be, by a verb that changes nothing
  [[ $LOOKING == yes || -e "$WORK/$1.ours" ]] || ! verb_needs change
}

has_node_sh() { # <machine>: the one that is to run
  [[ -e "$WORK/$1.look" ]] && grep -qx "sum=$NODE_SH_SUM" "$WORK/$1.look"
}

has_done() { # <machine> <init or join>
  grep -qx "step=$2 done" "$WORK/$1.look"
}

# Machines that this run has said it asks.
declare -A ASKED=()

tell_asked() { # <machine…>: before the first of them is asked, as one that does not answer takes a while
  local name
  local -a unasked=()
  for name in "$@"; do
    [[ -z ${ASKED[$name]:-} ]] || continue
    ASKED[$name]=yes
    unasked+=("$name (${ADDRESS_OF[$name]})")
  done
  ((${#unasked[@]} == 0)) || note "asks       $(some_of "${unasked[@]}")"
}

# Connects to all that are involved, and tells all that do not answer, or are of another cluster, at once.
reach_machines() {
  tell_asked "${INVOLVED[@]}"
  on_all "$AT_ONCE" look_at "${INVOLVED[@]}"
  tell_unreached "${FAILED[@]}"
  if problems_found; then
    print_problems
    exit 1
  fi
  # The plan of node.sh says it as well, beside all else.
  if verb_needs change; then refuse_machines_of_others; fi
}

refuse_machines_of_others() {
  local name
  for name in "${INVOLVED[@]}"; do
    collect_other_cluster "$name"
  done
  refuse_problems
  for name in "${INVOLVED[@]}"; do
    : >"$WORK/$name.ours"
  done
}

collect_other_cluster() { # <machine>
  local name="$1" cluster file server
  cluster="$(looked "$name" cluster)"
  file="$(looked "$name" member)"
  server="$(looked "$name" server)"
  if [[ $cluster == "$CLUSTER_NAME at "* && $cluster != "$CLUSTER_ID" ]]; then
    problem "$name: this machine belongs to a cluster $CLUSTER_NAME at ${cluster##* at }, and controlPlane.endpoint in cluster.yaml is $ENDPOINT" \
      'an endpoint cannot be changed after init: set it back; if that is another cluster, reset the machine with its node.sh first'
  elif [[ -n $cluster && $cluster != "$CLUSTER_ID" ]]; then
    problem "$name: this machine belongs to another cluster ($cluster)" "if that is a mistake, correct its address in cluster.yaml; else reset it with the node.sh of that cluster first"
  elif [[ -z $cluster && -n $file ]]; then
    problem "$name: this machine is already a member of some cluster, which left $file in /etc/kubernetes" 'if that cluster is gone: kubeadm reset, and remove the file'
  elif [[ -n $server && $server != "https://$ENDPOINT" ]]; then
    problem "$name: its $ADMIN_CONF leads to another cluster ($server, not https://$ENDPOINT)" 'put the one of this cluster back'
  fi
}

looked() { # <machine> <key>: the first of its values
  local line
  line="$(grep -m 1 "^$2=" "$WORK/$1.look")" || return 0
  printf '%s' "${line#*=}"
}

# --- bootstrap/cluster/machines.bash

# The machines of the spec, in its order.

# By name.
declare -A ADDRESS_OF=() ROLE_OF=() PLACE_OF=()
# All names, those of them that --node chose, and all control planes.
ALL=()
CHOSEN=()
CONTROL_PLANES=()
# Machines that this run connects to.
INVOLVED=()
# The one that is asked for the cluster.
CONTROL_PLANE="$FIRST_CONTROL_PLANE"
# Length of the longest name: the output of machines stands in a column behind it.
WIDTH=${#CLUSTER_NAME}

choose_machines() { # [name…]: none: all
  local row name role address
  local -A wanted=()
  for row in "${MACHINES[@]}"; do
    IFS=$'\t' read -r name role address <<<"$row"
    ADDRESS_OF[$name]="$address"
    ROLE_OF[$name]="$role"
    PLACE_OF[$name]="${#ALL[@]}"
    ALL+=("$name")
    [[ $role == worker ]] || CONTROL_PLANES+=("$name")
    ((${#name} <= WIDTH)) || WIDTH=${#name}
  done
  for name in "$@"; do
    need_machine "$name"
    wanted[$name]=yes
  done
  for name in "${ALL[@]}"; do
    (($# > 0)) && [[ -z ${wanted[$name]:-} ]] || CHOSEN+=("$name")
  done
}

node_names() { # one a line
  local row
  for row in "${MACHINES[@]}"; do printf '%s\n' "${row%%$'\t'*}"; done
}

need_machine() { # <name>
  [[ -n ${ADDRESS_OF[$1]:-} ]] || refuse "no node of cluster $CLUSTER_NAME is called $1" "choose one of: ${ALL[*]}"
}

is_one() { # <name> <name…>
  [[ " ${*:2} " == *" $1 "* ]]
}

is_chosen() { # <machine>
  is_one "$1" "${CHOSEN[@]}"
}

are_chosen() { # <machine…>
  local name
  for name in "$@"; do is_chosen "$name" || return 1; done
}

# Of names that are told, how many one by one.
readonly TOLD_BY_NAME=6

some_of() { # <name…>: in words, however many there are
  local -a names=("$@")
  local text=''
  # number: counts and a constant
  if (($# > TOLD_BY_NAME)); then names=("${@:1:TOLD_BY_NAME-1}" "$(($# - TOLD_BY_NAME + 1)) more"); fi
  # number: a count
  ((${#names[@]} == 1)) || printf -v text '%s, ' "${names[@]:0:${#names[@]}-1}"
  printf '%s%s' "${text:+${text%, } and }" "${names[-1]}"
}

with_control_plane() { # sets INVOLVED: the chosen ones, and through whom they join
  tell_asked "${CHOSEN[@]}"
  choose_control_plane
  INVOLVED=("${CHOSEN[@]}")
  is_chosen "$CONTROL_PLANE" || INVOLVED+=("$CONTROL_PLANE")
}

# --- bootstrap/cluster/nodes.bash

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

# --- bootstrap/cluster/object-facts.bash

# What objects of the cluster say of themselves, in lines that bash can read.

# Of one answer, in bytes: the first objects are enough to see why.
readonly MOST_EXPLAINED=100000

# A line a fact, with tabs: what it is, kind, name, and the rest; text of others is quoted by Go, so that it stays one field. Nothing of what is well is
# printed of nodes and definitions, of which there are many.
# shellcheck disable=SC2016 # variables of the template
FACTS='{{define "text"}}{{with .}}{{printf "%.250q" .}}{{else}}-{{end}}{{end}}
{{define "object"}}{{$kind := .kind}}{{$name := .metadata.name}}
{{with .metadata.deletionTimestamp}}deleted|{{$kind}}|{{$name}}|{{.}};{{end}}
{{with .spec}}{{with .taints}}{{range .}}taint|{{$kind}}|{{$name}}|{{.effect}}|{{.key}};{{end}}{{end}}{{end}}
{{with .status}}
{{$message := .message}}{{with .phase}}phase|{{$kind}}|{{$name}}|{{.}}|{{template "text" $message}};{{end}}
{{range .conditions}}{{$well := eq .status "True"}}{{if eq $kind "Node"}}{{if ne .type "Ready"}}{{$well = ne .status "True"}}{{end}}{{end}}
{{if and $well (or (eq $kind "Node") (eq $kind "CustomResourceDefinition"))}}{{else}}
condition|{{$kind}}|{{$name}}|{{.type}}|{{.status}}|{{or .reason "-"}}|{{template "text" .message}};{{end}}{{end}}
{{range .initContainerStatuses}}{{template "container" .}}{{end}}{{range .containerStatuses}}{{template "container" .}}{{end}}
{{end}}{{end}}
{{define "container"}}{{$name := .name}}
{{with .state}}{{with .waiting}}container|Container|{{$name}}|{{or .reason "-"}}|{{template "text" .message}};{{end}}{{end}}
{{with .lastState}}{{with .terminated}}ended|Container|{{$name}}|{{.exitCode}}|{{or .reason "-"}}|{{template "text" .message}};{{end}}{{end}}{{end}}
{{define "event"}}{{$of := .involvedObject}}{{if eq .type "Warning"}}event|{{$of.kind}}|{{$of.name}}|{{.reason}}|{{template "text" .message}};{{end}}{{end}}
{{define "any"}}{{if eq .kind "Event"}}{{template "event" .}}{{else}}{{template "object" .}}{{end}}{{end}}
{{if .items}}{{range .items}}{{template "any" .}}{{end}}{{else if .metadata.name}}{{template "any" .}}{{end}}'
# In one line, as not every shell of a machine has a notation for others.
FACTS="${FACTS//$'\n'/}"
FACTS="${FACTS//|/'{{"\t"}}'}"
readonly FACTS="${FACTS//;/'{{"\n"}}'}"

# shellcheck disable=SC2016 # the machine's shell expands it
readonly SHORTENED='"$@" 2>&1 | head -c "$0"'

facts_of() { # <word of kubectl get…>
  as_root "$CONTROL_PLANE" sh -c "$SHORTENED" "$MOST_EXPLAINED" kubectl --kubeconfig "$ADMIN_CONF" get --ignore-not-found --request-timeout=20s --output "go-template=$FACTS" "$@" 2>/dev/null
}

# --- bootstrap/cluster/osd-count.bash

# Whether Ceph has the OSDs that cluster.yaml gives it: Rook calls a cluster ready that has none, as when all of its disks were refused.

# What Rook's prepare jobs say of a disk that they do not take, behind time and level, as in "2026-01-01 10:00:00.000000 I | cephosd: skipping device …".
readonly DISK_REFUSED='[ |](skipping (device|osd|OSD)|failed|[Ee]rror|cannot|could not)|no devices matched'

stage_osds() { # <seconds>
  wait_until "$1" 10 'waiting until the Ceph cluster is ready' has_all_osds ||
    fail "the Ceph cluster is not ready: $(osds_are)" "see above; $PROGRAM plan shows what is on the disks, kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-osd-prepare all that Rook says; then run $PROGRAM apply again"
  note "ok         the Ceph cluster is ready: $(osds_are)"
}

# Rook's operator has ceph and the way to it from the moment that there is a cluster, a toolbox only later or never.
ceph_of_operator() { # <word…>
  kubectl_ceph exec "deployment/$ROOK_OPERATOR" -- ceph --connect-timeout 20 --conf "/var/lib/rook/$ROOK_NAMESPACE/$ROOK_NAMESPACE.config" "$@"
}

# OSDs that are up and in, by the machine's name in Ceph's map; and how many of those that cluster.yaml wants there are, and are to be.
declare -A OSDS_IN=()
OSDS_THERE=0 OSDS_WANTED=0

count_osds() { # of the table that `ceph osd tree` prints
  local found line host='' row name wanted there
  OSDS_IN=() OSDS_THERE=0 OSDS_WANTED=0
  found="$(ceph_of_operator osd tree 2>&1)" || { printf '%s\n' "$found" && return 1; }
  while IFS= read -r line; do
    if [[ $line =~ ^\ *-[0-9]+\ .*\ host\ ([a-z0-9-]{1,63})\ *$ ]]; then
      host="${BASH_REMATCH[1]}"
    elif [[ -n $host && $line =~ \ osd\.[0-9]+\ +up\ +(1|0\.[0-9]*[1-9][0-9]*|1\.0+)\  ]]; then
      OSDS_IN[$host]+=x
    fi
  done <<<"$found"
  for row in "${CEPH_OSDS[@]}"; do
    IFS=$'\t' read -r name wanted <<<"$row"
    there="${OSDS_IN[$(host_of "$name")]:-}"
    # One more than wanted, which a person has yet to give up, stands for no other.
    # number: of cluster.yaml, and a length
    OSDS_THERE=$((OSDS_THERE + (${#there} < wanted ? ${#there} : wanted))) OSDS_WANTED=$((OSDS_WANTED + wanted))
  done
}

osds_are() {
  if count_osds >/dev/null; then printf '%s of %s OSDs are up and in' "$OSDS_THERE" "$OSDS_WANTED"; else printf 'Ceph does not answer'; fi
}

has_all_osds() { # else prints how many there are, and of each machine that has too few what Rook says of its disks
  local row name wanted there
  count_osds || return 1
  ((OSDS_WANTED == 0 || OSDS_THERE < OSDS_WANTED)) || return 0 # number: counted here
  printf '%s of %s OSDs are up and in\n' "$OSDS_THERE" "$OSDS_WANTED"
  read_prepare_jobs || true # it is only to help
  for row in "${CEPH_OSDS[@]}"; do
    IFS=$'\t' read -r name wanted <<<"$row"
    there="${OSDS_IN[$(host_of "$name")]:-}"
    # number: a length, and of cluster.yaml
    ((${#there} >= wanted)) || printf '%s has %s of %s%s\n' "$name" "${#there}" "$wanted" "$(what_rook_says_of "$name")"
  done
  return 1
}

# shellcheck disable=SC2016 # the machine's shell expands it
readonly FILTERED='p="$1"; shift; "$@" | grep -E -- "$p" | tail -c "$0"'

# Their pods, and what they say of disks, with the pod before each line.
read_prepare_jobs() {
  local -a selector=(--namespace "$ROOK_NAMESPACE" --selector app=rook-ceph-osd-prepare)
  : >"$WORK/prepare.log"
  kubectl_there get pods "${selector[@]}" --no-headers --output custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,PHASE:.status.phase >"$WORK/prepare.pods"
  as_root "$CONTROL_PLANE" sh -c "$FILTERED" "$MOST_EXPLAINED" "$DISK_REFUSED" kubectl --kubeconfig "$ADMIN_CONF" logs "${selector[@]}" \
    --all-containers --prefix --tail=-1 --max-log-requests 100 >"$WORK/prepare.log"
} 2>/dev/null

what_rook_says_of() { # <machine>: a colon and its last words about disks, if any
  local name="$1" pod node phase line said=''
  local -a found=()
  while read -r pod node phase; do
    [[ $node == "$name" && $pod =~ ^($NAME)$ ]] || continue
    said="; pod $pod is $phase"
    mapfile -t found < <(grep -F "[pod/$pod/" "$WORK/prepare.log" | sed 's/^[^]]*\] *[-0-9]* *[0-9:.]* *[A-Z] | //' | uniq | tail -n 2)
    for line in "${found[@]}"; do said+="; $line"; done
  done <"$WORK/prepare.pods"
  [[ -n $said ]] || said="; Rook has no prepare job for it"
  printf ': %s' "${said#; }"
} 2>/dev/null

# --- bootstrap/cluster/osd-disks.bash

# Disks, as node.sh lists them, and the daemons of Ceph on them.

# A line of node.sh disks: device, serial number, whether it is declared, and what is on it.
readonly DISK=$'/dev/[ -~]{1,300}\t[ -~]{1,200}\t(yes|no)\t(absent|unreadable|empty|used|osd( [0-9]{1,9}:[0-9A-Za-z-]{1,64})+)'

reach_too() { # <machine>
  INVOLVED=("$1")
  [[ $1 == "$CONTROL_PLANE" ]] || reach_machines
}

list_disks() { # <machine>: keeps what node.sh says of them
  node_sh "$1" disks --node "$1" >"$WORK/$1.disks" || fail "$1 does not say what its disks are" 'see above'
  expect_lines "$1" 'what its disks are' "$DISK" "$WORK/$1.disks"
}

row_of_disk() { # <machine> <device>
  awk -F '\t' -v device="$2" '$1 == device { print; found = 1 } END { if (!found) print device "\t-\tno\tabsent" }' "$WORK/$1.disks"
}

row_with_osd() { # <machine> <number>: nothing where no known disk has it
  local id
  id="$(id_of_osd "$2")" || return
  awk -F '\t' -v osd=" $2:$id " 'index($4 " ", osd) { print; exit }' "$WORK/$1.disks"
}

id_of_osd() { # <number>: another cluster's may have the same number
  local found id
  found="$(ceph osd dump)" || return
  id="$(awk -v osd="osd.$1" '$1 == osd { print $NF }' <<<"$found")"
  expect "$CONTROL_PLANE" "which osd.$1 is" '([0-9A-Za-z-]{1,64})?' "$id"
  printf '%s' "$id"
}

declared_disks() { # <machine>
  awk -F '\t' '$3 == "yes" { printf "%s ", $1 }' "$WORK/$1.disks"
}

machine_of_osd() { # <number>
  local osd="$1" found name
  found="$(ceph osd find "$osd" --format json 2>&1)" || fail "Ceph knows no osd.$osd" "see $PROGRAM storage status"
  for name in "${ALL[@]}"; do
    if [[ $found == *"\"host\":\"$(host_of "$name")\""* ]]; then
      printf '%s' "$name"
      return 0
    fi
  done
  fail "osd.$osd is on no machine of cluster $CLUSTER_NAME" 'keep the machine in cluster.yaml until its disks are given up'
}

osds_on_disk() { # <machine> <device>: the numbers of this cluster's, one a line
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ ${row%%$'\t'*} != "$2" ]] || printf '%s\n' "$osd"
  done
}

osds_without_disk() { # <machine>: the numbers of those that are down, and on none of its disks
  local found osd row
  found="$(osds_of "$1")" || return
  for osd in $found; do
    row="$(row_with_osd "$1" "$osd")" || return
    [[ -n $row ]] || osd_is_up "$osd" >/dev/null || printf '%s\n' "$osd"
  done
}

disk_is_up() { # <machine> <device>
  local state osd
  list_disks "$1"
  IFS=$'\t' read -r _ _ _ state < <(row_of_disk "$1" "$2")
  [[ $state == 'osd '* ]] || { printf '%s is %s\n' "$2" "$state" && return 1; }
  for osd in ${state#osd }; do osd_is_up "${osd%:*}" || return; done
}

applied_disks() { # <machine>: those that the cluster has been told of
  kubectl_ceph get cephcluster "$CEPH_CLUSTER" --output "jsonpath={.spec.storage.nodes[?(@.name==\"$1\")].devices[*].name}"
}

refuse_while_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " != *" $2 "* ]] || refuse "the cluster still has $2 of $1" "run $PROGRAM apply first"
}

refuse_before_applied() { # <machine> <device>
  [[ " $(applied_disks "$1") " == *" $2 "* ]] || refuse "the cluster has not been told of $2 of $1" "run $PROGRAM apply first"
}

# Rook makes no OSD whose database comes to a disk that has the databases of others: https://github.com/rook/rook/issues/6654
refuse_separate_databases() { # <machine> <device>
  local entry machine device databases repair='make all disks with databases there anew together: docs/storage.md, "A database on another disk"'
  for entry in "${SEPARATE_DATABASES[@]}"; do
    read -r machine device databases <<<"$entry"
    [[ $machine == "$1" ]] || continue
    [[ $device != "$2" ]] || refuse "the database of $2 of $1 is on $databases, where Rook makes none anew beside others" "$repair"
    [[ $databases != "$2" ]] || refuse "$2 of $1 has the database of $device, whose OSD ends with it" "$repair"
  done
}

confirm_serial() { # <machine> <device> <serial number>: before anything is done, as the disk is wiped only afterwards
  local name="$1" device="$2" serial="$3" row found
  row="$(row_of_disk "$name" "$device")"
  IFS=$'\t' read -r _ found _ <<<"$row"
  [[ $found != - ]] || refuse "$device of $name reports no serial number, by which a person could confirm it" 'nothing was done; give Ceph a disk that has one'
  [[ -n $serial ]] || refuse "$device of $name (serial number $found) is to be wiped, and what is on it is lost" "say so by its serial number: --serial $(printf '%q' "$found")"
  [[ $serial == "$found" ]] || refuse "$serial is not the serial number of $device of $name" 'nothing was done; look again which disk you mean'
}

wipe_ended() { # <machine> <device> <serial number>: its daemon has just ended
  wait_until 120 5 "waiting until $2 of $1 is let go" ask_to_wipe "$@" >"$WORK/wipe" 2>"$WORK/wipe.error" || {
    cat "$WORK/wipe.error" >&2
    fail "$2 of $1 was not wiped" "see above; then: $PROGRAM storage wipe-disk $1 $2 --serial $(printf '%q' "$3")"
  }
  note "done       $2 of $1 is wiped"
}

# --- bootstrap/cluster/osd-end.bash

# The end of a daemon: its data goes elsewhere, Rook's operator is stopped, the daemon ends, and Ceph forgets it.

# yes while Rook's operator is stopped; it is started again whatever happens.
OPERATOR_STOPPED=no

leave_osds() { # <force> <number…>: their data goes elsewhere; with force it is enough that others have it, too
  local force="$1" osd
  shift
  for osd in "$@"; do
    ceph osd out "$osd" >/dev/null 2>&1 || fail "osd.$osd could not be told to give its data away" "see $PROGRAM storage status"
    if [[ $force == yes ]]; then
      can_do_without osd "$osd"
    else
      note "doing      the data of osd.$osd goes to other disks; this may take hours, and may be interrupted"
      wait_until "$MOVING_SECONDS" 30 "waiting until Ceph can do without osd.$osd" ceph osd safe-to-destroy "osd.$osd" ||
        fail "the data of osd.$osd is not elsewhere yet" "run the same command again, or with --force, where no disk is left that could take it and others hold all of it"
    fi
  done
  if problems_found; then
    print_problems
    exit 1
  fi
}

stop_operator() {
  OPERATOR_STOPPED=yes
  kubectl_ceph scale "deployment/$ROOK_OPERATOR" --replicas=0 >/dev/null
  kubectl_ceph wait --for=delete pod --selector "app=$ROOK_OPERATOR" --timeout=120s >/dev/null || fail "Rook's operator does not stop" 'run the same command again'
}

start_operator() {
  kubectl_ceph scale "deployment/$ROOK_OPERATOR" --replicas=1 >/dev/null
  OPERATOR_STOPPED=no
}

start_operator_again() { # however this run ends
  [[ $OPERATOR_STOPPED == no ]] || start_operator ||
    warn "Rook's operator is stopped; start it: kubectl --namespace $ROOK_NAMESPACE scale deployment/$ROOK_OPERATOR --replicas=1"
}

end_osds() { # <number…>
  local osd
  for osd in "$@"; do
    kubectl_ceph delete deployment "rook-ceph-osd-$osd" --ignore-not-found --timeout=300s >/dev/null
    kubectl_ceph wait --for=delete pod --selector "app=rook-ceph-osd,ceph-osd-id=$osd" --timeout=300s >/dev/null || fail "osd.$osd does not end" 'run the same command again'
  done
}

purge_osds() { # <number…>
  local osd
  for osd in "$@"; do
    # It may still be taken for one that lives.
    ceph osd down "$osd" >/dev/null 2>&1 || true
    ceph osd purge "$osd" --yes-i-really-mean-it >/dev/null 2>&1 || fail "osd.$osd could not be purged" "see $PROGRAM storage status, and run the same command again"
    note "done       osd.$osd is purged"
  done
}

# --- bootstrap/cluster/osd.bash

# Taking a disk away from Ceph for good, and giving it another one in its place. Rook makes a daemon again of every disk on which it finds the label of
# one, so its operator is stopped between the end of the daemon and the wiping of its disk; only then Ceph forgets the daemon, so that a run that was interrupted
# finds all that the next one needs.

verb_storage_remove_osd() { # <number> <serial number> <force>
  local osd="$1" serial="$2" force="$3" name row device='' declared state
  [[ $osd =~ ^[0-9]+$ ]] || refuse "\"$osd\" is not an OSD number" "$PROGRAM storage status lists them"
  begin_storage remove-osd
  need_ceph
  name="$(machine_of_osd "$osd")" || exit
  reach_too "$name"
  list_disks "$name"
  row="$(row_with_osd "$name" "$osd")" || exit
  if [[ -n $row ]]; then
    IFS=$'\t' read -r device _ declared state <<<"$row"
    [[ $declared == no ]] ||
      refuse "osd.$osd is on $device of $name, which cluster.yaml gives to Ceph" \
        "to give it up: take the disk out of cluster.yaml, synthesize, apply, then this again; to make its OSD anew: $PROGRAM storage replace-disk $name $device"
    refuse_while_applied "$name" "$device"
    confirm_serial "$name" "$device" "$serial"
  elif osd_is_up "$osd" >/dev/null; then
    refuse "osd.$osd is up on $name, on a disk that neither cluster.yaml nor the notes of $name know" "give $name that disk in cluster.yaml, run $PROGRAM up --node $name, then take it out again"
  fi
  leave_osds "$force" "$osd"
  stop_operator
  end_osds "$osd"
  [[ -z $device ]] || wipe_ended "$name" "$device" "$serial"
  # Before Ceph forgets it: who is cut off in between is found again by its number, and no operator stays stopped. It makes no daemon of a disk that nobody declares.
  start_operator
  purge_osds "$osd"
  note "done       osd.$osd is gone; see $PROGRAM storage status"
}

verb_storage_replace_disk() { # <machine> <device> <serial number> <force>
  local name="$1" device="$2" serial="$3" force="$4" row state declared on_it gone wipe=yes
  local -a osds
  begin_storage replace-disk "$name"
  need_ceph
  list_disks "$name"
  row="$(row_of_disk "$name" "$device")" || exit
  IFS=$'\t' read -r _ _ declared state <<<"$row"
  [[ $declared == yes ]] || refuse "no disk of $name in cluster.yaml is called $device" "choose one of: $(declared_disks "$name")"
  refuse_separate_databases "$name" "$device"
  [[ $state != @(absent|unreadable) ]] || refuse "disk $device of $name is $state" 'put it in, or name the one that has taken its place in cluster.yaml, synthesize and apply'
  refuse_before_applied "$name" "$device"
  on_it="$(osds_on_disk "$name" "$device")" || exit
  gone="$(osds_without_disk "$name")" || exit
  # In the place of a dead disk Rook has taken the new one already.
  # shellcheck disable=SC2086 # Numbers.
  if [[ -n $gone && -n $on_it ]] && osds_are_up $on_it >/dev/null; then on_it='' wipe=no; fi
  [[ $state != empty ]] || wipe=no
  mapfile -t osds < <(grep . <<<"$on_it"$'\n'"$gone")
  [[ $wipe == no ]] || confirm_serial "$name" "$device" "$serial"
  leave_osds "$force" "${osds[@]}"
  stop_operator
  end_osds "${osds[@]}"
  [[ $wipe == no ]] || wipe_ended "$name" "$device" "$serial"
  purge_osds "${osds[@]}"
  # It looks at all disks when it starts.
  start_operator
  wait_until "$DAEMON_SECONDS" 15 "waiting until $device of $name has an OSD that is up" disk_is_up "$name" "$device" ||
    fail "$device of $name has no OSD that is up" "kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-osd-prepare shows what Rook says of the disk"
  note "done       $device of $name is in use; Ceph moves data to it, see $PROGRAM storage status"
}

# --- bootstrap/cluster/reasons.bash

# Why something does not come true yet, as the cluster itself says it: conditions, phases and messages of what is waited for; of its pods why they are not
# ready; of machines what keeps pods away. One way for all kinds.

# What facts say, by name of a pod where it is about one. Containers follow their pod.
declare -A POD_PHASE=() POD_WHY=() EVENT_OF=()
POD=''
PODS=()
TAINTS=()
MACHINE_LINES=()
SUBJECT_LINES=()

# Prints a line a reason; fails where nothing says one.
reasons() { # <namespace, or -> <word of kubectl get…>: what is waited for
  local LC_ALL=C space="$1" fact kind name rest begin=''
  local -a namespace=()
  shift
  [[ $space == - ]] || namespace=(--namespace "$space")
  POD_PHASE=() POD_WHY=() EVENT_OF=() PODS=() TAINTS=() MACHINE_LINES=() SUBJECT_LINES=()
  # Pods of a workload bear its name; of all else those of its namespace are asked.
  case "$1" in
    deployment/* | daemonset/*) begin="${1#*/}-" ;;
    *) ;;
  esac
  while IFS=$'\t' read -r fact kind name rest; do
    take_fact "$fact" "$kind" "$name" "$rest"
  done < <(facts_of "${namespace[@]}" "$@")
  [[ $space == - || $1 == pods ]] || while IFS=$'\t' read -r fact kind name rest; do
    [[ $kind == @(Node|Container) || $name == "$begin"* || "$name-" == "$begin" ]] || continue
    take_fact "$fact" "$kind" "$name" "$rest"
  done < <(facts_of "${namespace[@]}" nodes,events,pods)
  tell_reasons
}

take_fact() { # <fact> <kind> <name> <rest>
  local fact="$1" kind="$2" name="$3" first second third fourth of
  [[ $kind =~ ^[A-Za-z]{1,60}$ && $name =~ ^($NAME)$ ]] || return 0
  IFS=$'\t' read -r first second third fourth <<<"$4"
  case "$fact $kind" in
    'taint Node') [[ $first == PreferNoSchedule || $second == node-role.kubernetes.io/* ]] || TAINTS+=("$name has the taint $second") ;;
    'phase Pod')
      POD="$name"
      PODS+=("$name")
      POD_PHASE[$name]="$first"
      ;;
    'deleted Pod') POD_WHY[$name]+="; being deleted" ;;
    'condition Pod') take_condition_of_pod "$name" "$first" "$second" "$fourth" ;;
    'container Container') [[ -z $POD || $first == PodInitializing ]] || POD_WHY[$POD]+="; $name: $first$(told "$second")" ;;
    'ended Container') [[ -z $POD || $first == 0 ]] || POD_WHY[$POD]+="; $name ended with exit code $first ($second)$(told "$third")" ;;
    'condition Node') MACHINE_LINES+=("node $name $(state_of_node "$first" "$second") ($third)$(told "$fourth")") ;;
    condition*) ! is_bad "$kind" "$first" "$second" || SUBJECT_LINES+=("${kind,,} $name: $first is $second ($third)$(told "$fourth")") ;;
    phase*) [[ $first == Ready || $kind == Node ]] || SUBJECT_LINES+=("${kind,,} $name is $first$(told "$second")") ;;
    deleted*) SUBJECT_LINES+=("${kind,,} $name is being deleted") ;;
    event*)
      of="$kind/$name"
      EVENT_OF[$of]="$first$(told "$second")"
      ;;
    *) ;;
  esac
}

take_condition_of_pod() { # <name> <type> <status> <message>
  local name="$1"
  [[ $3 != True ]] || return 0
  case "$2" in
    PodScheduled) POD_WHY[$name]="$(told "$4")${POD_WHY[$name]:-}" ;;
    # What its containers say is more.
    Ready) POD_WHY[$name]="${POD_WHY[$name]:-; not Ready}" ;;
    *) ;;
  esac
}

state_of_node() { # <type> <status>
  if [[ $1 == Ready ]]; then printf 'is NotReady'; else printf 'has %s' "$1"; fi
}

# Most conditions are well when they are True, those that name something bad when they are not; who makes progress says of what.
is_bad() { # <kind> <type> <status>
  case "$2" in
    Degraded | *Failure | *Pressure | *Unavailable | Stalled | Terminating | NonStructuralSchema | *Violation) [[ $3 == True ]] ;;
    Progressing) if [[ $1 == Deployment ]]; then [[ $3 == False ]]; else [[ $3 == True ]]; fi ;;
    *) [[ $3 != True ]] ;;
  esac
}

told() { # <text as Go quotes it, or ->: behind a colon
  local text="$1"
  [[ $text == '"'*'"' ]] || return 0
  text="${text#\"}"
  text="${text%\"}"
  text="${text//\\n/ }"
  text="${text//\\t/ }"
  text="${text//\\x[0-9a-f][0-9a-f]/?}"
  text="${text//\\\"/\"}"
  printf ': %s' "${text%.}"
}

tell_reasons() {
  local name why line of count=0
  local -A told_of=()
  local -a pods=() every=()
  for name in "${PODS[@]}"; do
    why="${POD_WHY[$name]:-}" of="Pod/$name"
    [[ -n $why && ${POD_PHASE[$name]} != Succeeded ]] || continue
    if [[ $why == ': '* && ${#TAINTS[@]} -gt 0 ]]; then
      printf -v line '%s, ' "${TAINTS[@]:0:4}"
      why=": ${line%, } (${why#: })"
    elif [[ -n ${EVENT_OF[$of]:-} ]]; then
      why+="; ${EVENT_OF[$of]}"
    fi
    [[ $why != '; '* ]] || why=": ${why#; }"
    why="${POD_PHASE[$name]}$why"
    # number: counted here, and the text is an index of names, which runs nothing
    [[ -n ${told_of[$why]:-} ]] || pods+=("$name"$'\t'"$why")
    told_of[$why]+=x
  done
  for line in "${pods[@]}"; do
    why="${line#*$'\t'}" name="${line%%$'\t'*}"
    count=${#told_of[$why]}
    if ((count == 1)); then every+=("pod $name is $why"); else every+=("pod $name and $((count - 1)) more are $why"); fi
  done
  for name in "${!EVENT_OF[@]}"; do
    [[ $name == Pod/* || $name == Node/* ]] || every+=("${name,,}: ${EVENT_OF[$name]}")
  done
  every=("${SUBJECT_LINES[@]}" "${every[@]}" "${MACHINE_LINES[@]}")
  ((${#every[@]} > 0)) || return 1
  printf '%s\n' "${every[@]:0:MOST_REASONS-1}"
  # number: MOST_REASONS is a constant
  ((${#every[@]} < MOST_REASONS)) || printf 'and %s more\n' "$((${#every[@]} - MOST_REASONS + 1))"
}

# --- bootstrap/cluster/reboot.bash

# reboot: machines one after the other, each drained before and well again before the next one goes. What a run has begun is noted on the nodes, so that
# the next one finds what is left, and reboots nothing twice.

# A server with much memory and many disks takes ten minutes until it boots.
readonly BOOT_SECONDS=1800

verb_reboot() { # [machine…] <yes: only say>
  local only="${*: -1:1}" name
  local -a names=("${@:1:$#-1}")
  begin_machines reboot "$only"
  for name in "${names[@]}"; do need_machine "$name"; done
  choose_control_plane
  INVOLVED=("${ALL[@]}")
  ((${#names[@]} == 0)) || { INVOLVED=("${names[@]}") && is_one "$CONTROL_PLANE" "${names[@]}" || INVOLVED+=("$CONTROL_PLANE"); }
  reach_machines
  choose_to_reboot "${names[@]}"
  read_members
  for name in "${TO_REBOOT[@]}"; do collect_reboot_problems "$name"; done
  refuse_problems
  if [[ $only == yes ]]; then
    for name in "${TO_REBOOT[@]}"; do would_on "$name" 'drain, reboot, wait until it is well, take into work again'; done
    return "$PLAN_CODE"
  fi
  for name in "${TO_REBOOT[@]}"; do note_reboot "$name"; done
  for name in "${TO_REBOOT[@]}"; do reboot_machine "$name"; done
  note "done       ${TO_REBOOT[*]}: rebooted, and all is well"
}

# Sets TO_REBOOT: workers first, and the one that is asked last. Without names those that an earlier run has left, or else all.
choose_to_reboot() { # [machine…]
  local name
  local -a these=("$@") left=()
  if (($# == 0)); then
    for name in "${ALL[@]}"; do
      ask_node "$name"
      [[ -z $NOTED_BOOT ]] || left+=("$name")
    done
    these=("${ALL[@]}")
    if ((${#left[@]} > 0)); then
      these=("${left[@]}")
      note "           an earlier run has left ${left[*]}; they are rebooted, and no others"
    fi
  fi
  TO_REBOOT=()
  for name in "${ALL[@]}"; do
    ! is_one "$name" "${these[@]}" || [[ ${ROLE_OF[$name]} != worker ]] || TO_REBOOT+=("$name")
  done
  for name in "${CONTROL_PLANES[@]}"; do
    ! is_one "$name" "${these[@]}" || [[ $name == "$CONTROL_PLANE" ]] || TO_REBOOT+=("$name")
  done
  ! is_one "$CONTROL_PLANE" "${these[@]}" || TO_REBOOT+=("$CONTROL_PLANE")
}

collect_reboot_problems() { # <machine>
  local name="$1"
  ask_node "$name"
  if [[ $IS_NODE == no ]]; then
    problem "$name is not a node of cluster $CLUSTER_NAME" "$PROGRAM up adds it"
  elif [[ -z $NOTED_BOOT ]]; then
    [[ $IS_READY == yes ]] || problem "$name is not Ready" "see $PROGRAM status, and bring it back first"
    collect_staying_pods "$name" no
    collect_unwell_members "$name"
  fi
}

boot_of() { # <machine>: sets BOOT_NOW and BOOT_SINCE
  local answer
  answer="$(node_sh "$1" boot --node "$1")" || return
  expect "$1" 'which boot it is' "boot=$BOOT"$'\n''since=[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z' "$answer"
  BOOT_NOW="${answer%%$'\n'*}" BOOT_SINCE="${answer##*=}"
  BOOT_NOW="${BOOT_NOW#*=}"
}

note_reboot() { # <machine>
  ask_node "$1"
  [[ -z $NOTED_BOOT ]] || return 0
  boot_of "$1"
  kubectl_there annotate node "$1" --overwrite "$BOOT_NOTE=$BOOT_NOW" >/dev/null
}

reboot_machine() { # <machine>
  local name="$1" noted
  choose_control_plane_but "$name"
  # Itself, where there is no other one.
  CONTROL_PLANE="${CONTROL_PLANE:-$name}"
  is_there "$CONTROL_PLANE" || { INVOLVED=("$CONTROL_PLANE") && reach_machines; }
  ask_node "$name"
  noted="$NOTED_BOOT"
  boot_of "$name"
  if [[ $BOOT_NOW == "$noted" ]]; then
    make_room "$name"
    note "doing      $name reboots"
    EXPECTED_BOOT="$noted"
    on_all_or_stop reboot 1 ask_for_reboot "$name"
  else
    note "ok         $name has rebooted already"
  fi
  wait_back "$name" "$noted"
  uncordon_machine "$name"
  note "done       $name is back"
}

# Of who is asked to reboot.
EXPECTED_BOOT=''

ask_for_reboot() { # <machine>
  node_sh "$1" reboot "$EXPECTED_BOOT" --node "$1"
}

# Out of work, with Ceph told that its disks come back.
make_room() { # <machine>
  local name="$1"
  read_members
  collect_unwell_members "$name"
  refuse_problems
  [[ $IS_CORDONED == yes ]] || wait_until_pods_may_go "$name"
  if [[ $STORAGE == rook ]]; then
    need_ceph
    is_marked_noout "$name" || keep_data_of "$name"
  fi
  cordon_machine "$name"
  if ! evict_pods "$name"; then
    uncordon_machine "$name"
    [[ $STORAGE != rook ]] || release_data_of "$name"
    refuse_drained "$name"
  fi
}

# By a run that was cut off: then its disks may be down, and Ceph would refuse.
is_marked_noout() { # <machine>
  [[ "$(ceph osd dump 2>/dev/null)" == *"crush_node_flags"*"$(host_of "$1")"*noout* ]]
}

# --- bootstrap/cluster/registry-access.bash

# Authorities and logins of registries: read at the desk anew in each plan and up, and brought to machines on standard input. They are in no file of the desk
# but the user's own, in no argument and in no log.

# Kind, host and content in base64, a line each.
REGISTRY_ACCESS_LINES=''

read_registry_access() { # sets REGISTRY_ACCESS_LINES, or refuses all that is missing at once
  local row kind host text
  REGISTRY_ACCESS_LINES=''
  for row in "${REGISTRY_ACCESS[@]}"; do
    IFS=$'\t' read -r kind host text <<<"$row"
    case "$kind" in
      ca) read_registry_ca "$host" "$(from_home "$text")" ;;
      login-file) read_login_file "$host" "$(from_home "$text")" ;;
      *) ask_login_command "$host" "$text" ;;
    esac
  done
  refuse_problems
}

add_registry_access() { # <kind> <host> <content>
  # printf is part of bash: no argument of a program holds the secret. Not every base64 knows -w.
  REGISTRY_ACCESS_LINES+="$1 $2 $(printf '%s' "$3" | base64 | tr -d '\n')"$'\n'
}

read_registry_ca() { # <host> <path>
  local host="$1" path="$2" content
  if ! content="$(cat -- "$path" 2>/dev/null)"; then
    problem "sources.registryAccess: the ca of $host cannot be read at this desk: $path" 'put the certificate there, or correct the path in cluster.yaml'
  elif [[ $content != *'-----BEGIN CERTIFICATE-----'*'-----END CERTIFICATE-----'* || $content == *'PRIVATE KEY'* ]]; then
    problem "sources.registryAccess: $path, the ca of $host, is not a certificate alone" 'it must hold PEM certificates (-----BEGIN CERTIFICATE-----), and no key'
  else
    add_registry_access ca "$host" "$content"$'\n'
  fi
}

read_login_file() { # <host> <path>
  local host="$1" path="$2" content
  if ! content="$(cat -- "$path" 2>/dev/null)"; then
    problem "sources.registryAccess: the login of $host cannot be read at this desk: $path" 'write USER:PASSWORD into it and chmod 600 it, or correct the path in cluster.yaml'
  else
    add_login "$host" "$content" "$path, the login of $host,"
  fi
}

ask_login_command() { # <host> <command>: it may ask the person
  local host="$1" command="$2" content code=0
  content="$(bash -c "$command" <&3)" || code=$?
  if ((code != 0)); then # number: an exit code
    problem "sources.registryAccess: the command for the login of $host ended with exit code $code: $command" 'try it in a terminal; it must print USER:PASSWORD'
  else
    add_login "$host" "$content" "what the command for the login of $host prints ($command)"
  fi
}

add_login() { # <host> <content> <what it is>: the message has nothing of the content
  local content="${2%$'\r'}"
  if [[ $content =~ ^[^:[:cntrl:]]+:[^[:cntrl:]]+$ ]]; then
    add_registry_access login "$1" "$content"
  else
    problem "sources.registryAccess: $3 is not one line USER:PASSWORD" 'write the user, a colon, and the password or token'
  fi
}

with_registry_access() { # <machine> <word…>: a verb of node.sh that reads them
  printf '%s' "$REGISTRY_ACCESS_LINES" | node_sh "$@"
}

# --- bootstrap/cluster/removal-problems.bash

# What would break if a machine went: told before anything is changed, all at once.

collect_removal_problems() { # <machine> <yes: it is lost>
  local name="$1"
  [[ $name =~ ^($NAME)$ ]] || refuse "$(quoted "$name") is not the name of a node" "kubectl get nodes lists them"
  ask_node "$name"
  if [[ $2 == yes ]]; then
    collect_living "$name"
  elif [[ $IS_NODE == yes && $IS_READY == no ]] && ! is_there "$name"; then
    problem "$name is not Ready, and cluster.yaml does not have it" "if it is lost: $PROGRAM remove $name --gone; else bring it back first"
  elif [[ $IS_NODE == yes ]]; then
    collect_staying_pods "$name" yes
  elif ! is_there "$name" && ! is_in_etcd "$name"; then
    problem "no node of cluster $CLUSTER_NAME is called $name, neither in cluster.yaml nor in the cluster" "kubectl get nodes lists them"
  fi
  collect_lost_majority "$name"
}

is_there() { # <machine>: we have looked at it
  [[ -e "$WORK/$1.ours" ]]
}

# Fewer machines with disks than copies, or than monitors: Ceph would never be whole again.
collect_ceph_shortage() { # <machine…>
  local row name
  local -a disks=() monitors=()
  [[ $STORAGE == rook ]] || return 0
  for row in "${CEPH_OSDS[@]}"; do
    name="${row%%$'\t'*}"
    is_one "$name" "$@" || disks+=("$name")
  done
  for name in "${CEPH_MONITOR_MACHINES[@]}"; do
    is_one "$name" "$@" || monitors+=("$name")
  done
  # number: both are of cluster.yaml
  ((${#disks[@]} == ${#CEPH_OSDS[@]} || ${#disks[@]} >= CEPH_WIDTH)) ||
    problem "Ceph keeps $CEPH_WIDTH copies or parts of data on as many machines, and without $(with_commas "$@") ${#disks[@]} with disks are left" "add a machine with disks before, or lower storage.rook.replicas"
  # number: as above
  ((${#monitors[@]} == ${#CEPH_MONITOR_MACHINES[@]} || ${#monitors[@]} >= CEPH_MONITORS)) ||
    problem "Ceph has $CEPH_MONITORS monitors on as many machines, and without $(with_commas "$@") ${#monitors[@]} are fit for one" "add a machine before, or lower storage.rook.mons"
}

# --- bootstrap/cluster/remove.bash

# remove: takes machines out of the cluster for good. Cut off anywhere, the next run goes on: each step looks whether it is done.

verb_remove() { # <machine…> <yes: it is lost> <yes: only say> <yes: do not ask>
  local gone="${*: -3:1}" only="${*: -2:1}" yes="${*: -1:1}" name
  local -a names=("${@:1:$#-3}")
  begin_machines remove "$only"
  reach_but "$gone" "${names[@]}"
  for name in "${names[@]}"; do collect_removal_problems "$name" "$gone"; done
  collect_ceph_shortage "${names[@]}"
  refuse_problems
  plan_removals "$gone" "${names[@]}"
  [[ $only == no ]] || return "$PLAN_CODE"
  [[ $PLAN_CODE != 0 ]] || return 0
  [[ $yes == yes ]] || need_typed "${names[*]}" 'the name of each machine that is to go, with blanks between them' 'the names'
  for name in "${names[@]}"; do remove_machine "$name" "$gone"; done
  tell_next "$gone" "${names[@]}"
}

begin_machines() { # <verb> <yes: only say>
  [[ $2 == yes ]] || {
    take_desk_lock "$1"
    open_logs
  }
}

# The control plane that is asked, and the machines that are about to go, as far as the spec has them and they are there.
reach_but() { # <yes: they are lost> <machine…>
  local gone="$1" name
  shift
  choose_control_plane_but "$@"
  [[ -n $CONTROL_PLANE ]] || refuse "$(with_commas "$@"): cluster $CLUSTER_NAME has no other control plane" "add one before; to end the cluster: $PROGRAM down"
  INVOLVED=("$CONTROL_PLANE")
  for name in "$@"; do
    [[ $gone == yes || -z ${ADDRESS_OF[$name]:-} ]] || INVOLVED+=("$name")
  done
  reach_machines
  read_members
}

# ---- what would be done

plan_removals() { # <yes: they are lost> <machine…>
  local gone="$1" name
  shift
  for name in "$@"; do
    ask_node "$name"
    if [[ $IS_NODE == yes && $gone == yes ]]; then
      would_on "$name" 'tell the cluster that the machine is out of service: its pods are given up, its volumes detached'
    elif [[ $IS_NODE == yes ]]; then
      would_on "$name" 'drain it: its pods leave'
      held_pods "$name" || true # told
    fi
    [[ $STORAGE != rook ]] || [[ -z "$(osds_of "$name")" ]] || would_on "$name" "move the data of its disks elsewhere, and take its OSDs out of Ceph"
    ! is_in_etcd "$name" || would_on "$name" "take it out of etcd, as $CONTROL_PLANE"
    ! needs_reset "$name" || would_on "$name" 'reset: kubeadm reset, and undo what was done to the machine'
    [[ $IS_NODE == no ]] || would_on "$name" 'delete its node'
  done
  [[ $PLAN_CODE != 0 ]] || note "ok         $(with_commas "$@"): not in the cluster"
}

needs_reset() { # <machine>
  # The program is the last thing of ours to go.
  is_there "$1" && [[ -n "$(looked "$1" cluster)$(looked "$1" sum)" ]]
}

# ---- doing it

remove_machine() { # <machine> <yes: it is lost>
  local name="$1" gone="$2"
  read_members
  collect_lost_majority "$name"
  refuse_problems
  ask_node "$name"
  if [[ $IS_NODE == yes && $gone == yes ]]; then
    give_up_pods "$name"
  elif [[ $IS_NODE == yes ]]; then
    [[ $IS_CORDONED == yes ]] || wait_until_pods_may_go "$name"
    cordon_machine "$name"
  fi
  [[ $STORAGE != rook ]] || leave_ceph "$name"
  if [[ $IS_NODE == yes && $gone == no ]]; then leave_work "$name"; fi
  if is_in_etcd "$name"; then leave_etcd "$name"; fi
  if needs_reset "$name"; then
    INVOLVED=("$name")
    hand_over_apply
    on_all_or_stop reset 1 reset_machine "$name"
    rm -f "$WORK/$name.look" "$WORK/$name.ours"
  fi
  if [[ $IS_NODE == yes ]]; then kubectl_there delete node "$name" --ignore-not-found >/dev/null; fi
  note "done       $name is not in cluster $CLUSTER_NAME any more"
}

leave_work() { # <machine>
  if ! evict_pods "$1"; then
    uncordon_machine "$1"
    refuse_drained "$1"
  fi
}

# Its data is elsewhere before its daemons end. While the machine is cordoned, Rook makes no new ones there.
leave_ceph() { # <machine>
  local found
  local -a osds monitors
  need_ceph
  found="$(osds_of "$1")"
  mapfile -t osds < <(grep . <<<"$found")
  found="$(monitors_of "$1")"
  mapfile -t monitors < <(grep . <<<"$found")
  can_do_without mon "${monitors[@]}"
  refuse_problems
  ((${#osds[@]} > 0)) || return 0
  leave_osds no "${osds[@]}"
  stop_operator
  end_osds "${osds[@]}"
  start_operator
  purge_osds "${osds[@]}"
  ceph osd crush rm "$(host_of "$1")" >/dev/null 2>&1 || true # an empty place in the map is only a blemish
}

leave_etcd() { # <machine>: a living member takes it out, before its data goes
  if is_there "$1"; then on_all_or_stop 'giving the address away' 1 step_down "$1"; fi
  LEAVING="$1"
  on_all_or_stop "taking $1 out of etcd" 1 take_out_of_etcd "$CONTROL_PLANE"
}

# Who takes another one out is told its name.
LEAVING=''

take_out_of_etcd() { # <control plane>
  node_sh "$1" remove-member "$LEAVING" --node "$1"
}

step_down() { # <control plane>
  node_sh "$1" step-down --node "$1"
}

tell_next() { # <yes: they are lost> <machine…>
  local gone="$1" name
  local -a named=() strange=()
  shift
  for name in "$@"; do
    if [[ -n ${ADDRESS_OF[$name]:-} ]]; then named+=("$name"); else strange+=("$name"); fi
  done
  ((${#named[@]} == 0)) ||
    note "next       take $(with_commas "${named[@]}") out of cluster.yaml, synthesize, and run $PROGRAM up: the others forget the names; as long as they are in it, up adds them again"
  if [[ $gone == yes ]]; then
    note "           install $(with_commas "$@") anew before they are switched on again"
  elif ((${#strange[@]} > 0)); then
    note "           $(with_commas "${strange[@]}"): run there: sudo $NODE_SH reset"
  fi
}

# --- bootstrap/cluster/status.bash

# status: machines, versions, readiness. Changes nothing.

# What a line of node.sh status may be, and one about readiness.
STATUS='member=(yes|no)|cluster=[ -~]{0,600}|(name|role|containerd|kubelet|kubeadm|containerd-service|kubelet-service)=[0-9A-Za-z.:+~_-]{0,253}'
readonly STATUS READINESS="$NAME +(True|False|Unknown|<none>)"

verb_status() {
  local name row all_well=yes
  local -a unreached=()
  with_control_plane
  tell_asked "${INVOLVED[@]}"
  on_all "$AT_ONCE" ask_status "${INVOLVED[@]}"
  for name in "${FAILED[@]}"; do
    [[ "$(<"$WORK/$name.code")" != "$SSH_BROKE" ]] || unreached+=("$name")
  done
  tell_unreached "${unreached[@]}"
  read_readiness
  {
    printf 'NAME\tROLE\tADDRESS\tSSH\tMEMBER\tCONTAINERD\tKUBELET\tNODE\n'
    for name in "${CHOSEN[@]}"; do
      row="$(status_row "$name")"
      printf '%s\n' "$row"
    done
  } >"$WORK/table"
  print_table <"$WORK/table"
  for name in "${CHOSEN[@]}"; do
    [[ "$(status_row "$name")" == *$'\tReady' ]] || all_well=no
    [[ -s "$WORK/$name.status" ]] || is_one "$name" "${unreached[@]}" || tell_errors "$name"
  done
  print_problems
  [[ $all_well == yes ]]
}

ask_status() { # <machine>
  rm -f "$WORK/$1.status"
  streamed_node_sh "$1" status --node "$1" >"$WORK/$1.answer"
  expect_lines "$1" 'how it is' "$STATUS" "$WORK/$1.answer"
  mv "$WORK/$1.answer" "$WORK/$1.status"
}

# What the API server says of the nodes: name, and True where Ready. Empty where there is none that answers.
read_readiness() {
  : >"$WORK/readiness"
  [[ ! -s "$WORK/$CONTROL_PLANE.status" ]] || [[ "$(status_of "$CONTROL_PLANE" member)" != yes ]] ||
    kubectl_there get nodes --no-headers --request-timeout=20s \
      --output 'custom-columns=NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status' >"$WORK/readiness" 2>"$WORK/readiness.error" ||
    warn "the API server does not answer: $(tail -n 1 "$WORK/readiness.error")"
  expect_lines "$CONTROL_PLANE" 'which nodes are ready' "$READINESS" "$WORK/readiness"
}

status_of() { # <machine> <key>
  sed -n "s/^$2=//p" "$WORK/$1.status"
}

status_row() { # <machine>
  local name="$1" readiness node='-'
  if [[ ! -s "$WORK/$name.status" ]]; then
    printf '%s\t%s\t%s\tno\t-\t-\t-\t-' "$name" "${ROLE_OF[$name]}" "${ADDRESS_OF[$name]}"
    return 0
  fi
  readiness="$(awk -v name="$name" '$1 == name { print $2 }' "$WORK/readiness")"
  case "$readiness" in
    True) node=Ready ;;
    '') node=- ;;
    *) node=NotReady ;;
  esac
  printf '%s\t%s\t%s\tyes\t%s\t%s\t%s\t%s' "$name" "${ROLE_OF[$name]}" "${ADDRESS_OF[$name]}" "$(status_of "$name" member)" \
    "$(status_of "$name" containerd)" "$(status_of "$name" kubelet)" "$node"
}

print_table() { # stdin: rows with tabs; as wide as the longest cell
  # number: awk runs nothing that stands in an index
  awk -F '\t' '{ for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } fields = NF }
    # number: as above
    END { for (row = 1; row <= NR; row++) { line = ""; for (i = 1; i <= fields; i++) line = line sprintf("%-" (width[i] + 3) "s", cell[row, i]); sub(/ +$/, "", line); print line } }'
}

# --- bootstrap/cluster/steps.bash

# What `up` does, step by step: <step>_check, which changes nothing, says for `plan` what is to do, and <step>_apply does it. Both verbs go by one list.

readonly UP_STEPS=(compare hand_over prepare init join change mark kubeconfig)

hand_over_check() {
  local name
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || would_on "$name" "hand over node.sh to $NODE_SH"
  done
}

hand_over_apply() {
  local name
  local -a without=()
  for name in "${INVOLVED[@]}"; do
    has_node_sh "$name" || without+=("$name")
  done
  on_all_or_stop 'handing over node.sh' "$AT_ONCE" hand_over "${without[@]}"
  for name in "${without[@]}"; do
    printf 'sum=%s\n' "$NODE_SH_SUM" >>"$WORK/$name.look"
  done
}

# Only whole, and only at once: a connection that breaks leaves the old one.
# shellcheck disable=SC2016 # the machine's shell expands it
readonly RECEIVE='umask 077 && mkdir -p "${1%/*}" && cat >"$1.new" && printf "%s  %s\n" "$2" "$1.new" | sha256sum --check --status && mv -f "$1.new" "$1"'

hand_over() { # <machine>
  as_root "$1" sh -c "$RECEIVE" sh "$NODE_SH" "$NODE_SH_SUM" <"$WORK/node.sh"
  printf 'done       node.sh is there\n'
}

prepare_check() {
  local name
  # One machine after the other on the screen, although all are asked at the same time.
  on_all "$AT_ONCE" plan_machine "${CHOSEN[@]}"
  for name in "${CHOSEN[@]}"; do
    tell "$name" <"$WORK/$name.plan"
    tell_errors "$name"
  done
  for name in "${CHOSEN[@]}"; do
    [[ ! -e "$WORK/$name.to-do" ]] || is_to_do
  done
  ((WORST == 0)) || PLAN_CODE=$WORST
}

plan_machine() { # <machine>
  local code=0
  with_registry_access "$1" plan --node "$1" >"$WORK/$1.plan" || code=$?
  [[ $code == "$SOMETHING_TO_DO" ]] || return "$code"
  : >"$WORK/$1.to-do"
}

prepare_apply() {
  on_all_or_stop prepare "$AT_ONCE" prepare_machine "${CHOSEN[@]}"
}

prepare_machine() { # <machine>
  with_registry_access "$1" prepare --node "$1"
}

init_check() {
  ! inits "$CONTROL_PLANE" || ! is_chosen "$CONTROL_PLANE" || has_done "$CONTROL_PLANE" init || would_on "$CONTROL_PLANE" "init: make cluster $CLUSTER_NAME"
}

init_apply() {
  ! inits "$CONTROL_PLANE" || ! is_chosen "$CONTROL_PLANE" || on_all_or_stop init 1 init_machine "$CONTROL_PLANE"
}

init_machine() { # <machine>
  node_sh "$1" init --node "$1"
}

join_check() {
  local name
  REGISTERED=()
  sort_joining
  if is_member "$CONTROL_PLANE" && ! read_registered; then
    warn "the API server of $CONTROL_PLANE does not answer ($(last_refusal)), so the plan goes by what machines say"
    REGISTERED=("${FURTHER[@]}" "${WORKERS[@]}")
  fi
  for name in "${FURTHER[@]}"; do
    is_in_cluster "$name" || would_on "$name" "join: become a control plane of cluster $CLUSTER_NAME"
  done
  for name in "${WORKERS[@]}"; do
    is_in_cluster "$name" || would_on "$name" "join: become a node of cluster $CLUSTER_NAME"
  done
  for name in "${REGISTERED[@]}"; do
    [[ -n ${ADDRESS_OF[$name]:-} ]] || tell_removed "$name"
  done
}

tell_removed() { # <node>
  is_to_do
  note "differs    $1 is a node of the cluster, and cluster.yaml does not have it; up does not remove it: kubectl drain $1, kubectl delete node $1, and node.sh reset there"
}

join_apply() {
  local name new=no
  need_registered
  sort_joining
  for name in "${FURTHER[@]}" "${WORKERS[@]}"; do
    is_in_cluster "$name" || new=yes
  done
  # One at a time: etcd takes a new member when it has made the one before a full one.
  on_all_or_stop join 1 join_machine "${FURTHER[@]}"
  # It ends when the API server has the machine as a node.
  on_all_or_stop join "$JOINS_AT_ONCE" join_machine "${WORKERS[@]}"
  [[ $new == no ]] || need_registered
}

# The invitation holds a token: it goes through this variable and a pipe, and is nowhere else. Who has joined needs none, but is looked at again.
join_machine() { # <machine>
  local name="$1" invitation
  if is_in_cluster "$name"; then
    node_sh "$name" join --node "$name"
  else
    invitation="$(node_sh "$CONTROL_PLANE" invite "$name" --node "$CONTROL_PLANE")"
    is_invitation "$name" "$invitation" || distrust "$name" "what $CONTROL_PLANE gives $name for joining is not an invitation" "look at node.sh invite on $CONTROL_PLANE"
    printf '%s\n' "$invitation" | node_sh "$name" join --node "$name"
    [[ $invitation =~ token:\ \'([a-z0-9]{6})[.] ]]
    take_invitation_back "${BASH_REMATCH[1]}"
  fi
}

# It has outlived the join that it was for, and is of no more use.
take_invitation_back() { # <identity of the token, which is no secret>
  kubectl_there --namespace kube-system delete secret "bootstrap-token-$1" --ignore-not-found >/dev/null
}

# Line for line what invite prints, and nothing else: the worker's kubeadm reads it as a kubeconfig, and obeys all that one can hold.
is_invitation() { # <machine> <text>
  local text="$2" ending=$'\ncontexts:\n- name: joining\n  context: { cluster: joining, user: joining }\ncurrent-context: joining'
  local beginning=$'apiVersion: v1\nkind: Config\nclusters:\n- name: joining\n  cluster:\n    server: https://'"$ENDPOINT"$'\n    certificate-authority-data: '
  if [[ ${ROLE_OF[$1]} == control-plane ]]; then
    are_authorities "${text#*$'\n'"$AUTHORITIES_FOLLOW"$'\n'}" || return 1
    text="${text%%$'\n'"$AUTHORITIES_FOLLOW"$'\n'*}"
  fi
  [[ $text == "$beginning"*"$ending" ]] || return 1
  text="${text#"$beginning"}"
  text="${text%"$ending"}"
  [[ ${text//$'\n'/|} =~ ^[A-Za-z0-9+/]+={0,2}\|users:\|-\ name:\ joining\|\ \ user:\|\ \ \ \ token:\ \'[a-z0-9]{6}\.[a-z0-9]{16}\'$ ]]
}

# The machine says that it has joined, and the cluster knows it: one of them alone is the rest of another cluster, or of a step that did not end.
is_in_cluster() { # <machine>
  has_done "$1" join && is_one "$1" "${REGISTERED[@]}"
}

need_registered() {
  read_registered ||
    fail "the API server of $CONTROL_PLANE does not answer ($(last_refusal))" "look there at 'crictl ps -a' and 'journalctl -u kubelet', then run the same command again"
}

read_registered() { # sets REGISTERED: the nodes that the API server has; their table is shown at the end
  kubectl_there get nodes >"$WORK/registered" 2>"$WORK/registered.error" || return
  mapfile -t REGISTERED < <(awk 'NR > 1 { print $1 }' "$WORK/registered")
  expect_names "$CONTROL_PLANE" 'which nodes there are' "${REGISTERED[@]}"
}

last_refusal() {
  tail -n 1 "$WORK/registered.error"
}

# --- bootstrap/cluster/storage.bash

# storage: what is done to Ceph and its disks.

begin_storage() { # <word> [machine]: what all of them but status do first
  [[ -z ${2:-} ]] || need_machine "$2"
  take_desk_lock "storage $1"
  open_logs
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  [[ -z ${2:-} || $2 == "$CONTROL_PLANE" ]] || INVOLVED+=("$2")
  reach_machines
}

# Health, disks, placement groups, capacity, as Ceph says them. Fails where data is at risk or out of reach.
verb_storage_status() {
  local health osds groups operator well=yes
  choose_control_plane
  INVOLVED=("$CONTROL_PLANE")
  reach_machines
  need_ceph
  health="$(ceph health detail)"
  osds="$(ceph osd stat)"
  groups="$(ceph pg stat)"
  tell_lines health "$health"
  note "osds       ${osds%%;*}"
  note "groups     $groups"
  operator="$(kubectl_ceph get deployment "$ROOK_OPERATOR" --output 'jsonpath={.spec.replicas}')"
  [[ $operator == 1 ]] || note "operator   stopped, so nothing repairs the cluster; start it: kubectl --namespace $ROOK_NAMESPACE scale deployment/$ROOK_OPERATOR --replicas=1"
  printf '\n'
  ceph osd df tree
  printf '\n'
  ceph df
  [[ $health != HEALTH_ERR* ]] || well=no
  [[ $osds =~ ^([0-9]+)\ osds:\ ([0-9]+)\ up && ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" ]] || well=no
  groups_are_clean >/dev/null || well=no
  [[ $well == yes ]]
}

tell_lines() { # <what> <text>: the first line names it
  local what="$1" line
  while IFS= read -r line; do
    note "$(printf '%-10s %s' "$what" "$line")"
    what=''
  done <<<"$2"
}

verb_storage_wipe_disk() { # <machine> <device> <serial number>
  need_machine "$1"
  take_desk_lock 'storage wipe-disk'
  open_logs
  INVOLVED=("$1")
  reach_machines
  ask_to_wipe "$@"
}

ask_to_wipe() { # <machine> <device> <serial number>: what node.sh says goes to the screen; its exit code is ours
  local name="$1" device="$2" serial="$3"
  local -a words=(wipe-disk "$device" --node "$name")
  [[ -z $serial ]] || words+=(--serial "$serial")
  node_sh "$name" "${words[@]}"
}

# --- bootstrap/cluster/supervise.bash

# The verb runs in a process of its own beside this one, which only waits: bash looks at a signal when the command before it has ended, and only a wait
# ends at once.

supervise() { # ends the program
  local code=0
  trap 'rm -rf "$WORK"' EXIT
  open_desk
  work &
  WORKER=$!
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap 'interrupted 129' HUP
  wait "$WORKER" || code=$?
  exit "$code"
}

work() {
  trap close_desk EXIT
  trap 'exit 1' TERM HUP
  run_verb
}

# What a signal that ends the program finds it at.
doing() { # <text>
  printf '%s' "$1" >"$WORK/doing"
}

# What no repetition mends, in the words of kubectl and ssh.
readonly LASTS='unknown (flag|shorthand flag|command)|x509: |Permission denied|Host key verification failed|REMOTE HOST IDENTIFICATION|kubectl: (command )?not found'

wait_until() { # <seconds> <pause> <title> <command…>: what the command prints when it fails is why, and is shown when it takes long
  doing "$3"
  retry_until "$1" "$2" "$3" judged lasts "$LASTS" "${@:4}"
}

# Machines finish the step that they are in, or stop at their next line: both is as if their power had failed.
interrupted() { # <exit code, by which shells tell the signal>
  local code="$1" at=''
  # shellcheck disable=SC2064 # now
  trap "exit $code" INT TERM HUP # asked for twice: whatever is still open stays so
  # It stands still until all that it waits for has ended: then nothing of it says anything after the last line, and it can take its lock away.
  kill -STOP "$WORKER" 2>/dev/null || true # it may have ended by now
  end_descendants
  kill -TERM "$WORKER" 2>/dev/null || true
  kill -CONT "$WORKER" 2>/dev/null || true
  wait "$WORKER" 2>/dev/null || true
  [[ ! -s "$WORK/doing" ]] || at=" at \"$(<"$WORK/doing")\""
  printf '\n%s: stopped%s; run the same command again, it goes on where it stopped\n' "$PROGRAM" "$at" >&2
  exit "$code"
}

end_descendants() { # they may start others while they are looked for
  local round signal=TERM
  local -a children
  for ((round = 0; round < 40; round++)); do
    mapfile -t children < <(descendants "$WORKER")
    ((${#children[@]} > 0)) || return 0
    ((round < 20)) || signal=KILL
    kill "-$signal" "${children[@]}" 2>/dev/null || true # some have ended by now
    read -r -t 0.1 <> <(:) || true                       # nobody writes there
  done
}

descendants() { # <process>: one a line, those above first
  local process parent
  local -A children=()
  local -a open=("$1") found
  while read -r process parent; do
    children[$parent]+=" $process"
  done < <(processes)
  while ((${#open[@]} > 0)); do
    parent="${open[0]}"
    open=("${open[@]:1}")
    read -r -a found <<<"${children[$parent]:-}"
    open+=("${found[@]}")
    ((${#found[@]} == 0)) || printf '%s\n' "${found[@]}"
  done
}

processes() { # process and its parent, one pair a line; without those that have ended and are not waited for yet
  local file line process state parent
  if [[ -r /proc/self/stat ]]; then # a Linux without ps is not rare
    for file in /proc/[0-9]*/stat; do
      { read -r line <"$file"; } 2>/dev/null || continue # it has ended
      # Behind the name, which may hold anything: state, parent.
      process="${line%% *}"
      read -r state parent _ <<<"${line##*) }"
      [[ $state == Z ]] || printf '%s %s\n' "$process" "$parent"
    done
  else
    ps -A -o pid= -o ppid= -o stat= | awk '$3 !~ /^Z/ { print $1, $2 }'
  fi
}

# --- bootstrap/cluster/teardown.bash

# teardown: Ceph and all data in it go, in the order in which nothing is left hanging: what uses volumes, pools, the cluster with the wiping of its disks,
# CSI, operators, definitions, and what is left on the machines. https://rook.io/docs/rook/latest-release/Storage-Configuration/ceph-teardown/

# How long what is deleted may take to be gone, and the wiping of all disks.
readonly GONE_SECONDS=300 CLEANUP_SECONDS=3600

verb_storage_teardown() { # <yes: do not ask> <yes: take away what holds on>
  local yes="$1" force="$2" kind file
  [[ $STORAGE == rook ]] || refuse "cluster $CLUSTER_NAME has no storage" 'keep storage in cluster.yaml until it is torn down'
  check_manifests
  take_desk_lock 'storage teardown'
  open_logs
  choose_control_plane
  INVOLVED=("${ALL[@]}")
  reach_machines
  read_definitions
  refuse_while_used
  [[ $yes == yes ]] || confirm_teardown
  for file in "${TEARDOWN_BEFORE[@]}"; do delete_file "$file"; done
  for kind in "${CEPH_KINDS[@]}"; do delete_kind "$kind" ceph.rook.io "$force"; done
  delete_ceph_cluster "$force"
  for kind in "${CSI_KINDS[@]}"; do delete_kind "$kind" csi.ceph.io "$force"; done
  for file in "${TEARDOWN_AFTER[@]}"; do delete_file "$file"; done
  delete_namespace "$force"
  on_all_or_stop 'removing what Ceph kept' "$AT_ONCE" forget_ceph "${ALL[@]}"
  note "next       $PROGRAM plan shows disks that are not empty; $PROGRAM storage wipe-disk NODE DEVICE wipes one"
}

confirm_teardown() {
  printf 'This destroys the storage of cluster %s: every volume, file system and bucket, and what is on its disks.\n' "$CLUSTER_NAME"
  need_typed "$CLUSTER_NAME" 'the name of the cluster'
}

read_definitions() { # which kinds there are: an earlier run may have deleted them
  kubectl_there get customresourcedefinitions --output name >"$WORK/definitions"
  expect_lines "$CONTROL_PLANE" 'which kinds there are' "customresourcedefinition\\.apiextensions\\.k8s\\.io/$NAME" "$WORK/definitions"
}

is_defined() { # <kind> <group>
  grep -q -x "customresourcedefinition.apiextensions.k8s.io/$1.$2" "$WORK/definitions"
}

# ---- who still needs it

refuse_while_used() { # volumes hang for ever, and their machines with them, when what they are on goes first
  collect_users persistentvolumes 'custom-columns=NAME:.metadata.name,OF:.spec.csi.driver,CLAIM:.spec.claimRef.name,IN:.spec.claimRef.namespace'
  ! is_defined volumesnapshotcontents snapshot.storage.k8s.io ||
    collect_users volumesnapshotcontents 'custom-columns=NAME:.metadata.name,OF:.spec.driver,CLAIM:.spec.volumeSnapshotRef.name,IN:.spec.volumeSnapshotRef.namespace'
  ! is_defined objectbuckets objectbucket.io ||
    collect_users objectbuckets 'custom-columns=NAME:.metadata.name,OF:.spec.storageClassName,CLAIM:.spec.claimRef.name,IN:.spec.claimRef.namespace'
  if problems_found; then
    print_problems
    refuse "the storage of cluster $CLUSTER_NAME is in use" 'nothing was done; delete the applications, then what is listed above, in that order'
  fi
}

collect_users() { # <kind> <columns>
  local kind="$1" name of claim space
  kubectl_there get "$kind" --no-headers --output "$2" >"$WORK/users"
  # NAME, OF, CLAIM, IN.
  expect_lines "$CONTROL_PLANE" "which $kind there are" "[a-z0-9.:-]{1,253}( +([a-z0-9./-]{1,253}|<none>)){3} *" "$WORK/users"
  while read -r name of claim space; do
    [[ " ${ROOK_PROVISIONERS[*]} " == *" $of "* || ($kind == objectbuckets && -n $name) ]] || continue
    if [[ $claim == '<none>' ]]; then
      problem "${kind%s} $name is there" "kubectl delete ${kind%s} $name"
    else
      problem "${kind%s} $name is there, for $claim of the namespace $space" "delete that claim, or a kept volume by itself: kubectl delete ${kind%s} $name"
    fi
  done <"$WORK/users"
}

# ---- taking away

delete_kind() { # <kind> <group> <force>
  local kind="$1.$2" force="$3"
  is_defined "$1" "$2" || return 0
  kubectl_there delete "$kind" --all --all-namespaces --wait=false >>"$LOGS/teardown.log"
  until_gone "$kind" "$force"
}

until_gone() { # <kind> <force>
  local kind="$1" force="$2"
  wait_until "$GONE_SECONDS" 5 "waiting until all $kind are gone" none_left "$kind" && return 0
  [[ $force == yes ]] || fail "some $kind are not gone" "see above what holds them (finalizers), and the log of $ROOK_OPERATOR; with --force they are let go, and what they stand for stays on the disks"
  let_go "$kind"
  wait_until 60 5 "waiting until all $kind are gone" none_left "$kind" || fail "some $kind are not gone" 'see above; somebody holds them again and again'
}

none_left() { # <kind>: prints what is left, and what holds it
  local found
  found="$(kubectl_there get "$1" --all-namespaces --ignore-not-found --no-headers --output 'custom-columns=IN:.metadata.namespace,NAME:.metadata.name,HELD:.metadata.finalizers')" || return
  [[ -z $found ]] || { printf '%s\n' "$found" && return 1; }
}

let_go() { # <kind>: of all that is being deleted
  local kind="$1" space name deleted
  kubectl_there get "$kind" --all-namespaces --no-headers --output 'custom-columns=IN:.metadata.namespace,NAME:.metadata.name,DELETED:.metadata.deletionTimestamp' >"$WORK/held"
  expect_lines "$CONTROL_PLANE" "which $kind there are" "($NAME|<none>) +$NAME +([0-9TZ:-]{1,40}|<none>) *" "$WORK/held"
  while read -r space name deleted; do
    [[ $deleted != '<none>' ]] || continue
    kubectl_there patch "$kind" "$name" --namespace "$space" --type merge --patch '{"metadata":{"finalizers":null}}' >>"$LOGS/teardown.log"
    warn "$kind $name was let go without the operator"
  done <"$WORK/held"
}

delete_ceph_cluster() { # <force>
  local force="$1" least=0
  is_defined cephclusters ceph.rook.io || return 0
  if ! none_left cephclusters.ceph.rook.io >/dev/null; then
    # From here on the operator wipes the disks and removes what Ceph keeps on the machines.
    kubectl_ceph patch cephcluster "$CEPH_CLUSTER" --type merge --patch '{"spec":{"cleanupPolicy":{"confirmation":"yes-really-destroy-data"}}}' >>"$LOGS/teardown.log"
    delete_kind cephclusters ceph.rook.io "$force"
    note 'done       the cluster of Ceph is deleted'
    # The cleanup jobs appear when all daemons have ended.
    least=1
  fi
  wait_until "$CLEANUP_SECONDS" 10 'waiting until the operator has cleaned all machines' cleaned_up "$least" ||
    [[ $force == yes ]] || fail 'not all machines were cleaned' "kubectl --namespace $ROOK_NAMESPACE logs --selector app=rook-ceph-cleanup shows why; run the same command again, or with --force to leave the disks as they are"
}

cleaned_up() { # <jobs that there are at least>: prints those that are not done
  local least="$1" found
  found="$(kubectl_ceph get jobs --selector app=rook-ceph-cleanup --no-headers --output 'custom-columns=NAME:.metadata.name,DONE:.status.succeeded')" || return
  if [[ $least != 0 && -z $found ]]; then
    printf 'no job for it yet\n'
    return 1
  fi
  ! grep . <<<"$found" | grep -v ' 1$'
}

delete_file() { # <file>: what it holds
  local file="$1"
  kubectl_there delete --ignore-not-found --wait=false --filename=- <"$HERE/../$file" >>"$LOGS/teardown.log" 2>"$WORK/delete" ||
    # Kinds that are gone already.
    ! grep -v -e 'no matches for kind' -e 'ensure CRDs are installed first' "$WORK/delete" >&2 || fail "$file could not be deleted" 'see above; run the same command again'
  note "done       $file is deleted"
}

delete_namespace() { # <force>: with what is protected against mistakes, such as the monitors' keys
  local force="$1" name
  kubectl_there delete namespace "$ROOK_NAMESPACE" --ignore-not-found --wait=false >>"$LOGS/teardown.log"
  if [[ $force == yes ]]; then
    for name in configmap/rook-ceph-mon-endpoints secret/rook-ceph-mon; do
      kubectl_ceph patch "$name" --type merge --patch '{"metadata":{"finalizers":null}}' >>"$LOGS/teardown.log" 2>&1 || true # it may be gone
    done
  fi
  wait_until "$GONE_SECONDS" 5 "waiting until the namespace $ROOK_NAMESPACE is gone" namespace_is_gone ||
    fail "the namespace $ROOK_NAMESPACE is not gone" 'see above what is left in it; run the same command again, with --force where its finalizers hold it'
  note "done       the namespace $ROOK_NAMESPACE is deleted"
}

namespace_is_gone() { # prints what it says of itself
  local found
  found="$(kubectl_there get namespace "$ROOK_NAMESPACE" --ignore-not-found --output 'jsonpath={range .status.conditions[*]}{.message}{"\n"}{end}{.metadata.name}')" || return
  [[ -z $found ]] || { printf '%s\n' "$found" && return 1; }
}

forget_ceph() { # <machine>: otherwise monitors of a new Ceph would find the old one's keys
  node_sh "$1" forget-storage --node "$1"
}

# --- bootstrap/cluster/typed.bash

# What a person has to type before something is lost.

need_typed() { # <text> <what it is> [what it is, in short]: without an answer nothing is confirmed
  local answer=''
  printf 'Type %s: ' "$2"
  IFS= read -r answer <&3 || true # the end of the input is no answer
  printf '\n'
  [[ $answer == "$1" ]] || refuse "the answer is not $1" "nothing was done; type ${3:-$2}, or use --yes"
}

# --- bootstrap/cluster/unreached.bash

# Machines that do not let us in: a line for each, with what ssh says, and the repair once for all that have the same.

# What ssh says, as extended regular expression; what that is; the repair. The first one that matches counts.
readonly UNREACHED=(
  'host key is known for|Host key verification failed'$'\t''ssh does not know its host key'$'\t''compare its fingerprint with the one that ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub prints there, and take it by hand'
  'Permission denied'$'\t''it takes none of our keys'$'\t''look at ssh.user and ssh.key in cluster.yaml; ssh-copy-id brings a key there, ssh-add unlocks one that has a passphrase; try'
  'Could not resolve hostname'$'\t''a name on the way there is not found'$'\t''correct that name, or let this desk find it; try'
  'Connection refused'$'\t''nothing listens there'$'\t''install openssh-server there and start it, or write its port: ssh.port in cluster.yaml; try'
  'No route to host|Network is unreachable|Host is down'$'\t''there is no route to it'$'\t''switch on what is off, look at the address in cluster.yaml, and whether this desk is in that network; try'
  'timed out|[Tt]imeout'$'\t''it does not answer'$'\t''switch on what is off, look at the address in cluster.yaml, and for a firewall on the way; try'
  '.*'$'\t''ssh ends'$'\t''look at what ssh says, and at ssh: in cluster.yaml; try'
)

# What is said of one machine: what it is, the repair without what is to be typed, and that.
WHAT='' REPAIR='' COMMAND=''
# The commands of this repair are all to be typed, of each machine its own; of others one is an example.
readonly KEY_REPAIR='if it was installed anew, and else find out who answers there'

tell_unreached() { # <machine…>: as problems
  local name repair
  local -a repairs=()
  local -A whats=() machines=() commands=()
  for name in "$@"; do
    if [[ -e "$WORK/$name.complaint" ]]; then
      PROBLEMS+=("$(<"$WORK/$name.complaint")")
      continue
    fi
    why_unreached "$name"
    [[ -n ${whats[$REPAIR]:-} ]] || repairs+=("$REPAIR")
    whats[$REPAIR]+="$WHAT"$'\n'
    machines[$REPAIR]+="$name"$'\n'
    if [[ $REPAIR == "$KEY_REPAIR" ]]; then
      commands[$REPAIR]+="${commands[$REPAIR]:+ && }$COMMAND"
    else
      commands[$REPAIR]="${commands[$REPAIR]:-$COMMAND}"
    fi
  done
  for repair in "${repairs[@]}"; do
    tell_repair "$repair" "${commands[$repair]}" "${machines[$repair]%$'\n'}" "${whats[$repair]%$'\n'}"
  done
}

tell_repair() { # <repair> <command, or nothing> <names, one a line> <what, one a line>
  local repair="$1" command="$2"
  local -a names whats
  mapfile -t names <<<"$3"
  mapfile -t whats <<<"$4"
  [[ -z $command ]] || repair="$(with_command "$repair" "$command")"
  if ((${#names[@]} == 1)); then
    problem "${whats[0]}" "$repair"
  else
    PROBLEMS+=("${whats[@]}" "$(some_of "${names[@]}"): $repair")
  fi
}

with_command() { # <repair> <command>
  if [[ $1 == "$KEY_REPAIR" ]]; then printf '%s, %s' "$2" "$1"; else printf '%s: %s' "$1" "$2"; fi
}

why_unreached() { # <machine>: sets WHAT, REPAIR, COMMAND
  local name="$1" error row pattern words said=''
  error="$(tail -n 1 "$WORK/$name.stderr")"
  COMMAND=''
  if grep -q '^Host key for .* has changed' "$WORK/$name.stderr"; then
    changed_key "$name"
  elif [[ $error == *sudo* ]]; then
    WHAT="$name at ${ADDRESS_OF[$name]}: the user of ssh may not use sudo there without a password ($error)"
    # shellcheck disable=SC2016 # it is to be typed there
    REPAIR='log in there and run: echo "$USER ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/cdk8s-metal'
  else
    for row in "${UNREACHED[@]}"; do
      IFS=$'\t' read -r pattern words REPAIR <<<"$row"
      if said="$(grep -m 1 -E -- "$pattern" "$WORK/$name.stderr")"; then break; fi
    done
    [[ $pattern != '.*' ]] || said="$error"
    # The carriage return at the end of what ssh says.
    said="${said%[?]}"
    WHAT="$name does not let us in at ${ADDRESS_OF[$name]}: $words (${said:-it gives no reason})"
    COMMAND="$(by_hand "$name")"
  fi
}

by_hand() { # <machine>
  local command
  printf -v command '%q ' ssh "${SSH_OPTIONS[@]}" -o "HostName=${ADDRESS_OF[$1]}" "$1"
  printf '%s' "${command% }"
}

# By the name that ssh knows the machine by, which may be an alias or have a port, and in the file that it has looked into. Its lines end with a carriage
# return, which has become a question mark.
changed_key() { # <machine>: sets WHAT, REPAIR, COMMAND
  local name="$1" host file where=''
  host="$(sed -n 's/^Host key for \(.*\) has changed and .*/\1/p' "$WORK/$name.stderr")"
  file="$(sed -n 's/^Offending .*key in \(.*\):[0-9]*[?]*$/\1/p' "$WORK/$name.stderr")"
  file="${file%%$'\n'*}"
  [[ -z $file || $file == "$HOME/.ssh/known_hosts" ]] || printf -v where -- ' -f %q' "$file"
  WHAT="$name at ${ADDRESS_OF[$name]} shows another host key than the one that ssh knows (${file:-known_hosts})"
  REPAIR="$KEY_REPAIR"
  printf -v COMMAND 'ssh-keygen -R %q%s' "${host%%$'\n'*}" "$where"
}

# --- bootstrap/cluster/up.bash

# up and plan.

# Of plan: 3 where there is something to do, 2 where a machine cannot become what the spec wants of it.
PLAN_CODE=0

is_to_do() {
  [[ $PLAN_CODE != 0 ]] || PLAN_CODE=$SOMETHING_TO_DO
}

would_on() { # <machine> <what would be done>
  is_to_do
  tell "$1" <<<"would      $2"
}

# What the steps of up need, whoever takes them: machines, and what the desk brings them.
reach_for_up() {
  read_registry_access
  with_control_plane
  reach_machines
}

verb_up() {
  local step
  refuse_foreign_kubeconfig
  take_desk_lock up
  open_logs
  reach_for_up
  for step in "${UP_STEPS[@]}"; do
    "${step}_apply"
  done
  cat "$WORK/registered"
  note "next       $PROGRAM apply brings the network and all else; machines are NotReady without it"
  note "           KUBECONFIG=$KUBECONFIG_PATH kubectl get nodes"
}

verb_plan() {
  local step line
  reach_for_up
  for step in "${UP_STEPS[@]}"; do
    "${step}_check"
  done
  # As synth has them, with the word warning.
  for line in "${SPEC_WARNINGS[@]}" "${PLAN_LINES[@]}"; do
    note "$line"
  done
  return "$PLAN_CODE"
}

# --- bootstrap/cluster.bash

program_notes() {
  printf '%s\n' "Needs ssh, and a user on the machines who is root or may use sudo without a password. Logs are in $STATE_FOLDER_OF_DESK/log.
Whatever was interrupted or failed is repeated with the same command: it goes on where it stopped.
Exit codes: 0 done (plan: nothing to do), 3 plan has something to do, 2 wrong usage, or a machine or a difference that was refused, 1 anything else."
}

main() { # <argument…>
  local -a chosen=()
  read_command_line "$@"
  if verb_needs node; then
    [[ -z ${OPTIONS[--node]:-} ]] || mapfile -t chosen <<<"${OPTIONS[--node]}"
    KUBECONFIG_PATH="${OPTIONS[--kubeconfig]:-$KUBECONFIG_PATH}"
    # ssh reads standard input, which is kept for the questions of down and storage teardown.
    exec 3<&0 </dev/null
    choose_machines "${chosen[@]}"
    check_desk
    supervise
  else
    run_verb
  fi
  # Here, and not by returning: bash would read on in its file, where a synth may have put another one meanwhile.
  exit
}

main "$@"

# shellcheck shell=bash
# What the scenarios share: the lab's commands, the desk's program, listings of machines, and one line of outcome for each thing shown.

LIVE="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
PROJECT="$(cd -- "$LIVE/../.." && pwd)"
SCENARIO="$(basename -- "$0" .sh)"
# The program that runs the machines, and what they are: namespaces of this kernel, or emulated processors.
LAB="${LAB:-$PROJECT/../shared/lab/lab}"
export LAB_ENGINE="${LAB_ENGINE:-container}"
# Where a run leaves what it made: dist/, listings, the output of every command, outcomes by scenario.
WORK="$PROJECT/reports/live/$LAB_ENGINE"
readonly LIVE PROJECT SCENARIO LAB LAB_ENGINE WORK
mkdir -p "$WORK/logs" "$WORK/listings" "$WORK/outcomes"
: >"$WORK/outcomes/$SCENARIO.tsv"
# What cdk8s synth wrote.
DIST="$WORK/dist"
# How many things were not as they should be.
FAILED=0

lab() { "$LAB" "$@"; }

on() { # <machine>: runs the script on standard input there, as root
  local machine="$1"
  lab ssh "$machine" sudo bash -euo pipefail -s
}

desk() { # <argument of cluster.sh>...: at the desk, which is in the lab's network so that it reaches the machines
  local -a options=()
  [[ $1 != @(plan|up|down|add) ]] || options=(--kubeconfig "$WORK/kubeconfig")
  XDG_STATE_HOME="$WORK/state" lab run "$DIST/bootstrap/cluster.sh" "$@" "${options[@]}" </dev/null
}

kubectl() { # <argument>...: on the control plane; the desk of the lab needs none
  local command
  # ssh hands a line to a shell there.
  printf -v command '%q ' sudo kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"
  lab ssh cp1 "$command"
}

lab_fingerprint() { # of the key that signs the packages of this lab
  lab run curl --silent --show-error --fail http://10.77.0.1:8080/docker/linux/debian/gpg |
    gpg --batch --with-colons --show-keys | awk -F : '$1 == "fpr" { print $10; exit }' | grep -x '[0-9A-F]*'
}

synth() { # [spec]
  local spec="${1:-$LIVE/cluster.yaml}" fingerprint
  fingerprint="$(lab_fingerprint)" || return
  # Beside the results, as everything that a run makes.
  sed "s/fingerprint: '0*'/fingerprint: $fingerprint/" "$spec" >"$WORK/synthesized.yaml"
  cd -- "$PROJECT" || return
  CLUSTER="$WORK/synthesized.yaml" node_modules/.bin/cdk8s synth --output "$DIST"
}

fresh_machines() { # <machine>...: throws the old ones away
  local machine known
  # Not in a pipe: grep ends at the first line, and lab with an error then.
  known="$(lab status)"
  for machine in "$@"; do
    if grep --quiet "^$machine " <<<"$known"; then lab reset "$machine"; fi
  done
  lab up --disks 1 "$@"
}

# ---- outcomes ------------------------------------------------------------------------------------------------------------------------

# A line of outcome. The output goes to a file, its end to the screen when the command failed; a line of it that begins with `= ` is a figure for the report.
shown() { # <title> <command>...
  local title="$1" since=$SECONDS code=0 log figure
  shift
  log="$WORK/logs/$SCENARIO--${title//[^a-zA-Z0-9]/-}.log"
  # In the background, as errexit is off in a command that is tested.
  "$@" >"$log" 2>&1 </dev/null &
  wait "$!" || code=$?
  figure="$(sed -n 's/^= //p' "$log" | paste -s -d ';')"
  if [[ $code -eq 0 ]]; then
    outcome ok $((SECONDS - since)) "$title" "$figure"
  else
    FAILED=$((FAILED + 1))
    outcome FAILED $((SECONDS - since)) "$title" "$figure"
    tail --lines 15 "$log" | sed 's/^/      | /'
    printf '      | exit code %s; all of it: %s\n' "$code" "$log"
  fi
}

outcome() { # <ok|FAILED> <seconds> <title> <figure>
  printf '%-6s %5d s  %s%s\n' "$1" "$2" "$3" "${4:+: $4}"
  printf '%s\t%s\t%s\t%s\n' "$@" >>"$WORK/outcomes/$SCENARIO.tsv"
}

must() { # <title> <command>...: what follows makes no sense without it
  local before="$FAILED"
  shown "$@"
  [[ $FAILED -eq $before ]] || exit 1
}

finish() { # the last call of a scenario
  [[ $FAILED -eq 0 ]]
}

seconds_of() { # <scenario> <title>: how long it took the last time that it went well
  awk -F '\t' -v title="$2" '$1 == "ok" && $3 == title { print $2 }' "$WORK/outcomes/$1.tsv"
}

plans() { # cluster.sh plan: 3 says that there is something to do
  fails_with 3 '' desk plan
}

until_true() { # <seconds> <command>...
  local limit=$((SECONDS + $1))
  shift
  until "$@"; do
    [[ $SECONDS -lt $limit ]] || return 1
    sleep 2
  done
}

fails_with() { # <exit code> <text> <command>...: the command ends with that code and says that text
  local code="$1" text="$2" output actual=0
  shift 2
  output="$("$@" 2>&1)" || actual=$?
  printf '%s\nexit code %s, wanted %s with: %s\n' "$output" "$actual" "$code" "$text"
  [[ $actual -eq $code && $output == *"$text"* ]]
}

# ---- listings ------------------------------------------------------------------------------------------------------------------------

list() { # <name> <machine>...
  local name="$1" machine
  shift
  for machine in "$@"; do
    on "$machine" <"$LIVE/listing.sh" >"$WORK/listings/$name.$machine"
  done
}

same() { # <listing> <listing> [ignored]: prints what is not in both; lines that the extended expression `ignored` matches do not count
  local one="$WORK/listings/$1" other="$WORK/listings/$2" ignored="${3:-^$}"
  diff <(grep --invert-match --extended-regexp "$ignored" "$one") <(grep --invert-match --extended-regexp "$ignored" "$other")
}

same_but_for_times() { # <listing> <listing> [ignored]
  local one="$1" other="$2" ignored="${3:-^$}" name
  for name in "$one" "$other"; do cut --fields 1-3 "$WORK/listings/$name" >"$WORK/listings/$name.timeless"; done
  same "$one.timeless" "$other.timeless" "$ignored"
}

# ---- what a cluster must do ------------------------------------------------------------------------------------------------------------

nodes_ready() { # <machine>...
  kubectl wait --for=condition=Ready "${@/#/node/}" --timeout=15m
}

flannel_runs() { # <number of machines>
  local machines="$1"
  kubectl --namespace kube-flannel rollout status daemonset/kube-flannel-ds --timeout=15m
  [[ "$(kubectl --namespace kube-flannel get daemonset kube-flannel-ds --output 'jsonpath={.status.numberReady}')" == "$machines" ]]
}

mirrored_images() { # <machine>: the lab has no way out, so what is there came from its registry; its names are still upstream's
  local machine="$1" images
  images="$(lab ssh "$machine" sudo crictl images)"
  printf '%s\n' "$images"
  grep --quiet '^registry.k8s.io/kube-proxy ' <<<"$images"
  grep --quiet '^ghcr.io/flannel-io/flannel ' <<<"$images"
}

hello_runs() { # <number of machines>
  local machines="$1"
  sed "s/replicas: 2/replicas: $machines/" "$LIVE/hello.yaml" | kubectl apply --filename -
  kubectl rollout status deployment/hello --timeout=15m
  kubectl get pods --selector app=hello --output wide
  [[ "$(kubectl get pods --selector app=hello --output 'jsonpath={range .items[*]}{.spec.nodeName}{"\n"}{end}' | sort --unique | wc --lines)" -eq $machines ]]
}

pod_on() { # <machine>: the name of the pod of hello there
  local machine="$1"
  kubectl get pods --selector app=hello --field-selector "spec.nodeName=$machine,status.phase=Running" --output 'jsonpath={.items[0].metadata.name}'
}

answers_from_all() { # <machine> <number of machines>: a pod there asks the Service by name until the pods of all have answered
  local machine="$1" machines="$2" pod answers='' attempt
  pod="$(pod_on "$machine")"
  for attempt in {1..30}; do
    answers+="$(kubectl exec "$pod" -- /hello get http://hello.default.svc.cluster.local/)"$'\n'
    if [[ "$(sort --unique <<<"$answers" | grep --count hello)" -eq $machines ]]; then
      printf 'from %s after %d requests:\n%s' "$pod" "$attempt" "$(sort --unique <<<"$answers")"
      return 0
    fi
  done
  printf 'only these answered:\n%s\n' "$answers"
  return 1
}

name_resolves() { # <machine>
  local machine="$1" address
  address="$(kubectl exec "$(pod_on "$machine")" -- /hello lookup kubernetes.default.svc.cluster.local)"
  printf 'kubernetes.default.svc.cluster.local is %s\n' "$address"
  [[ $address == 10.96.0.1 ]]
}

serves() { # <machine>...: all that a user would try first
  local machine
  shown 'a Deployment runs on all machines' hello_runs "$#"
  for machine in "$@"; do
    shown "DNS resolves in a pod on $machine" until_true 180 name_resolves "$machine"
    shown "the Service answers a pod on $machine from all machines" until_true 180 answers_from_all "$machine" "$#"
  done
}

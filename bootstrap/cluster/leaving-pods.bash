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

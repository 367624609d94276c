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

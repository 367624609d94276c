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

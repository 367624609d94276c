# What init and join were made with, against what cluster.yaml says now. A record `made` is TOPIC=VALUE; the rows of TOPICS (bootstrap/data/topics.ts) have
# what is wanted. What is being changed is recorded as `changing`, so that a change that was cut off is made again, whatever its topic is by then.

# By topic.
declare -A MADE=()
# Set by read_topic.
TOPIC='' FIELD='' REFUSAL='' WANTED=''
# Topics that `change` has to change here.
CHANGES=()

read_topic() { # <row>: fails where this machine does not have the topic
  local -a fields
  mapfile -t -d $'\t' fields < <(printf '%s\t' "$1")
  TOPIC="${fields[0]}" FIELD="${fields[1]}" REFUSAL="${fields[3]//NAME/"$NODE_NAME"}" WANTED="${fields[4]}"
  case "$WANTED" in
    @ROLE@) WANTED="$NODE_ROLE" ;;
    @ADDRESSES@) WANTED="$NODE_ADDRESSES" ;;
    *) ;;
  esac
  # The documents of init have all of a control plane.
  [[ ${fields[2]} == all || $NODE_NAME == "$FIRST_CONTROL_PLANE" ]]
}

is_made() { # whether init or join have come to their end here
  recorded step 'init done' || recorded step 'join done'
}

read_made() { # sets MADE
  local line
  MADE=()
  while IFS= read -r line; do MADE[${line%%=*}]="${line#*=}"; done < <(records made)
  ((${#MADE[@]} > 0)) || read_made_before
  read_plugin
}

# Not what init was made with, as `apply` brings it: what is here.
read_plugin() {
  local -a found
  unset 'MADE[cni]'
  mapfile -t found < <(cd "$ROOT/etc/cni/net.d" 2>/dev/null && compgen -G '10-*.conflist')
  case "${found[*]}" in
    10-calico.conflist) MADE[cni]=calico ;;
    10-flannel.conflist) MADE[cni]=flannel ;;
    10-kuberouter.conflist) MADE[cni]=kubeRouter ;;
    *) ;; # none yet, or one that the user has brought
  esac
}

differs() { # the topic that was read
  [[ -v MADE[$TOPIC] ]] || return 1
  # Who brings a plugin himself may bring one of ours.
  [[ $TOPIC != cni || $WANTED != none ]] || return 1
  [[ ${MADE[$TOPIC]} != "$WANTED" ]] || recorded changing "$TOPIC"
}

as_shown() { # <value>
  printf '%s' "${1:-nothing}"
}

collect_differences() { # those that stay become problems, the others CHANGES
  local row
  CHANGES=()
  is_made || return 0
  read_made
  for row in "${TOPICS[@]}"; do
    { read_topic "$row" && differs; } || continue
    if [[ -z $REFUSAL ]]; then
      CHANGES+=("$TOPIC")
    else
      problem "$FIELD of $NODE_NAME is $(as_shown "${MADE[$TOPIC]}"), and cluster.yaml says $(as_shown "$WANTED")" "$REFUSAL"
    fi
  done
}

need_topic() { # <name>
  local row
  for row in "${TOPICS[@]}"; do
    [[ ${row%%$'\t'*} != "$1" ]] || break
  done
  read_topic "$row"
}

tell_changes() { # <beginning of the line> <end>
  local topic
  for topic in "${CHANGES[@]}"; do
    need_topic "$topic"
    if [[ ${MADE[$topic]} == "$WANTED" ]]; then
      say "$1$FIELD of $NODE_NAME was being changed when that was cut off, and cluster.yaml says $(as_shown "$WANTED")$2"
    else
      say "$1$FIELD of $NODE_NAME is $(as_shown "${MADE[$topic]}"), and cluster.yaml says $(as_shown "$WANTED")$2"
    fi
  done
}

record_wanted() { # all that init or join are about to be made with
  local row
  MADE=()
  for row in "${TOPICS[@]}"; do
    ! read_topic "$row" || MADE[$TOPIC]="$WANTED"
  done
  record_made
}

record_made() { # what MADE has, in place of what was recorded and of what is being changed: at once
  local line row new=''
  unset 'MADE[cni]'
  read_state
  while IFS= read -r line; do
    [[ -z $line || $line == made$'\t'* || $line == changing$'\t'* ]] || new+="$line"$'\n'
  done <<<"$STATE"
  for row in "${TOPICS[@]}"; do
    line="${row%%$'\t'*}"
    [[ ! -v MADE[$line] ]] || new+="made"$'\t'"$line=${MADE[$line]}"$'\n'
  done
  [[ $new == "$STATE" ]] || write_state "$new"
}

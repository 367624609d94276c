# Clusters that were made before node.sh recorded what with: the documents that kubeadm got are here still, as node.sh wrote them.

record_made_before() { # once, so that the next documents do not hide what the first ones said
  if [[ -n "$(records made)" ]]; then return 0; fi
  read_made
  record_made
}

read_made_before() { # sets MADE to what they say
  local file="$ROOT$STATE_FOLDER/kubeadm.yaml" line key='' part='' name=''
  [[ -r $file ]] || return 0
  MADE=([role]=worker)
  while IFS= read -r line; do
    if [[ $line =~ ^([A-Za-z]+):(\ (.*))?$ ]]; then
      key="${BASH_REMATCH[1]}" part=''
      made_before_key "$key" "${BASH_REMATCH[3]}"
    elif [[ $line =~ ^\ \ ([A-Za-z]+):(\ (.*))?$ ]]; then
      part="${BASH_REMATCH[1]}"
      made_before_part "$part" "${BASH_REMATCH[3]}"
    elif [[ $key.$part == apiServer.certSANs && $line =~ ^\ +-\ (.*)$ ]]; then
      MADE[certSANs]+=$'\n'"$(unquoted "${BASH_REMATCH[1]}")"
    elif [[ $part == *xtraArgs || $part == local ]]; then
      if [[ $line =~ ^\ +-\ name:\ (.*)$ ]]; then name="$(unquoted "${BASH_REMATCH[1]}")"; fi
      if [[ $line =~ ^\ +value:\ (.*)$ ]]; then made_before_flag "$key" "$name" "${BASH_REMATCH[1]}"; fi
    fi
  done <"$file"
  [[ ! -v MADE[certSANs] ]] || MADE[certSANs]="$(sort <<<"${MADE[certSANs]:1}" | paste -s -d ' ')"
  if [[ -v MADE[podCidr] ]]; then made_before_mask_sizes; fi
}

made_before_key() { # <key> <value>
  case "$1" in
    kind)
      # Without flags a list is empty, but it is there.
      [[ $2 != ClusterConfiguration ]] || MADE+=([apiServer]='' [controllerManager]='' [scheduler]='' [etcd]='')
      if [[ $2 == *Configuration && $2 != Cluster* && $2 != Kube* ]]; then MADE[kubelet]=''; fi
      [[ $2 != InitConfiguration ]] || MADE[role]=control-plane
      ;;
    controlPlane) MADE[role]=control-plane ;;
    mode) MADE[kubeProxy]="$2" ;;
    *) ;;
  esac
}

made_before_part() { # <key> <value>
  local value text="$2" flag='\{"name":"([^"]*)","value":("([^"\\]|\\.)*")\}'
  value="$(unquoted "$2")"
  case "$1" in
    podSubnet) MADE[podCidr]="$value" ;;
    serviceSubnet) MADE[serviceCidr]="$value" ;;
    dnsDomain) MADE[dnsDomain]="$value" ;;
    disabled) [[ $value != true ]] || MADE[kubeProxy]=none ;;
    kubeletExtraArgs)
      while [[ $text =~ $flag ]]; do
        text="${text#*"${BASH_REMATCH[0]}"}"
        made_before_flag nodeRegistration "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
      done
      ;;
    *) ;;
  esac
}

made_before_flag() { # <key of the document> <name> <value as it stands there>
  local topic="${1/nodeRegistration/kubelet}" value
  value="$(unquoted "$3")"
  # As topics.ts writes it.
  [[ $value =~ ^[!-~]*$ && $value != \"* ]] || value="$3"
  case "$topic.$2" in
    kubelet.node-ip) MADE[addresses]="$value" ;;
    kubelet.node-labels) ;;
    *)
      # shellcheck disable=SC2004 # MADE goes by names
      MADE[$topic]+="${MADE[$topic]:+ }--$2=$value"
      ;;
  esac
}

made_before_mask_sizes() {
  local network family size sizes=''
  for network in ${MADE[podCidr]//,/ }; do
    family=4 size=24
    [[ $network != *:* ]] || family=6 size=64
    [[ ${MADE[controllerManager]} != *"--node-cidr-mask-size-ipv$family="* ]] || size="${MADE[controllerManager]#*"--node-cidr-mask-size-ipv$family="}"
    sizes+="${sizes:+,}${size%% *}"
  done
  MADE[nodeCidrMaskSizes]="$sizes"
}

unquoted() { # <value>
  local value="$1"
  if [[ $value == \"*\" ]]; then
    value="${value:1:${#value}-2}"
    value="${value//\\\"/\"}"
    value="${value//\\\\/\\}"
  fi
  printf '%s' "$value"
}

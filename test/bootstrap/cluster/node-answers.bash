# shellcheck shell=bash
# What the API server says of nodes and keeps of them: files NODE.cordon, NODE.cordoned, NODE.reboot and NODE.unready in the folder of the first machine.

node_answers() { # for kubectl.bash of a machine, which has words and cluster
  cat <<'FAKE'
case "$words" in
'get node '*)
  node="$cluster/nodes/$3"
  [[ -e $node ]] || exit 0
  if [[ -e $cluster/$3.unready ]]; then printf Unknown; else printf True; fi
  if [[ -e $cluster/$3.cordon ]]; then printf ' cordoned'; else printf ' open'; fi
  if [[ -e $cluster/$3.cordoned ]]; then printf ' yes'; else printf ' -'; fi
  if [[ -e $cluster/$3.reboot ]]; then printf ' %s' "$(<"$cluster/$3.reboot")"; else printf ' -'; fi
  ;;
'annotate node '*)
  for word in "${@:4}"; do
    case "$word" in
    *=*) printf '%s' "${word#*=}" >"$cluster/$3.$(basename "${word%%=*}")" ;;
    *-) rm -f "$cluster/$3.$(basename "${word%-}")" ;;
    esac
  done ;;
'cordon '*) : >"$cluster/$2.cordon" ;;
'uncordon '*) rm -f "$cluster/$2.cordon" ;;
'delete node '*) rm -f "$cluster/nodes/$3" ;;
'--namespace kube-node-lease get lease '*) date +%N ;;
'get pods --all-namespaces --field-selector spec.nodeName='*range*containerStatuses*) printf 'kube-system\tkube-proxy-1\tTrue\t 2026-11-28T12:00:30Z\n' ;;
'get nodes') printf 'NAME STATUS\n' && ls "$cluster/nodes" | sed 's/$/ Ready/' && exit ;;
*) ;;
esac
FAKE
}

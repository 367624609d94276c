#!/usr/bin/env bash
# Rolling, blue-green and canary releases switch versions while they are asked all the time, and no request fails. Goes on from what up.sh leaves.
set -o errexit -o nounset -o pipefail
# shellcheck source=../live.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../live.bash"

# So many requests are made at least while a release switches.
readonly REQUESTS=300

bring() { # <release> <state>
  local release="$1" state="$2" manifests
  manifests="$(cd -- "$PROJECT" && node -r ts-node/register test/live/releases.ts "$release" "$state")"
  # An emulated API server that is busy answers kubectl too late now and then.
  until_true 600 apply "$manifests"
}

apply() { # <manifests>
  kubectl apply --filename - <<<"$1"
}

settled() { # <deployment>...
  local deployment
  for deployment in "$@"; do until_true 1200 kubectl rollout status "deployment/$deployment" --timeout=20m; done
}

reachable() { # <service>: from outside, too; keeps where
  local service="$1" port
  kubectl patch service "$service" --patch '{"spec":{"type":"NodePort"}}' || return
  port="$(kubectl get service "$service" --output 'jsonpath={.spec.ports[0].nodePort}')" || return
  printf 'http://10.77.0.12:%s/' "$port" >"$WORK/url.$service"
}

ask() { # <url> <file that ends it>: some requests a second, which leaves the machines their processors; prints what was answered, or FAILED
  local url="$1" end="$2" number=0
  while [[ $number -lt $REQUESTS || ! -e $end ]]; do
    number=$((number + 1))
    lab run curl --silent --show-error --fail --no-keepalive --max-time 60 "$url" || printf 'FAILED\n'
    sleep 0.1
  done
}

switch() { # <release> <state> <deployment>...: while somebody asks
  local release="$1" state="$2" url answers="$WORK/answers.$1.$2" asking
  shift 2
  url="$(<"$WORK/url.$release")"
  rm -f "$answers.end"
  ask "$url" "$answers.end" >"$answers" 2>&1 &
  asking=$!
  # Whatever happens: nobody is to go on asking.
  trap 'touch "$answers.end"' EXIT
  bring "$release" "$state"
  settled "$@"
  touch "$answers.end"
  wait "$asking"
  summary "$answers"
}

summary() { # <answers>
  local answers="$1" requests failed
  requests="$(wc --lines <"$answers")"
  failed="$(grep --count --invert-match --extended-regexp '^[a-z0-9-]+ v[12]$' "$answers" || true)"
  printf '= %s requests, %s failed; by version: %s\n' "$requests" "$failed" "$(awk '{ print $2 }' "$answers" | sort | uniq --count | xargs)"
  [[ $requests -ge $REQUESTS && $failed -eq 0 ]]
}

only() { # <release> <version>: nothing else answers any more
  local release="$1" version="$2" url number
  url="$(<"$WORK/url.$release")"
  for number in {1..10}; do lab run curl --silent --fail --max-time 60 "$url"; done | awk -v version="$version" '$2 != version { exit 1 }'
}

# One after the other: pods that only wait take a part of the emulated processors, too.
begin() { # <release> <state> <deployment>...
  local release="$1" state="$2"
  shift 2
  bring "$release" "$state"
  settled "$@"
  until_true 600 reachable "$release"
}

end() { # <release>
  local release="$1"
  until_true 600 kubectl delete deployment,service,poddisruptionbudget --selector "app.kubernetes.io/name=$release" --ignore-not-found
}

main() {
  must 'rolling: the first version runs' begin rolling 1 rolling
  shown 'no request fails while pods are replaced one by one' switch rolling 2 rolling
  shown 'the second version alone answers then' until_true 120 only rolling v2
  shown 'rolling goes' end rolling

  must 'blue-green: blue is active, green stands by' begin colours blue colours-blue colours-green
  shown 'no request fails while green takes over' switch colours green colours-green
  shown 'green alone answers then' until_true 120 only colours v2
  shown 'no request fails while blue takes over again' switch colours blue colours-blue
  shown 'blue alone answers then' until_true 120 only colours v1
  shown 'blue-green goes' end colours

  must 'canary: one version runs' begin canary stable canary-stable
  shown 'no request fails while a canary begins' switch canary try canary-canary
  shown 'no request fails while it is promoted' switch canary promoted canary-stable
  shown 'the second version alone answers then, too' until_true 120 only canary v2
  shown 'canary goes' end canary
  finish
}

main "$@"

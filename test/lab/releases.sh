#!/usr/bin/env bash
# Rolling, blue-green and canary releases switch versions while they are asked all the time, and no request fails. Goes on from what up.sh leaves.
set -o errexit -o nounset -o pipefail
# shellcheck source=lab.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lab.bash"

# So many requests are made at least while a release switches.
readonly REQUESTS=300

bring() { # <release> <state>
  local release="$1" state="$2" manifests
  manifests="$(cd -- "$PROJECT" && node -r ts-node/register test/lab/releases.ts "$release" "$state")"
  kubectl apply --filename - <<<"$manifests"
}

settled() { # <deployment>...
  local deployment
  for deployment in "$@"; do kubectl rollout status "deployment/$deployment" --timeout=20m; done
}

reachable() { # <service>: from outside, too
  local service="$1"
  kubectl patch service "$service" --patch '{"spec":{"type":"NodePort"}}'
}

url_of() { # <service>
  local service="$1"
  printf 'http://10.77.0.12:%s/' "$(kubectl get service "$service" --output 'jsonpath={.spec.ports[0].nodePort}')"
}

ask() { # <url> <file that ends it>: one request after the other; prints what was answered, or FAILED
  local url="$1" end="$2" number=0
  while [[ $number -lt $REQUESTS || ! -e $end ]]; do
    number=$((number + 1))
    lab run curl --silent --show-error --fail --no-keepalive --max-time 60 "$url" || printf 'FAILED\n'
  done
}

switch() { # <release> <state> <deployment>...: while somebody asks
  local release="$1" state="$2" url answers="$WORK/answers.$1.$2" asking
  shift 2
  url="$(url_of "$release")"
  rm -f "$answers.end"
  ask "$url" "$answers.end" >"$answers" 2>&1 &
  asking=$!
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
  printf '%s requests, %s failed; by version:\n' "$requests" "$failed"
  awk '{ print $2 }' "$answers" | sort | uniq --count
  [[ $requests -ge $REQUESTS && $failed -eq 0 ]]
}

only() { # <release> <version>: nothing else answers any more
  local release="$1" version="$2" url number
  url="$(url_of "$release")"
  for number in {1..10}; do lab run curl --silent --fail --max-time 60 "$url"; done | awk -v version="$version" '$2 != version { exit 1 }'
}

main() {
  local release
  must 'rolling: the first version' bring rolling 1
  must 'blue-green: blue is active, green stands by' bring colours blue
  must 'canary: one version' bring canary stable
  must 'all of them run' settled rolling colours-blue colours-green canary-stable
  for release in rolling colours canary; do must "$release is reached from outside" reachable "$release"; done
  shown 'no request fails while pods are replaced one by one' switch rolling 2 rolling
  shown 'the second version alone answers then' until_true 120 only rolling v2
  shown 'no request fails while green takes over' switch colours green colours-green
  shown 'green alone answers then' until_true 120 only colours v2
  shown 'no request fails while blue takes over again' switch colours blue colours-blue
  shown 'no request fails while a canary begins' switch canary try canary-canary
  shown 'no request fails while it is promoted' switch canary promoted canary-stable
  shown 'the second version alone answers then, too' until_true 120 only canary v2
  finish
}

main "$@"

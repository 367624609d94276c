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

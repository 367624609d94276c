# facts: what cluster.sh compares between machines, one key=value a line.

verb_facts() {
  local value
  printf 'name=%s\n' "$NODE_NAME"
  value="$(host_name)"
  printf 'host-name=%s\n' "$value"
  read_fact machine-id /etc/machine-id
  read_fact product-uuid /sys/class/dmi/id/product_uuid
}

read_fact() { # <key> <path>: empty where the machine does not say it, as boards without DMI
  local value=''
  [[ ! -r "$ROOT$2" ]] || read -r value <"$ROOT$2" || true # without a newline at its end, read fails with the value read
  printf '%s=%s\n' "$1" "${value,,}"
}

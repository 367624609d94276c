/* Bash in TypeScript, for once: the chart must carry it, and a chart reads no files. test/charts/rook-toolbox.test.ts runs it. */

/**
 * Writes ceph.conf and the keyring, and writes them again when a monitor has moved or the key was renewed: the mounted ConfigMaps and Secret change in
 * place. Whole files take the place of old ones, so that a `ceph` that runs at the time never reads half of one.
 */
export const TOOLBOX_SCRIPT = `set -o errexit -o nounset -o pipefail
umask 077
trap 'exit 0' TERM

replace() {
  cat > "$1.new"
  mv "$1.new" "$1"
}

while true; do
  monitors="$(sed 's/[^=,]*=//g' /etc/rook/mon-endpoints)"
  override="$(cat /etc/rook-config-override/config 2> /dev/null || true)"
  printf '[global]\\nmon_host = %s\\n\\n[client.admin]\\nkeyring = /etc/ceph/keyring\\n\\n%s\\n' "$monitors" "$override" | replace /etc/ceph/ceph.conf
  printf '[%s]\\nkey = %s\\n' "$ROOK_CEPH_USERNAME" "$(cat /var/lib/rook-ceph-mon/secret.keyring)" | replace /etc/ceph/keyring
  sleep 10 &
  wait "$!"
done
`;

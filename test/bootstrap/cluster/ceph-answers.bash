# shellcheck shell=bash
# shellcheck disable=SC2154,SC2119,SC2120 # desk.bash sets them; tests give arguments.

SPEC='name: home
network: { cni: { flannel: {} } }
nodes:
  - { name: cp, address: 192.168.0.11, role: control-plane }
  - { name: w1, address: 192.168.0.12, disks: [{ device: /dev/disk/by-id/ata-A, size: 1T }] }
  - { name: w2, address: 192.168.0.13, disks: [{ device: /dev/disk/by-id/ata-B, size: 1T }] }'
OSD0=27c7bd3d-53c4-4a7b-8f0a-000000000000
OSD1=27c7bd3d-53c4-4a7b-8f0a-000000000001

ceph_machines() { # after desk: cp with a Ceph that has one disk of w1 and one of w2
  mkdir "$MACHINES_FOLDER/cp/nodes"
  printf '/dev/disk/by-id/ata-A\tS1\tyes\tosd 0:%s\n' "$OSD0" >"$MACHINES_FOLDER/w1/disks"
  printf '/dev/disk/by-id/ata-B\tS2\tyes\tosd 1:%s\n' "$OSD1" >"$MACHINES_FOLDER/w2/disks"
  ceph_answers
}

# What Ceph says; a line of a test before it goes first. UP and GROUPS say how well it is.
ceph_answers() { # [line of bash…]
  {
    printf '%s\n' 'words="$*"' 'ceph="${words#--namespace rook-ceph exec deployment/rook-ceph-tools -- ceph --connect-timeout 60 }"' "OSD0=$OSD0 OSD1=$OSD1" "$@"
    cat <<'FAKE'
case "$ceph" in
  health) printf 'HEALTH_OK\n' && exit ;;
  'health detail') printf 'HEALTH_OK\n' && exit ;;
  'pg stat') printf '33 pgs: 33 active+clean; 449 KiB data, 82 MiB used, 2.0 TiB / 2.0 TiB avail\n' && exit ;;
  'osd stat') printf '2 osds: 2 up (since 2h), 2 in (since 2h); epoch: e40\n' && exit ;;
  'osd df tree') printf 'ID  CLASS  WEIGHT\n' && exit ;;
  df) printf -- '--- RAW STORAGE ---\n' && exit ;;
  'osd ls-tree w1') printf '0\n' && exit ;;
  'osd ls-tree w2') printf '1\n' && exit ;;
  'osd ls-tree cp') printf 'Error ENOENT: cp does not exist\ncommand terminated with exit code 2\n' >&2 && exit 2 ;;
  'osd dump') printf 'epoch 40\nosd.0 up   in  weight 1 exists,up %s\nosd.1 up   in  weight 1 exists,up %s\n' "$OSD0" "$OSD1" && exit ;;
  'osd find 0 --format json') printf '{"osd":0,"crush_location":{"host":"w1","root":"default"}}' && exit ;;
  'osd find 1 --format json') printf '{"osd":1,"crush_location":{"host":"w2","root":"default"}}' && exit ;;
  'osd find '*) printf 'Error ENOENT: osd.%s does not exist\n' "${ceph#* * }" >&2 && exit 2 ;;
  *) ;;
esac
case "$words" in
  *'get pods --selector app=rook-ceph-mon --field-selector spec.nodeName=w1 '*) printf 'a\n' && exit ;;
  *'get deployment rook-ceph-operator '*) printf 1 && exit ;;
  *'get cephcluster rook-ceph --output jsonpath={.spec.storage.nodes[?(@.name=="w1")].devices[*].name}') printf /dev/disk/by-id/ata-A && exit ;;
  *'get cephcluster rook-ceph --output jsonpath={.spec.storage.nodes[?(@.name=="w2")].devices[*].name}') printf /dev/disk/by-id/ata-B && exit ;;
  *) ;;
esac
FAKE
  } >"$MACHINES_FOLDER/cp/kubectl.bash"
}

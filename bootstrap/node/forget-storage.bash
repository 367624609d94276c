# forget-storage: removes what Ceph kept on this machine, otherwise monitors of a new Ceph would find the old one's keys. Disks are not touched.

verb_forget_storage() {
  refuse_wrong_machine
  rm -r -f --one-file-system -- "$ROOT/var/lib/rook"
  say "done       forget-storage: /var/lib/rook is gone"
}

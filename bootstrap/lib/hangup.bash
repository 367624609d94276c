# The desk may go away at any time: its connection breaks, its terminal closes. What has begun on the machine is done to its end, and recorded.

keep_on_without_desk() {
  OUTLIVES_READER=yes
  # Programs inherit this, and are to: kubeadm would end in the middle.
  trap '' HUP
}

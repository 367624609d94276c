# Not written yet.

firewall_check() {
  return 0
}

firewall_apply() {
  return 0
}

# Not written yet.

sysctl_check() {
  return 0
}

sysctl_apply() {
  return 0
}

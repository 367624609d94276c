# Not written yet.

hostname_check() {
  return 0
}

hostname_apply() {
  return 0
}

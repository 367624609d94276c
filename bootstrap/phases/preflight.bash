# Not written yet.

preflight_check() {
  return 0
}

preflight_apply() {
  return 0
}

# Not written yet.

swap_check() {
  return 0
}

swap_apply() {
  return 0
}

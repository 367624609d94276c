# Not written yet.

modules_check() {
  return 0
}

modules_apply() {
  return 0
}

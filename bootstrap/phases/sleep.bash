# Not written yet.

sleep_check() {
  return 0
}

sleep_apply() {
  return 0
}

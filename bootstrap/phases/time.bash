# Not written yet.

time_check() {
  return 0
}

time_apply() {
  return 0
}

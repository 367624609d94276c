# What turns swap on at a boot that neither fstab nor swap.target does: units of their own, and generators of compressed swap.

collect_swap_problems() {
  local path
  for path in "$ROOT"/etc/systemd/system/*.swap "$ROOT"/run/systemd/system/*.swap "$ROOT"/usr/local/lib/systemd/system/*.swap; do
    [[ -f $path ]] || continue # also a mask, which is a link to a device
    swap_problem "$path" 'What=' "turns swap on at boot" "remove that unit (systemctl disable --now ${path##*/}; rm ${path#"$ROOT"})"
  done
  for path in "$ROOT"/{etc,run,usr/local/lib,usr/lib}/systemd/zram-generator.conf{,.d/*.conf}; do
    [[ -f $path ]] || continue
    swap_problem "$path" '[zram' 'makes compressed swap at boot' 'remove that section, or the package systemd-zram-generator'
  done
}

swap_problem() { # <path> <begin of the line that does it> <what it does> <repair>
  local path="$1" begin="$2" line number=0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    if [[ $line == "$begin"* ]]; then
      problem "${path#"$ROOT"}:$number of $NODE_NAME $3 ($line)" "$4"
      return
    fi
  done <"$path"
}

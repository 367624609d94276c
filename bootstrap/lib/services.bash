# Units of systemd.

service_is_active() { # <unit>
  systemctl is-active --quiet "$1"
}

service_is_enabled() { # <unit>
  systemctl is-enabled --quiet "$1" 2>/dev/null
}

# Most packages have done it already, and each enabling makes systemd read all its units again: half a minute on an emulated machine.
enable_service() { # <unit>: now and at boot; what it was before is recorded
  local unit="$1" missing=no
  if ! service_is_enabled "$unit"; then
    record enabled "$unit"
    missing=yes
  fi
  if ! service_is_active "$unit"; then
    record started "$unit"
    missing=yes
  fi
  [[ $missing == no ]] || run "starting $unit" systemctl enable --now "$unit"
}

restart_service() { # <unit>: only for who changed something that it reads
  run "restarting $1" systemctl restart "$1"
}

disable_service() { # <unit>: now and at boot
  local unit="$1"
  record disabled "$unit"
  run "switching $unit off" systemctl disable --now "$unit"
}

# By the link itself: systemctl would be asked once for every unit.
unit_is_masked() { # <unit>
  [[ "$(readlink "$ROOT/etc/systemd/system/$1")" == /dev/null ]]
}

mask_units() { # <unit…>
  local unit
  for unit in "$@"; do
    unit_is_masked "$unit" || record masked "$unit"
  done
  run "masking $*" systemctl mask "$@"
}

unmask_units() { # <unit…>: those that we masked
  local unit
  for unit in "$@"; do
    if recorded masked "$unit"; then
      run "unmasking $unit" systemctl unmask "$unit"
      forget masked "$unit"
    fi
  done
}

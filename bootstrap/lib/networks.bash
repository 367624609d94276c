# Networks in CIDR notation, both families, as bits.

network_bits() { # <address or CIDR>: its network part, a line of 0 and 1
  local address="${1%/*}" prefix='' digits
  [[ $1 != */* ]] || prefix="${1#*/}"
  if [[ $address == *:* ]]; then
    digits="$(hextets "$address")"
  else
    local -a parts
    IFS=. read -r -a parts <<<"$address"
    printf -v digits '%02x' "${parts[@]}"
  fi
  bits_of "$digits" "${prefix:-$((4 * ${#digits}))}"
}

hextets() { # <IPv6 address>: its 32 hexadecimal digits
  local address="$1" left right digits='' missing
  local -a head=() tail=()
  left="${address%%::*}"
  right=''
  [[ $address != *::* ]] || right="${address#*::}"
  [[ -z $left ]] || IFS=: read -r -a head <<<"$left"
  [[ -z $right ]] || IFS=: read -r -a tail <<<"$right"
  missing=$((8 - ${#head[@]} - ${#tail[@]}))
  local part
  for part in "${head[@]}"; do digits+="$(printf '%04x' "0x$part")"; done
  for (( ; missing > 0; missing--)); do digits+=0000; done
  for part in "${tail[@]}"; do digits+="$(printf '%04x' "0x$part")"; done
  printf '%s' "$digits"
}

bits_of() { # <hexadecimal digits> <how many bits>
  local digits="$1" count="$2" bits='' place
  local -a nibbles=(0000 0001 0010 0011 0100 0101 0110 0111 1000 1001 1010 1011 1100 1101 1110 1111)
  for ((place = 0; place < ${#digits}; place++)); do bits+="${nibbles[16#${digits:place:1}]}"; done
  printf '%s' "${bits:0:count}"
}

same_family() { # <address or CIDR> <address or CIDR>
  [[ ($1 == *:* && $2 == *:*) || ($1 != *:* && $2 != *:*) ]]
}

networks_overlap() { # <address or CIDR> <address or CIDR>
  local left right
  same_family "$1" "$2" || return 1
  left="$(network_bits "$1")"
  right="$(network_bits "$2")"
  [[ $left == "$right"* || $right == "$left"* ]]
}

host_port() { # <address> <port>: as URLs have it
  if [[ $1 == *:* ]]; then printf '[%s]:%s' "$1" "$2"; else printf '%s:%s' "$1" "$2"; fi
}

# Keys of OpenPGP in ASCII armor, as far as apt needs them. A fresh Debian has no gpg, so their packets are read here.

# A line for each primary key: 40 digits of a key of version 4, 64 of version 6. Fails where a packet is cut off, or the first one is not a public key.
key_fingerprints() { # <path>
  local line block='' inside=no keys=''
  while IFS= read -r line || [[ -n $line ]]; do
    line="${line%$'\r'}"
    case "$inside:$line" in
      no:'-----BEGIN PGP PUBLIC KEY BLOCK-----') inside=headers block='' ;;
      headers:*[![:space:]]*) ;;
      headers:*) inside=yes ;;
      yes:'-----END PGP PUBLIC KEY BLOCK-----')
        keys+="$(packet_fingerprints "$(base64 --decode <<<"$block" 2>/dev/null | od -A n -t x1 -v | tr -d ' \n')")"$'\n' || return
        inside=no
        ;;
      yes:=*) ;; # a sum, which few programs look at
      yes:*) block+="$line" ;;
      *) ;;
    esac
  done <"$1"
  [[ $inside == no && -n $keys ]] && printf '%s' "$keys"
}

packet_fingerprints() { # <hexadecimal digits>
  local hex="$1" position=0 head size length body first=yes
  [[ $hex =~ ^([0-9a-f]{2})+$ ]] || return
  while ((position < ${#hex})); do
    head=$((16#${hex:position:2}))
    ((head & 128)) || return
    size="$(packet_size "${hex:position:12}")" || return
    # Of the head, and of what follows it, in digits.
    read -r position length <<<"$((position + ${size% *} * 2)) $((${size#* } * 2))"
    ((position + length <= ${#hex})) || return
    if ((head & 64)); then head=$((head & 63)); else head=$((head >> 2 & 15)); fi
    body="${hex:position:length}"
    [[ $first == no || $head == 6 ]] || return
    if ((head == 6)); then
      case "$body" in
        04*) printf -v body '99%04x%s' $((length / 2)) "$body" && sum_of_digits sha1sum "$body" ;;
        06*) printf -v body '9b%08x%s' $((length / 2)) "$body" && sum_of_digits sha256sum "$body" ;;
        *) return 1 ;;
      esac
    fi
    first=no
    position=$((position + length))
  done
}

# Lengths are of one, two or four bytes, told by the first byte in the old format and by the second one in the new format.
packet_size() { # <its first 12 digits>: bytes of its head, and bytes after it
  local digits="$1" first next bytes
  first=$((16#${digits:0:2}))
  next=$((16#0${digits:2:2}))
  if ((first & 64)); then
    if ((next < 192)); then
      printf '2 %d' "$next"
    elif ((next < 224)); then
      printf '3 %d' "$(((next - 192 << 8) + 16#0${digits:4:2} + 192))"
    elif ((next == 255)); then
      printf '6 %d' "$((16#0${digits:4:8}))"
    else
      return 1
    fi
  else
    bytes=$((1 << (first & 3)))
    ((bytes <= 4)) || return
    printf '%d %d' "$((bytes + 1))" "$((16#0${digits:2:bytes*2}))"
  fi
}

sum_of_digits() { # <program> <hexadecimal digits>: of the bytes
  local digits="$2" bytes='' position sum
  for ((position = 0; position < ${#digits}; position += 2)); do bytes+="\\x${digits:position:2}"; done
  sum="$(printf '%b' "$bytes" | "$1")"
  sum="${sum%% *}"
  printf '%s\n' "${sum^^}"
}

is_key() { # <path> [fingerprint]: and no other one
  local found
  [[ -f $1 ]] && found="$(key_fingerprints "$1")" && [[ -z ${2-} || $found == "$2" ]]
}

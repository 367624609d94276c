#!/usr/bin/env bats
# Keys of OpenPGP, compared with what gpg says of them.
# shellcheck disable=SC2154 # bats-root.bash and bats set them.

load bats-root
bats_require_minimum_version 1.5.0

setup() {
  fresh_machine
  good_machine
  KEY="$BATS_TEST_TMPDIR/key.asc"
  export KEY GNUPGHOME="$BATS_FILE_TMPDIR/gpg"
}

# Keys of both algorithms that sources have, with a subkey; made once for all tests.
new_keys() {
  [[ -n "$(type -P gpg)" ]] || skip 'gpg is not here'
  [[ ! -d $GNUPGHOME ]] || return 0
  mkdir -m 0700 "$GNUPGHOME"
  gpg --batch --quiet --passphrase '' --quick-gen-key 'Short <a@example.org>' ed25519 sign 0 2>/dev/null
  gpg --batch --quiet --passphrase '' --quick-gen-key 'Long <b@example.org>' rsa3072 default 0 2>/dev/null
}

of_gpg() { # primary fingerprints of the file
  gpg --batch --with-colons --show-keys "$KEY" 2>/dev/null | awk -F : '$1 == "pub" { key = 1 } $1 == "fpr" && key { print $10; key = 0 }'
}

@test 'the fingerprints of a key, of two in a block and of two blocks are those that gpg shows' {
  local keys
  new_keys
  for keys in Short Long ''; do
    gpg --armor --export ${keys:+"$keys"} >"$KEY"
    diff <(of_gpg) <(node key_fingerprints "$KEY")
  done
  { gpg --armor --export Short && printf '\n' && gpg --armor --comment 'with a header' --export Long; } >"$KEY"
  diff <(of_gpg) <(node key_fingerprints "$KEY")
  [[ "$(node key_fingerprints "$KEY" | wc -l)" == 2 ]]
  sed -i 's/$/\r/' "$KEY"
  [[ "$(node key_fingerprints "$KEY" | wc -l)" == 2 ]]
}

@test 'a key that only has the PGP header, is cut off, is a signature, or has other text in it is not a key' {
  local text
  new_keys
  gpg --armor --export Long >"$BATS_TEST_TMPDIR/whole"
  for text in '-----BEGIN PGP PUBLIC KEY BLOCK-----\n' '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----\n' \
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nPGh0bWw+bm90IGZvdW5kPC9odG1sPg==\n-----END PGP PUBLIC KEY BLOCK-----\n' \
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n<html>not found</html>\n-----END PGP PUBLIC KEY BLOCK-----\n' ''; do
    printf '%b' "$text" >"$KEY"
    run -1 node is_key "$KEY"
    [[ -z "$(of_gpg)" ]]
  done
  head -n 10 "$BATS_TEST_TMPDIR/whole" >"$KEY"
  run -1 node is_key "$KEY"
  { head -n 10 "$BATS_TEST_TMPDIR/whole" && tail -n 1 "$BATS_TEST_TMPDIR/whole"; } >"$KEY"
  run -1 node is_key "$KEY"
  printf 'x' >"$BATS_TEST_TMPDIR/data"
  gpg --batch --yes --armor --detach-sign --output "$KEY" "$BATS_TEST_TMPDIR/data"
  sed -i 's/SIGNATURE/PUBLIC KEY BLOCK/' "$KEY"
  run -1 node is_key "$KEY"
}

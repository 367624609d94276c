# Files of the machine, by absolute path; a path may have ROOT before it or not. Written by compare-then-replace, and recorded before they are written.

path_of() { # <path>: without ROOT
  printf '%s' "${1#"$ROOT"}"
}

has_mode() { # <file> <mode>
  local mode
  mode="$(stat -c %a "$1")" && ((8#$mode == 8#$2))
}

sum_of() { # <file>
  local sum rest
  read -r sum rest < <(sha256sum <"$1")
  printf '%s%s' "$sum" "${rest%-}"
}

file_is() { # <path> <mode>: whether the file has the content on stdin, and the mode
  local file="$ROOT${1#"$ROOT"}" mode="$2"
  [[ -f $file && ! -L $file ]] && has_mode "$file" "$mode" && cmp -s - "$file"
}

# Content comes to a file in this way alone: beside it, to the disk, then under its name, so that there is the old one or the new one, whole. What fails ends
# the program, wherever it was called: errexit does not reach into conditions, nor into `command || return`.

beside() { # <file>: hidden and with an ending that nobody reads; a rerun after a kill overwrites it
  printf '%s/.%s.cdk8s-metal' "${1%/*}" "${1##*/}"
}

write_beside() { # <file> <mode>: stdin
  local temporary
  temporary="$(beside "$1")"
  { rm -f -- "$temporary" && (umask 077 && cat >"$temporary") && chmod "$2" "$temporary" && sync "$temporary"; } || not_written "$1"
}

move_in_place() { # <file>
  mv -f -- "$(beside "$1")" "$1" || not_written "$1"
}

not_written() { # <file>
  # If it stays, the next run overwrites it.
  rm -f -- "$(beside "$1")" || :
  fail "${1#"$ROOT"} could not be written, and is what it was" "see above; if the disk is full (df -h, df -i), make room; then run this again"
}

install_file() { # <path> <mode>: writes stdin there unless it is there already
  local path mode="$2" file temporary sum
  path="$(path_of "$1")"
  file="$ROOT$path"
  temporary="$(beside "$file")"
  install_folder "${path%/*}" 0755
  note_aside "$path"
  write_beside "$file" "$mode"
  if [[ ! -L $file ]] && cmp -s "$temporary" "$file" && has_mode "$file" "$mode"; then
    rm -f "$temporary" || not_written "$file"
    return 0
  fi
  keep_original "$path"
  record file "$path"
  sum="$(sum_of "$temporary")" || not_written "$file"
  record sum "$sum $path"
  move_in_place "$file"
}

# What a run that was cut off has left beside a file may be a secret, and is recorded before the file itself is: that may be right as it is.
note_aside() { # <path>
  if ! recorded file "$1"; then record aside "$1"; fi
}

remove_aside() { # <path>
  rm -f -- "$(beside "$ROOT$1")" || not_written "$ROOT$1"
  forget aside "$1"
}

install_folder() { # <path> <mode>: makes the folder and the ones above it, where they are missing
  local path="$1" mode="$2"
  [[ -n $path && ! -d "$ROOT$path" ]] || return 0
  install_folder "${path%/*}" 0755
  record folder "$path"
  mkdir -m "$mode" "$ROOT$path" || not_written "$ROOT$path"
}

keep_original() { # <path>: a file that was there before us is kept, for reset to put back
  local path="$1" kept="$ROOT$STATE_FOLDER/originals$1"
  if recorded file "$path"; then return 0; fi
  # Of an earlier life of the file.
  rm -f -- "$kept" "$kept.new" || not_written "$kept"
  if [[ -e "$ROOT$path" || -L "$ROOT$path" ]]; then
    { (umask 077 && mkdir -p "${kept%/*}") && cp -a "$ROOT$path" "$kept.new" && sync --file-system "$ROOT$STATE_FOLDER" && mv -f "$kept.new" "$kept"; } || not_written "$kept"
  fi
}

# Gives back what was there before us. A file that somebody else changed after us stays.
remove_file() { # <path>
  local path file kept
  path="$(path_of "$1")"
  file="$ROOT$path"
  kept="$ROOT$STATE_FOLDER/originals$path"
  recorded file "$path" || return 0
  if [[ (-d $file && ! -L $file) || (-d $kept && ! -L $kept) ]]; then
    warn "$path is a folder, which this program has not written, so it stays"
  elif [[ -f $file ]] && ! recorded sum "$(sum_of "$file") $path" && ! cmp -s "$file" "$kept"; then
    warn "$path was changed after it was written here, so it stays; look through it and remove it yourself"
  elif [[ -e $kept || -L $kept ]]; then
    put_back "$kept" "$file"
  else
    rm -f "$file" || not_written "$file"
  fi
  forget_file "$path"
}

put_back() { # <what was kept> <file>
  local temporary
  temporary="$(beside "$2")"
  { rm -f -- "$temporary" && cp -a "$1" "$temporary" && { [[ -L $temporary ]] || sync "$temporary"; }; } || not_written "$2"
  move_in_place "$2"
}

forget_file() { # <path>
  local path="$1" kept="$ROOT$STATE_FOLDER/originals$1" sum
  # First, as who is cut off behind it finds a file that is not ours any more, and the rest of it is of no use.
  forget file "$path"
  remove_aside "$path"
  while read -r sum; do
    [[ ${sum#* } != "$path" ]] || forget sum "$sum"
  done < <(records sum)
  # A folder holds what was kept of others.
  [[ -d $kept && ! -L $kept ]] || rm -f -- "$kept" || not_written "$kept"
}

remove_folder() { # <path>: if we made it and nobody put anything there
  local path
  path="$(path_of "$1")"
  if recorded folder "$path"; then
    [[ ! -d "$ROOT$path" ]] || rmdir --ignore-fail-on-non-empty "$ROOT$path" || not_written "$ROOT$path"
    forget folder "$path"
  fi
}

rewrite_file() { # <path>: stdin replaces a file that is not ours, with the owner and mode that it has
  local file temporary
  file="$ROOT$(path_of "$1")"
  temporary="$(beside "$file")"
  note_aside "${file#"$ROOT"}"
  rm -f "$temporary" || not_written "$file"
  if [[ -e $file ]]; then cp -a "$file" "$temporary" || not_written "$file"; fi
  { cat >"$temporary" && sync "$temporary"; } || not_written "$file"
  if cmp -s "$temporary" "$file"; then
    rm -f "$temporary" || not_written "$file"
  else
    move_in_place "$file"
  fi
  forget aside "${file#"$ROOT"}"
}

# A part of a file that is not ours, between two lines that say whose it is.
readonly BLOCK_BEGIN='# cdk8s-metal: begin' BLOCK_END='# cdk8s-metal: end'

without_block() { # <path>: the file without our part
  local file line inside=no
  file="$ROOT$(path_of "$1")"
  [[ -f $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != "$BLOCK_BEGIN" ]] || inside=yes
    [[ $inside == yes ]] || printf '%s\n' "$line"
    [[ $line != "$BLOCK_END" ]] || inside=no
  done <"$file"
}

block_of() { # <path>: our part
  local file line inside=no
  file="$ROOT$(path_of "$1")"
  [[ -f $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != "$BLOCK_END" ]] || inside=no
    [[ $inside == no ]] || printf '%s\n' "$line"
    [[ $line != "$BLOCK_BEGIN" ]] || inside=yes
  done <"$file"
}

with_block() { # <path>: the file with the lines on stdin as our part, at its end
  without_block "$1"
  printf '%s\n' "$BLOCK_BEGIN"
  cat
  printf '%s\n' "$BLOCK_END"
}

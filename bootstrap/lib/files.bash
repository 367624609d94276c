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

install_file() { # <path> <mode>: writes stdin there unless it is there already
  local path mode="$2" file temporary
  path="$(path_of "$1")"
  file="$ROOT$path"
  # Hidden and with an ending that nobody reads; a rerun after a kill overwrites it.
  temporary="${file%/*}/.${file##*/}.cdk8s-metal"
  install_folder "${path%/*}" 0755
  rm -f "$temporary"
  (umask 077 && cat >"$temporary")
  chmod "$mode" "$temporary"
  if [[ ! -L $file ]] && cmp -s "$temporary" "$file" && has_mode "$file" "$mode"; then
    rm -f "$temporary"
    return 0
  fi
  keep_original "$path"
  record file "$path"
  record sum "$(sum_of "$temporary") $path"
  mv -f "$temporary" "$file"
}

install_folder() { # <path> <mode>: makes the folder and the ones above it, where they are missing
  local path="$1" mode="$2"
  [[ -n $path && ! -d "$ROOT$path" ]] || return 0
  install_folder "${path%/*}" 0755
  record folder "$path"
  mkdir -m "$mode" "$ROOT$path"
}

keep_original() { # <path>: a file that was there before us is kept, for reset to put back
  local path="$1" kept="$ROOT$STATE_FOLDER/originals$1"
  if [[ -e "$ROOT$path" || -L "$ROOT$path" ]] && ! recorded file "$path"; then
    (umask 077 && mkdir -p "${kept%/*}")
    cp -a "$ROOT$path" "$kept.new"
    mv -f "$kept.new" "$kept"
  fi
}

# Gives back what was there before us. A file that somebody else changed after us stays.
remove_file() { # <path>
  local path file kept
  path="$(path_of "$1")"
  file="$ROOT$path"
  kept="$ROOT$STATE_FOLDER/originals$path"
  recorded file "$path" || return 0
  if [[ -f $file ]] && ! recorded sum "$(sum_of "$file") $path" && ! cmp -s "$file" "$kept"; then
    warn "$path was changed after it was written here, so it stays; look through it and remove it yourself"
  elif [[ -e $kept || -L $kept ]]; then
    cp -a "$kept" "$file.cdk8s-metal"
    mv -f "$file.cdk8s-metal" "$file"
  else
    rm -f "$file"
  fi
  forget_file "$path"
}

forget_file() { # <path>
  local path="$1" sum
  while read -r sum; do
    [[ ${sum#* } != "$path" ]] || forget sum "$sum"
  done < <(records sum)
  rm -f "$ROOT$STATE_FOLDER/originals$path"
  forget file "$path"
}

remove_folder() { # <path>: if we made it and nobody put anything there
  local path
  path="$(path_of "$1")"
  if recorded folder "$path"; then
    [[ ! -d "$ROOT$path" ]] || rmdir --ignore-fail-on-non-empty "$ROOT$path"
    forget folder "$path"
  fi
}

rewrite_file() { # <path>: stdin replaces a file that is not ours, with the owner and mode that it has
  local file temporary
  file="$ROOT$(path_of "$1")"
  temporary="${file%/*}/.${file##*/}.cdk8s-metal"
  rm -f "$temporary"
  [[ ! -e $file ]] || cp -a "$file" "$temporary"
  cat >"$temporary"
  if cmp -s "$temporary" "$file"; then
    rm -f "$temporary"
  else
    mv -f "$temporary" "$file"
  fi
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

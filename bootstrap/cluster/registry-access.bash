# Authorities and logins of registries: read at the desk anew in each plan and up, and brought to machines on standard input. They are in no file of the desk
# but the user's own, in no argument and in no log.

# Kind, host and content in base64, a line each.
REGISTRY_ACCESS_LINES=''

read_registry_access() { # sets REGISTRY_ACCESS_LINES, or refuses all that is missing at once
  local row kind host text
  REGISTRY_ACCESS_LINES=''
  for row in "${REGISTRY_ACCESS[@]}"; do
    IFS=$'\t' read -r kind host text <<<"$row"
    case "$kind" in
      ca) read_registry_ca "$host" "$(from_home "$text")" ;;
      login-file) read_login_file "$host" "$(from_home "$text")" ;;
      *) ask_login_command "$host" "$text" ;;
    esac
  done
  refuse_problems
}

add_registry_access() { # <kind> <host> <content>
  # printf is part of bash: no argument of a program holds the secret. Not every base64 knows -w.
  REGISTRY_ACCESS_LINES+="$1 $2 $(printf '%s' "$3" | base64 | tr -d '\n')"$'\n'
}

read_registry_ca() { # <host> <path>
  local host="$1" path="$2" content
  if ! content="$(cat -- "$path" 2>/dev/null)"; then
    problem "sources.registryAccess: the ca of $host cannot be read at this desk: $path" 'put the certificate there, or correct the path in cluster.yaml'
  elif [[ $content != *'-----BEGIN CERTIFICATE-----'*'-----END CERTIFICATE-----'* || $content == *'PRIVATE KEY'* ]]; then
    problem "sources.registryAccess: $path, the ca of $host, is not a certificate alone" 'it must hold PEM certificates (-----BEGIN CERTIFICATE-----), and no key'
  else
    add_registry_access ca "$host" "$content"$'\n'
  fi
}

read_login_file() { # <host> <path>
  local host="$1" path="$2" content
  if ! content="$(cat -- "$path" 2>/dev/null)"; then
    problem "sources.registryAccess: the login of $host cannot be read at this desk: $path" 'write USER:PASSWORD into it and chmod 600 it, or correct the path in cluster.yaml'
  else
    add_login "$host" "$content" "$path, the login of $host,"
  fi
}

ask_login_command() { # <host> <command>: it may ask the person
  local host="$1" command="$2" content code=0
  content="$(bash -c "$command" <&3)" || code=$?
  if ((code != 0)); then # number: an exit code
    problem "sources.registryAccess: the command for the login of $host ended with exit code $code: $command" 'try it in a terminal; it must print USER:PASSWORD'
  else
    add_login "$host" "$content" "what the command for the login of $host prints ($command)"
  fi
}

add_login() { # <host> <content> <what it is>: the message has nothing of the content
  local content="${2%$'\r'}"
  if [[ $content =~ ^[^:[:cntrl:]]+:[^[:cntrl:]]+$ ]]; then
    add_registry_access login "$1" "$content"
  else
    problem "sources.registryAccess: $3 is not one line USER:PASSWORD" 'write the user, a colon, and the password or token'
  fi
}

with_registry_access() { # <machine> <word…>: a verb of node.sh that reads them
  printf '%s' "$REGISTRY_ACCESS_LINES" | node_sh "$@"
}

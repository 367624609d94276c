#!/usr/bin/env bats
# What a machine says is data of others: whatever it is, nothing of it runs at the desk, no control character reaches the terminal, and the run ends with a
# sentence. Each row of verbs is tried, and machines answer all that they are asked in the hostile way.
# shellcheck disable=SC2154,SC2016 # bats and desk.bash set them; what is in single quotes runs on a machine, or must not run at all.

load desk
load ceph-answers
load verb-rows

setup_file() {
  program_of "$BATS_FILE_TMPDIR/cluster.sh" <<<"$SPEC"
}

setup() {
  desk
  ceph_machines
  CANARY="$BATS_TEST_TMPDIR/canary"
  SCREEN="$BATS_TEST_TMPDIR/screen"
  export CANARY
  # Short waits; and a member of cluster home, so that all verbs get to their work.
  sed -i -E 's/^readonly DAEMON_SECONDS=.*/readonly DAEMON_SECONDS=1 RECOVERY_SECONDS=1/; s/^readonly MOVING_SECONDS=.*/readonly MOVING_SECONDS=1/; s/^readonly GONE_SECONDS=.*/readonly GONE_SECONDS=1 CLEANUP_SECONDS=1/; s/^readonly (BUDGET|BOOT|ETCD)_SECONDS=.*/readonly \1_SECONDS=1/; s/^readonly LOST_SECONDS=.*/readonly LOST_SECONDS=1 DETACH_SECONDS=1/; s/^readonly HICCUP_SECONDS=.*/readonly HICCUP_SECONDS=1/; s/^(  .osds\t)3600/\11/; s/^(  .wait\t[^\t]+\t)[0-9]+/\11/; s/(wait_until [^ ]+) (5|10|15|30) /\1 0.2 /' "$DIST/bootstrap/cluster.sh"
  sed -n "s/^  'apply\t\(.*\)'$/\1/p" "$DIST/bootstrap/cluster.sh" | while read -r file; do printf 'kind: Namespace\n' >"$DIST/$file"; done
}

says() { # <bash that reads and prints all that a machine prints, in the frame of cluster.sh or around it>
  local name
  for name in cp w1 w2; do
    printf '#!/usr/bin/env bash\n%s\n' "$1" >"$MACHINES_FOLDER/$name/says"
    chmod +x "$MACHINES_FOLDER/$name/says"
  done
}

# All lines but the frame's go through this sed.
lines_become() { # <sed command>
  says "sed -u -E '/^cdk8s-metal-[0-9a-f]+ (begins|ends)\$/!{$1}'"
}

in_the_frame_comes() { # <bash>: after what the command prints
  says "while IFS= read -r line; do [[ \$line != *' ends' ]] || { $1; }; printf '%s\n' \"\$line\"; done"
}

# Every verb, with the answers as they are now: 1 or 2 with a sentence, or 0 where what the machines said is only shown.
no_verb_is_harmed() { # [yes: each of them must say that something is wrong]
  local verb code
  while read -r verb; do
    words_of "$verb"
    code=0
    cluster_sh "${WORDS[@]}" >"$SCREEN" 2>&1 || code=$?
    if [[ -e $CANARY ]] || ((code > 2)) || [[ ${1:-no} == yes && $code == 0 ]]; then
      printf '%s ends with %s, canary: %s\n' "${WORDS[*]}" "$code" "$(ls "$CANARY" 2>&1)"
      tail -n 5 "$SCREEN" | cat -v
      return 1
    fi
    if LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$SCREEN" || LC_ALL=C grep -q $'\302[\200-\237]' "$SCREEN"; then
      printf '%s shows control characters\n' "${WORDS[*]}"
      LC_ALL=C grep -m 3 $'[\001-\010\013-\037\177]' "$SCREEN" | cat -v
      return 1
    fi
    if grep -E "$(basename "$DIST")/bootstrap/cluster.sh: line [0-9]+:|unbound variable|syntax error|ignored null byte" "$SCREEN"; then
      printf '%s stops in the middle of the program\n' "${WORDS[*]}"
      return 1
    fi
    if ((code > 0)) && ! grep -q -E '[a-z]' "$SCREEN"; then
      printf '%s ends without a word\n' "${WORDS[*]}"
      return 1
    fi
    ((${#TMPDIR} > 0)) && [[ -z "$(find "$TMPDIR" -mindepth 1)" && ! -e $STATE/lock ]]
  done < <(verb_rows "$DIST/bootstrap/cluster.sh")
}

@test 'field 1.1: numbers that are arithmetic with a command run nothing, in any verb' {
  lines_become 's/[0-9]+/WIDTH[$(touch ${CANARY};echo 0)]*0+&/g'
  no_verb_is_harmed
}

@test 'field 1.1: a time that is arithmetic is told as not a time' {
  lines_become 's/^([0-9]{10}\.[0-9]{9})$/WIDTH[$(touch $CANARY; echo 0)]*0+\1/'
  run -1 cluster_sh plan
  [[ $output == *'cp    cluster.sh: cp does not say what time it is ("WIDTH[$(touch $CANARY; echo 0)]*0+'* && ! -e $CANARY ]]
}

@test 'clocks that lie are told, whatever they say' {
  local lie told
  while IFS=$'\t' read -r lie told; do
    lines_become "s/^[0-9]{10}\\.[0-9]{9}\$/$lie/"
    rm "$MACHINES_FOLDER"/{cp,w2}/says
    run cluster_sh plan
    [[ $status == [12] && $output == *"$told"* ]]
  done <<'END'
999999999999.999999999	cluster.sh: the clock of w1 is 9982
000000000000.000000000	cluster.sh: the clock of w1 is 17
-5.000000000	w1    cluster.sh: w1 does not say what time it is ("-5.000000000"); look what date +%s.%N says there
1e9	w1    cluster.sh: w1 does not say what time it is ("1e9"); look what date +%s.%N says there
	w1    cluster.sh: w1 does not say what time it is (""); look what date +%s.%N says there
99999999999999999999.000000000	w1    cluster.sh: w1 does not say what time it is ("99999999999999999999.000000000"); look what date +%s.%N says there
END
}

@test 'field 1.2: text that a login prints before commands is told for all machines at once, by every verb' {
  says 'printf "Welcome to %s\n" "$MACHINE"; cat'
  run -1 cluster_sh up
  [[ "$(told)" == 'cluster.sh: cp: its login prints text before commands run ("Welcome to cp"); make ~/.bashrc, .zshenv or config.fish silent where no terminal is
cluster.sh: w1: its login prints text before commands run ("Welcome to w1"); make ~/.bashrc, .zshenv or config.fish silent where no terminal is
cluster.sh: w2: its login prints text before commands run ("Welcome to w2"); make ~/.bashrc, .zshenv or config.fish silent where no terminal is' ]]
  [[ ! -e $HOME/.kube/home.yaml && "$(calls)" == '' ]]
  no_verb_is_harmed yes
}

@test 'text after commands, without a newline, and of one machine only' {
  says 'cat; printf bye'
  run -1 cluster_sh plan
  [[ $output == *'cluster.sh: w2: its login prints text after commands run ("bye"); make '* ]]
  rm "$MACHINES_FOLDER"/{cp,w2}/says
  says_w1='printf "no newline"; cat'
  printf '#!/usr/bin/env bash\n%s\n' "$says_w1" >"$MACHINES_FOLDER/w1/says"
  run -1 cluster_sh plan
  [[ "$(told)" == 'cluster.sh: w1: its login prints text before commands run ("no newline"); make '* ]]
}

@test 'empty lines around commands are not text' {
  says 'printf "\n\n"; cat; printf "\n"'
  run -3 cluster_sh plan
}

@test 'a line more before and after each answer harms no verb' {
  says 'while IFS= read -r line; do case "$line" in *" begins") printf "%s\n\$(touch %s)\n" "$line" "$CANARY" ;; *" ends") printf "0; touch %s\n%s\n" "$CANARY" "$line" ;; *) printf "%s\n" "$line" ;; esac; done'
  no_verb_is_harmed
}

@test 'field 1.4: escape sequences, carriage returns and C1 characters never reach the terminal' {
  lines_become 's/$/\x1b]52;c;dG91Y2g=\x07\x1b[2J\r\x07\xc2\x9b2J\x9b/'
  no_verb_is_harmed
  rm "$MACHINES_FOLDER"/*/says
  is_so_on w1 fails-prepare
  sed -i 's/E: no space left/E: \\033[2Jno space\\r\\302\\233/' "$DIST/bootstrap/node.sh"
  run -1 cluster_sh up
  [[ $output == *'w1        E: ?[2Jno space'* && $output != *$'\e'* && $output != *$'\r'* ]]
}

@test '3 MB of noise in each answer fill neither memory nor disk' {
  in_the_frame_comes 'yes noise 2>/dev/null | head -c 3000000'
  (ulimit -v 1000000 && no_verb_is_harmed yes)
  run -1 cluster_sh plan
  [[ $output == *'cluster.sh: cp prints more than 20000 lines for one command; look what is wrong with it'* && ${#output} -lt 5000 ]]
  in_the_frame_comes 'head -c 3000000 /dev/zero | tr "\\0" x'
  run -1 cluster_sh plan
  [[ $output == *'cluster.sh: cp prints more than 1048576 bytes for one command; look what is wrong with it'* && ${#output} -lt 5000 ]]
  says 'cat >&2; head -c 9000000 /dev/zero | tr "\\0" x >&2'
  run -1 cluster_sh plan
  ((${#output} < 500000))
}

@test 'names with commands, quotes and globs run nothing, in any verb' {
  lines_become 's,[a-z][a-z0-9-]+,$(touch $CANARY)`touch $CANARY`";touch $CANARY;* -rf,g'
  no_verb_is_harmed
}

@test 'answers of random bytes harm no verb' {
  says 'while IFS= read -r line; do case "$line" in *" begins") printf "%s\n" "$line"; head -c 4000 /dev/urandom ;; *" ends") printf "\n%s\n" "$line" ;; *) ;; esac; done'
  no_verb_is_harmed
}

@test 'an answer that is cut off is not taken for a whole one' {
  says 'while IFS= read -r line; do [[ $line == *" ends" ]] || printf "%s\n" "$line"; done'
  run -1 cluster_sh plan
  [[ "$(told)" == 'cluster.sh: the answer of cp is cut off; run the same command again
'* ]]
  says 'cat >/dev/null; printf "This account is currently not available.\n"'
  run -1 cluster_sh plan
  [[ "$(told)" == 'cluster.sh: cp runs no command ("This account is currently not available."); look at the login shell of its user
'* ]]
}

@test 'field 1.3: of admin.conf only the three base64 values are taken' {
  run -0 cluster_sh up
  sed -i -E 's|^( *)client-key-data: .*|&\n\1exec: { command: touch, args: [canary], apiVersion: client.authentication.k8s.io/v1 }|; s|^( *)server: .*|&\n\1proxy-url: http://10.0.0.1\n\1insecure-skip-tls-verify: true|' \
    "$MACHINES_FOLDER/cp/etc/kubernetes/admin.conf"
  rm "$HOME/.kube/home.yaml"
  run -0 cluster_sh up
  [[ "$(<"$HOME/.kube/home.yaml")" == 'apiVersion: v1
kind: Config
clusters:
- name: home
  cluster:
    server: https://192.168.0.11:6443
    certificate-authority-data: YXV0aG9yaXR5
users:
- name: home-admin
  user:
    client-certificate-data: Y2VydGlmaWNhdGU=
    client-key-data: VERYSECRETAA
contexts:
- name: home
  context: { cluster: home, user: home-admin }
current-context: home' && "$(stat -c %a "$HOME/.kube/home.yaml")" == 600 ]]
}

@test 'an admin.conf without one of the values, or with another one, leaves the good kubeconfig' {
  run -0 cluster_sh up
  cp "$HOME/.kube/home.yaml" "$BATS_TEST_TMPDIR/good"
  for line in 's/client-key-data: .*/client-key-data: $(id)/' 's/client-key-data: .*/client-key-data: abc/' 's/client-key-data: .*/client-key: \/root\/key/' \
    's/^( *)client-key-data: .*/&\n&/' 's/client-certificate-data: .*/client-certificate-data: { exec: x }/'; do
    lines_become "$line"
    run -1 cluster_sh up
    [[ $output == *"cluster.sh: /etc/kubernetes/admin.conf of cp has "*'; look at it'* && $output != *'$(id)'* ]]
    cmp "$HOME/.kube/home.yaml" "$BATS_TEST_TMPDIR/good"
  done
}

@test 'files and links that somebody put beside the kubeconfig are neither read nor written' {
  mkdir -p "$HOME/.kube"
  printf 'precious\n' >"$HOME/precious"
  ln -s "$HOME/precious" "$HOME/.kube/home.yaml.new"
  run -0 cluster_sh up
  [[ "$(<"$HOME/precious")" == precious && -L $HOME/.kube/home.yaml.new && ! -L $HOME/.kube/home.yaml ]]
  run -0 find "$HOME/.kube" -name '.kubeconfig*'
  [[ $output == '' ]]
  mkdir "$HOME/folder"
  run -2 cluster_sh up --kubeconfig "$HOME/folder"
  [[ $output == "cluster.sh: $HOME/folder is a folder; name a file with --kubeconfig" ]]
}

@test 'an invitation that is not exactly one goes to no worker' {
  run -0 cluster_sh up --node cp
  for line in 's/^    token: .*/&\n    exec: { command: touch }/' 's|server: https://api.home.arpa|server: https://evil.example|' "s/token: '.*'/token: '\$(id)'/" \
    's/^(kind: Config)$/\1\nextensions: []/' 's/certificate-authority-data: .*/certificate-authority-data: a b/'; do
    lines_become "/^apiVersion: v1/,/^current/{}; $line"
    : >"$CALLS"
    run -1 cluster_sh up --node w1
    [[ "$(calls 'w1 begins join')" == '' && $output == *'cluster.sh: what cp gives w1 for joining is not an invitation; look at node.sh invite on cp'* ]]
  done
}

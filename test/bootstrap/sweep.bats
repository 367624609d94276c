#!/usr/bin/env bats
# Each verb of node.sh that changes the machine, cut at each place at which it does, and with a disk that is full from each write on.
# shellcheck disable=SC2016,SC2154 # What stands in single quotes is for stubs, and bats-sweep.bash and bats set the other variables.

load bats-sweep
load cluster/verb-rows

# Elsewhere: wipe-disk writes to disks (real-disks.bats), change and mark have cuts of their own (change.bats), names is the phase hostname again; invite,
# remove-member, step-down and reboot write no file of the machine.
@test 'field 3: every verb, cut at each place at which it changes the machine, or without room from there on, goes on to the same end' {
  local phase
  sweep_machine desktop-1
  phases_of_a_machine
  keep_machine "$BATS_TEST_TMPDIR/fresh.tar"
  this_is_the_origin desktop-1
  node claim_machine
  for phase in $(node -c 'printf "%s\n" "${PHASES[@]}"'); do
    then_comes "$phase" "prepare_phase $phase title"
  done
  then_comes init verb_init
  then_comes forget-storage verb_forget_storage
  then_comes reset verb_reset

  give_machine "$BATS_TEST_TMPDIR/fresh.tar"
  as desktop-2
  touch "$ROOT/fake/active/containerd"
  this_is_the_origin desktop-2
  node claim_machine
  node invitation abcdef.0123456789abcdef YXV0aG9yaXR5 >"$STDIN"
  then_comes join verb_join
  then_comes 'reset of a worker' verb_reset
  sweep_all
  [[ ! -e $FAILED ]] || { cat "$FAILED" && false; }
  # A sweep that tries little finds little.
  ((CUTS > 1500 && STATES > 100 && KILLS > 50 && FULLS > 80 && BACK > 10))
  [[ "$(node -c 'printf "%s\n" preflight "${PHASES[@]}"')" == "$(bash -c 'source <(sed -n "/^readonly PHASES=(/,/^)/p" "$1"); printf "%s\n" "${PHASES[@]}"' _ "$BOOTSTRAP/../dist/bootstrap/node.sh")" ]]
  # A new verb that changes something comes here too, or is named below.
  [[ "$(verb_rows "$BOOTSTRAP/../dist/bootstrap/node.sh" change | sort | paste -s -d ' ')" == 'change forget-storage init invite join mark names prepare reboot remove-member reset step-down wipe-disk' ]]
}

@test 'a sweep notices a phase that writes in place, and one that records what it has not done' {
  sweep_machine desktop-1
  phases_of_a_machine
  this_is_the_origin desktop-1
  node claim_machine
  keep_machine "$BATS_TEST_TMPDIR/before.tar"
  STATES=0 BACK=0 KILLS=0 FULLS=0 CUTS=0 MOST=100
  sweep wrong "$BATS_TEST_TMPDIR/before.tar" 'wrong_check() { recorded wrong done; }
    wrong_apply() { record wrong done; printf "a text of two halves\n" | cat >"$ROOT/etc/wrong"; }
    prepare_phase wrong title'
  grep -q 'cut at [0-9]*.half: ./etc/wrong is neither the old nor the new file' "$FAILED"
  grep -q 'cut at [0-9]*.half: the next run ends elsewhere' "$FAILED"
  grep -q 'full at place [0-9]*: ./etc/wrong is neither the old nor the new file' "$FAILED"
}

then_comes() { # <title> <line of bash>: a sweep of it, on the machine as it is now
  keep_machine "$BATS_TEST_TMPDIR/$1.tar"
  SWEEPS+=("$1|$BATS_TEST_TMPDIR/$1.tar|$2|$ORIGIN")
  verb "$2" >"$BATS_TEST_TMPDIR/output" 2>&1 || { cat "$BATS_TEST_TMPDIR/output" && false; }
}

this_is_the_origin() { # <name>: what reset is to make of the machine
  ORIGIN="$BATS_TEST_TMPDIR/$1.origin"
  on_disk >"$ORIGIN"
}

phases_of_a_machine() {
  one_disk
  touch "$ROOT/fake/active/systemd-networkd"
  rm "$ROOT/dev/sdb" && printf disk >"$ROOT/dev/sdb"
  mkdir -p "$ROOT"/{proc/sys/net/ipv4,proc/sys/fs/inotify}
  printf '0\n' >"$ROOT/proc/sys/net/ipv4/ip_forward"
  printf '128\n' >"$ROOT/proc/sys/fs/inotify/max_user_instances"
  printf '/swap.img file 2097148 0 -2\n' >>"$ROOT/proc/swaps"
  printf '/swap.img none swap sw 0 0\n' >"$ROOT/etc/fstab"
  printf '127.0.0.1 localhost\n' >"$ROOT/etc/hosts"
  data <<'END'
KUBECTL_CONVERT=yes
PHASES=(hostname swap modules sysctl routes time sleep firewall sources containerd kubernetes vip kubelet storage images)
VIP=192.168.0.10
NODES=($'desktop-1\tcontrol-plane\t192.168.0.11,fd00::11\tamd64\t[]\t[]\t/dev/disk/by-id/ata-A=' $'desktop-2\tworker\t192.168.0.12\tamd64\t[]\t[]\t')
END
  stub swapoff 'sed -i 1q "$ROOT/proc/swaps"'
  stub swapon 'grep -q swap.img "$ROOT/proc/swaps" || printf "/swap.img file 2097148 0 -2\n" >>"$ROOT/proc/swaps"'
  stub modprobe 'case "$1" in --remove) rmdir "$ROOT/sys/module/$3" ;; *) mkdir -p "$ROOT/sys/module/$1" ;; esac'
  stub sysctl 'shift 2; for setting; do name="${setting%%=*}"; printf "%s\n" "${setting#*=}" >"$ROOT/proc/sys/${name//.//}"; done'
  stub hostnamectl 'printf "%s\n" "$2" | tee "$ROOT/etc/hostname" >"$ROOT/proc/sys/kernel/hostname"'
  stub apt-helper 'case "$2" in *kubectl-convert) printf "a program" ;; *.sha256) printf "a program" | sha256sum | cut -d " " -f 1 ;; *) some_key ;; esac >"$3"'
  answer apt-cache 'printf "chrony:\n  Installed: (none)\n  Candidate: 4.2\n"'
  stub timeout 'shift; "$@"'
  answer kubectl '[[ -s $ROOT/etc/kubernetes/admin.conf || -s $ROOT/etc/kubernetes/kubelet.conf ]]'
  # ufw and its rules.
  printf "ufw allow 22/tcp\n" >"$ROOT/fake/rules"
  answer ufw '
    case "$*" in
      status) printf "Status: active\n" ;;
      "show added") cat "$ROOT/fake/rules" ;;
      *delete*) line="$*"; grep -v -e "ufw ${line/delete /}" "$ROOT/fake/rules" >"$ROOT/fake/rules.new"; mv "$ROOT/fake/rules.new" "$ROOT/fake/rules" ;;
      *) line="ufw ${*% comment *} comment '\''cdk8s-metal'\''"; grep -q -x -F "ufw $*" "$ROOT/fake/rules" || printf "ufw %s comment '\''%s'\''\n" "${*:1:$#-2}" "${!#}" >>"$ROOT/fake/rules" ;;
    esac'
  stub kubeadm '
    case "$*" in
      "init --config "*)
        mkdir -p "$ROOT"/etc/kubernetes/pki
        printf authority | tee "$ROOT/etc/kubernetes/pki/ca.crt" >/dev/null
        printf admin | tee "$ROOT/etc/kubernetes/admin.conf" >/dev/null
        printf kubelet | tee "$ROOT/etc/kubernetes/kubelet.conf" >/dev/null
        mkdir -p "$ROOT"/var/lib/etcd/member/snap
        touch "$ROOT/fake/active/kubelet"
        ;;
      "join --config "*)
        mkdir -p "$ROOT/etc/kubernetes/pki"
        printf bootstrap | tee "$ROOT/etc/kubernetes/bootstrap-kubelet.conf" >/dev/null
        printf authority | tee "$ROOT/etc/kubernetes/pki/ca.crt" >/dev/null
        touch "$ROOT/fake/active/kubelet"
        printf kubelet | tee "$ROOT/etc/kubernetes/kubelet.conf" >/dev/null
        rm "$ROOT/etc/kubernetes/bootstrap-kubelet.conf"
        ;;
      "reset --force "*)
        rm -f "$ROOT/fake/active/kubelet"
        rm -rf "$ROOT"/etc/kubernetes/*.conf "$ROOT/etc/kubernetes/pki" "$ROOT/etc/kubernetes/manifests"/*
        rm -rf "$ROOT/var/lib/etcd/member"
        ;;
      "config images list"*) printf "registry.k8s.io/%s\n" kube-apiserver:v1.36.4 kube-proxy:v1.36.4 pause:3.10.2 etcd:3.6.8-0 ;;
    esac'
  stub crictl '
    case "$1" in
      images) printf "IMAGE TAG ID SIZE\n"; cat "$ROOT"/var/lib/containerd/image.* 2>/dev/null || true ;;
      pull) mkdir -p "$ROOT/var/lib/containerd"; printf "%s %s abc 1MB\n" "${2%:*}" "${2##*:}" | tee "$ROOT/var/lib/containerd/image.${2//\//_}" >/dev/null ;;
      rmi) rm -f "$ROOT/var/lib/containerd/image.${2//\//_}" ;;
    esac'
}

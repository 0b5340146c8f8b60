#!/bin/sh
# The first process of the guest. Its folder, which is the host's, holds what to run: see guest.ts.
job=$(dirname "$0")
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mount -t configfs configfs /sys/kernel/config
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -m 700 /run/home /run/tmp
chown 1000:1000 /run/home /run/tmp
printf 'root:x:0:0:root:/root:/bin/sh\npi:x:1000:1000:pi:/run/home:/bin/sh\n' >/run/passwd
printf 'root:x:0:\npi:x:1000:\ngpio:x:986:pi\n' >/run/group
mount --bind /run/passwd /etc/passwd
mount --bind /run/group /etc/group
for terminal in /dev/tty0 /dev/tty1 /dev/tty2; do stty -opost <$terminal; done
ip link set lo up
if [ -e "$job/project" ]; then
  mkdir /run/project
  for it in "$job"/project/*; do
    to=/run/project/${it##*/}
    if [ -d "$it" ]; then mkdir "$to"; else : >"$to"; fi
    mount --bind "$it" "$to"
  done
fi
# What is run writes into pipes, for nobody watches these terminals.
{
  "$job/node" "$job/hand.mjs" "$job" 2>&1 >&3 </dev/null | cat >/dev/tty1
} 3>&1 | cat >/dev/tty0
# So the host knows that it has read all, and pulls the plug.
for terminal in /dev/tty0 /dev/tty1 /dev/tty2; do printf '\0' >$terminal; done
exec sleep infinity

#!/bin/sh
# Starts Pyxis with the Node beside it, whatever is installed on this machine.
set -eu

machine=@machine@
glibc=@glibc@

refuse() {
  echo "pyxis: this build is for Linux on $machine with glibc $glibc or newer; $1" >&2
  exit 1
}

here=$(uname -s)-$(uname -m)
[ "$here" = "Linux-$machine" ] || refuse "this machine is $here. Make one there with npm run release."

# “glibc 2.36”; nothing where the C library is another one, such as musl.
found=$(getconf GNU_LIBC_VERSION 2>/dev/null) || refuse 'this machine has no glibc.'
minor=${found#*.}
[ "${minor%%.*}" -ge "${glibc#*.}" ] || refuse "this machine has $found."

# Wherever a link to this file may lie.
root=$(dirname "$(dirname "$(readlink -f "$0")")")
exec "$root/node/bin/node" --enable-source-maps "$root/dist/backend/main.js" "$@"

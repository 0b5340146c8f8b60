#!/bin/sh
# Makes certificates for a broker and its clients, signed by an authority of their own. Overwrites nothing.
set -eu

usage() {
  echo "usage: $0 DIR broker HOST...   authority, and certificate of the broker at these names or addresses
       $0 DIR client NAME      certificate of a plug, NAME being its id, or of another client" >&2
  exit 2
}

fail() {
  echo "$0: $1" >&2
  exit 1
}

[ $# -ge 3 ] || usage
dir=$1
what=$2
shift 2
command -v openssl >/dev/null || fail "there is no openssl on this machine: install it, and start again"

# Days: an authority outlives what it signs, and no client takes much more than 825 for a certificate.
authority_days=3650
days=825

# make_pair NAME COMMON_NAME DAYS EXTENSIONS: NAME.key and NAME.crt, complete or not at all.
make_pair() {
  for file in "$dir/$1.key" "$dir/$1.crt"; do
    [ ! -e "$file" ] || fail "$file is there already: remove it first if it shall be made anew"
  done
  new=$(mktemp -d "$dir/.new.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  printf '%b' "$4" >"$new/extensions"
  # Nobody but the owner may read a key.
  (umask 077 && openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -subj "/CN=$2" -keyout "$new/key" -out "$new/request" 2>"$new/said") || fail "$(cat "$new/said")"
  if [ "$1" = ca ]; then
    set -- "$@" -signkey "$new/key"
  else
    set -- "$@" -CA "$dir/ca.crt" -CAkey "$dir/ca.key"
  fi
  name=$1 valid=$3
  shift 4
  openssl x509 -req -in "$new/request" -out "$new/crt" -days "$valid" -extfile "$new/extensions" \
    -set_serial "0x$(openssl rand -hex 16)" "$@" 2>"$new/said" || fail "$(cat "$new/said")"
  mv "$new/key" "$dir/$name.key"
  mv "$new/crt" "$dir/$name.crt"
  rm -rf "$new"
  trap - EXIT
  echo "made $dir/$name.crt and $dir/$name.key"
}

case $what in
broker)
  names=
  for host in "$@"; do
    case $host in
    *[!A-Za-z0-9.:-]* | "") fail "\"$host\" is neither a host name nor an address" ;;
    *:*) names="$names,IP:$host" ;;
    *[!0-9.]*) names="$names,DNS:$host" ;;
    *) names="$names,IP:$host" ;;
    esac
  done
  mkdir -p "$dir"
  [ -e "$dir/ca.key" ] || make_pair ca "plugbench authority" $authority_days \
    'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n'
  make_pair broker "$1" $days \
    "basicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${names#,}\n"
  ;;
client)
  [ $# -eq 1 ] || usage
  # Any other sign could mean something in a topic.
  case $1 in
  *[!A-Za-z0-9_-]* | "" | ca | broker) fail "\"$1\" cannot be a client's name: use a-z, 0-9 and -" ;;
  esac
  [ -e "$dir/ca.key" ] || fail "there is no authority in $dir yet: $0 $dir broker HOST comes first"
  make_pair "$1" "$1" $days 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=clientAuth\n'
  ;;
*) usage ;;
esac

#!/usr/bin/env bash
# A throw-away PostgreSQL cluster for tests and benchmarks: a socket in a folder, no network, never as root.
#   tools/postgres-cluster.sh start DIR    makes and starts it; prints the folder of its socket
#   tools/postgres-cluster.sh crash DIR    ends all its processes at once, as a power cut would, and starts it again
#   tools/postgres-cluster.sh stop DIR     ends it and removes the folder
# It has nothing to do with a cluster that the distribution's package may have started.
set -euo pipefail
action="${1:?start, crash or stop}"
folder="${2:?a folder}"
tools="$(find /usr/lib/postgresql -maxdepth 3 -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)"
[ -n "$tools" ] || tools="$(dirname "$(command -v initdb || echo /usr/bin/initdb)")"

# initdb refuses root: then it is the package's own user, or nobody.
as=()
if [ "$(id -u)" -eq 0 ]; then
  user=postgres
  id -u postgres >/dev/null 2>&1 || user=nobody
  as=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups --)
fi

options="-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=400 -c shared_buffers=64MB -c fsync=on -c jit=off -c logging_collector=off"

start() {
  mkdir -p "$folder"
  [ "$(id -u)" -ne 0 ] || chown "$user" "$folder"
  # A crash of the machine is not what it is here for; a crash of the server is, and fsync stays on.
  (cd "$folder" && "${as[@]}" "$tools/initdb" -D "$folder/data" -U postgres -A trust --no-locale -E UTF8 --no-instructions >"$folder/initdb.log" 2>&1) \
    || { cat "$folder/initdb.log" >&2; exit 1; }
  (cd "$folder" && "${as[@]}" "$tools/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -s -o "$options" start) \
    || { cat "$folder/log" >&2; exit 1; }
  echo "$folder"
}

crash() {
  (cd "$folder" && "${as[@]}" "$tools/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -m immediate -s -o "$options" restart) \
    || { cat "$folder/log" >&2; exit 1; }
}

stop() {
  if [ -f "$folder/data/postmaster.pid" ]; then
    (cd "$folder" && "${as[@]}" "$tools/pg_ctl" -D "$folder/data" -w -t 30 -m immediate -s stop) || true
  fi
  [ ! -e "$folder/initdb.log" ] || rm -rf "$folder"
}

"$action"

# A private, durable Postgres for ./run, ./test and ./bench, each in a folder of its own.
#
#   postgres_start DIR   starts the cluster of DIR, or joins the running one, and exports DATABASE_URL;
#                        does nothing when DATABASE_URL is already set
#   postgres_stop DIR    stops it, unless another script still uses it
#
# It listens on a free loopback port and asks for a random password, kept in DIR/postgres.password: other users of the
# machine stay out. Postgres never runs as root, so root lends it to the user `postgres`.
# Sourced, never executed; the caller has sourced common.sh.

postgres_start() {
  [ -z "${DATABASE_URL:-}" ] || return 0
  local dir place
  mkdir -p "$1/postgres.users"
  dir=$(cd "$1" && pwd)
  _pg_lock "$dir"
  _pg_find_binaries
  place=$(_pg_place "$dir")
  [ -e "$place/data/PG_VERSION" ] || _pg_create "$dir" "$place"
  _pg_match_version "$place"
  _pg_running "$place" || _pg_launch "$place"
  : > "$dir/postgres.users/$$"
  postgres_dir=$dir
  DATABASE_URL=postgres://actors:$(cat "$dir/postgres.password")@127.0.0.1:$(sed -n 4p < <(_pg_as "$place" cat "$place/data/postmaster.pid"))/actors
  export DATABASE_URL
  _pg_unlock
}

postgres_stop() {
  [ -n "${postgres_dir:-}" ] || return 0
  local dir=$postgres_dir place user
  postgres_dir=
  unset DATABASE_URL
  _pg_lock "$dir"
  rm -f "$dir/postgres.users/$$"
  place=$(_pg_place "$dir")
  for user in "$dir"/postgres.users/*; do
    [ -e "$user" ] || continue
    if kill -0 "${user##*/}" 2>/dev/null; then _pg_unlock; return 0; fi
    rm -f "$user"
  done
  ! _pg_running "$place" || _pg_as "$place" "$pg_bin/pg_ctl" -D "$place/data" -m fast -w stop >/dev/null || true
  _pg_unlock
}

# Starts and stops of one folder wait for each other. The descriptor is closed for children: a server would keep it.
_pg_lock() {
  exec 9> "$1/postgres.lock"
  ! command -v flock >/dev/null || flock 9
}

_pg_unlock() { exec 9>&-; }

# Runs a command as the owner of a cluster's folder, from a folder that user can enter.
_pg_as() {
  local owner
  owner=$(stat -c %U "$1" 2>/dev/null || stat -f %Su "$1")
  shift
  if [ "$(id -u)" -ne 0 ] || [ "$owner" = root ]; then
    (cd / && LC_ALL=C exec "$@") 9>&-
  else
    (cd / && LC_ALL=C exec runuser -u "$owner" -- "$@") 9>&-
  fi
}

_pg_find_binaries() {
  _pg_look && return 0
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null ||
    fail "Postgres is needed. Install it (on Debian or Ubuntu: sudo apt-get install -y postgresql) or set DATABASE_URL."
  say "Installing Postgres (apt-get install postgresql) ..."
  # Without this, the package would start a cluster of its own.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  fi
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y -o Dpkg::Options::=--force-confold postgresql; } \
    >"$dir/postgres-install.log" 2>&1 9>&- || fail "installing Postgres failed; see $dir/postgres-install.log, or set DATABASE_URL"
  _pg_look || fail "no Postgres binaries, not even after installing them; set DATABASE_URL"
}

# Sets pg_bin: what PATH offers, else the newest that Debian has.
_pg_look() {
  local candidate
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
    pg_bin=$(dirname "$(command -v initdb)")
    return 0
  fi
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -Vr); do
    [ -x "$candidate/initdb" ] && pg_bin=$candidate && return 0
  done
  return 1
}

_pg_match_version() {
  local version
  version=$(_pg_as "$1" cat "$1/data/PG_VERSION")
  [[ "$("$pg_bin/postgres" --version)" != *" $version."* ]] || return 0
  [ -x "/usr/lib/postgresql/$version/bin/postgres" ] ||
    fail "$1 was made by Postgres $version, and only $("$pg_bin/postgres" --version) is here. Install Postgres $version, or remove $1 to start empty."
  pg_bin=/usr/lib/postgresql/$version/bin
}

# The cluster's folder: DIR/postgres. Where the user that root lends it to cannot reach that (a checkout in root's home),
# it lies in /var/lib/actors and DIR/postgres links there; the one goes with the other.
_pg_place() {
  local place=$1/postgres owner elsewhere
  if [ -e "$place" ]; then
    (cd "$place" && pwd -P)
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    mkdir -m 700 "$place" && printf '%s\n' "$place"
    return 0
  fi
  owner=postgres
  id -u "$owner" >/dev/null 2>&1 || owner=nobody
  if runuser -u "$owner" -- test -x "$1" 2>/dev/null; then
    install -d -m 700 -o "$owner" "$place" && printf '%s\n' "$place"
    return 0
  fi
  elsewhere=/var/lib/actors/$(printf '%s' "$1" | cksum | cut -d' ' -f1)
  if [ -e "$elsewhere" ]; then
    say "The database of a data folder that is gone ($1) is removed: $elsewhere" >&2
    ! _pg_running "$elsewhere" || _pg_as "$elsewhere" "$pg_bin/pg_ctl" -D "$elsewhere/data" -m immediate -w stop >/dev/null
    rm -rf "$elsewhere"
  fi
  say "User $owner cannot enter $1: the database lies in $elsewhere, linked from $place" >&2
  install -d -m 755 /var/lib/actors && install -d -m 700 -o "$owner" "$elsewhere"
  ln -sfn "$elsewhere" "$place"
  printf '%s\n' "$elsewhere"
}

# A cluster appears whole or not at all: it is made aside and moved into place.
_pg_create() {
  local dir=$1 place=$2 password
  say "Creating a Postgres cluster in $place ..."
  password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077 && printf '%s' "$password" > "$dir/postgres.password")
  _pg_as "$place" rm -rf "$place/new"
  printf '%s' "$password" | _pg_as "$place" sh -c 'umask 077 && cat > "$1/password"' - "$place"
  # A new segment of the log is filled with zeros while every commit waits: with the usual 16 MB for 60 to 90 ms.
  _pg_as "$place" "$pg_bin/initdb" -D "$place/new" --username=actors --pwfile="$place/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C --wal-segsize=1 >"$dir/postgres-create.log" 2>&1 ||
    fail "initdb failed; see $dir/postgres-create.log"
  _pg_as "$place" rm -f "$place/password"
  _pg_as "$place" sh -c 'cat >> "$1/new/postgresql.conf"' - "$place" <<'CONF'

# A development machine: loopback only, modest memory, durable.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 128MB
max_connections = 200
min_wal_size = 256MB
max_wal_size = 512MB
jit = off
CONF
  printf 'CREATE DATABASE actors;\n' | _pg_as "$place" "$pg_bin/postgres" --single -D "$place/new" postgres \
    >>"$dir/postgres-create.log" 2>&1
  _pg_as "$place" mv "$place/new" "$place/data"
}

# Whether the cluster's server lives. A pid that another program has since got, or nobody has reaped, does not count, and
# its file goes: Postgres would take it for a server. What is left of the old one it detects by its shared memory.
_pg_running() {
  local file=$1/data/postmaster.pid pid
  pid=$(_pg_as "$1" sed -n 1p "$file" 2>/dev/null) && [ -n "$pid" ] || return 1
  ! _pg_is_server "$pid" || return 0
  _pg_as "$1" rm -f "$file"
  return 1
}

_pg_is_server() {
  if [ -d /proc/self ]; then
    [[ "$(cat "/proc/$1/stat" 2>/dev/null)" == *"(postgres) "[!ZX]* ]]
  else
    [[ "$(ps -p "$1" -o stat=,comm=)" == [!Z]*postgres* ]]
  fi
}

# Keeps the last port if it is free. After kill -9 the old server's children need a moment to go: hence the attempts.
_pg_launch() {
  local place=$1 port attempt
  port=$(_pg_as "$place" cat "$place/port" 2>/dev/null) || port=$(_pg_random_port)
  for attempt in 1 2 3 4 5 6 7 8; do
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$(_pg_random_port); done
    if _pg_as "$place" "$pg_bin/pg_ctl" -D "$place/data" -l "$place/log" -w -t 60 -o "-p $port" start >/dev/null 2>&1; then
      _pg_as "$place" sh -c 'echo "$2" > "$1/port"' - "$place" "$port"
      return 0
    fi
    [ "$attempt" -lt 4 ] || port=$(_pg_random_port)
    sleep 0.5
  done
  _pg_as "$place" tail -n 5 "$place/log" >&2 || true
  fail "Postgres did not start; its log is $place/log"
}

_pg_random_port() { echo $((20000 + RANDOM % 12000)); }

# What ./run runs: one server, or with --cluster N that many silos and two gateways, each a process of its own.
# Sourced by ./run, which sets `silos`, `port`, `data` and `demo`, builds the host as `program`, and starts Postgres.

names=() pids=() ports=()

# Every TCP port that will be listened on.
member_ports() {
  local k
  echo "$port"
  [ "$silos" -eq 0 ] || echo $((port + 1))
  for k in $(seq "$silos"); do echo "$((port + 1 + k)) $((11110 + k)) $((29999 + k))"; done
}

# One address is public: the second gateway is a further instance, as behind a load balancer.
start_members() {
  local k
  if [ "$silos" -eq 0 ]; then
    start_member actors "$port" Actors__DemoFile="$demo"
    return
  fi

  [ -e "$Actors__MasterKeyFile" ] || (umask 077 && head -c 32 /dev/urandom | base64 >"$Actors__MasterKeyFile")
  for k in $(seq "$silos"); do
    start_member "silo-$k" $((port + 1 + k)) Actors__Cluster__Role=Silo \
      Actors__Cluster__SiloPort=$((11110 + k)) Actors__Cluster__GatewayPort=$((29999 + k))
  done
  start_member gateway-1 "$port" Actors__Cluster__Role=Gateway Actors__DemoFile="$demo"
  start_member gateway-2 $((port + 1)) Actors__Cluster__Role=Gateway
}

# Starts NAME on an HTTP port with settings of its own. The log of the last run stays beside the new one.
start_member() {
  local name=$1 http=$2 log=$data/$1.log
  shift 2
  [ ! -e "$log" ] || mv "$log" "$log.1"
  env "$@" "$program" --urls "http://127.0.0.1:$http" >"$log" 2>&1 9>&- &
  names+=("$name") pids+=($!) ports+=("$http")
}

# Waits until every member can serve and the demo tenant is there.
wait_for_members() {
  local i
  for _ in $(seq 600); do
    for i in "${!pids[@]}"; do
      kill -0 "${pids[i]}" 2>/dev/null || fail "${names[i]} did not start: $(last_words "$i")"
    done
    ! all_ready || return 0
    sleep 0.1
  done
  fail "not everything got ready in a minute; the logs are $data/*.log"
}

all_ready() {
  local i
  for i in "${!pids[@]}"; do is_ready "${ports[i]}" || return 1; done
  [ -e "$demo" ]
}

is_ready() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /readyz HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null
}

# One line for each, with what tells it from the others.
print_members() {
  local i
  for i in "${!pids[@]}"; do
    printf '  %-10s http://127.0.0.1:%-6s process %-8s .data/%s.log\n' "${names[i]}" "${ports[i]}" "${pids[i]}" "${names[i]}"
  done
}

# Says when a member ends; the others go on.
watch_members() {
  local i code
  while true; do
    for i in "${!pids[@]}"; do
      ! kill -0 "${pids[i]}" 2>/dev/null || continue
      code=0
      wait "${pids[i]}" 2>/dev/null || code=$?
      say "${names[i]} (process ${pids[i]}) ended with exit code $code: $(last_words "$i")"
      unset "pids[i]"
    done
    [ ${#pids[@]} -gt 0 ] || exit 1
    sleep 1 9>&- &
    wait $! || true
  done
}

# Why a member is gone, in its own words: its log's last critical line.
last_words() {
  local log=$data/${names[$1]}.log reason
  reason=$(words Critical "$log" | tail -n 1)
  say "${reason:-see its log, $log}"
}

# What the members warned of when they started.
print_warnings() {
  local name
  for name in "${names[@]}"; do words Warning "$data/$name.log" | sed 's/^/  Warning: /'; done
}

# The messages of a level in a log.
words() {
  { grep "\"LogLevel\":\"$1\"" "$2" || true; } | sed -E 's/.*"Message":"(([^"\\]|\\.)*)".*/\1/; s/\\u0022/"/g; s/\\u0027/'"'"'/g; s/\\u2026/…/g; s/\\(.)/\1/g'
}

# Drains the gateways before the silos that they need.
stop_members() {
  stop_those gateway-
  stop_those ''
}

stop_those() {
  local i
  for i in "${!pids[@]}"; do [[ ${names[i]} != "$1"* ]] || kill -TERM "${pids[i]}" 2>/dev/null || true; done
  for i in "${!pids[@]}"; do [[ ${names[i]} != "$1"* ]] || wait "${pids[i]}" 2>/dev/null || true; done
}

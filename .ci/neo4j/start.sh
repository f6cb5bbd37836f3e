#!/usr/bin/env bash
# Starts a real Neo4j Community for the tests, without Docker: jars from Maven Central, Java 17, 127.0.0.1 only.
# Says on stdout how to reach it, so that   eval "$(.ci/neo4j/start.sh)" && npm test   runs every store test on it.
# Run again while it is up, it only says so again. The graph starts empty each time. stop.sh ends it.
#   ENTENTE_NEO4J_CACHE  where jars and the instance lie (default ~/.cache/entente-neo4j)
#   ENTENTE_NEO4J_CONF   more lines for neo4j.conf
#   ENTENTE_NEO4J_KEEP   1: go on with the graph and the ports of the last start, as after a crash
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ENTENTE_NEO4J_CACHE:-$HOME/.cache/entente-neo4j}
home=$cache/server
instance=$cache/instance
password=entente-tests

fail() { echo "start.sh: $1" >&2; exit 1; }
command -v java >/dev/null || fail 'no java here; install a JDK or JRE 17 or 21'

say() {
  echo "export NEO4J_URI=bolt://127.0.0.1:$(cat "$instance/bolt.port")"
  echo "export NEO4J_USERNAME=neo4j NEO4J_PASSWORD=$password NEO4J_DATABASE=neo4j"
  echo "export ENTENTE_NEO4J_BROWSER=http://127.0.0.1:$(cat "$instance/http.port")/browser/"
  echo "export ENTENTE_NEO4J_GUIDE=http://localhost:$(cat "$instance/guide.port")"
}

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

# A pid alone may have been given to another process since: its command line must be ours.
if [[ -f $instance/pid ]] && tr '\0' ' ' <"/proc/$(cat "$instance/pid")/cmdline" 2>/dev/null | grep -qF -- "$instance/conf"; then
  say
  exit
fi

# The pom's hash names what was fetched: another version fetches anew, a broken download is never taken for a whole one.
wanted=$(sha256sum "$here/pom.xml" | cut -d' ' -f1)
if [[ $(cat "$home/fetched" 2>/dev/null) != "$wanted" ]]; then
  command -v mvn >/dev/null || fail 'no mvn here to fetch Neo4j with; install Maven 3'
  echo 'start.sh: fetching Neo4j (139 MB, once)' >&2
  rm -rf "$home"
  mkdir -p "$home/lib"
  mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DincludeTypes=jar \
    -DoutputDirectory="$home/lib" >&2 || fail 'Maven could not fetch Neo4j; see its lines above'
  echo "$wanted" >"$home/fetched"
fi

flags=(-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED)

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); });'
}

prepare() {
  rm -rf "$instance"
  mkdir -p "$instance"/{conf,data,logs,run,import,plugins}
  free_port >"$instance/bolt.port"
  free_port >"$instance/http.port"
  free_port >"$instance/guide.port"
  {
    for folder in data logs run import plugins; do echo "server.directories.$folder=$instance/$folder"; done
    echo "server.directories.lib=$home/lib"
    echo 'server.default_listen_address=127.0.0.1'
    echo "server.bolt.listen_address=127.0.0.1:$(cat "$instance/bolt.port")"
    echo "server.bolt.advertised_address=127.0.0.1:$(cat "$instance/bolt.port")"
    echo "server.http.listen_address=127.0.0.1:$(cat "$instance/http.port")"
    echo 'server.https.enabled=false'
    echo 'server.memory.pagecache.size=128m'
    # Else 517 MB of transaction log are laid out for a graph of a few.
    echo 'db.tx_log.preallocate=false'
    echo 'dbms.usage_report.enabled=false'
    # As in docker-compose.yml; the Browser test serves the guide there.
    echo "browser.post_connect_cmd=style http://localhost:$(cat "$instance/guide.port")/style.grass"
    echo "${ENTENTE_NEO4J_CONF:-}"
  } >"$instance/conf/neo4j.conf"
  NEO4J_HOME=$home NEO4J_CONF=$instance/conf java "${flags[@]}" -cp "$home/lib/*" \
    org.neo4j.server.startup.Neo4jAdminBoot dbms set-initial-password "$password" >"$instance/logs/admin.log" 2>&1 ||
    fail "no password could be set; see $instance/logs/admin.log"
}

if [[ ${ENTENTE_NEO4J_KEEP:-} != 1 || ! -f $instance/http.port ]]; then prepare; fi
nohup java "${flags[@]}" -cp "$home/lib/*" org.neo4j.server.CommunityEntryPoint \
  --home-dir="$home" --config-dir="$instance/conf" >"$instance/logs/console.log" 2>&1 9>&- &
echo $! >"$instance/pid"

for _ in $(seq 240); do
  if ! kill -0 "$(cat "$instance/pid")" 2>/dev/null; then fail "Neo4j ended at once; see $instance/logs/console.log"; fi
  # Browser's port opens after Bolt's.
  if (exec 3<>"/dev/tcp/127.0.0.1/$(cat "$instance/http.port")") 2>/dev/null; then
    say
    exit
  fi
  sleep 0.5
done
fail "Neo4j did not answer within two minutes; see $instance/logs"

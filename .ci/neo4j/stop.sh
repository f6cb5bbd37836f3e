#!/usr/bin/env bash
# Ends the Neo4j that start.sh started, and deletes its graph; the fetched jars stay.
set -euo pipefail
instance=${ENTENTE_NEO4J_CACHE:-$HOME/.cache/entente-neo4j}/instance
[[ -f $instance/pid ]] || exit 0
pid=$(cat "$instance/pid")
if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$instance/conf"; then
  kill "$pid"
  for _ in $(seq 60); do kill -0 "$pid" 2>/dev/null || break; sleep 0.5; done
  kill -9 "$pid" 2>/dev/null || true
fi
rm -rf "$instance"

#!/usr/bin/env bash
# Makes the tools ready that read our exports in the tests: networkx and rdflib in a Python of their own, and Gephi's toolkit.
# Says on stdout where they are, so that   eval "$(.ci/readers/start.sh)" && npm test   has every export read.
#   ENTENTE_READERS_CACHE  where they lie (default ~/.cache/entente-readers)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ENTENTE_READERS_CACHE:-$HOME/.cache/entente-readers}
toolkit=org.gephi:gephi-toolkit:0.10.1:jar:all
jar=$cache/gephi-toolkit-0.10.1-all.jar

fail() { echo "start.sh: $1" >&2; exit 1; }
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9

# The hash of the list names what was installed: another list installs anew, a broken installation is never taken for a whole one.
wanted=$(sha256sum "$here/requirements.txt" | cut -d' ' -f1)
if [[ $(cat "$cache/installed" 2>/dev/null) != "$wanted" ]]; then
  rm -rf "$cache/python"
  python3 -m venv "$cache/python" >&2 || fail 'no Python 3.11 or newer with venv here; install python3 and python3-venv'
  "$cache/python/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2 ||
    fail 'pip could not install networkx and rdflib; see its lines above'
  echo "$wanted" >"$cache/installed"
fi

if [[ ! -f $jar ]]; then
  command -v mvn >/dev/null || fail "no mvn here to fetch Gephi's toolkit with; install Maven 3"
  echo "start.sh: fetching Gephi's toolkit (79 MB, once)" >&2
  rm -rf "$cache/fetching"
  mvn -B -q dependency:copy -Dartifact="$toolkit" -DoutputDirectory="$cache/fetching" >&2 ||
    fail "Maven could not fetch Gephi's toolkit; see its lines above"
  mv "$cache/fetching/${jar##*/}" "$jar"
fi

echo "export ENTENTE_PYTHON=$cache/python/bin/python ENTENTE_GEPHI=$jar"

#!/usr/bin/env bash
# Holds every description in spec/ against two validators, Redocly and Spectral. Exits with 1 when either finds an error.
# Warnings are shown and do not fail. Installs the validators when they are missing; nothing else needs a network.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd -- "$here"

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

# Nothing of it needs an install script. A broken-off install is made anew.
if [[ ! -x node_modules/.bin/redocly || ! -x node_modules/.bin/spectral ]]; then
  npm ci --ignore-scripts --no-audit --no-fund
fi

shopt -s nullglob
descriptions=(../../spec/*.yaml)
if [[ ${#descriptions[@]} -eq 0 ]]; then
  echo "validate.sh: no description in spec/" >&2
  exit 1
fi

# Both run, so that one call reports every problem.
failed=0

echo "== redocly"
node_modules/.bin/redocly lint --config redocly.yaml "${descriptions[@]}" || failed=1

echo "== spectral"
node_modules/.bin/spectral lint --ruleset .spectral.yaml --fail-severity error "${descriptions[@]}" || failed=1

exit "$failed"

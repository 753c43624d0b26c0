#!/usr/bin/env bash
# A changed text in the description: `check` says so, `generate` mends it, and the snapshots show that text and nothing else.
# Works on a copy of the tree, so that the tree itself stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

oasmith="$PWD/${CARGO_TARGET_DIR:-target}/debug/oasmith"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r oasmith.toml spec generated-client "$copy"
cd "$copy"

"$oasmith" check
before=$(find generated-client -type f -printf '%T@ %p\n' | sort)
"$oasmith" generate --quiet 2>/dev/null || "$oasmith" generate
after=$(find generated-client -type f -printf '%T@ %p\n' | sort)
[[ $before == "$after" ]] || { echo "a second run wrote a file" >&2; exit 1; }

sed -i 's/ID of the workflow for stopping a backup/ID of the changed workflow/' spec/geminidb.yaml
code=0; "$oasmith" check || code=$?
[[ $code == 1 ]] || { echo "check exits with $code, not 1, when the description changed" >&2; exit 1; }
cp -r generated-client before
"$oasmith" generate
# The lock file has the hash of the description; beside it only the changed text differs.
changed=$(diff -r -x oasmith.lock before generated-client | grep '^[<>]' || true)
expected='<     /// ID of the workflow for stopping a backup
>     /// ID of the changed workflow'
[[ $changed == "$expected" ]] || { printf 'the change is not the text alone:\n%s\n' "$changed" >&2; exit 1; }
"$oasmith" check

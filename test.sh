#!/usr/bin/env bash
# Everything that proves the product: SQLite, PostgreSQL and a real browser.
#   ./test.sh         a seeded sample of what is large
#   ./test.sh --all   the full size
# As root on Debian it installs what is missing (PostgreSQL, Chromium); elsewhere it uses what it finds.
# URAMOST_NO_SKIP=1 turns every skipped test for want of a tool into a failure.
set -uo pipefail
cd "$(dirname "$0")"
explicit=off
[ "${1:-}" = "--all" ] && export URAMOST_TEST_ALL=1 && explicit=on

missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
[ -n "${URAMOST_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null || exit 1
  else
    echo "Not found: ${missing[*]} (tests that need them are skipped and say so)"
  fi
fi

dotnet build Uramost.slnx --nologo -v q || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0 broken=0
for project in tests/*.Tests; do
  name=Uramost.$(basename "$project")
  "./$project/bin/Debug/net10.0/$name" -noColor -explicit "$explicit" >"$log" 2>&1
  code=$?
  cat "$log"
  summary=$(grep -oE "$name +Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+" "$log" | tail -1)
  read -r total errors fails skips < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<<"${summary:-x}")
  if [ -z "$summary" ] || [ "$total" -eq 0 ]; then
    echo "$name ran no test (code $code)"
    broken=$((broken + 1))
    continue
  fi
  passed=$((passed + total - errors - fails - skips))
  failed=$((failed + errors + fails))
  skipped=$((skipped + skips))
  [ "$code" -ne 0 ] && [ $((errors + fails)) -eq 0 ] && { echo "$name ended with code $code"; broken=$((broken + 1)); }
done

failed=$((failed + broken))
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]

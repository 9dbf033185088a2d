#!/usr/bin/env bash
# A gate for any server that runs a shell: call it after the tests, from the root of the team's repository.
#
#   FIREBREAK_HOME=/opt/firebreak docs/ci/gate.sh traces/
#
# It ends with the exit code of the gate, and leaves all reports in firebreak-report/.
set -euo pipefail

home=${FIREBREAK_HOME:-$(cd "$(dirname "$0")/../.." && pwd)}
FIREBREAK=$("$home/scripts/ci/install")
FIREBREAK_PATHS=$(printf '%s\n' "$@")
export FIREBREAK FIREBREAK_PATHS

# In a pull request, judge only what touches the services that it changes; uncomment for folders services/NAME.
# FIREBREAK_CHANGED=$("$home/scripts/ci/changed-services" services origin/main)
# export FIREBREAK_CHANGED

exec "$home/scripts/ci/gate"

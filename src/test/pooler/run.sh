#!/bin/bash
# The operations and their sessions through a pgbouncer in transaction mode before an embedded
# server: src/test/pooler/run.sh /usr/sbin/pgbouncer [mvn options], after mvn test-compile.
# Pooler and server end with the tests, whatever becomes of them.
set -euo pipefail
cd "$(dirname "$0")/../../.."
pgbouncer=$1; shift
tests=BehindPooler
for package in items parents conversations jsonb keys mapping session; do
  tests+=",dev.lintel.$package.*Test"
done
tests+=',!DatabaseSettingsTest'       # start-up options and application_name, which it does not pass on
tests+=',!DatabaseUrlSecrecyTest'     # it lets every user in, and the server never sees the password
tests+=',!HostSettingsTest#anotherSchemaWorksAsWell'  # migrates: a lock of the session's
tests+=',!ItemOperationsAllocationTest' # without prepared statements the driver needs more
tests+=',!ItemOperationsCostTest#nullsAndValuesShareAPreparedStatement' # there are none
exec mvn -B -ntp surefire:test -Dlintel.test.server="pgbouncer:$pgbouncer" -Dtest="$tests" "$@"

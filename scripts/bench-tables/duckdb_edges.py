"""Which service calls which, as DuckDB finds it in OTLP JSON lines.

usage: python3 scripts/bench-tables/duckdb_edges.py FILE

DuckDB answers far less: which service calls which, how often, with how many errors and which durations, found by parent
ids alone. It has no part in the databases, in queues that only links tie together, or in how failures spread. The query
parses each line once with an explicit schema, which is several times faster than reading the file as a table.
"""
import sys

import duckdb

PAIRS = '[{"key": "VARCHAR", "value": {"stringValue": "VARCHAR"}}]'
SPAN = (
    '{"traceId": "VARCHAR", "spanId": "VARCHAR", "parentSpanId": "VARCHAR", "kind": "UTINYINT", '
    '"startTimeUnixNano": "BIGINT", "endTimeUnixNano": "BIGINT", "status": {"code": "UTINYINT"}}')
FORM = '{"resourceSpans": [{"resource": {"attributes": %s}, "scopeSpans": [{"spans": [%s]}]}]}' % (PAIRS, SPAN)

base = duckdb.connect()
base.execute("set preserve_insertion_order = false")
base.execute(f"""
  create temp table spans as
  with resources as (
    select unnest(from_json(json, '{FORM}').resourceSpans) as one
    from read_json_objects('{sys.argv[1]}', format = 'newline_delimited')
  ), scopes as (
    select list_filter(one.resource.attributes, lambda pair: pair.key = 'service.name')[1].value.stringValue as service,
           unnest(one.scopeSpans) as scope
    from resources
  ), found as (select service, unnest(scope.spans) as span from scopes)
  select service, span.traceId as trace, span.spanId as id, span.parentSpanId as parent, span.kind as kind,
         span.endTimeUnixNano - span.startTimeUnixNano as duration, coalesce(span.status.code, 0) = 2 as failed
  from found
""")
rows = base.execute("""
  select caller.service, callee.service, callee.kind = 5 as queued, count(*), count(*) filter (callee.failed),
         approx_quantile(callee.duration, [0.5, 0.95, 0.99])
  from spans callee join spans caller on callee.trace = caller.trace and callee.parent = caller.id
  where callee.kind in (2, 5) and callee.parent <> ''
  group by all
""").fetchall()
print(len(rows))

"""The whole report of firebreak against a query of DuckDB for edges alone."""
import os
import sys

from measuring import heading, in_turn, middle, ratio, row
from trace_files import GIGABYTE, bytes_of

TITLE = "Against DuckDB"
SIZES = ("10M", "100M", "1G")
QUERY = os.path.join(os.path.dirname(__file__), "duckdb_edges.py")
COLUMNS = ("size", "spans", "firebreak", "DuckDB, edges", "wall ratio", "CPU ratio", "peak memory")


def show(firebreak, files, sizes, runs):
    heading(*COLUMNS)
    for size in sizes:
        compare(firebreak, files, size, runs)


def compare(firebreak, files, size, runs):
    is_large = bytes_of(size) > GIGABYTE
    path = files.path(size)
    memory = ["--memory", "1G"] if is_large else []
    results = in_turn({
        "ours": [firebreak, "report", path, "--format", "json"] + memory,
        "theirs": [sys.executable, QUERY, path],
    }, runs)
    ours, theirs = results["ours"], results["theirs"]
    row(
        size + (" with `--memory 1G`" if is_large else ""), "{:,}".format(files.spans(path)),
        "%.2f s" % middle(ours, lambda r: r.wall), "%.2f s" % middle(theirs, lambda r: r.wall),
        "%.2f" % ratio(ours, theirs, lambda r: r.wall), "%.2f" % ratio(ours, theirs, lambda r: r.user + r.system),
        "%.0f and %.0f MiB" % (middle(ours, lambda r: r.peak), middle(theirs, lambda r: r.peak)))
    if is_large and not os.environ.get("KEEP"):
        files.remove(path)

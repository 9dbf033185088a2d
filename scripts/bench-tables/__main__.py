"""Prints tables of measurements in Markdown: called by scripts/bench, which describes the modes.

usage: python3 scripts/bench-tables FIREBREAK FOLDER RUNS MODE [SIZE...]
"""
import os
import platform
import sys

import against_duckdb
import by_format
import hard_cases
from trace_files import TraceFiles

TABLES = {"duckdb": against_duckdb, "formats": by_format, "cases": hard_cases}


def processor():
    """What the system calls the processor."""
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main(firebreak, folder, runs, mode, sizes):
    modes = list(TABLES) if mode == "all" else [mode]
    files = TraceFiles(folder, firebreak)
    print("%d × %s; medians of %d runs in turn, after one that warms up" % (os.cpu_count(), processor(), runs))
    for mode in modes:
        table = TABLES[mode]
        print("\n## %s\n" % table.TITLE, flush=True)
        table.show(firebreak, files, sizes or table.SIZES, runs)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5:])

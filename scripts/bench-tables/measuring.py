"""Runs commands in turn and keeps what each run took."""
import os
import statistics
import subprocess
import sys
import time
from collections import namedtuple

# Seconds, and MiB for the peak.
Run = namedtuple("Run", "wall user system peak")


def run(command):
    """What one process took. Linux counts its parent's peak as its own: this program must stay small."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("failed: " + " ".join(command[:6]))
    # Linux counts KiB, macOS bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / unit)


def in_turn(commands, runs):
    """The runs of each command, by its key. All run once, then all again, so that a busy moment meets all alike."""
    results = {key: [] for key in commands}
    for number in range(runs + 1):
        for key, command in commands.items():
            result = run(command)
            if number > 0:  # The first round warms the cache of files.
                results[key].append(result)
    return results


def middle(runs, pick):
    return statistics.median(map(pick, runs))


def ratio(runs, others, pick):
    """The median of the ratios of runs that stood beside each other."""
    return statistics.median(pick(one) / pick(other) for one, other in zip(runs, others))


def heading(*columns):
    print("| %s |\n|%s" % (" | ".join(columns), "---|" * len(columns)), flush=True)


def row(*cells):
    print("| %s |" % " | ".join(cells), flush=True)

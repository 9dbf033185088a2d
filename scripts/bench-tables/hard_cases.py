"""What costs an analyzer most, beside the plain file of the same size: on one thread, so that times tell of work."""
from measuring import heading, in_turn, middle, row

TITLE = "Hard cases"
SIZES = ("100M",)
CASES = {
    "plain": "jsonl",
    "all spans in one trace": "one-trace",
    "traces of one span": "single",
    "lines of 6 MB": "long-lines",
    "100,000 operations": "operations",
    "identifiers that agree in their lower 44 bits": "collisions",
    "children before parents, the latest first": "backwards",
}


def show(firebreak, files, sizes, runs):
    for size in sizes:
        table(firebreak, files, size, runs)
        print()


def table(firebreak, files, size, runs):
    paths = {case: files.path(size, kind) for case, kind in CASES.items()}
    spans = {case: files.spans(path) for case, path in paths.items()}
    results = in_turn(
        {case: [firebreak, "report", path, "--format", "json", "--threads", "1"] for case, path in paths.items()}, runs)
    each = {case: middle(taken, lambda r: r.user) / spans[case] for case, taken in results.items()}
    heading("case, %s, one thread" % size, "spans", "wall", "user", "user, a span", "plain = 1", "peak memory")
    for case, taken in results.items():
        row(
            case, "{:,}".format(spans[case]), "%.2f s" % middle(taken, lambda r: r.wall),
            "%.2f s" % middle(taken, lambda r: r.user), "%.2f µs" % (each[case] * 1e6),
            "%.2f" % (each[case] / each["plain"]), "%.0f MiB" % middle(taken, lambda r: r.peak))

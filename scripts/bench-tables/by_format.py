"""The same report from every format and compression, with either engine, on one thread and on two."""
from measuring import heading, in_turn, middle, ratio, row

TITLE = "By format, engine and threads"
SIZES = ("100M",)
ENGINES = ("cursor", "json-c")
THREADS = (1, 2)
# The programs that a compressed input is held against.
DECOMPRESSORS = {".gz": ("gunzip", "-c"), ".zst": ("unzstd", "-q", "-c")}
COLUMNS = (
    "input, %s", "spans", "engine", "threads", "wall", "user", "user, a span", "spans a second, OTLP JSON = 1",
    "peak memory", "decompressor alone, wall")


def inputs(files, size):
    """What is read by its name: path, spans, and the ending of what is compressed."""
    lines = files.path(size)
    spans = files.spans(lines)
    found = {"OTLP JSON lines": (lines, spans, None)}
    for name, kind in (("Jaeger", "jaeger"), ("Zipkin", "zipkin"), ("OTLP protobuf", "protobuf")):
        path = files.path(size, kind)
        found[name] = (path, files.spans(path), None)
    for name, ending in (("OTLP JSON lines, gzip", ".gz"), ("OTLP JSON lines, zstd", ".zst")):
        path = files.compressed(lines, ending)
        if path:
            found[name] = (path, spans, ending)
    return found


def commands(firebreak, found):
    all_ = {}
    for name, (path, _, ending) in found.items():
        # What is binary has no JSON to read.
        for engine in ENGINES[:1] if name == "OTLP protobuf" else ENGINES:
            for threads in THREADS:
                all_[name, engine, threads] = [
                    firebreak, "report", path, "--format", "json", "--json-engine", engine, "--threads", str(threads)]
        if ending:
            all_[name] = [*DECOMPRESSORS[ending], path]
    return all_


def show(firebreak, files, sizes, runs):
    for size in sizes:
        table(firebreak, files, size, runs)
        print()


def table(firebreak, files, size, runs):
    found = inputs(files, size)
    results = in_turn(commands(firebreak, found), runs)
    plain_spans = found["OTLP JSON lines"][1]
    heading(COLUMNS[0] % size, *COLUMNS[1:])
    for key, taken in results.items():
        if key in found:
            continue
        name, engine, threads = key
        _, spans, ending = found[name]
        plain = results["OTLP JSON lines", "cursor", threads]
        speed = spans / plain_spans / ratio(taken, plain, lambda r: r.wall)
        user = middle(taken, lambda r: r.user)
        row(
            name, "{:,}".format(spans), "none" if name == "OTLP protobuf" else engine, str(threads),
            "%.2f s" % middle(taken, lambda r: r.wall), "%.2f s" % user, "%.2f µs" % (user / spans * 1e6), "%.2f" % speed,
            "%.0f MiB" % middle(taken, lambda r: r.peak),
            "%.2f s" % middle(results[name], lambda r: r.wall) if ending else "")

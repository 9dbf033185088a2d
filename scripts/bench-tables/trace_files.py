"""The files that are measured: generated where they are missing, and kept for the next time."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

COPIES = os.path.join(os.path.dirname(__file__), "copies.py")
GIGABYTE = 10**9
FORMATS = ("protobuf", "jaeger", "zipkin")
COMPRESSORS = {".gz": ("gzip", "-c"), ".zst": ("zstd", "-q", "-c")}


def bytes_of(size):
    """10M, 1G and the like, as scripts/generate-traces takes them."""
    return int(float(size.rstrip("kMG")) * {"k": 10**3, "M": 10**6, "G": GIGABYTE}.get(size[-1], 1))


class TraceFiles:
    def __init__(self, folder, firebreak):
        self.folder = folder
        self.firebreak = firebreak

    def path(self, size, kind="jsonl"):
        """A generated file: OTLP JSON lines, another format, or a case of scripts/generate-traces."""
        path = os.path.join(self.folder, "%s.%s" % (size, kind))
        if not os.path.exists(path):
            if kind == "jsonl" and bytes_of(size) > GIGABYTE:
                self.make(path, lambda part: self.copy(size, part))
            else:
                self.make(path, lambda part: self.generate(size, kind, part))
        return path

    def compressed(self, path, ending):
        """The same file compressed; None where the machine lacks the program."""
        command = COMPRESSORS[ending]
        if not os.path.exists(path + ending):
            if not shutil.which(command[0]):
                return None
            self.make(path + ending, lambda part: self.compress(path, command, part))
        return path + ending

    def spans(self, path):
        """How many spans a file has: as its generator counted them, else as the report does."""
        counted = path + ".spans"
        if not os.path.exists(counted):
            with tempfile.TemporaryFile() as report:
                subprocess.run([self.firebreak, "report", path, "--format", "json"], stdout=report, check=True)
                report.seek(0)
                # The evidence stands in front. The whole could be large: see `run` in measuring.py.
                self.note(path, int(re.search(rb'"spans": *([0-9]+)', report.read(4096))[1]))
        with open(counted) as file:
            return int(file.read())

    def note(self, path, spans):
        with open(path + ".spans", "w") as file:
            file.write("%d\n" % spans)

    def make(self, path, write):
        """Nothing that is half written keeps the name of a file."""
        print("writing " + path, file=sys.stderr)
        part = path + ".part"
        spans = write(part)
        if spans is not None:
            self.note(path, spans)
        os.rename(part, path)

    def generate(self, size, kind, part):
        what = [] if kind == "jsonl" else ["--format", kind] if kind in FORMATS else ["--case", kind]
        made = subprocess.run(
            ["scripts/generate-traces", part, "--size", size] + what, stderr=subprocess.PIPE, text=True, check=True)
        return int(made.stderr.split()[0])

    def copy(self, size, part):
        """Large files are copies of the one of a gigabyte: a system does not change tenfold because it runs longer."""
        source = self.path("1G")
        times = -(-bytes_of(size) // GIGABYTE)
        need = os.path.getsize(source) * times
        if shutil.disk_usage(self.folder).free < need:
            sys.exit("%s needs %.0f GB of disk in %s" % (size, need / GIGABYTE, self.folder))
        subprocess.run([sys.executable, COPIES, source, part, str(times)], check=True)
        return self.spans(source) * times

    def compress(self, path, command, part):
        with open(path, "rb") as source, open(part, "wb") as target:
            subprocess.run(command, stdin=source, stdout=target, check=True)

    def remove(self, path):
        for name in (path, path + ".spans"):
            if os.path.exists(name):
                os.remove(name)

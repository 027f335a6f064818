#!/usr/bin/env python3
"""Collections of generated pictures as they grow: ingestion, bytes, queries, opening. Words are given, so this is the inverted
file alone, without pictures, features or vocabularies.

    swift build -c release
    python3 bench/collection/growth.py --bench .build/release/collection-benchmark --work DIR --out results

Pictures have 1,000 features (`--features`), in words drawn by a power law (`--exponent`: the r-th word is as likely as 1/r^exponent;
1 is Zipf's law), signatures by chance; every thousandth is a near-copy of another one. A query is such a near-copy: both must be
the first two results. Measured on one thread; `cold` is a new process whose file is in the system's cache.

`--work` keeps the result of each part: what is there is not measured again, unless `--again` names it. Collections are made in `--work` and
removed. Written: results.json, summary.md, growth.svg, command.txt.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "words"))

import growth_summary
from measured_process import run
from parts import Parts

COLD_RUNS = 9
MEMORY_BATCH = 8_000_000
"""Features a transaction: memory stays below 700 MB with them."""


class Growth:
    def __init__(self, arguments):
        self.arguments = arguments
        settings = {"features": arguments.features, "exponent": arguments.exponent, "words": arguments.words}
        self.parts = Parts(arguments.work, settings, arguments.parts, arguments.again)

    def bench(self, *command):
        result = run([self.arguments.bench, *map(str, command)])
        return (json.loads(result["output"]) if result["output"] else {}) | {"process": {
            "seconds": result["seconds"], "cpuSeconds": result["cpuSeconds"], "peakBytes": result["peakBytes"]}}

    def model(self):
        return ["--features", self.arguments.features, "--exponent", self.arguments.exponent, "--words", self.arguments.words]

    def measure(self, kind, count):
        """One collection, from nothing to removed."""
        folder = self.parts.path(f"collection-{kind}-{count}")
        shutil.rmtree(folder, ignore_errors=True)
        scoring = ["--scoring", "bow" if kind == "lean" else "hamming"]
        try:
            result = {"kind": kind, "pictures": count, "grown": self.bench(
                "grow", folder, "--pictures", count, "--kind", kind, "--batch", self.arguments.batch, *self.model())}
            result["fresh"] = self.bench("query", folder, *scoring, *self.model())
            compacted = self.bench("compact", folder)
            result["compacted"] = self.bench("query", folder, *scoring, *self.model())
            result["compacted"]["compactSeconds"] = compacted["process"]["seconds"]
            if kind == "full":
                result["threeWords"] = self.bench("query", folder, "--words-per-feature", 3, *self.model())
            result["bytes"] = sum(
                os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(folder) for name in names
                if name != "lock.mdb")
            cold = [self.bench("query", folder, "--queries", 1, *scoring, *self.model()) for _ in range(COLD_RUNS)]
            result["coldMilliseconds"] = statistics.median(c["firstAnswerMilliseconds"] for c in cold)
            result["coldProcessMilliseconds"] = statistics.median(1000 * c["process"]["seconds"] for c in cold)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return result


def command_text(arguments):
    processor = next((l.split(": ")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "describe", "--always", "--abbrev=40", "--dirty=, with changes"], capture_output=True, text=True, cwd=HERE)
    words = [os.path.basename(word) if os.path.isabs(word) else word for word in sys.argv[1:]]
    return "\n".join([
        "bench/collection/growth.py " + " ".join(words), "", f"commit: {commit.stdout.strip() or 'unknown'}",
        f"processor: {processor}, {os.cpu_count()} of them", f"Python {platform.python_version()}"]) + "\n"


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, help="the program collection-benchmark")
    parser.add_argument("--out", required=True, help="the folder for the results")
    parser.add_argument("--work", help="a folder that keeps what was measured, and room for the collections")
    parser.add_argument("--full", type=int, nargs="*", default=[1000, 10_000, 100_000], help="pictures of full collections")
    parser.add_argument("--lean", type=int, nargs="*", default=[1000, 10_000, 100_000], help="pictures of lean ones")
    parser.add_argument("--features", type=int, default=1000)
    parser.add_argument("--words", type=int, default=65536)
    parser.add_argument("--exponent", type=float, default=1.0)
    parser.add_argument("--batch", type=int, default=MEMORY_BATCH, help="features a transaction")
    parser.add_argument("--parts", nargs="+", help="names of parts to measure, as full-1000")
    parser.add_argument("--again", nargs="+", default=[], help="parts to measure although there is a result")
    return parser.parse_args()


def main():
    arguments = parse()
    temporary = None
    if not arguments.work:
        temporary = tempfile.TemporaryDirectory()
        arguments.work = temporary.name
    os.makedirs(arguments.out, exist_ok=True)
    growth = Growth(arguments)
    results = []
    for kind, counts in (("full", arguments.full), ("lean", arguments.lean)):
        for count in counts:
            result = growth.parts.part(f"{kind}-{count}", lambda: growth.measure(kind, count))
            if result:
                results.append(result)
    for name, text in (
        ("results.json", json.dumps(results, indent=1) + "\n"), ("summary.md", growth_summary.text(results)),
        ("growth.svg", growth_summary.plot(results)), ("command.txt", command_text(arguments)),
    ):
        with open(os.path.join(arguments.out, name), "w") as file:
            file.write(text)
    print(growth_summary.text(results))


if __name__ == "__main__":
    main()

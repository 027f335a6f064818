#!/usr/bin/env python3
"""Building and searching vocabularies beside Faiss: the same descriptors, start, rounds and number of threads.

    python3 -m venv V && V/bin/pip install faiss-cpu numpy
    swift build -c release
    V/bin/python bench/words/compare_faiss.py --sightline .build/release/sightline \\
        --bench .build/release/words-benchmark --images DIR --out results

The descriptors are Sightline's default features of the pictures, as bytes; `--descriptors FILE` takes them ready made (128
bytes a row, nothing else). What is measured, and what must be reached, stands in the summary. The whole takes about half an hour on two
processors, most of it Faiss's approximate clustering and, before it, its graph.

`--work DIR` keeps each part's result: what is there is not measured again, and `--parts` names those to do now. So the parts
can be run one by one, when nobody else uses the machine.

Written: results.json, summary.md, command.txt.
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

import numpy as np

import sightline_clustering
import summary
from measured_process import run
from vectors import describe_pictures, mean_squared_error, read_bytes, write_bvecs

HERE = os.path.dirname(os.path.abspath(__file__))
SEED, THREADS = 1, 2
CLUSTERINGS = {
    "exact": {"rows": 1_000_000, "words": 4096, "rounds": 10, "method": "flat", "measured_on": None},
    "approximate": {"rows": None, "words": 65536, "rounds": 6, "method": "approximate", "measured_on": 200_000},
}
QUERIES = 20_000
ONE_PICTURE = 2000
MILLION = {"rows": 3_000_000, "words": 1_000_000, "rounds": 1}


class Work:
    """The folder of results of parts."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.folder = arguments.work

    def path(self, name):
        return os.path.join(self.folder, name)

    def part(self, name, measure):
        """The result of a part: read, or measured now, or nothing when it is not asked for."""
        path = self.path(name + ".json")
        if os.path.exists(path):
            with open(path) as file:
                return json.load(file)
        if self.arguments.parts and name.split("-")[0] not in self.arguments.parts:
            return None
        print(f"== {name}", file=sys.stderr, flush=True)
        load = os.getloadavg()[0]
        result = measure() | {"loadBefore": round(load, 2)}
        with open(path + ".part", "w") as file:
            json.dump(result, file)
        os.replace(path + ".part", path)
        return result


def descriptors(work):
    path = work.path("descriptors.u8")
    if not os.path.exists(path):
        if work.arguments.descriptors:
            shutil.copyfile(work.arguments.descriptors, path)
        elif work.arguments.images:
            describe_pictures(work.arguments.sightline, work.arguments.images, work.path("features"), path)
        else:
            raise SystemExit("give --images or --descriptors")
    return read_bytes(path)


def clustering(work, name, rows):
    """Both sides' clustering of the first rows, one after the other, and the error of both sets of centres."""
    what = CLUSTERINGS[name]
    rows = rows[: what["rows"] or len(rows)]
    vocabulary, vectors = work.path(name + ".slv"), work.path(name + ".bvecs")

    def ours():
        write_bvecs(vectors, rows)
        account = sightline_clustering.build(
            work.arguments.sightline, vocabulary, vectors, what["words"], what["method"], what["rounds"], SEED, THREADS)
        os.remove(vectors)
        return account

    def faiss():
        return json.loads(run([
            sys.executable, os.path.join(HERE, "faiss_clustering.py"), name, work.path("descriptors.u8"),
            work.path(name + "-faiss.npy"), "--rows", str(len(rows)), "--words", str(what["words"]),
            "--rounds", str(what["rounds"]), "--seed", str(SEED), "--threads", str(THREADS)])["output"])

    def errors():
        centres = sightline_clustering.centres(work.arguments.sightline, vocabulary, work.path(name + ".fvecs"))
        return {
            "sightline": mean_squared_error(centres, rows, what["measured_on"]),
            "faiss": mean_squared_error(np.load(work.path(name + "-faiss.npy")), rows, what["measured_on"]),
            "rows": min(len(rows), what["measured_on"] or len(rows))}

    result = {"sightline": work.part(name + "-sightline", ours), "faiss": work.part(name + "-faiss", faiss)}
    if all(result.values()):
        result["errors"] = work.part(name + "-errors", errors)
    return result


def queries(work, rows):
    """Some rows, spread evenly."""
    path = work.path("queries.u8")
    rows[np.linspace(0, len(rows) - 1, QUERIES).astype(np.int64)].tofile(path)
    return path


def searching(work, rows):
    path, vocabulary = queries(work, rows), work.path("approximate.slv")
    centres = work.path("approximate.fvecs")

    def ours():
        return json.loads(run([work.arguments.bench, "search", vocabulary, path])["output"])

    def faiss():
        sightline_clustering.centres(work.arguments.sightline, vocabulary, centres)
        return json.loads(run([sys.executable, os.path.join(HERE, "faiss_searching.py"), centres, path])["output"])

    return {"sightline": work.part("searching-sightline", ours), "faiss": work.part("searching-faiss", faiss)}


def peak(work, rows):
    def measure():
        result = run([work.arguments.bench, "peak", work.path("exact.slv"), queries(work, rows)])
        return json.loads(result["output"])

    return work.part("peak", measure)


def opening(work, rows):
    """A process that opens a vocabulary and finds the words of one picture, and goes."""
    path = work.path("picture.oxford")
    with open(path, "w") as file:
        file.write(f"128\n{ONE_PICTURE}\n")
        for row in rows[:ONE_PICTURE]:
            file.write("1 2 0.01 0 0.01 " + " ".join(map(str, row)) + "\n")

    def measure():
        runs = [run([work.arguments.bench, "assign-one", work.path("approximate.slv"), path]) for _ in range(20)]
        own = [json.loads(r["output"]) for r in runs]
        return {"milliseconds": [1000 * r["seconds"] for r in runs],
                "median": 1000 * statistics.median(r["seconds"] for r in runs),
                "medianWithin": {key: statistics.median(o[key] for o in own) for key in own[0] if "Milli" in key}}

    return work.part("opening", measure)


def million(work):
    """A million words: the process's peak memory against descriptors and centres."""
    vectors, vocabulary = work.path("million.bvecs"), work.path("million.slv")

    def measure():
        write_synthetic(vectors)
        account = sightline_clustering.build(
            work.arguments.sightline, vocabulary, vectors, MILLION["words"], "approximate", MILLION["rounds"], SEED,
            THREADS, memory="4G")
        os.remove(vectors)
        os.remove(vocabulary)
        needed = (account["descriptorsKept"] + MILLION["words"]) * 128
        peak_bytes = account["process"]["peakBytes"]
        return {"peakBytes": peak_bytes, "descriptorsAndCentres": needed, "ratio": peak_bytes / needed, "account": account}

    return work.part("million", measure)


def write_synthetic(path, at_once=100_000):
    """Rows spread about middles that are drawn by chance, three to each."""
    random = np.random.default_rng(SEED)
    with open(path, "wb") as file:
        for _ in range(MILLION["rows"] // at_once):
            middles = random.integers(0, 160, (at_once // 3 + 1, 128)).repeat(3, 0)[:at_once]
            lines = np.empty((at_once, 132), np.uint8)
            lines[:, :4] = np.frombuffer(np.int32(128).tobytes(), np.uint8)
            lines[:, 4:] = np.clip(middles + random.integers(-15, 16, middles.shape), 0, 255)
            lines.tofile(file)


def command_text(rows):
    import faiss

    shown = [os.path.basename(word) if os.path.isabs(word) else word for word in sys.argv[1:]]
    processor = next((l.split(": ")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "describe", "--always", "--abbrev=40", "--dirty=, with changes"], capture_output=True, text=True, cwd=HERE)
    return "\n".join([
        "bench/words/compare_faiss.py " + " ".join(shown), "",
        f"commit: {commit.stdout.strip() or 'unknown'}",
        f"processor: {processor}, {os.cpu_count()} of them",
        f"peers: Faiss {faiss.__version__} ({faiss.get_compile_options().strip()}), numpy {np.__version__}",
        f"Python {platform.python_version()}",
        f"descriptors: {len(rows)} rows"]) + "\n"


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--bench", required=True, help="the program words-benchmark")
    parser.add_argument("--images", help="a folder of photographs")
    parser.add_argument("--descriptors", help="ready descriptors, instead of --images")
    parser.add_argument("--out", required=True, help="the folder for the results")
    parser.add_argument("--work", help="a folder that keeps what was measured")
    parser.add_argument("--parts", nargs="+", choices=["exact", "approximate", "searching", "peak", "opening", "million"])
    parser.add_argument("--skip-million", action="store_true", help="leave out the million words")
    return parser.parse_args()


def main():
    arguments = parse()
    temporary = None
    if not arguments.work:
        temporary = tempfile.TemporaryDirectory()
        arguments.work = temporary.name
    os.makedirs(arguments.work, exist_ok=True)
    os.makedirs(arguments.out, exist_ok=True)
    work = Work(arguments)
    rows = descriptors(work)
    results = {name: clustering(work, name, rows) for name in CLUSTERINGS}
    if os.path.exists(work.path("exact.slv")):
        results["peak"] = peak(work, rows)
    if os.path.exists(work.path("approximate.slv")):
        results["searching"] = searching(work, rows)
        results["opening"] = opening(work, rows)
    if not arguments.skip_million:
        results["million"] = million(work)
    for name, text in (
        ("results.json", json.dumps(results, indent=1) + "\n"), ("summary.md", summary.text(results)),
        ("command.txt", command_text(rows)),
    ):
        with open(os.path.join(arguments.out, name), "w") as file:
            file.write(text)
    print(summary.text(results))


if __name__ == "__main__":
    main()

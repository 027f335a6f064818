#!/usr/bin/env python3
"""What vectors of whole pictures cost: ingesting pictures with and without them, giving them to pictures that are in, and bytes a picture.

    python3 bench/deep/embed_cost.py --sightline .build/release/sightline --images DIR [--model FILE] [--count N] [--rounds 3] [--record]

The ways take turns, round after round, on one job each, so that a busy machine is busy for all of them; medians are told. Processor seconds
are those of the tool alone, and hardly depend on what else runs.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
from recording import add_record_option, ask, finish, table  # noqa: E402


def measured(command):
    """Wall and processor seconds of a command, and its JSON."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    document = ask([*command, "--json", "--quiet"])
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "processor": used, "timings": document["timings"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sightline", required=True)
    parser.add_argument("--images", required=True)
    parser.add_argument("--model", help="a projection file or a recipe; else the one that comes with the program")
    parser.add_argument("--count", type=int, default=1_000_000, help="only the first so many pictures")
    parser.add_argument("--rounds", type=int, default=3)
    add_record_option(parser)
    arguments = parser.parse_args()
    names = sorted(os.listdir(arguments.images))[:arguments.count]
    shipped = os.path.join(os.path.dirname(__file__), "..", "..", "vocab", "photos-fisher-128.slp")
    model = os.path.abspath(arguments.model or shipped)
    folder = tempfile.mkdtemp()
    try:
        listing = os.path.join(folder, "pictures.txt")
        with open(listing, "w") as file:
            file.writelines(os.path.abspath(os.path.join(arguments.images, name)) + "\n" for name in names)
        runs = {"ingest, words alone": [], "ingest, words and vectors": [], "embed afterwards": []}
        plain, full = os.path.join(folder, "plain"), os.path.join(folder, "full")
        tool = arguments.sightline
        for _ in range(arguments.rounds):
            for path in (plain, full):
                shutil.rmtree(path, ignore_errors=True)
            jobs = ["--jobs", "1"]
            runs["ingest, words alone"].append(measured([tool, "ingest", plain, "@" + listing, *jobs]))
            runs["ingest, words and vectors"].append(
                measured([tool, "ingest", full, "@" + listing, "--model", model, *jobs]))
            runs["embed afterwards"].append(measured([tool, "embed", plain, "--model", model, *jobs]))
        for path in (plain, full):
            subprocess.run([tool, "compact", path, "--quiet"], check=True)
        info = ask([tool, "info", full, "--json"])
        if info["channel"] != ask([tool, "info", plain, "--json"])["channel"]:
            raise SystemExit("ingest and embed did not give the same pictures vectors")
    finally:
        shutil.rmtree(folder)
    rows, count = [], len(names)
    for way, measures in runs.items():
        wall = statistics.median(run["wall"] for run in measures)
        used = statistics.median(run["processor"] for run in measures)
        rows.append([way, f"{1000 * wall / count:.1f}", f"{1000 * used / count:.1f}"])
    channel = info["channel"]
    summary = "\n".join([
        f"{count} pictures, model {channel['model']}, {channel['dimension']} numbers, one job, median of {arguments.rounds} rounds", "",
        table(["", "ms a picture", "processor ms a picture"], rows), "",
        f"{channel['vectors']} vectors take {channel['bytes']:,} bytes, {channel['bytes'] / max(1, channel['vectors']):.1f} each; "
        f"the collection takes {info['bytes']:,} bytes, {info['bytes'] / count:,.0f} a picture."])
    finish(arguments, "embed-cost", {"runs": runs, "info": info}, summary)


if __name__ == "__main__":
    main()

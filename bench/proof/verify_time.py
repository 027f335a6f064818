#!/usr/bin/env python3
"""How long verifying 200 and 1,000 candidates takes, on one thread, warm.

    python3 bench/proof/verify_time.py --bench .build/release/proof-benchmark --collection C --images DIR --truth DIR --work DIR

Queries are those of the ground truth (its form is that of the Oxford buildings), with `--whole` whole pictures instead of their
boxes, so that all have about 2,000 features. `proof-benchmark ask` asks all of them within one process, `--rounds` times;
with `--sightline` instead of `--bench` each query is a process of its own, which is not warm. Told are the seconds of
the steps between the shortlist and the ranking: medians over the queries of each query's median.
"""
import argparse
import json
import os
import statistics

import recording  # first: it finds the modules below

import sightline_retrieval
from colmap_retrieval import on_one_processor
from ground_truth import read_queries
from measured_process import run
from retrieval import known

STEPS = ("correspondences", "verification")
"""Those that a greater depth makes longer, where a version tells them apart."""
DEPTHS = {200: (60, 25), 1000: (200, 100)}
"""Candidates, and the milliseconds that must be reached and are aimed at."""


def within_one_process(arguments, files, queries, depth):
    """For each step a list for each query of the seconds of each round."""
    path = os.path.join(arguments.work, "questions.txt")
    with open(path, "w") as file:
        file.writelines(
            files[query.picture] + ("" if arguments.whole else "\t" + query.region) + "\n" for query in queries)
    measured = run(
        [arguments.bench, "ask", path, arguments.collection, "--rounds", str(arguments.rounds), "--verify", str(depth)],
        preexec_fn=on_one_processor)
    return json.loads(measured["output"])


def process_by_process(arguments, files, queries, depth):
    steps = {}
    for query in queries:
        region = [] if arguments.whole else ["--region", query.region]
        documents = [
            recording.ask([
                arguments.sightline, "query", arguments.collection, files[query.picture], *region, "--json", "--quiet",
                "--jobs", "1", *known(arguments.sightline, ["--verify", str(depth), "--expand", "off"])]) for _ in range(arguments.rounds)]
        for step in documents[0]["timings"]:
            steps.setdefault(step, []).append([document["timings"][step] for document in documents])
    return steps


def medians(steps):
    """Milliseconds of each step, and of those of the verification together."""
    result = {step: 1000 * statistics.median(map(statistics.median, times)) for step, times in steps.items()}
    sums = [
        [sum(round) for round in zip(*(steps[step][place] for step in STEPS if step in steps))]
        for place in range(len(next(iter(steps.values()))))]
    each = [1000 * statistics.median(times) for times in sums if times]
    return result | {"verifying": statistics.median(each), "verifyingSlowest": max(each)} if each else result


def summary(results):
    rows = []
    for depth, result in results.items():
        must, aim = DEPTHS.get(int(depth), ("", ""))
        rows.append((
            f"{int(depth):,} candidates", f"{result.get('verifying', 0):.1f}", must, aim,
            f"{result.get('verifyingSlowest', 0):.1f}"))
    steps = sorted({step for result in results.values() for step in result} - {"verifying", "verifyingSlowest"})
    others = [(f"{int(depth):,}", *(f"{result.get(step, 0):.2f}" for step in steps)) for depth, result in results.items()]
    return "\n".join([
        "# Time to verify", "",
        recording.table(("one thread, milliseconds", "median", "must reach", "aim", "slowest query"), rows), "",
        "The steps, milliseconds:", "", recording.table(("candidates", *steps), others)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", help="the program proof-benchmark")
    parser.add_argument("--sightline", help="the tool, where the other is not given")
    parser.add_argument("--collection", required=True)
    for name in ("images", "truth", "work"):
        parser.add_argument("--" + name, required=True, metavar="DIR")
    parser.add_argument("--whole", action="store_true", help="ask with whole pictures")
    parser.add_argument("--rounds", type=int, default=5)
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    if not (arguments.bench or arguments.sightline):
        parser.error("give --bench or --sightline")
    os.makedirs(arguments.work, exist_ok=True)
    files, queries = sightline_retrieval.picture_files(arguments.images), read_queries(arguments.truth)
    measure = within_one_process if arguments.bench else process_by_process
    raw = {depth: measure(arguments, files, queries, depth) for depth in DEPTHS}
    results = {depth: medians(steps) for depth, steps in raw.items()}
    recording.finish(arguments, "time", {"medians": results, "seconds": raw}, summary(results))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Whether rankings and proofs are the same bytes for any number of threads, and each time.

    python3 bench/proof/determinism.py --sightline .build/release/sightline --collection C --images DIR --truth DIR

Every query of a ground truth in the form of the Oxford buildings is asked as a shortlist, with verification and with expansion, with
1 and 2 threads, twice each; times apart, the four documents have to be equal. The collection is only read.
"""
import argparse
import hashlib
import json

import recording  # first: it finds the modules below

import sightline_retrieval
from ground_truth import read_queries

WAYS = {
    "shortlist": ["--verify", "0"], "verification": ["--verify", "200"], "verification of 1,000": ["--verify", "1000"],
    "expansion: average": ["--expand", "average"], "expansion: hamming": ["--expand", "hamming"],
    "expansion: discriminative": ["--expand", "discriminative"],
}
RUNS = (1, 2, 1, 2)
"""The number of threads of each run."""


def digest(document):
    kept = {key: value for key, value in document.items() if key != "timings"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def measure(arguments, queries, files, options):
    """The digests of all runs of each query."""
    return {
        query.name: [
            digest(recording.ask([
                arguments.sightline, "query", arguments.collection, files[query.picture], "--region", query.region, "--json",
                "--top", "200", "--jobs", jobs, *options]))
            for jobs in RUNS]
        for query in queries}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("sightline", "collection", "images", "truth"):
        parser.add_argument("--" + name, required=True)
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    queries, files = read_queries(arguments.truth), sightline_retrieval.picture_files(arguments.images)
    results = {way: measure(arguments, queries, files, options) for way, options in WAYS.items()}
    rows = [
        (way, len(answers), sum(len(set(digests)) == 1 for digests in answers.values())) for way, answers in results.items()]
    threads = ", ".join(map(str, RUNS))
    recording.finish(arguments, "determinism", results, "\n".join([
        "# The same answers for any number of threads", "",
        recording.table(("way", "queries", f"equal in runs with {threads} threads"), rows)]))
    if any(equal < count for _, count, equal in rows):
        raise SystemExit("some answers differ")


if __name__ == "__main__":
    main()

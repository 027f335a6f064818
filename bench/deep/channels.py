#!/usr/bin/env python3
"""Words, vectors of whole pictures, and both together: mean average precision of every stage on a set with ground truth in the form of the
Oxford buildings.

    python3 bench/deep/channels.py --sightline .build/release/sightline --images DIR --truth DIR --work DIR \\
        [--models FILE.slp RECIPE.json …] [--jobs N] [--record]

Each model gets a collection of its own with the same words; stages of words alone are measured once. Without --models, the model that comes
with the program is taken. `--work DIR` keeps the collections, and what is there is not made again.
"""
import argparse
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "proof"))
import recording

SHIPPED = os.path.join(HERE, "..", "..", "vocab", "photos-fisher-128.slp")
WORDS = ["hamming", "verify-200", "expand-average"]
VECTORS = [
    "global", "global-average", "global-augmentation", "global-diffusion", "global-verify-200", "both", "both-verify-200",
    "both-diffusion", "both-expand-diffusion"]


def measure(arguments, model, stages):
    collection = os.path.join(arguments.work, os.path.splitext(os.path.basename(model))[0] + ".sight")
    return recording.ask(
        [arguments.sightline, "benchmark", "oxford5k", "--images", arguments.images, "--truth", arguments.truth, "--restrict",
         "--model", model, "--collection", collection, "--stages", ",".join(stages), "--jobs", arguments.jobs, "--json", "--quiet"])


def rows(document):
    for stage in document["stages"]:
        yield stage["name"], f"{stage['meanAveragePrecision']:.4f}", f"{1000 * stage['timings']['total']:.0f}"


def summary(results):
    parts = ["# Words, vectors and both", ""]
    for name, document in results.items():
        parts += [
            f"## {name}", "", f"{document['queries']} queries.", "",
            recording.table(["stage", "mean average precision", "a query, ms (median)"], rows(document)), ""]
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--sightline", "--images", "--truth", "--work"):
        parser.add_argument(option, required=True, type=os.path.abspath)
    parser.add_argument("--models", nargs="+", type=os.path.abspath, default=[os.path.abspath(SHIPPED)])
    parser.add_argument("--jobs", default="2")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    results = {}
    for place, model in enumerate(arguments.models):
        name = os.path.splitext(os.path.basename(model))[0]
        results[name] = measure(arguments, model, (WORDS if place == 0 else []) + VECTORS)
    recording.finish(arguments, "channels", results, summary(results))


if __name__ == "__main__":
    main()

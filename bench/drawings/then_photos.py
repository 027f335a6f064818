#!/usr/bin/env python3
"""What photographs that a drawing found bring as further queries (`--then-photos`), by the words and the vectors of a collection.

    python3 bench/drawings/then_photos.py --sightline .build/release/sightline --images DIR --truth truth.csv --work DIR \\
        [--models FILE.slp RECIPE.json …] [--photographs 5] [--jobs N] [--record]

Each model gets a collection of its own, and words alone one without vectors. The peer is the same collection by edges alone, in the same
run. `--work DIR` keeps the collections, and what is there is not made again.
"""
import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "proof"))
import recording

SHIPPED = os.path.join(HERE, "..", "..", "vocab", "photos-fisher-128.slp")


def run(arguments, *words):
    subprocess.run([arguments.sightline, *words, "--jobs", arguments.jobs, "--quiet"], check=True)


def collection(arguments, name, model):
    """The path of a collection of all photographs, with drawing rows and, where a model is given, vectors."""
    path = os.path.join(arguments.work, name + ".sight")
    if not os.path.exists(os.path.join(path, "collection.txt")):
        run(arguments, "ingest", path, arguments.images, *(["--model", model] if model else []))
    run(arguments, "embed", path, "--drawings")
    return path


def measure(arguments, path):
    return recording.ask(
        [arguments.sightline, "benchmark", "drawings", "--images", arguments.images, "--truth", arguments.truth,
         "--descriptor", "keyshapes", "--collection", path, "--then-photos", arguments.photographs, "--jobs", arguments.jobs,
         "--json", "--quiet"])


def summary(results):
    rows = []
    for name, document in results.items():
        for ranking in document["rankings"]:
            if not ranking["name"].startswith("collection"):
                continue
            rows.append([
                f"{name}: {ranking['name']}", f"{ranking['meanAveragePrecision']:.4f}", f"{ranking['retrieval1']:.3f}",
                f"{ranking['retrieval5']:.3f}", f"{ranking['instance5']:.4f}", f"{1000 * ranking['timings']['search']:.1f}"])
    document = next(iter(results.values()))
    head = ["collection", "class mAP", "first right", "first 5 right", "the very photograph in 5", "a query, ms"]
    return "\n".join([
        "# Photographs as further queries", "",
        f"{document['queries']} drawings, {document['pictures']} photographs; chance {document['chance']:.4f}.", "",
        recording.table(head, rows), ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--sightline", "--images", "--truth", "--work"):
        parser.add_argument(option, required=True, type=os.path.abspath)
    parser.add_argument("--models", nargs="*", type=os.path.abspath, default=[os.path.abspath(SHIPPED)])
    parser.add_argument("--photographs", default="5")
    parser.add_argument("--jobs", default="2")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    results = {"words alone": measure(arguments, collection(arguments, "words", None))}
    for model in arguments.models:
        name = os.path.splitext(os.path.basename(model))[0]
        results[name] = measure(arguments, collection(arguments, name, model))
    recording.finish(arguments, "then-photos", results, summary(results))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Learned local features through words, postings and proof, beside the classical ones in the same run; and what the feature stage
costs beside the network alone.

    python3 bench/deep/learned.py --sightline .build/release/sightline --deep-benchmark .build/release/deep-benchmark \\
        --images DIR --truth DIR --training DIR --recipes XFEAT.json [OTHER.json …] --work DIR [--words 65536] \\
        [--vocabulary CLASSICAL.slv] [--stages hamming,verify-200] [--record]

`--images` is the collection, `--truth` its ground truth in the form of the Oxford buildings, `--training` a folder of other pictures, from
which each kind of features gets a vocabulary of `--words` words; the classical ones have that of `--vocabulary` instead, where one is named.
A recipe must name its ONNX file; its pictures are those of the recipe's size. Measured are `--stages`, or all that
`sightline benchmark oxford5k` knows, `asmk` among them.

`--work DIR` keeps vocabularies and collections; what is there is not made again. `--quick` leaves the collections out and measures times
alone; without `--deep-benchmark` there are none.
"""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402  it finds the modules of the other folders

CLASSICAL = "classical"


def name_of(recipe):
    return json.load(open(recipe)).get("name") or os.path.splitext(os.path.basename(recipe))[0]


def vocabulary(arguments, name, options):
    if name == CLASSICAL and arguments.vocabulary:
        return arguments.vocabulary
    path = os.path.join(arguments.work, f"{name}-{arguments.words}.slv")
    if not os.path.exists(path):
        os.makedirs(arguments.work, exist_ok=True)
        recording.ask(
            [arguments.sightline, "build-vocabulary", path, arguments.training, "--words", arguments.words, *options,
             "--jobs", arguments.jobs, "--json"], statuses=(0,))
    return path


def benchmark(arguments, name, words):
    return recording.ask(
        [arguments.sightline, "benchmark", "oxford5k", "--images", arguments.images, "--truth", arguments.truth,
         "--vocabulary", words, "--collection", os.path.join(arguments.work, f"{name}-{arguments.words}.collection"),
         *(["--stages", arguments.stages] if arguments.stages else []), "--jobs", arguments.jobs, "--json"], statuses=(0,))


def systems(arguments):
    """Each system's name and what makes its vocabulary."""
    yield CLASSICAL, []
    for recipe in arguments.recipes:
        yield name_of(recipe), ["--features", "model:" + recipe]


def ranking_table(documents):
    """Mean average precision of each stage, a column a system."""
    stages = []
    for document in documents.values():
        stages += [stage["name"] for stage in document["stages"] if stage["name"] not in stages]
    means = {
        name: {stage["name"]: stage["meanAveragePrecision"] for stage in document["stages"]}
        for name, document in documents.items()}
    rows = [
        [stage, *(f"{means[name][stage]:.3f}" if stage in means[name] else "" for name in documents)] for stage in stages]
    return recording.table(["stage", *documents], rows)


def times(arguments, recipe):
    """The numbers of `deep-benchmark local-features` for one picture of 640 × 480."""
    picture = sorted(os.listdir(arguments.images))[0]
    result = recording.subprocess.run(
        [arguments.deep_benchmark, "local-features", recipe, os.path.join(arguments.images, picture), "640", "480",
         str(arguments.rounds)], stdout=recording.subprocess.PIPE, text=True, check=True)
    return dict(line.split("=") for line in result.stdout.split())


def time_table(measured):
    return recording.table(
        ["network", "points", "network alone, ms", "whole stage, ms", "ratio of medians", "ratio of the least"],
        [[name, t["features"], t["network-median"], t["stage-median"], t["ratio-of-medians"], t["ratio-of-least"]]
         for name, t in measured.items()])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--sightline", "--images", "--truth", "--training", "--work"):
        parser.add_argument(option, required=True, type=os.path.abspath)
    parser.add_argument("--deep-benchmark", type=os.path.abspath)
    parser.add_argument("--recipes", nargs="+", required=True, type=os.path.abspath)
    parser.add_argument("--vocabulary", type=os.path.abspath)
    parser.add_argument("--words", type=int, default=65536)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--stages")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--quick", action="store_true")
    recording.add_record_option(parser)
    arguments = parser.parse_args()

    measured = {name_of(recipe): times(arguments, recipe) for recipe in arguments.recipes if arguments.deep_benchmark}
    documents = {}
    if not arguments.quick:
        for name, options in systems(arguments):
            documents[name] = benchmark(arguments, name, vocabulary(arguments, name, options))
    report = "A picture of 640 × 480 pixels, one thread:\n\n" + time_table(measured) + "\n" if measured else ""
    if documents:
        report += "\nMean average precision:\n\n" + ranking_table(documents) + "\n"
    recording.finish(arguments, "learned", {"times": measured, "benchmarks": documents}, report)


if __name__ == "__main__":
    main()

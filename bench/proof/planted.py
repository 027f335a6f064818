#!/usr/bin/env python3
"""Objects planted into cluttered pictures, turned and scaled: found at rank 1, and in the right place?

    python3 bench/proof/planted.py --sightline .build/release/sightline --bench .build/release/proof-benchmark --work DIR

`proof-benchmark make-planted` makes the pictures: objects that cover 5, 10 and 25 % of theirs, turned by any angle, half to twice
as large as in the query, among others without them. Features have dominant orientations; their words are learnt from `--training
DIR`, or from generated pictures of another seed. An object is found when its picture has rank 1 and the box overlaps the truth
by at least 0.7 (the area in both over the area in either). `--work` keeps pictures and vocabulary.
"""
import argparse
import csv
import os

import recording  # first: it finds the modules below

import sightline_retrieval
from measured_process import run

ENOUGH = 0.7
SCALES = (0.5, 0.71, 1, 1.42, 2.01)


def overlap(a, b):
    """Area in both over the area in either; boxes are left, top, right, bottom."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0, width) * max(0, height)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both) if both else 0.0


def self_test():
    assert overlap((0, 0, 2, 2), (1, 0, 3, 2)) == 2 / 6 and overlap((0, 0, 1, 1), (1, 1, 2, 2)) == 0
    assert overlap((0, 0, 4, 4), (0, 0, 4, 4)) == 1


def make(arguments, name, objects, pictures, seed):
    folder = os.path.join(arguments.work, f"{name}-{objects}-{pictures}-{seed}")
    if not os.path.exists(os.path.join(folder, "truth.csv")):
        run([arguments.bench, "make-planted", folder, "--objects", str(objects), "--pictures", str(pictures), "--seed",
             str(seed), "--jobs", str(arguments.jobs)])
    return folder


def vocabulary(arguments):
    path = os.path.join(arguments.work, f"dominant-{arguments.words}.slv")
    if not os.path.exists(path):
        training = arguments.training or os.path.join(make(arguments, "training", 0, 400, arguments.seed + 1000), "pictures")
        run([arguments.sightline, "build-vocabulary", path, training, "--words", str(arguments.words), "--orientation",
             "dominant", "--quiet", "--jobs", str(arguments.jobs)])
    return path


def ask(arguments, collection, scenes, truth):
    """What the tool says of a query, against the truth."""
    document = recording.ask([
        arguments.sightline, "query", collection, os.path.join(scenes, "queries", truth["query"]), "--top", "10", "--json",
        "--quiet", "--jobs", "1", *arguments.query_options])
    expected = [float(truth[side]) for side in ("left", "top", "right", "bottom")]
    found = next((
        result for result in document["results"] if os.path.basename(result["name"]) == truth["picture"]), None)
    box = found.get("box") if found else None
    return {
        "query": truth["query"], "share": int(float(truth["share"])), "scale": float(truth["scale"]),
        "rotation": float(truth["rotation"]), "rank": found["rank"] if found else None,
        "overlap": overlap((box[0], box[1], box[0] + box[2], box[1] + box[3]), expected) if box else 0.0,
        "logNFA": found.get("logNFA") if found else None, "inliers": found.get("inliers") if found else None,
        "seconds": document["timings"]["total"]}


def is_found(answer):
    return answer["rank"] == 1 and answer["overlap"] >= ENOUGH


def share_of(answers, test):
    return f"{sum(map(test, answers)) / len(answers):.3f}" if answers else ""


def summary(answers):
    shares = sorted({answer["share"] for answer in answers})
    rows = []
    for share in shares:
        each = [answer for answer in answers if answer["share"] == share]
        rows.append((
            f"{share} %", len(each), share_of(each, is_found), share_of(each, lambda a: a["rank"] == 1),
            share_of(each, lambda a: a["rank"] is not None), *(
                share_of([a for a in each if low <= a["scale"] < high], is_found) for low, high in zip(SCALES, SCALES[1:]))))
    head = ("covers", "objects", "found, in place", "at rank 1", "in the first 10") + tuple(
        f"scale {low:g}–{high:g}" for low, high in zip(SCALES, SCALES[1:]))
    return "\n".join([
        "# Planted objects", "", recording.table(head, rows), "",
        f"- found, in place: at rank 1, and the boxes overlap by {ENOUGH} or more; the columns of scales say the same.",
        "- scale: how many times larger the object is in the picture than in the query."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--bench", required=True, help="the program proof-benchmark")
    parser.add_argument("--work", required=True, metavar="DIR")
    parser.add_argument("--training", metavar="DIR", help="pictures for the words (default: generated ones)")
    parser.add_argument("--objects", type=int, default=40)
    parser.add_argument("--pictures", type=int, default=500)
    parser.add_argument("--words", type=int, default=16384)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--query-options", nargs=argparse.REMAINDER, default=[], help="passed on to `query`; the last option")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    self_test()
    os.makedirs(arguments.work, exist_ok=True)
    scenes = make(arguments, "scenes", arguments.objects, arguments.pictures, arguments.seed)
    collection = os.path.join(arguments.work, "planted.collection")
    sightline_retrieval.ingest(
        arguments.sightline, collection, os.path.join(scenes, "pictures"), vocabulary(arguments), "--jobs", str(arguments.jobs))
    with open(os.path.join(scenes, "truth.csv")) as file:
        answers = [ask(arguments, collection, scenes, truth) for truth in csv.DictReader(file)]
    recording.finish(arguments, "planted", answers, summary(answers))


if __name__ == "__main__":
    main()

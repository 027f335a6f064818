#!/usr/bin/env python3
"""Groups of pictures of the same thing: the precision and recall of links among generated pictures, and the time.

    python3 bench/proof/groups.py --sightline .build/release/sightline --bench .build/release/proof-benchmark --work DIR

`proof-benchmark make-groups` makes `--views` pictures of each of `--objects` objects. They are ingested, compacted and asked for
their groups. A link between two pictures of the same object is right. Recall is told in two ways: of all pairs of pictures of the
same object, those which are linked themselves, and those which are in the same group. `--work` keeps the pictures.
"""
import argparse
import itertools
import json
import os

import recording  # first: it finds the modules below

import sightline_retrieval
from measured_process import run


def object_of(name):
    """Pictures of an object lie in a folder of its own."""
    return os.path.basename(os.path.dirname(name))


def linked_pairs(document):
    """Pairs of names; a link names its pictures (`a`, `b`) or their places in the group's list."""
    pairs = set()
    for group in document["groups"]:
        names = group["pictures"]
        names = [name["name"] if isinstance(name, dict) else name for name in names]
        for link in group["links"]:
            ends = (link["a"], link["b"]) if isinstance(link, dict) else link[:2]
            pairs.add(frozenset(names[end] if isinstance(end, int) else end for end in ends))
    return pairs


def grouped_pairs(document):
    for group in document["groups"]:
        names = [name["name"] if isinstance(name, dict) else name for name in group["pictures"]]
        yield from map(frozenset, itertools.combinations(names, 2))


def quality(pairs, all_right):
    """Precision, and recall of so many pairs."""
    right = sum(len({object_of(name) for name in pair}) == 1 for pair in pairs)
    return {
        "pairs": len(pairs), "right": right, "precision": right / len(pairs) if pairs else None, "recall": right / all_right}


def pair_count(pictures):
    """Pairs of pictures of the same object."""
    sizes = {}
    for name in pictures:
        sizes[object_of(name)] = sizes.get(object_of(name), 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())


def self_test():
    """Objects x and y, two and three pictures: four right pairs. One link is right and one wrong."""
    names = ["x/0.jpg", "x/1.jpg", "y/0.jpg", "y/1.jpg", "y/2.jpg"]
    assert pair_count(names) == 4
    document = {"groups": [
        {"pictures": names[:3], "links": [{"a": "x/0.jpg", "b": "x/1.jpg"}, {"a": "x/1.jpg", "b": "y/0.jpg"}]}]}
    links = quality(linked_pairs(document), 4)
    assert (links["precision"], links["recall"]) == (1 / 2, 1 / 4)
    assert quality(set(grouped_pairs(document)), 4)["precision"] == 1 / 3
    assert linked_pairs({"groups": [{"pictures": names, "links": [[0, 2]]}]}) == {frozenset(("x/0.jpg", "y/0.jpg"))}


def make(arguments):
    folder = os.path.join(arguments.work, f"groups-{arguments.objects}-{arguments.views}-{arguments.seed}")
    if not os.path.exists(os.path.join(folder, "truth.csv")):
        run([arguments.bench, "make-groups", folder, "--objects", str(arguments.objects), "--views", str(arguments.views),
             "--seed", str(arguments.seed), "--jobs", str(arguments.jobs)])
    return folder


def measure(arguments):
    pictures = make(arguments)
    collection = os.path.join(arguments.work, "groups.collection")
    ingested = sightline_retrieval.ingest(
        arguments.sightline, collection, pictures, arguments.vocabulary, "--jobs", str(arguments.jobs))
    measured = run([
        arguments.sightline, "groups", collection, "--json", "--quiet", "--jobs", str(arguments.jobs), *arguments.options])
    document = json.loads(measured.pop("output"))
    all_right = pair_count(files_in(pictures))
    return {
        "objects": arguments.objects, "views": arguments.views, "jobs": arguments.jobs, "groups": len(document["groups"]),
        "links": quality(linked_pairs(document), all_right), "grouped": quality(set(grouped_pairs(document)), all_right),
        "ingest": ingested["process"], "info": ingested["info"], "process": measured}


def files_in(folder):
    return [os.path.join(place, file) for place, _, files in os.walk(folder) for file in files if file.endswith(".jpg")]


def summary(result):
    def shown(value):
        return "" if value is None else f"{value:.4f}"

    rows = [
        (title, result[key]["pairs"], shown(result[key]["precision"]), shown(result[key]["recall"]))
        for title, key in (("linked themselves", "links"), ("in the same group", "grouped"))]
    return "\n".join([
        "# Groups of pictures of the same thing", "",
        f"{result['objects'] * result['views']:,} pictures, {result['views']} of each of {result['objects']:,} objects, in "
        f"{result['groups']:,} groups.", "",
        recording.table(("pairs of pictures", "number", "precision", "recall"), rows), "",
        f"- `groups`: {result['process']['seconds']:.1f} s with {result['jobs']} jobs, {result['process']['cpuSeconds']:.1f} s of "
        f"processors, {result['process']['peakBytes'] / 1e6:.0f} MB at most.",
        f"- `ingest` before: {result['ingest']['seconds']:.1f} s."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--bench", required=True, help="the program proof-benchmark")
    parser.add_argument("--work", required=True, metavar="DIR")
    parser.add_argument("--vocabulary", help="(default: the shipped one)")
    parser.add_argument("--objects", type=int, default=1000)
    parser.add_argument("--views", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--options", nargs=argparse.REMAINDER, default=[], help="passed on to `groups`; the last option")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    self_test()
    os.makedirs(arguments.work, exist_ok=True)
    result = measure(arguments)
    recording.finish(arguments, "groups", result, summary(result))


if __name__ == "__main__":
    main()

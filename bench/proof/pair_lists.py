#!/usr/bin/env python3
"""Lists of pairs of pictures that show the same landmark, and of pairs that don't: the same seed, the same lists.

    python3 bench/proof/pair_lists.py --images DIR --truth DIR --others DIR --out DIR

`--images` and `--truth` are a collection with ground truth in the form of the Oxford buildings, `--others` a folder of
pictures that share nothing with it. A line is two paths with a tab between them.

same100.txt: two different good or ok pictures of a landmark, never junk of it, the landmarks in turn as long as they have
pairs. different1000.txt and different20000.txt, of two seeds: one of the others and one of the collection.
"""
import argparse
import itertools
import os
import random

import recording  # noqa: F401, finds the modules below
from ground_truth import read_queries
from sightline_retrieval import picture_files

LISTS = {"same100": (100, 1), "different1000": (1000, 2), "different20000": (20000, 3)}
"""How many pairs, and the seed."""


def landmarks(folder):
    """The positives of each landmark: those of all its queries, less what is junk for any of them."""
    positives, junk = {}, {}
    for query in read_queries(folder):
        name = query.name.rsplit("_", 1)[0]
        positives.setdefault(name, set()).update(query.positives)
        junk.setdefault(name, set()).update(query.junk)
    return {name: sorted(pictures - junk[name]) for name, pictures in sorted(positives.items())}


def same_pairs(pictures_by_landmark, count, seed):
    """One pair of each landmark in turn, each pair once."""
    generator = random.Random(seed)
    waiting = [list(itertools.combinations(pictures, 2)) for pictures in pictures_by_landmark.values()]
    for pairs in waiting:
        generator.shuffle(pairs)
    in_turn = [pair for round in itertools.zip_longest(*waiting) for pair in round if pair]
    return list(dict.fromkeys(in_turn))[:count]


def different_pairs(others, searched, count, seed):
    generator = random.Random(seed)
    pairs = {}
    while len(pairs) < count:
        pairs[generator.choice(others), generator.choice(searched)] = None
    return list(pairs)


def write(path, pairs):
    with open(path, "w") as file:
        file.writelines(f"{a}\t{b}\n" for a, b in pairs)


def read_pairs(path):
    with open(path) as file:
        return [tuple(line.rstrip("\n").split("\t")) for line in file if line.strip()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("images", "truth", "others", "out"):
        parser.add_argument("--" + name, required=True, metavar="DIR")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    files = picture_files(os.path.abspath(arguments.images))
    others = sorted(picture_files(os.path.abspath(arguments.others)).values())
    groups = landmarks(arguments.truth)
    for name, (count, seed) in LISTS.items():
        if name.startswith("same"):
            pairs = [(files[a], files[b]) for a, b in same_pairs(groups, count, seed)]
        else:
            pairs = different_pairs(others, sorted(files.values()), count, seed)
        write(os.path.join(arguments.out, name + ".txt"), pairs)
        print(f"{name}: {len(pairs)} pairs")


if __name__ == "__main__":
    main()

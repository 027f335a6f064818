#!/usr/bin/env python3
"""Telling pairs of one landmark from pairs of different things with points of a network, beside what others make of the same.

    V/bin/python bench/deep/pairs.py --same same100.txt --different different1000.txt --cache DIR --recipe xfeat.json \\
        --benchmark .build/release/proof-benchmark

The lists are those of `bench/proof/pair_lists.py`. In one run: OpenCV's SIFT and Sightline's own features as in
`bench/proof/opencv_pairs.py`; XFeat as its authors use it, one scale, mutual nearest neighbours with a cosine above 0.82, a homography by
MAGSAC (a program of numpy, onnxruntime and OpenCV); and Sightline with the same network, whose points stand beside its own upright features
there, as `verify --features model:xfeat.json` compares. Scores are inliers, and −log₁₀ of the number of false alarms. `--cache` keeps OpenCV's features and scores, and the points.
"""
import argparse
import concurrent.futures
import itertools
import os
import subprocess
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # first: it finds the modules below

import cv2
import numpy as np
import onnxruntime

import opencv_pairs
import pair_scores
import xfeat_reference
from pair_lists import read_pairs


def reference_scores(recipe, pairs, cache):
    features = xfeat_reference.CachedPoints(recipe, cache)
    return [xfeat_reference.inliers(features.of(a), features.of(b)) for a, b in pairs]


def sightline_scores(arguments, command, pairs):
    """−log₁₀ of the number of false alarms of each pair; a pair that agrees in nothing has 0, which is no evidence."""
    size = -(-len(pairs) // arguments.parts)
    parts = [pairs[start:start + size] for start in range(0, len(pairs), size)]
    with concurrent.futures.ThreadPoolExecutor(arguments.parts) as pool:
        return list(itertools.chain(*pool.map(lambda part: part_scores([arguments.benchmark, *command], part), parts)))


def part_scores(command, pairs):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{a}\t{b}\n" for a, b in pairs)
        file.flush()
        printed = subprocess.run([*command, file.name], stdout=subprocess.PIPE, text=True, check=True).stdout
    numbers = [pair_scores.number(line.split("\t")[2]) for line in printed.splitlines() if line]
    return [max(0.0, -number) for number in numbers]


def systems(arguments):
    lists = [arguments.same, arguments.different]
    pairs = [read_pairs(path) for path in lists]
    yield "Sightline, own features", [sightline_scores(arguments, ["compare"], each) for each in pairs]
    yield "Sightline, XFeat and own features", [
        sightline_scores(arguments, ["compare-with", arguments.recipe], each) for each in pairs]
    yield opencv_pairs.OPENCV, [opencv_pairs.opencv_scores(p, arguments.cache, path) for p, path in zip(pairs, lists)]
    yield "XFeat, cosine 0.82, mutual, MAGSAC homography", [
        reference_scores(arguments.recipe, each, arguments.cache) for each in pairs]


def summary(results):
    rows = [
        (name, f"{result['areaUnderCurve']:.4f}", f"{result['acceptedWithoutFalse']:.3f}", f"{result['highestDifferent']:.4g}")
        for name, result in results.items()]
    first = next(iter(results.values()))
    return "\n".join([
        "# Telling same from different", "",
        f"{first['same']} pairs of the same landmark, {first['different']} of different things.", "",
        recording.table(("", "area under the curve", "same accepted when no different is", "highest score of a different pair"), rows)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--same", required=True, metavar="LIST")
    parser.add_argument("--different", required=True, metavar="LIST")
    parser.add_argument("--cache", required=True, metavar="DIR")
    parser.add_argument("--recipe", required=True, metavar="RECIPE.json", help="of XFeat, its network beside it")
    parser.add_argument("--benchmark", required=True, help="proof-benchmark")
    parser.add_argument("--parts", type=int, default=1, help="how many of them work side by side, each on a part of a list")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    pair_scores.self_test()
    cv2.setNumThreads(1)
    results = {}
    for name, (same, different) in systems(arguments):
        results[name] = pair_scores.numbers(same, different) | {"scoresSame": same, "scoresDifferent": different}
    recording.finish(
        arguments, "pairs", results, summary(results), [f"OpenCV {cv2.__version__}", f"onnxruntime {onnxruntime.__version__}"])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Telling pictures of the same thing from pictures of different things: Sightline's proofs beside OpenCV's inliers.

    V/bin/python bench/proof/opencv_pairs.py --same same100.txt --different different1000.txt --cache DIR \\
        --sightline .build/release/sightline

The lists are those of `pair_lists.py`. OpenCV: SIFT, 2,000 features (RootSIFT), mutual nearest neighbours with ratio 0.8, a
homography by MAGSAC; its score is the number of inliers. Sightline: `verify A B`, its score is the logarithm of the number of
false alarms with its sign turned round; or the scores stand in files already (`--proofs SAME DIFFERENT`, lines `a b logNFA …`).

Told are the area under the curve, and the share of the same pairs that score above every different pair. `--cache` keeps OpenCV's
features and scores.
"""
import argparse
import json
import os

import cv2
import numpy as np

import recording  # first: it finds the modules below

import extraction
import matching
import pair_scores
from pair_lists import read_pairs

matching.LARGEST_RATIO = 0.8
OPENCV = "OpenCV: SIFT, ratio 0.8, mutual, MAGSAC homography"


class CachedFeatures:
    """OpenCV's features, a file a picture: half-precision descriptors are far finer than the differences that matter."""

    def __init__(self, folder):
        self.folder, self.sift = folder, extraction.opencv_sift()
        os.makedirs(folder, exist_ok=True)

    def of(self, path):
        place = "-".join(path.split(os.sep)[-2:]) + ".npz"
        cached = os.path.join(self.folder, place)
        if os.path.exists(cached):
            with np.load(cached) as kept:
                return extraction.Features(kept["centres"], None, kept["descriptors"].astype(np.float32))
        features = extraction.with_opencv(self.sift, path)
        with open(cached + ".part", "wb") as file:
            np.savez(file, centres=features.centres.astype(np.float32), descriptors=features.descriptors.astype(np.float16))
        os.rename(cached + ".part", cached)
        return features


def opencv_scores(pairs, cache, list_path):
    """Inliers of each pair."""
    kept = os.path.join(cache, "scores-" + os.path.basename(list_path) + ".json")
    if os.path.exists(kept):
        with open(kept) as file:
            return json.load(file)
    features = CachedFeatures(cache)
    scores = [matching.homography(features.of(a), features.of(b))[1] for a, b in pairs]
    with open(kept, "w") as file:
        json.dump(scores, file)
    return scores


def sightline_scores(sightline, pairs):
    answers = [recording.ask([sightline, "verify", a, b, "--json", "--quiet"]) for a, b in pairs]
    return [-pair_scores.number(answer.get("logNFA")) for answer in answers]


def systems(arguments):
    """Names with scores of the same and of the different."""
    lists = [arguments.same, arguments.different]
    pairs = [read_pairs(path) for path in lists]
    yield OPENCV, [opencv_scores(*each) for each in zip(pairs, [arguments.cache] * 2, lists)]
    if arguments.proofs:
        yield "Sightline", [[-value for value in pair_scores.log_false_alarms(path)] for path in arguments.proofs]
    elif arguments.sightline:
        yield "Sightline", [sightline_scores(arguments.sightline, each) for each in pairs]


def summary(results):
    rows = [
        (name, f"{result['areaUnderCurve']:.4f}", f"{result['acceptedWithoutFalse']:.3f}", f"{result['highestDifferent']:.4g}")
        for name, result in results.items()]
    first = next(iter(results.values()))
    return "\n".join([
        "# Telling same from different", "",
        f"{first['same']} pairs of the same landmark, {first['different']} of different things.", "",
        recording.table(
            ("", "area under the curve", "same accepted when no different is", "highest score of a different pair"), rows),
        "", "Scores: OpenCV's are inliers, Sightline's −log₁₀ of the number of false alarms."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--same", required=True, metavar="LIST")
    parser.add_argument("--different", required=True, metavar="LIST")
    parser.add_argument("--cache", required=True, metavar="DIR")
    parser.add_argument("--sightline", help="the tool; without it and --proofs, only OpenCV is measured")
    parser.add_argument("--proofs", nargs=2, metavar=("SAME", "DIFFERENT"), help="Sightline's proofs of the two lists")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    pair_scores.self_test()
    results = {}
    for name, (same, different) in systems(arguments):
        results[name] = pair_scores.numbers(same, different) | {"scoresSame": same, "scoresDifferent": different}
    recording.finish(arguments, "pairs", results, summary(results), [f"OpenCV {cv2.__version__}"])


if __name__ == "__main__":
    main()

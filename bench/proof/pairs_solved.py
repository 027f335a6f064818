#!/usr/bin/env python3
"""Pairs of real pictures with hand-made points: how many `verify` solves, beside OpenCV.

    V/bin/python bench/proof/pairs_solved.py --sightline .build/release/sightline --pairs DIR

`--pairs` is a folder of NAME_A.jpg, NAME_B.jpg and NAME_points.csv (xa, ya, xb, yb). A pair is solved when the points of A, taken
to B by the map that was found, land within 5 pixels of theirs, by the median. OpenCV: SIFT, 2,000 features (RootSIFT), mutual
nearest neighbours with ratio 0.8, a homography by MAGSAC.
"""
import argparse
import math

import cv2
import numpy as np

import recording  # first: it finds the modules below

import extraction
import matching

matching.LARGEST_RATIO = 0.8
WITHIN = (5, 10)


def with_opencv(pair, sift):
    found, inliers = matching.homography(*(extraction.with_opencv(sift, path) for path in pair.pictures))
    return {"error": matching.error(found, pair.points), "inliers": inliers}


def with_sightline(pair, arguments):
    answer = recording.ask([arguments.sightline, "verify", *pair.pictures, "--json", "--quiet", *arguments.options])
    numbers = answer.get("bFromA")
    found = np.array(numbers, float).reshape(3, 3) if numbers else None
    return {
        "error": matching.error(found, pair.points), "inliers": answer.get("inliers"), "logNFA": answer.get("logNFA"),
        "model": answer.get("model"), "sameObject": answer.get("sameObject")}


def measure(arguments):
    pairs, sift = matching.read_pairs(arguments.pairs), extraction.opencv_sift()
    if not pairs:
        raise SystemExit(f"{arguments.pairs}: no pairs (NAME_A.jpg, NAME_B.jpg, NAME_points.csv)")
    systems = {"OpenCV": lambda pair: with_opencv(pair, sift)}
    if arguments.sightline:
        systems["Sightline"] = lambda pair: with_sightline(pair, arguments)
    return {name: {pair.name: solve(pair) for pair in pairs} for name, solve in systems.items()}


def summary(results):
    rows = [
        (name, *(f"{sum(each['error'] <= limit for each in pairs.values())} of {len(pairs)}" for limit in WITHIN))
        for name, pairs in results.items()]
    names = next(iter(results.values()))
    each = [
        (name, *(cell for system in results for cell in (shown(results[system][name]["error"]), results[system][name]["inliers"])),
         detail(results.get("Sightline", {}).get(name, {}))) for name in names]
    head = ("pair", *(title for system in results for title in (f"{system}: error, px", "inliers")), "Sightline's map, log NFA")
    return "\n".join([
        "# Pairs of real pictures solved", "",
        recording.table(("", *(f"within {limit} px" for limit in WITHIN)), rows), "", recording.table(head, each)])


def shown(error):
    return f"{error:.2f}" if math.isfinite(error) and error < 1000 else "–"


def detail(answer):
    return f"{answer['model']}, {answer['logNFA']:.1f}" if answer.get("logNFA") is not None else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", required=True, metavar="DIR")
    parser.add_argument("--sightline", help="the tool; without it, only OpenCV is measured")
    parser.add_argument("--options", nargs=argparse.REMAINDER, default=[], help="passed on to `verify`; the last option")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    results = measure(arguments)
    recording.finish(arguments, "pairs-solved", results, summary(results), [f"OpenCV {cv2.__version__}"])


if __name__ == "__main__":
    main()

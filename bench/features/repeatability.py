#!/usr/bin/env python3
"""How well detectors find the same regions again, and descriptors match them, when a picture changes.

    python3 -m venv V && V/bin/pip install numpy opencv-python-headless
    .build/release/make-scenes sequences scenes --objects 6 --seed 7
    V/bin/python bench/features/repeatability.py --sightline .build/release/sightline --scenes scenes --out results

The five detectors of `sightline features` and OpenCV's SIFT on sequences of pictures under known homographies. What
repeatability and matching score mean exactly stands at the head of correspondence.py.

Everyone has RootSIFT and dominant orientations in all sequences, so that only the detectors differ; the
default, `hessian-affine` upright, is shown besides wherever the picture isn't turned.

Written: scores.csv (a line for each detector and picture), summary.md (means over the objects), scores.svg (the plot).
"""
import argparse
import csv
import glob
import os
import re
import sys
from typing import NamedTuple

import cv2
import numpy as np

import correspondence
import extraction
import repeatability_plot
import repeatability_report

OPENCV = "OpenCV SIFT"
UPRIGHT = "hessian-affine upright"
CONTESTANTS = {
    name: ["--detector", name, "--orientation", "dominant"]
    for name in ("dog", "harris-laplace", "hessian-laplace", "harris-affine", "hessian-affine")
} | {UPRIGHT: ["--detector", "hessian-affine", "--orientation", "upright"], OPENCV: None}


class Sequence(NamedTuple):
    kind: str
    number: str
    folder: str
    files: list
    parameters: list
    homographies: list  # from the reference to each file


def read_sequence(folder):
    kind, number = re.fullmatch(r"(.+)-(\d+)", os.path.basename(folder)).groups()
    with open(os.path.join(folder, "homographies.csv")) as file:
        rows = list(csv.DictReader(file))
    names = [f"h{i}{j}" for i in (1, 2, 3) for j in (1, 2, 3)]
    return Sequence(kind, number, folder, [row["file"] for row in rows], [float(row["parameter"]) for row in rows],
                    [np.array([float(row[name]) for name in names]).reshape(3, 3) for row in rows])


def read_sequences(folder):
    paths = sorted(glob.glob(os.path.join(folder, "*", "homographies.csv")))
    if not paths:
        sys.exit(f"{folder}: no sequences; make some with `make-scenes sequences {folder}`")
    return [read_sequence(os.path.dirname(path)) for path in paths]


def extract(contestant, pictures, binary, count):
    options = CONTESTANTS[contestant]
    if options is None:
        sift = extraction.opencv_sift(count)
        return [extraction.with_opencv(sift, path) for path in pictures]
    return extraction.with_sightline(binary, pictures, options, count)


def size_of(path):
    height, width = cv2.imread(path, cv2.IMREAD_GRAYSCALE).shape
    return width, height


def measure(sequence, contestant, binary, count):
    """The contestant's lines of scores.csv for a sequence."""
    pictures = [os.path.join(sequence.folder, name) for name in ["reference.png", *sequence.files]]
    sizes = [size_of(path) for path in pictures]
    reference, *views = extract(contestant, pictures, binary, count)
    for parameter, homography, view, size in zip(sequence.parameters, sequence.homographies, views, sizes[1:]):
        a, b = correspondence.sides(reference, view, homography, sizes[0], size)
        score = correspondence.score(a, b, sizes[0])
        yield {"kind": sequence.kind, "object": sequence.number, "parameter": parameter, "detector": contestant,
               "features_reference": len(reference), "features_view": len(view), **score._asdict(),
               "repeatability": round(score.repeatability, 4), "matching_score": round(score.matching_score, 4)}


def measure_all(sequences, binary, count):
    lines = []
    for done, sequence in enumerate(sequences):
        if sys.stderr.isatty():
            print(f"\r{done} of {len(sequences)} sequences", end="", file=sys.stderr, flush=True)
        for contestant in CONTESTANTS:
            if not (contestant == UPRIGHT and sequence.kind == "rotation"):
                lines += measure(sequence, contestant, binary, count)
    if sys.stderr.isatty():
        print(f"\r{len(sequences)} sequences measured", file=sys.stderr)
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sightline", required=True, metavar="PROGRAM", help="the release build")
    parser.add_argument("--scenes", required=True, metavar="DIR", help="what `make-scenes sequences` wrote")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the results go")
    parser.add_argument("--count", type=int, default=2000, help="features a picture, at most (%(default)s)")
    arguments = parser.parse_args()
    lines = measure_all(read_sequences(arguments.scenes), arguments.sightline, arguments.count)
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "scores.csv"), "w", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    means = repeatability_report.means(lines)
    summary = repeatability_report.markdown(means, lines, list(CONTESTANTS))
    with open(os.path.join(arguments.out, "summary.md"), "w") as file:
        file.write(summary)
    with open(os.path.join(arguments.out, "scores.svg"), "w") as file:
        file.write(repeatability_plot.svg(means, list(CONTESTANTS)))
    print(summary[summary.index("## Means"):])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Photographs found by a network's vectors of lines: of a drawing's strokes against those of photographs' edges, black on white.

    python3 bench/drawings/network.py --sightline .build/release/sightline --benchmark .build/release/deep-benchmark --images DIR \\
        --truth truth.csv --model RECIPE.json [--work DIR] [--record]

Lines are what `sightline edges` shows. Vectors are compared by the cosine, as they are and less the mean of all photographs' vectors;
average precision is a finite sum. The peer is in `descriptors.py`: learned keyshapes on the same drawings.
"""
import argparse
import concurrent.futures
import csv
import os
import subprocess
import sys
import tempfile

import numpy as np

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402


def lines(options, paths, words, folder):
    """Pictures of lines; a white one where there are none."""
    os.makedirs(folder, exist_ok=True)
    written = [os.path.join(folder, f"{number:05}.png") for number in range(len(paths))]

    def draw(pair):
        command = [options.sightline, "edges", pair[0], "--picture", pair[1], *words]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(draw, zip(paths, written)))
    return written


def vectors(options, paths, folder):
    """One row a picture; zeros for one that is missing."""
    there = [path for path in paths if os.path.exists(path)]
    with open(os.path.join(folder, "list.txt"), "w") as file:
        file.writelines(path + "\n" for path in there)
    out = os.path.join(folder, "vectors.npy")
    subprocess.run([options.benchmark, "picture-vectors", options.model, file.name, out], check=True, stdout=subprocess.DEVNULL)
    found = dict(zip(there, np.load(out)))
    return np.array([found.get(path, np.zeros_like(next(iter(found.values())))) for path in paths])


def judged(scores, classes, drawings, photographs):
    precisions, first, instances = [], [], []
    for row, drawing in zip(scores, drawings):
        order = np.argsort(-row, kind="stable")
        right = classes[order] == drawing["class"]
        precisions.append((np.cumsum(right)[right] / (np.nonzero(right)[0] + 1)).mean())
        first.append(right[0])
        if drawing["photo"]:
            instances.append(photographs.index(drawing["photo"]) in order[:5])
    return [f"{np.mean(values):.4f}" for values in (precisions, first, instances)]


def main():
    parser = argparse.ArgumentParser()
    for name in ("sightline", "benchmark", "images", "truth", "model"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--work", default=None)
    parser.add_argument("--jobs", type=int, default=2)
    recording.add_record_option(parser)
    options = parser.parse_args()
    work = options.work or tempfile.mkdtemp()
    drawings = list(csv.DictReader(open(options.truth)))
    folder = os.path.join(os.path.dirname(options.truth), "drawings")
    photographs = sorted(os.listdir(options.images))
    classes = np.array([name.split("_")[0] for name in photographs])
    asked = lines(options, [os.path.join(folder, d["drawing"]) for d in drawings], ["--drawing"], os.path.join(work, "strokes"))
    edges = lines(options, [os.path.join(options.images, name) for name in photographs], [], os.path.join(work, "edges"))
    a, b = vectors(options, asked, work), vectors(options, edges, work)

    def cosines(a, b):
        unit = [v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9) for v in (a, b)]
        return unit[0] @ unit[1].T

    rows = [("vectors as they are", *judged(cosines(a, b), classes, drawings, photographs)),
            ("less the mean", *judged(cosines(a - b.mean(0), b - b.mean(0)), classes, drawings, photographs))]
    table = recording.table(("lines by a network", "mAP", "retrieval@1", "instance@5"), rows)
    recording.finish(options, "network", rows, f"# Drawings: a network's vectors of lines\n\n{table}")


main()

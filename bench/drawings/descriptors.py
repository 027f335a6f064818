#!/usr/bin/env python3
"""What photographs are found by drawings, by each descriptor, in one table, beside scikit-image's HOG on Canny edges.

    python3 bench/drawings/descriptors.py --sightline .build/release/sightline --images DIR --truth FILE.csv --train DIR \\
        [--drawings DIR] [--keyshapes FILE.slv] [--jobs N] [--mirror] [--record]

The drawings lie in the folder `drawings` beside the truth unless --drawings names another. GF-HOG learns its words from the edges of
--train, photographs that are not searched. The reference: `skimage.feature.hog` (9 directions, cells of 32 pixels, blocks of 2 by 2)
of `skimage.feature.canny` (sigma 1) of photographs and of the ink of drawings, both at 227 pixels a side, compared by the cosine. Its
rankings are judged here, by the same rules as the tool's: average precision as a finite sum, a photograph's class from its name. The tool
compares descriptors less the mean of all photographs' ones; the reference is shown with and without that.

Needs NumPy, Pillow and scikit-image.
"""
import argparse
import csv
import os
import sys
import time

import numpy as np
import PIL
import skimage
from PIL import Image
from skimage.feature import canny, hog

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

SIDE = 227
HOG = dict(orientations=9, pixels_per_cell=(32, 32), cells_per_block=(2, 2), feature_vector=True)


def grey(path):
    with Image.open(path) as picture:
        picture = picture.convert("L")
        if picture.size != (SIDE, SIDE):
            picture = picture.resize((SIDE, SIDE), Image.LANCZOS)
        return np.asarray(picture)


def unit(rows):
    rows = np.asarray(rows, np.float64)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def judge(scores, rows, photographs):
    """The measures of one matrix of scores: a row for each drawing, a column for each photograph."""
    classes = np.array([next((row["class"] for row in rows if name.startswith(row["class"] + "_")), "") for name in photographs])
    place = {name: index for index, name in enumerate(photographs)}
    precisions, first, five, instances = [], [], [], []
    for row, score in zip(rows, scores):
        order = np.argsort(-score, kind="stable")
        right = classes[order] == row["class"]
        hits = np.nonzero(right)[0]
        precisions.append(((np.arange(len(hits)) + 1) / (hits + 1)).mean())
        first.append(right[0])
        five.append(right[:5].mean())
        if row["photo"] in place:
            instances.append(place[row["photo"]] in order[:5])
    names = np.array([row["class"] for row in rows])
    return {
        "meanAveragePrecision": float(np.mean(precisions)), "retrieval1": float(np.mean(first)), "retrieval5": float(np.mean(five)),
        "instance5": float(np.mean(instances)) if instances else None,
        "classes": [
            {"class": str(name), "meanAveragePrecision": float(np.mean(np.array(precisions)[names == name]))}
            for name in dict.fromkeys(names)]}


def reference(arguments, rows):
    photographs = sorted(os.listdir(arguments.images))
    start = time.process_time()
    described = [
        hog(canny(grey(os.path.join(arguments.images, name)) / 255, sigma=1).astype(float), **HOG) for name in photographs]
    seconds = (time.process_time() - start) / len(photographs)
    drawn = [hog((grey(os.path.join(arguments.drawings, row["drawing"])) < 128).astype(float), **HOG) for row in rows]
    drawn, described = unit(drawn), unit(described)
    mean = described.mean(axis=0)
    return [
        {"name": "scikit-image: HOG on Canny" + name, **judge(unit(drawn - less) @ unit(described - less).T, rows, photographs),
         "numbersPerPicture": described.shape[1], "secondsPhotograph": seconds}
        for name, less in (("", 0), (", less the mean", mean))]


def ours(arguments):
    command = [
        arguments.sightline, "benchmark", "drawings", "--images", arguments.images, "--truth", arguments.truth, "--drawings",
        arguments.drawings, "--descriptor", "all", "--train", arguments.train, "--jobs", arguments.jobs, "--json", "--quiet"]
    if arguments.keyshapes:
        command += ["--vocabulary", arguments.keyshapes]
    if arguments.mirror:
        command.append("--mirror")
    document = recording.ask(command)
    for ranking in document["rankings"]:
        ranking["name"] = "Sightline: " + ranking["name"]
        ranking["secondsPhotograph"] = document["timings"]["photograph"] + ranking["timings"]["photograph"]
        # Hundreds of lines that say nothing by themselves.
        del ranking["drawings"]
    return document


def summarise(rankings, document):
    base = rankings[0]["meanAveragePrecision"]
    names = [entry["class"] for entry in rankings[0]["classes"]]
    rows = []
    for ranking in rankings:
        classes = {entry["class"]: entry["meanAveragePrecision"] for entry in ranking["classes"]}
        instance = ranking.get("instance5")
        rows.append([
            ranking["name"], f"{ranking['meanAveragePrecision']:.4f}", f"{100 * (ranking['meanAveragePrecision'] / base - 1):+.1f} %",
            *(f"{classes[name]:.3f}" for name in names), f"{ranking['retrieval1']:.3f}", f"{ranking['retrieval5']:.3f}",
            "" if instance is None else f"{instance:.4f}", "" if instance is None else f"{instance * document['pictures'] / 5:.1f}",
            ranking.get("numbersPerPicture", ""), f"{1000 * ranking['secondsPhotograph']:.1f}"])
    return "\n".join([
        "# Descriptors of drawings", "",
        f"{document['queries']} drawings, {document['pictures']} photographs" + (", mirrored drawings too" if document["mirror"] else "")
        + f"; a random order has a mean average precision of {document['chance']:.4f} and finds the photograph drawn among the first five in "
        f"{5 / document['pictures']:.4f}.", "",
        recording.table(
            ["", "mAP", "to the reference", *("mAP " + name for name in names), "retrieval@1", "retrieval@5", "instance@5", "× chance",
             "numbers a photograph", "ms a photograph"], rows), "",
        "mAP: mean over drawings of average precision, right being the photographs of the drawing's class. Milliseconds: from the file to "
        "the vector, on one thread."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--sightline", "--images", "--truth", "--train"):
        parser.add_argument(option, required=True, type=os.path.abspath)
    parser.add_argument("--drawings", type=os.path.abspath, help="else the folder drawings beside the truth")
    parser.add_argument("--keyshapes", type=os.path.abspath, help="a vocabulary of keyshapes, else the one that comes with the program")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--mirror", action="store_true")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    arguments.drawings = arguments.drawings or os.path.join(os.path.dirname(arguments.truth), "drawings")
    with open(arguments.truth, newline="") as file:
        rows = list(csv.DictReader(file))
    document = ours(arguments)
    rankings = [*reference(arguments, rows), *document["rankings"]]
    recording.finish(
        arguments, "descriptors", {"references": rankings[:2], "sightline": document}, summarise(rankings, document),
        peers=[f"scikit-image {skimage.__version__}", f"NumPy {np.__version__}", f"Pillow {PIL.__version__}"])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Sightline beside COLMAP, and beside OpenCV with Faiss, in one table: quality, bytes, time of indexing, time of a query.

    python3 -m venv V && V/bin/pip install numpy scipy faiss-cpu opencv-python-headless && apt-get install colmap
    V/bin/python bench/evaluation/compare_peers.py --sightline .build/release/sightline --scenes .build/release/make-scenes \\
        --images DIR --truth DIR --training DIR --work DIR

Two sets of pictures: `--images` with its truth in the form of the Oxford buildings, and generated ones (`peers_generated.py`). The
peers' vocabularies are learnt from the folder `--training`, which takes an hour of a processor; they, the texts of features and
COLMAP's databases are kept in `--work`. All that the table tells is measured anew in each run, one after the other on one
processor. What is counted stands below the table (`peers_summary.py`).
"""
import argparse
import os
import subprocess

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # first: it finds the modules below

import cv2
import faiss
import scipy

import average_precision
import peers_colmap
import peers_faiss
import peers_generated
import peers_sightline
import peers_summary
from colmap_features import ENVIRONMENT
from colmap_retrieval import on_one_processor
from ground_truth import read_queries
from parts import Parts
from peers_features import FolderFeatures


class Vocabularies:
    """The peers' own, kept in a folder."""

    def __init__(self, arguments):
        folder = os.path.join(arguments.work, "training")
        self.arguments, self.parts = arguments, Parts(folder, {"training": os.path.basename(arguments.training)})
        self.colmap = os.path.join(folder, f"colmap-{arguments.words}.bin")
        self.faiss = os.path.join(folder, f"faiss-{arguments.faiss_words}.npy")
        self.database = peers_colmap.training_database(folder, arguments.training)
        self.told = {}

    def of_colmap(self):
        """The path; the vocabulary is learnt when it is not there."""
        pictures = self.arguments.training_pictures
        self.told["COLMAP"] = self.parts.part(f"colmap-{self.arguments.words}", lambda: peers_colmap.train(
            self.database, self.arguments.words, pictures, self.colmap)) | {"note": f", learnt from {pictures} pictures"}
        return self.colmap

    def of_faiss(self):
        self.told["Faiss"] = self.parts.part(f"faiss-{self.arguments.faiss_words}", lambda: peers_faiss.train(
            self.database, self.arguments.faiss_words, self.faiss)) | {
                "note": f", {peers_faiss.A_WORD} descriptors a word, {peers_faiss.ITERATIONS} rounds through HNSW"}
        return self.faiss


def systems(arguments, vocabularies, features, queries, places, folder):
    """(system, its numbers); those of the peers with rankings, which are judged here."""
    asked = {query.name: features.of_query(query) for query in queries}
    yield from peers_colmap.measure(arguments, features, queries, asked, places[0], vocabularies.of_colmap(), folder)
    yield from peers_sightline.measure(arguments.sightline, *places, folder)
    yield "OpenCV and Faiss, tf-idf", peers_faiss.measure(
        features, asked, vocabularies.of_faiss(), os.path.join(folder, "faiss"))


def judged(queries, numbers):
    if "rankings" not in numbers:
        return numbers
    scores = average_precision.evaluate(queries, numbers.pop("rankings"))
    return numbers | {
        "meanAveragePrecision": scores["meanAveragePrecision"],
        "queries": {name: each["official"] for name, each in scores["queries"].items()}}


def measure(arguments, vocabularies, name, places):
    """The results of a set, and what is told of the set."""
    images, truth = places
    folder, queries = os.path.join(arguments.work, name.lower()), read_queries(truth)
    load = os.getloadavg()[0]
    features = FolderFeatures(images, os.path.join(folder, "features", "collection"))
    pictures, results = len(features.files), []
    for system, numbers in systems(arguments, vocabularies, features, queries, places, folder):
        result = peers_summary.with_numbers(
            {"system": system, "set": name, "load": load} | judged(queries, numbers), pictures)
        print(recording.row(*peers_summary.row(result)), flush=True)
        results.append(result)
        load = os.getloadavg()[0]
    return results, {
        "pictures": pictures, "queries": len(queries), "positives": sum(len(query.positives) for query in queries),
        "features": sum(map(len, features.descriptors.values())), "featureLoad": results[0]["load"]}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--scenes", required=True, help="the program make-scenes")
    for name in ("images", "truth", "training", "work"):
        parser.add_argument("--" + name, required=True, metavar="DIR")
    parser.add_argument("--vocabulary", required=True, help="Sightline's own, the shipped one")
    parser.add_argument("--words", type=int, default=16384, help="of COLMAP's vocabulary (default: 16384)")
    parser.add_argument(
        "--training-pictures", type=int, default=800, help="COLMAP learns from so many, by chance (default: 800)")
    parser.add_argument("--faiss-words", type=int, default=65536, help="of Faiss's vocabulary (default: 65536)")
    parser.add_argument("--objects", type=int, default=150, help="generated objects (default: 150)")
    parser.add_argument("--views", type=int, default=3, help="further views of each (default: 3)")
    parser.add_argument("--distractors", type=int, default=100, help="pictures of other objects (default: 100)")
    parser.add_argument("--sets", nargs="+", choices=["Oxford", "Generated"], default=["Oxford", "Generated"])
    recording.add_record_option(parser)
    return parser.parse_args()


def peers():
    colmap = subprocess.run(["colmap", "help"], capture_output=True, text=True, env=ENVIRONMENT).stdout.splitlines()[:1]
    return [*colmap, f"OpenCV {cv2.__version__}", f"Faiss {faiss.__version__}", f"SciPy {scipy.__version__}"]


def main():
    arguments = parse()
    average_precision.self_test()
    peers_generated.self_test()
    os.environ["SIGHTLINE_VOCABULARY"] = os.path.abspath(arguments.vocabulary)
    on_one_processor()
    vocabularies = Vocabularies(arguments)
    places = {"Oxford": (arguments.images, arguments.truth)}
    if "Generated" in arguments.sets:
        places["Generated"] = peers_generated.make(
            arguments.scenes, arguments.work, arguments.objects, arguments.views, arguments.distractors)
    results, sets = [], {}
    for name in arguments.sets:
        more, sets[name] = measure(arguments, vocabularies, name, places[name])
        results += more
    vocabularies.told["Sightline"] = {
        "words": next(r["words"] for r in results if "words" in r), "bytes": os.path.getsize(arguments.vocabulary),
        "note": ", the shipped one"}
    recording.finish(
        arguments, "peers", {"sets": sets, "vocabularies": vocabularies.told, "results": results},
        peers_summary.text(results, sets, vocabularies.told), peers())


if __name__ == "__main__":
    main()

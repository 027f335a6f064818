"""COLMAP's vocabulary tree and retriever on OpenCV's SIFT: shortlist, and with its own verification of 200 pictures.

The vocabulary is learnt from other pictures and serves all sets. For each set, the features are imported (not timed: COLMAP's own
extractor would write them there itself), the index is made anew in one process on one processor, and the queries are asked in
another.
"""
import os
import statistics

import recording  # noqa: F401, finds the modules below
import opencv_features
from colmap_features import ENVIRONMENT, Layout
from colmap_retrieval import retrieve
from colmap_side import Peer
from extraction import opencv_sift
from ground_truth import picture_name
from measured_process import run

DEPTHS = {"COLMAP, shortlist": 0, "COLMAP, 200 verified": 200}


def training_database(folder, pictures):
    """The features of other pictures, in a database; made when it is not there."""
    layout, sift = Layout(folder), opencv_sift()
    path, texts = layout.path("training.db"), layout.path("features", "training")
    if os.path.exists(path):
        return path
    os.makedirs(texts, exist_ok=True)
    for file in sorted(os.listdir(pictures)):
        if picture_name(file) != file:
            points, descriptors = opencv_features.describe(sift, os.path.join(pictures, file))
            opencv_features.write(os.path.join(texts, file + ".txt"), points, descriptors)
    layout.prepare(None, {"training": pictures})
    layout.import_features("training.db", ["training"])
    return path


def train(database, words, pictures, out):
    """COLMAP's own clustering, from so many pictures by chance."""
    result = run(
        ["colmap", "vocab_tree_builder", "--database_path", database, "--vocab_tree_path", out, "--num_visual_words",
         str(words), "--max_num_images", str(pictures)], env=ENVIRONMENT)
    return {"words": words, "pictures": pictures, "bytes": os.path.getsize(out)} | {
        key: result[key] for key in ("seconds", "cpuSeconds")}


def prepare(layout, images, queries):
    """Features of the collection, and of the boxes as pictures of their own, in a database; made when it is not there."""
    layout.prepare(None, {"collection": images})
    layout.prepare_queries(queries, picture_name)
    if not os.path.exists(layout.path("collection.db")):
        layout.import_features("collection.db", ["collection", "queries"])
    layout.check(layout.path("collection.db"), ["collection", "queries"])


def index(layout, vocabulary):
    """Indexing, with the loading of the vocabulary and a single query, in a process of its own."""
    path, one = layout.path("index.bin"), layout.write_list("queries", first=1)
    if os.path.exists(path):
        os.remove(path)
    result = retrieve(
        layout.path("collection.db"), vocabulary, layout.write_list("collection"), one, "--output_index_path", path)
    return {
        "seconds": result["seconds"], "cpuSeconds": result["cpuSeconds"],
        "bytes": os.path.getsize(path) - os.path.getsize(vocabulary)}


def measure(arguments, features, queries, asked, images, vocabulary, folder):
    """(system, its numbers) for each depth. `asked`: descriptors and seconds of each query."""
    layout = Layout(folder)
    prepare(layout, images, queries)
    indexed, peer = index(layout, vocabulary), Peer(folder, arguments, queries)
    shortlists = None
    for system, depth in DEPTHS.items():
        answers = peer.ask(depth)
        shortlists = shortlists or answers
        yield system, {
            "rankings": {
                name: list(dict.fromkeys(answer["ranking"] + shortlists[name]["ranking"]))
                for name, answer in answers.items()},
            "querySeconds": [asked[name][1] + answer["seconds"] for name, answer in answers.items()],
            "retrieverSeconds": statistics.median(answer["seconds"] for answer in answers.values()),
            "bytes": indexed["bytes"],
            "indexSeconds": {"features": sum(features.seconds.values()), "words and index": indexed["seconds"]},
            "indexCPUSeconds": {"features": features.cpu_seconds, "words and index": indexed["cpuSeconds"]}}

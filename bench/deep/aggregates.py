#!/usr/bin/env python3
"""Vectors of whole pictures on a collection with Oxford's form of truth: ours beside references made of numpy, scikit-image and onnxruntime.

    V/bin/python bench/deep/aggregates.py --build .build/release --images DIR --truth DIR --train DIR --work DIR \\
        [--network FOLDER] [--record]

Local features are written once by `sightline features` into --work, and both sides read these files. What is learnt is learnt from --train
alone. The references: VLAD with scikit-learn's k-means and numpy, Fisher vectors with `skimage.feature.learn_gmm` and `fisher_vector`; both on the
same 64 principal components of the descriptors, both shortened to 128 numbers by PCA. --network is a folder with
mobilenet_edgetpu_features_q8.onnx: its map is pooled by R-MAC at 448 pixels, by us and by numpy on onnxruntime's output, with PIL's pictures.

Queries are cut to their boxes: features by their centres, pictures by their pixels. Average precision is the official one; a query's own
picture counts, and is also left out. Set SIGHTLINE_ONNXRUNTIME for our side of the network.
"""
import argparse
import os
import subprocess
import sys
import time

import numpy as np

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # first: it finds the modules below

import average_precision
import global_references as references
import ground_truth

LOCAL = [
    ("vlad", ["--whiten", "0"]), ("vlad", ["--intra", "--whiten", "0"]), ("fisher", ["--whiten", "0"]), ("vlad", ["--whiten", "0.5"]), ("fisher", ["--whiten", "0.5"]),
    ("sparse", ["--whiten", "0.5"]), ("triangulation", ["--whiten", "0.5"])]
POOLINGS = ["average", "maximum", {"method": "gem", "power": 3}, {"method": "r-mac", "levels": 3}, "crow"]
RMAC = POOLINGS[3]


class Collection:
    """The pictures, the queries and their cuts, in the order of the rows of every matrix of vectors."""

    def __init__(self, images, truth):
        self.queries = ground_truth.read_queries(truth)
        self.paths = sorted(os.path.join(images, name) for name in os.listdir(images))
        self.names = [ground_truth.picture_name(path) for path in self.paths]
        self.path_of = dict(zip(self.names, self.paths))

    def entries(self, path_of_features=None):
        """(path, box or None) of the pictures, then of the queries."""
        def path(picture):
            return path_of_features(picture) if path_of_features else picture
        return [(path(p), None) for p in self.paths] + [
            (path(self.path_of[q.picture]), q.box) for q in self.queries]

    def score(self, vectors):
        pictures, queries = vectors[:len(self.names)], vectors[len(self.names):]
        rankings = {
            query.name: [self.names[i] for i in np.argsort(-(pictures @ vector), kind="stable")]
            for query, vector in zip(self.queries, queries)}
        result = average_precision.evaluate(self.queries, rankings)
        return {
            "meanAveragePrecision": result["meanAveragePrecision"], "meanWithoutQuery": result["meanWithoutQuery"],
            "boxed": {q.name: result["queries"][q.name]["official"] for q in self.queries if min(q.box[:2]) > 0}}


def write_features(arguments, pictures, name):
    """Feature files of a folder of pictures, made once; what is there already is taken."""
    folder = os.path.join(arguments.work, name)
    if not os.path.isdir(folder):
        subprocess.run(
            [arguments.sightline, "features", pictures, "--max-features", str(arguments.max_features), "--quiet",
             "--output-directory", folder], check=True)
    return folder


def our_vectors(arguments, model, entries):
    """The tool's vectors, and seconds a picture without reading it."""
    listing, out = (os.path.join(arguments.work, name) for name in ("entries.txt", "vectors.npy"))
    with open(listing, "w") as file:
        for path, box in entries:
            file.write(path + (" " + " ".join(map(str, box)) if box else "") + "\n")
    answer = subprocess.run(
        [arguments.benchmark, "picture-vectors", model, listing, out], check=True, stdout=subprocess.PIPE, text=True)
    return np.load(out), float(answer.stdout.split()[-1])


def measure_local(arguments, collection):
    train = write_features(arguments, arguments.train, "train-features")
    searched = write_features(arguments, arguments.images, "searched-features")
    entries = collection.entries(lambda path: os.path.join(searched, os.path.basename(path) + ".oxford"))
    results = []
    for kind, options in LOCAL:
        model = os.path.join(arguments.work, "model.slp")
        built = recording.ask(
            [arguments.sightline, "build-projection", model, train, "--from", kind, "--json", "--quiet", *options])
        vectors, seconds = our_vectors(arguments, model, entries)
        results.append({
            "name": " ".join(["Sightline:", kind, *options]), "words": built["words"], "from": built["inputDimension"],
            "to": built["dimension"], "fileBytes": os.path.getsize(model), "secondsPicture": seconds,
            "secondsToLearn": built["timings"]["all"], **collection.score(vectors)})
        print(results[-1], file=sys.stderr)
    for reference in references.local(train, entries):
        results.append({**{k: v for k, v in reference.items() if k != "vectors"},
                        **collection.score(reference["vectors"])})
        print(results[-1]["name"], results[-1]["meanAveragePrecision"], file=sys.stderr)
    return results


def measure_network(arguments, collection):
    entries, results = collection.entries(), []
    for pooling in POOLINGS:
        recipe = references.write_recipe(arguments.work, arguments.network, pooling)
        vectors, seconds = our_vectors(arguments, recipe, entries)
        name = pooling if isinstance(pooling, str) else "-".join(map(str, pooling.values()))
        results.append({
            "name": f"Sightline: MobileNetEdgeTPU, {name}", "from": vectors.shape[1], "to": vectors.shape[1],
            "secondsPicture": seconds, **collection.score(vectors)})
        if pooling == RMAC:
            reference = references.regions_of_maximum(arguments.network, entries)
            cosines = (vectors * reference["vectors"]).sum(1)
            results.append({**{k: v for k, v in reference.items() if k != "vectors"},
                            "leastCosine": float(cosines.min()), "medianCosine": float(np.median(cosines)),
                            **collection.score(reference["vectors"])})
    return results + measure_shortened(arguments, collection, entries)


def measure_shortened(arguments, collection, entries):
    """R-MAC to 128 numbers, as other files hold them."""
    recipe, results = references.write_recipe(arguments.work, arguments.network, RMAC), []
    for whitening in ("0", "0.5", "1"):
        model = os.path.join(arguments.work, "network.slp")
        built = recording.ask(
            [arguments.sightline, "build-projection", model, arguments.train, "--from", recipe, "--whiten", whitening,
             "--json", "--quiet"])
        vectors, seconds = our_vectors(arguments, model, entries)
        results.append({
            "name": f"Sightline: MobileNetEdgeTPU, r-mac-3, --whiten {whitening}", "from": built["inputDimension"],
            "to": built["dimension"], "fileBytes": os.path.getsize(model), "secondsPicture": seconds,
            "secondsToLearn": built["timings"]["all"], **collection.score(vectors)})
    return results


def summarise(results, collection):
    def number(value, form):
        return format(value, form) if value is not None else ""

    rows = [
        (r["name"], r.get("from", ""), r.get("to", ""), number(r["meanAveragePrecision"], ".4f"),
         number(r["meanWithoutQuery"], ".4f"), number(1000 * r["secondsPicture"], ".1f"),
         number(r.get("secondsToLearn"), ".0f"), r.get("fileBytes", ""))
        for r in results]
    lines = [
        "# Vectors of whole pictures", "",
        f"{len(collection.names)} pictures, {len(collection.queries)} queries, each cut to its box; mean average precision as "
        "officially computed, and with the query's own picture left out. What is learnt is learnt from other pictures.", "",
        recording.table(
            ["", "numbers before", "numbers", "mAP", "without the query", "ms a picture", "s to learn", "bytes of the file"],
            rows)]
    for result in results:
        if "leastCosine" in result:
            lines += ["", f"Cosine of our R-MAC vectors and the reference's: median {result['medianCosine']:.6f}, least "
                          f"{result['leastCosine']:.6f}."]
    return "\n".join(lines + [
        "", "Milliseconds: from descriptors in memory to the vector, or from the picture's bytes for networks; the references' "
        "from arrays in memory to the long vector, or from the decoded picture."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="the folder of sightline and deep-benchmark")
    for name in ("images", "truth", "train", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--network", help="the folder of mobilenet_edgetpu_features_q8.onnx; without it only local features")
    parser.add_argument("--only-network", action="store_true")
    parser.add_argument("--max-features", type=int, default=1000)
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    arguments.sightline = os.path.join(arguments.build, "sightline")
    arguments.benchmark = os.path.join(arguments.build, "deep-benchmark")
    os.makedirs(arguments.work, exist_ok=True)
    collection = Collection(arguments.images, arguments.truth)
    start, results = time.time(), []
    if not arguments.only_network:
        results += measure_local(arguments, collection)
    if arguments.network:
        results += measure_network(arguments, collection)
    results.append({"name": "all of this run", "seconds": time.time() - start})
    recording.finish(
        arguments, "aggregates", results, summarise(results[:-1], collection), peers=references.versions())


if __name__ == "__main__":
    main()

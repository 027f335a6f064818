#!/usr/bin/env python3
"""One k-means of Faiss in a process of its own: the centres as .npy, and time and CPU time as a line of JSON.

    faiss_clustering.py exact|approximate DESCRIPTORS.u8 CENTRES.npy --rows N --words K --rounds R --seed S --threads T

The start is that of Sightline for the same seed and rows. Time is that of `train` alone; the descriptors are floats in memory
before it begins.
"""
import argparse
import json
import os
import time

import faiss
import numpy as np

from starting_rows import starting_rows
from vectors import read_bytes


def exact(descriptors, centres, rounds, seed):
    kmeans = faiss.Kmeans(
        descriptors.shape[1], len(centres), niter=rounds, seed=seed, max_points_per_centroid=10**9)
    kmeans.train(descriptors, init_centroids=centres)
    return kmeans.centroids, [float(value) for value in kmeans.obj]


def approximate(descriptors, centres, rounds, seed):
    index = faiss.IndexHNSWFlat(descriptors.shape[1], 16)
    index.hnsw.efSearch = 32
    clustering = faiss.Clustering(descriptors.shape[1], len(centres))
    clustering.niter, clustering.seed, clustering.max_points_per_centroid = rounds, seed, 10**9
    faiss.copy_array_to_vector(np.ascontiguousarray(centres).ravel(), clustering.centroids)
    clustering.train(descriptors, index)
    stats = clustering.iteration_stats
    return (
        faiss.vector_to_array(clustering.centroids).reshape(centres.shape),
        [stats.at(i).obj for i in range(stats.size())])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("method", choices=["exact", "approximate"])
    parser.add_argument("descriptors")
    parser.add_argument("centres")
    for name in ("rows", "words", "rounds", "seed", "threads"):
        parser.add_argument("--" + name, type=int, required=True)
    arguments = parser.parse_args()
    faiss.omp_set_num_threads(arguments.threads)
    descriptors = read_bytes(arguments.descriptors)[: arguments.rows].astype(np.float32)
    start_centres = descriptors[starting_rows(arguments.words, len(descriptors), arguments.seed)]
    cpu, start = os.times(), time.perf_counter()
    train = exact if arguments.method == "exact" else approximate
    centres, objectives = train(descriptors, start_centres, arguments.rounds, arguments.seed)
    seconds, after = time.perf_counter() - start, os.times()
    np.save(arguments.centres, centres)
    print(json.dumps({
        "seconds": seconds, "cpuSeconds": after.user + after.system - cpu.user - cpu.system,
        "rows": len(descriptors), "words": len(centres),
        "meanSquaredErrorOfRounds": [value / len(descriptors) for value in objectives]}))


if __name__ == "__main__":
    main()

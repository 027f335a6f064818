#!/usr/bin/env python3
"""Faiss's searches for the nearest of some centres, one thread: rate and agreement with the exact answer, as JSON.

    faiss_searching.py CENTRES.fvecs QUERIES.u8

`IndexHNSWFlat(d, 32)` with several efSearch, `IndexIVFFlat` of 512 lists with several nprobe, over the centres as floats. An
equally near centre is as good as the nearest. Times are processor time, the least of two.
"""
import json
import sys
import time

import faiss
import numpy as np

from vectors import read_bytes, read_fvecs

EF_SEARCH = [8, 12, 16, 32, 64]
PROBES = [8, 16, 32, 64]


def measure(index, queries, exact):
    seconds = []
    for _ in range(2):
        start = time.process_time()
        distances = index.search(queries, 1)[0]
        seconds.append(time.process_time() - start)
    # Sums of squares of whole numbers; Faiss may round them where it multiplies out.
    agreement = float(np.mean(np.abs(distances[:, 0] - exact) < 0.5))
    return len(queries) / min(seconds), agreement


def main():
    centres, queries = read_fvecs(sys.argv[1]), read_bytes(sys.argv[2]).astype(np.float32)
    dimension = centres.shape[1]
    # Two threads build; one searches.
    faiss.omp_set_num_threads(2)
    truth = faiss.IndexFlatL2(dimension)
    truth.add(centres)
    # Recomputed from the found centre: whole numbers, exactly.
    nearest = truth.search(queries, 1)[1][:, 0]
    exact = ((queries - centres[nearest]) ** 2).sum(1)
    graph = faiss.IndexHNSWFlat(dimension, 32)
    graph.add(centres)
    middles = faiss.IndexFlatL2(dimension)
    lists = faiss.IndexIVFFlat(middles, dimension, 512)
    lists.train(centres)
    lists.add(centres)
    faiss.omp_set_num_threads(1)
    ways = []
    for way, index, efforts in (("IndexHNSWFlat(128,32)", graph, EF_SEARCH), ("IndexIVFFlat, 512 lists", lists, PROBES)):
        for effort in efforts:
            if index is graph:
                graph.hnsw.efSearch = effort
            else:
                lists.nprobe = effort
            rate, agreement = measure(index, queries, exact)
            ways.append({"way": way, "effort": effort, "rowsPerSecond": rate, "agreement": agreement})
            print(ways[-1], file=sys.stderr)
    print(json.dumps({"words": len(centres), "rows": len(queries), "ways": ways}))


if __name__ == "__main__":
    main()

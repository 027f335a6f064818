"""What a person would write in an afternoon: OpenCV's SIFT, words by Faiss, tf-idf vectors in a sparse matrix, cosine.

The vocabulary is Faiss's k-means of RootSIFT descriptors of other pictures; its assignments, and those of pictures and queries
later, come from a graph (HNSW), as people do for so many words. A picture's vector has the square root of each word's count times
the word's idf, and length 1. The index is that matrix and the idf, as SciPy and NumPy write them, not compressed.
"""
import os
import sqlite3
import time

import faiss
import numpy as np
import scipy.sparse

NEIGHBOURS = 32
"""Edges of a point in the graph."""
BREADTH = 16
"""Candidates that are kept while walking it, Faiss's default: 98 % of 12,000 descriptors got the nearest of 65,536 words, 16,000 a
second. 64 found 99.9 %, but no faster than looking at all words."""
A_WORD = 20
"""Training descriptors for each word."""
ITERATIONS = 8


def training_descriptors(database, count, seed=1):
    """So many rows of COLMAP's database, drawn from all its pictures alike; the bytes are 512 times RootSIFT."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    total = connection.execute("SELECT sum(rows) FROM descriptors").fetchone()[0]
    chosen = np.zeros(total, bool)
    chosen[np.random.default_rng(seed).permutation(total)[:count]] = True
    rows, begin = [], 0
    for data, in connection.execute("SELECT data FROM descriptors WHERE rows > 0 ORDER BY image_id"):
        block = np.frombuffer(data, np.uint8).reshape(-1, 128)
        rows.append(block[chosen[begin:begin + len(block)]])
        begin += len(block)
    connection.close()
    return np.concatenate(rows).astype(np.float32)


def graph(centres=()):
    index = faiss.IndexHNSWFlat(128, NEIGHBOURS)
    index.hnsw.efSearch = BREADTH
    if len(centres):
        index.add(centres)
    return index


def train(database, words, out):
    """Writes the centres; returns what it took."""
    begin, processor = time.perf_counter(), time.process_time()
    descriptors = training_descriptors(database, words * A_WORD)
    clustering = faiss.Clustering(128, words)
    clustering.niter, clustering.seed, clustering.verbose = ITERATIONS, 1, True
    clustering.min_points_per_centroid = 1
    clustering.train(descriptors, graph())
    np.save(out, faiss.vector_to_array(clustering.centroids).reshape(words, 128))
    return {
        "words": words, "descriptors": len(descriptors), "iterations": ITERATIONS, "bytes": os.path.getsize(out),
        "seconds": time.perf_counter() - begin, "cpuSeconds": time.process_time() - processor}


class WordIndex:
    """Vectors of words of pictures, and the pictures most like a query's."""

    def __init__(self, vocabulary):
        centres = np.load(vocabulary)
        self.words = len(centres)
        self.search = graph(centres)

    def counted(self, descriptors):
        """Words and the square roots of their counts."""
        if not len(descriptors):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        found = self.search.search(np.ascontiguousarray(descriptors, np.float32), 1)[1][:, 0]
        words, counts = np.unique(found, return_counts=True)
        return words, np.sqrt(counts).astype(np.float32)

    def build(self, pictures):
        """`pictures`: descriptors of each, in the order of the rows."""
        vectors = [self.counted(descriptors) for descriptors in pictures]
        ends = np.cumsum([0] + [len(words) for words, _ in vectors])
        words, counts = (np.concatenate([vector[part] for vector in vectors]) for part in (0, 1))
        pictures_with = np.bincount(words, minlength=self.words)
        self.idf = np.log(len(vectors) / np.maximum(1, pictures_with)).astype(np.float32)
        matrix = scipy.sparse.csr_matrix(
            (counts * self.idf[words], words.astype(np.int32), ends.astype(np.int32)), shape=(len(vectors), self.words))
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
        self.matrix = scipy.sparse.diags(1 / np.maximum(lengths, 1e-12), dtype=np.float32) @ matrix

    def save(self, folder):
        """The bytes on disk."""
        os.makedirs(folder, exist_ok=True)
        paths = [os.path.join(folder, name) for name in ("vectors.npz", "idf.npy")]
        scipy.sparse.save_npz(paths[0], self.matrix.tocsr(), compressed=False)
        np.save(paths[1], self.idf)
        return sum(map(os.path.getsize, paths))

    def rank(self, descriptors):
        """Rows, the most similar first; equal ones in their order."""
        words, counts = self.counted(descriptors)
        query = np.zeros(self.words, np.float32)
        query[words] = counts * self.idf[words]
        return np.argsort(-(self.matrix @ query), kind="stable")


def measure(features, asked, vocabulary, folder):
    """The whole of it for a set of pictures, on one thread: the index anew, and each query. `asked`: a query's
    descriptors, and the seconds that they took, by its name."""
    faiss.omp_set_num_threads(1)
    index, names = WordIndex(vocabulary), list(features.descriptors)
    begin, processor = time.perf_counter(), time.process_time()
    index.build(features.descriptors.values())
    size = index.save(folder)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - processor
    rankings, times = {}, []
    for query, (descriptors, described) in asked.items():
        begin = time.perf_counter()
        rankings[query] = [names[row] for row in index.rank(descriptors)]
        times.append(described + time.perf_counter() - begin)
    return {
        "rankings": rankings, "querySeconds": times, "bytes": size,
        "indexSeconds": {"features": sum(features.seconds.values()), "words and index": seconds},
        "indexCPUSeconds": {"features": features.cpu_seconds, "words and index": cpu}}

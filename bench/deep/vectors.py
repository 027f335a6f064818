#!/usr/bin/env python3
"""Searching a million vectors of 128 bytes on one thread: exactly, by product codes and by signatures, beside Faiss.

Vectors are descriptors of real pictures at length one as signed bytes; queries come from other pictures. Faiss gets the very same
numbers. recall is the share of the ten truly most similar vectors among the ten that are returned, "first" how often the most
similar one is among them. Times are processor milliseconds a query on one thread, for both sides.

    bench/deep/vectors.py --images TRAIN --queries OTHER --folder SCRATCH [--record]
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "proof"))
import recording
from vectors_of_pictures import load, make_vectors

LEAST_RECALL = 0.9
PROBES = (4, 8, 16, 32, 48, 64, 96, 128)


def ours(arguments):
    """Every line that `deep-benchmark vectors` prints."""
    command = [arguments.benchmark, "vectors", arguments.folder, arguments.lists, *arguments.bytes]
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def processor_milliseconds(work):
    start = time.thread_time()
    result = work()
    return (time.thread_time() - start) * 1e3, result


def recalls(found, truth):
    shared = sum(len(set(a) & set(b)) for a, b in zip(found, truth))
    first = sum(b[0] in a for a, b in zip(found, truth))
    return shared / truth.size, first / len(truth)


def read_once(base):
    """NumPy's sum over the same bytes; the tool's own sweeps are usually faster."""
    words = base.view(np.uint64).ravel()
    return min(processor_milliseconds(lambda: np.bitwise_xor.reduce(words))[0] for _ in range(7))


def faiss_exact(base, queries, truth):
    """Every flat index of scalars of eight bits that this Faiss has."""
    import faiss

    rows = []
    for name in ("QT_8bit", "QT_8bit_direct_signed", "QT_8bit_uniform"):
        if not hasattr(faiss.ScalarQuantizer, name):
            continue
        for metric, metric_name in ((faiss.METRIC_INNER_PRODUCT, "inner product"), (faiss.METRIC_L2, "L2")):
            index = faiss.IndexScalarQuantizer(128, getattr(faiss.ScalarQuantizer, name), metric)
            # Numbers from −128 to 127 are stored as they are by the direct one; all vectors then have one scale.
            factor = 250.0 if name == "QT_8bit_direct_signed" else 1.0
            index.train(base[:100_000] * factor)
            index.add(base * factor)
            few = queries[:20] * factor
            times = [processor_milliseconds(lambda: index.search(few[i : i + 1], 10))[0] for i in range(len(few))]
            found = index.search(queries[:100] * factor, 10)[1]
            recall, first = recalls(found, truth[:100])
            rows.append(dict(way=f"Faiss {name}, {metric_name}", milliseconds=min(times), median=statistics.median(times),
                             recall=recall, first=first))
    return rows


def peers_of(size):
    """Faiss's codes of so many bytes; those of four bits need a number of the vector for each."""
    return [f"PQ{size}"] + ([f"PQ{2 * size}x4fs"] if 2 * size <= 128 else [])


def faiss_lists(description, base, training, queries, truth, folder):
    """An index with inverted lists, at each number of probes."""
    import faiss

    index = faiss.index_factory(128, description)
    index.train(training)
    index.add(base)
    path = os.path.join(folder, "faiss.index")
    faiss.write_index(index, path)
    size = os.path.getsize(path) / len(base)
    os.remove(path)
    rows = []
    for probes in PROBES:
        index.nprobe = probes
        milliseconds, found = processor_milliseconds(lambda: np.concatenate([index.search(q[None], 10)[1] for q in queries]))
        recall, first = recalls(found, truth)
        rows.append(dict(way=f"Faiss {description}", probes=probes, milliseconds=milliseconds / len(queries),
                         recall=recall, first=first, bytes=size))
    return rows


def fastest(rows, least):
    good = [row for row in rows if row["recall"] >= least]
    return min(good, key=lambda row: row["milliseconds"]) if good else max(rows, key=lambda row: row["recall"])


def cells(name, row):
    return [name, *(f"{row[k]:.0f}" if k in row else "" for k in ("probes", "candidates")),
            f"{row['recall']:.3f}" if "recall" in row else "", f"{row['first']:.3f}" if "first" in row else "",
            f"{row['milliseconds']:.3f}", f"{row['bytes']:.1f}" if "bytes" in row else ""]


def summary(results, code_bytes):
    """The table: exact searches, and of each other way the fastest setting that finds enough."""
    own, peers = results["ours"], results["peers"]
    of = lambda start: [row for row in own if row["way"].startswith(start)]
    reading = min(row["milliseconds"] for row in of("reading"))
    exact = [row for row in of("exact") if "milliseconds" in row]
    beside = next(row["ratio"] for row in own if row["way"] == "exact, to reading")
    flat = min((row for row in peers if "QT_8bit" in row["way"]), key=lambda row: row["milliseconds"])
    lines = [cells("reading the memory once", dict(milliseconds=reading))]
    lines += [cells(row["way"], dict(row, recall=1.0, first=1.0)) for row in exact]
    lines += [cells(row["way"], row) for row in peers if "QT_8bit" in row["way"]]
    notes = [f"Exact search takes {exact[0]['milliseconds'] / reading:.2f} × the time of reading by the fastest times; each search "
             f"between two readings: {beside:.2f}, the median. It takes {exact[0]['milliseconds'] / flat['milliseconds']:.2f} × {flat['way']}."]
    for size in code_bytes:
        codes = [row for row in of("product codes") if row["code"] == size]
        slow = [row for row in peers if row["way"].endswith(f"PQ{size}")]
        fast = [row for row in peers if row["way"].endswith(f"PQ{2 * size}x4fs")]
        # Where nobody finds nine in ten, everybody is asked for what the peer finds at most.
        least = min(LEAST_RECALL, max(row["recall"] for row in slow))
        best, peer, hard = fastest(codes, least), fastest(slow, least), fastest(fast, least) if fast else None
        lines += [cells(f"product codes, {size} bytes", best), cells(peer["way"], peer)]
        lines += [cells(hard["way"], hard)] if hard else []
        lines += [cells(f"{row['way']}, {size} bytes", row) for row in of("signatures") if row["code"] == size]
        note = f"Codes of {size} bytes, recall {least:.3f}: {best['milliseconds'] / peer['milliseconds']:.3f} × IVFPQ"
        if hard:
            note += f", {best['milliseconds'] / hard['milliseconds']:.2f} × IVFPQFastScan"
            note += f" (which finds {hard['recall']:.3f} at most)" if hard["recall"] < least else ""
        notes.append(note + ".")
    head = ["a query", "probes", "candidates", "recall@10", "first", "ms", "bytes a vector"]
    agreement = f"Of Faiss's exact ten, {results['truth shared']:.4f} are ours."
    return "\n\n".join([recording.table(head, lines), *notes, agreement])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", help="pictures whose descriptors are searched")
    parser.add_argument("--queries", help="other pictures, whose descriptors are asked for")
    parser.add_argument("--folder", required=True, help="where vectors are kept; made there when missing")
    parser.add_argument("--sightline", default=os.path.join(HERE, "../../.build/release/sightline"))
    parser.add_argument("--benchmark", default=os.path.join(HERE, "../../.build/release/deep-benchmark"))
    parser.add_argument("--lists", type=int, default=1024)
    parser.add_argument("--bytes", type=int, nargs="+", default=[64, 32])
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    make_vectors(arguments)

    import faiss

    faiss.omp_set_num_threads(1)
    results = {"ours": ours(arguments)}
    base, training, queries = (load(os.path.join(arguments.folder, name)) for name in ("base", "train", "queries"))
    truth = np.fromfile(os.path.join(arguments.folder, "truth"), np.uint32).reshape(-1, 10).astype(np.int64)
    flat = faiss.IndexFlatIP(128)
    flat.add(base)
    results["truth shared"] = recalls(flat.search(queries[:100], 10)[1], truth[:100])[0]
    del flat
    results["numpy reading"] = read_once(np.fromfile(os.path.join(arguments.folder, "base"), np.uint8))
    results["peers"] = faiss_exact(base, queries, truth)
    for size in arguments.bytes:
        for codes in peers_of(size):
            description = f"IVF{arguments.lists},{codes}"
            results["peers"] += faiss_lists(description, base, training, queries, truth, arguments.folder)
    recording.finish(arguments, "vectors", results, summary(results, arguments.bytes), [f"Faiss {faiss.__version__}"])


if __name__ == "__main__":
    main()

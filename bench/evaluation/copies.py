#!/usr/bin/env python3
"""Copies of one's own pictures, found again: Sightline beside perceptual hashes, on the same files.

    python3 bench/evaluation/copies.py --bench .build/release/evaluation-benchmark --sightline .build/release/sightline \\
        --images DIR --work DIR [--sample 400] [--segments 100] [--record]

A collection of all pictures is made (`--vocabulary FILE` for other words than the tool's own), `evaluation-benchmark copies` makes the
copies, asks for each, and writes their files; ImageHash's phash, dhash, whash and crop_resistant_hash then get the same files.

*Recall at full precision* is the share of copies whose original is nearer than every wrong picture is to any copy: one threshold for all
kinds, the best one at which nothing wrong is taken; beside it the mean if each kind had the best threshold of its own. Pictures that Sightline takes for the same as an untouched original are neither
right nor wrong, for hashes too. Hashes are tried as they are, and with the copy under all eight turns and mirrors, of which the
nearest counts (`×8`); crop_resistant_hash with the better of its two measures (the library's difference, and the number of matched
segments). Since it takes long, it gets the copies of `--segments` originals only, and looks for them among the copied originals instead of all
pictures, which is easier; Sightline's numbers for the same copies among all pictures are given beside it.
"""
import argparse
import concurrent.futures
import functools
import json
import os
import statistics
import subprocess
import sys
import time
import zlib

import imagehash
import numpy
from PIL import Image, ImageOps

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

HASHES = {"phash": imagehash.phash, "dhash": imagehash.dhash, "whash": imagehash.whash}
SEGMENTS = "crop_resistant_hash"


def turns(image):
    """The picture under the eight turns and mirrors of the square."""
    for flat in (image, ImageOps.mirror(image)):
        for degrees in (0, 90, 180, 270):
            yield flat.rotate(degrees, expand=True)


def number(one):
    """64 bits as an integer."""
    return int("".join("1" if bit else "0" for bit in one.hash.flatten()), 2)


def upright(path):
    """The hashes of a picture as it is."""
    image = Image.open(path).convert("RGB")
    return {name: [number(function(image))] for name, function in HASHES.items()}


def turned(path):
    """The hashes of a picture under all turns, as it is first."""
    views = list(turns(Image.open(path).convert("RGB")))
    return {name: [number(function(view)) for view in views] for name, function in HASHES.items()}


def segments(path):
    return [number(part) for part in imagehash.crop_resistant_hash(Image.open(path).convert("RGB")).segment_hashes]


def timed(function, path):
    start = time.process_time()
    result = function(path)
    return result, time.process_time() - start


def content(path):
    with open(path, "rb") as file:
        data = file.read()
    return f"{len(data)}-{zlib.crc32(data)}"


def mapped(function, paths, arguments):
    """What the function says of each file, and the median of its processor time. Answers are kept in the folder of work by the files'
    contents."""
    kept_path = os.path.join(arguments.work, f"{function.__name__}.json")
    kept = json.load(open(kept_path)) if os.path.exists(kept_path) else {}
    keys = [content(path) for path in paths]
    missing = {key: path for key, path in zip(keys, paths) if key not in kept}
    if missing:
        with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
            kept.update(zip(missing, pool.map(functools.partial(timed, function), missing.values(), chunksize=8)))
        with open(kept_path, "w") as file:
            json.dump(kept, file)
    return [kept[key][0] for key in keys], statistics.median(kept[key][1] for key in keys)


def bits(values):
    return numpy.array(values, dtype=numpy.uint64)


def distances(queries, rows):
    """Of the nearest of some 64-bit hashes to each of `rows`."""
    return numpy.min([numpy.bitwise_count(numpy.bitwise_xor(query, rows)) for query in bits(queries)], axis=0).astype(float)


class SegmentRows:
    """The segments of all originals, compared as ImageHash does with its defaults."""

    def __init__(self, rows):
        self.starts = numpy.cumsum([0] + [len(row) for row in rows[:-1]])
        self.flat = bits([segment for row in rows for segment in row])

    def distances(self, query, by_count):
        nearest = numpy.array([
            numpy.minimum.reduceat(numpy.bitwise_count(numpy.bitwise_xor(part, self.flat)), self.starts)
            for part in bits(query)]).astype(float)
        matched = nearest <= 16
        count = matched.sum(axis=0)
        errors = numpy.where(matched, nearest, 0).sum(axis=0)
        score = numpy.where(count > 0, count - errors / numpy.maximum(1, count * 64), 0)
        return -score if by_count else len(query) - score


def judged(copies, distance, forgiven):
    """`distance(copy)` gives that of every original; `copies` are (kind, place of the original)."""
    right, wrong = [], []
    for copy, (kind, place) in enumerate(copies):
        row = distance(copy)
        right.append(row[place])
        row[[place, *forgiven[place]]] = numpy.inf
        wrong.append(row.min())
    right, threshold = numpy.array(right), min(wrong)
    names = numpy.array([kind for kind, _ in copies])
    found = right < threshold
    first = right < numpy.array(wrong)
    kinds = {kind: float(found[names == kind].mean()) for kind in dict.fromkeys(names)}
    wrong = numpy.array(wrong)
    alone = [float((right[names == kind] < wrong[names == kind].min()).mean()) for kind in kinds]
    return {
        "kinds": kinds, "mean": statistics.mean(kinds.values()), "meanAlone": statistics.mean(alone), "first": float(first.mean()), "threshold": float(threshold)}


def sightline(arguments):
    """The report of Sightline, the collection's pictures in the order of their numbers, and the folder of copies."""
    collection, copies = os.path.join(arguments.work, "collection"), os.path.join(arguments.work, "copies")
    kept = os.path.join(arguments.work, "report.json")
    if arguments.again and os.path.exists(kept):
        report = json.load(open(kept))
        return report, report["names"], copies
    words = ["--vocabulary", arguments.vocabulary] if arguments.vocabulary else []
    subprocess.run(
        [arguments.sightline, "ingest", collection, *words, "--jobs", str(arguments.jobs), "--quiet", arguments.images], check=True)
    report = recording.ask(
        [arguments.bench, "copies", collection, f"sample={arguments.sample}", f"seed={arguments.seed}", f"jobs={arguments.jobs}",
         f"write={copies}", *arguments.settings])
    with open(kept, "w") as file:
        json.dump(report, file)
    return report, report["names"], copies


def figures(report, originals=None):
    """Sightline's by kind; of some originals alone, if they are given."""
    answers = [answer for answer in report["answers"] if originals is None or answer["original"] in originals]
    threshold = strongest_wrong(answers)
    kinds, alone = {}, []
    for kind in (entry["kind"] for entry in report["kinds"]):
        of_kind = [answer for answer in answers if answer["kind"] == kind]
        kinds[kind] = share_below(threshold, of_kind)
        alone.append(share_below(strongest_wrong(of_kind), of_kind))
    return {"kinds": kinds, "mean": statistics.mean(kinds.values()), "meanAlone": statistics.mean(alone)}


def strongest_wrong(answers):
    return min((answer["wrongLogNFA"] for answer in answers if "wrong" in answer), default=numpy.inf)


def share_below(threshold, answers):
    return statistics.mean(answer["found"] and answer["logNFA"] < threshold for answer in answers)


def hash_figures(arguments, names, copies, forgiven, paths):
    originals, seconds = mapped(upright, names, arguments)
    made, seconds_turned = mapped(turned, paths, arguments)
    results = {}
    for name in HASHES:
        rows = bits([original[name][0] for original in originals])
        results[name] = judged(copies, lambda copy: distances(made[copy][name][:1], rows), forgiven)
        results[name + " ×8"] = judged(copies, lambda copy: distances(made[copy][name], rows), forgiven)
    return results, {"all three": seconds, "all three ×8": seconds_turned}


def segment_figures(arguments, names, copies, forgiven, paths, among):
    """Of some copies, sought among the pictures at the places `among`."""
    originals, seconds = mapped(segments, [names[place] for place in among], arguments)
    rows = SegmentRows(originals)
    made, _ = mapped(segments, paths, arguments)
    local = {place: number for number, place in enumerate(among)}
    copies = [(kind, local[place]) for kind, place in copies]
    forgiven = {local[place]: [local[other] for other in forgiven[place] if other in local] for place in among}
    both = [judged(copies, lambda copy: rows.distances(made[copy], by_count), forgiven) for by_count in (False, True)]
    return max(both, key=lambda result: result["mean"]), seconds


def summary(report, results, seconds):
    kinds = [entry["kind"] for entry in report["kinds"]]
    head = ["recall at full precision", "mean", "mean, thresholds by kind", *kinds]
    rows = [
        [name, f"{result['mean']:.3f}", f"{result['meanAlone']:.3f}", *(f"{result['kinds'][kind]:.3f}" for kind in kinds)]
        for name, result in results.items()]
    own = [
        [entry["kind"], entry["copies"], *(f"{entry[key]:.4f}" for key in ("recall", "precision", "first")), entry["wrong"],
         f"{entry['medianSeconds']:.3f}"] for entry in report["kinds"]]
    return "\n\n".join([
        f"{report['pictures']} pictures, {report['originals']} of them copied, {report['queries']} copies, "
        f"{len(report['skipped'])} skipped; settings {report['settings']}",
        recording.table(head, rows),
        "Processor seconds to hash a picture, median: " + ", ".join(f"{name} {value:.4f}" for name, value in seconds.items()),
        f"Sightline at its own threshold, {report['settings']['maxNFA']} false alarms:",
        recording.table(["kind", "copies", "recall", "precision", "first", "wrong", "median s"], own)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, help="the program evaluation-benchmark")
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--images", required=True)
    parser.add_argument("--work", required=True, help="a folder for the collection, the copies, and hashes, which are kept")
    parser.add_argument("--vocabulary")
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--segments", type=int, default=100, help="originals whose copies crop_resistant_hash gets; 0: leave it out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--settings", nargs="*", default=[], help="KEY=VALUE for evaluation-benchmark, such as rotations=4")
    parser.add_argument("--again", action="store_true", help="take Sightline's answers and copies that are in the folder of work")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    os.makedirs(arguments.work, exist_ok=True)
    report, names, folder = sightline(arguments)
    places = {name: place for place, name in enumerate(names)}
    forgiven = {place: [places[other] for other in report["alike"].get(name, [])] for name, place in places.items()}
    copies = [(answer["kind"], places[answer["original"]]) for answer in report["answers"]]
    paths = [os.path.join(folder, kind, f"{place}.jpg") for kind, place in copies]
    hashes, seconds = hash_figures(arguments, names, copies, forgiven, paths)
    results = {"Sightline": figures(report), **hashes}
    if arguments.segments:
        among = list(dict.fromkeys(place for _, place in copies))
        chosen = set(among[::max(1, len(among) // arguments.segments)][:arguments.segments])
        few = [index for index, (_, place) in enumerate(copies) if place in chosen]
        label = f", {len(chosen)} originals"
        results[SEGMENTS + label], seconds[SEGMENTS] = segment_figures(
            arguments, names, [copies[index] for index in few], forgiven, [paths[index] for index in few], among)
        results["Sightline" + label] = figures(report, {names[place] for place in chosen})
    kept = {key: value for key, value in report.items() if key not in ("answers", "alike", "names")}
    recording.finish(
        arguments, "copies", {"sightline": kept, "figures": results, "hashSeconds": seconds}, summary(report, results, seconds),
        [f"ImageHash {imagehash.__version__}", f"Pillow {Image.__version__}", f"numpy {numpy.__version__}"])


if __name__ == "__main__":
    main()

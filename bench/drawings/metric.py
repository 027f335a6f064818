#!/usr/bin/env python3
"""Whether a metric that was learned on some classes of drawings serves one that it has never seen.

    python3 bench/drawings/metric.py --sightline .build/release/sightline --images DIR --truth FILE.csv [--drawings DIR] [--from hog] \\
        [--dimension N] [--seed S] [--jobs N] [--record]

Each class is left out once: `build-projection --pairs` learns from the drawings and photographs of the other classes, then the drawings of the
class that was left out ask among all photographs, by the descriptor as it is, by what the metric begins with (--rounds 0: principal components, less
the mean of the photographs that were learned from instead of that of all), and by the metric. So it can be seen what triplets add.

Average precision is over all photographs, those of classes that were learned from among them. What cannot come from knowing these is the
rank of the very photograph among those of its own class: 0 is the first, 0.5 chance.
"""
import argparse
import csv
import json
import os
import sys
import tempfile
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "proof"))
import recording  # noqa: E402

KINDS = ("untrained", "before triplets", "learned")


def write_table(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["drawing", "class", "photo"])
        writer.writerows([row["drawing"], row["class"], row["photo"]] for row in rows)


def class_of(photograph, rows):
    return next((row["class"] for row in rows if os.path.basename(photograph).startswith(row["class"] + "_")), "")


def measures(ranking, photographs):
    drawings = ranking["drawings"]
    ranks = [drawing.get("rank") for drawing in drawings if drawing.get("photo")]
    found = [rank for rank in ranks if rank and rank <= 5]
    return {
        "meanAveragePrecision": ranking["meanAveragePrecision"], "retrieval1": ranking["retrieval1"], "retrieval5": ranking["retrieval5"],
        "instance5": len(found) / len(ranks) if ranks else None, "instances": len(ranks),
        "medianRank": sorted(rank or photographs for rank in ranks)[len(ranks) // 2] if ranks else None}


def split(arguments, rows, left_out, folder):
    """Learns without a class and asks with it."""
    listed, asked = os.path.join(folder, "learned.csv"), os.path.join(folder, "asked.csv")
    write_table(listed, [row for row in rows if row["class"] != left_out])
    own = [row for row in rows if row["class"] == left_out]
    write_table(asked, own)

    def build(name, *more):
        path = os.path.join(folder, name)
        return path, recording.ask([
            arguments.sightline, "build-projection", path, "--pairs", listed, "--images", arguments.images, "--drawings", arguments.drawings,
            "--from", arguments.descriptor, "--dimension", arguments.dimension, "--seed", arguments.seed, "--jobs", arguments.jobs, "--json",
            "--quiet", *more])

    start = time.time()
    metric, built = build("metric.slp")
    seconds = time.time() - start
    beginning, _ = build("beginning.slp", "--rounds", "0")

    def benchmark(images):
        """Rankings by the descriptor, by what the metric begins with, and by the metric."""
        documents = [recording.ask([
            arguments.sightline, "benchmark", "drawings", "--images", images, "--truth", asked, "--drawings", arguments.drawings,
            "--descriptor", arguments.descriptor, "--metric", path, "--jobs", arguments.jobs, "--json", "--quiet"])
            for path in (beginning, metric)]
        return documents[0], dict(zip(KINDS, [*documents[0]["rankings"], documents[1]["rankings"][1]]))

    whole, rankings = benchmark(arguments.images)
    result = {"leftOut": left_out, "seconds": seconds, "built": built}
    for kind in KINDS:
        result[kind] = measures(rankings[kind], whole["pictures"])
    if result["untrained"]["instances"]:
        # The same among the photographs of the class alone.
        names = [name for name in sorted(os.listdir(arguments.images)) if class_of(name, rows) == left_out]
        listing = os.path.join(folder, "own.txt")
        with open(listing, "w") as file:
            file.writelines(os.path.join(arguments.images, name) + "\n" for name in names)
        few, rankings = benchmark("@" + listing)
        for kind in KINDS:
            ranks = [drawing["rank"] for drawing in rankings[kind]["drawings"] if drawing.get("rank")]
            result[kind]["rankWithinClass"] = sum((rank - 1) / (few["pictures"] - 1) for rank in ranks) / len(ranks)
    result["chance"] = whole["chance"]
    result["pictures"] = whole["pictures"]
    return result


def number(value, digits=4):
    return "" if value is None else f"{value:.{digits}f}"


def summarise(results, arguments):
    rows = []
    for result in results:
        for kind in KINDS:
            one = result[kind]
            rows.append([
                f"{result['leftOut']}, {kind}", number(one["meanAveragePrecision"]), number(one["retrieval1"], 3), number(one["retrieval5"], 3),
                number(one["instance5"]), one["medianRank"] or "", number(one.get("rankWithinClass"))])
    held = all(
        result["learned"][key] > result["untrained"][key] for result in results for key in ("meanAveragePrecision", "instance5")
        if result["untrained"][key] is not None)
    first = results[0]
    return "\n".join([
        "# A metric of drawings, on classes that it was not learned from", "",
        f"`{arguments.descriptor}`, {first['built']['inputDimension']} numbers, to {first['built']['dimension']}. Each class asks among "
        f"{first['pictures']} photographs; the metric is learned from the other two.", "",
        recording.table(
            ["class left out", "mAP", "retrieval@1", "retrieval@5", "instance@5", "median rank of the photograph drawn", "its rank within the class"],
            rows), "",
        "Chance: mAP " + ", ".join(f"{result['leftOut']} {result['chance']:.4f}" for result in results)
        + f"; instance@5 {5 / first['pictures']:.4f}; rank within the class 0.5 (0 is the first).",
        "Learning, with reading all pictures, took " + ", ".join(f"{result['seconds']:.0f} s" for result in results) + ". "
        + "Drawings with their very photograph among those learned from: " + ", ".join(str(result["built"]["pairs"]) for result in results) + ".",
        "", "The learned metric is above the untrained descriptor in class mAP and instance@5 of every class that was left out."
        if held else "The learned metric is NOT above the untrained descriptor everywhere."])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--sightline", "--images", "--truth"):
        parser.add_argument(option, required=True, type=os.path.abspath)
    parser.add_argument("--drawings", type=os.path.abspath, help="else the folder drawings beside the truth")
    parser.add_argument("--from", dest="descriptor", default="hog")
    parser.add_argument("--dimension", default="256")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", default="2")
    recording.add_record_option(parser)
    arguments = parser.parse_args()
    arguments.drawings = arguments.drawings or os.path.join(os.path.dirname(arguments.truth), "drawings")
    with open(arguments.truth, newline="") as file:
        rows = list(csv.DictReader(file))
    results = []
    for left_out in dict.fromkeys(row["class"] for row in rows):
        with tempfile.TemporaryDirectory() as folder:
            results.append(split(arguments, rows, left_out, folder))
        print(json.dumps({key: results[-1][key] for key in ("leftOut", *KINDS)}), file=sys.stderr)
    recording.finish(arguments, "metric", results, summarise(results, arguments))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Time a picture and solved pairs of real pictures: `sightline features` beside OpenCV's SIFT, in one run.

    python3 -m venv V && V/bin/pip install numpy opencv-python-headless
    V/bin/python bench/features/speed_and_pairs.py --sightline .build/release/sightline --pairs DIR --images DIR \\
        --out results

Quality: both pictures of a pair go through each extractor, all features through the same matcher (mutual nearest
neighbours, ratio 0.9) and the same estimator (MAGSAC, homography, 3 px). A pair is solved when hand-made points of
the first picture land within 5 px (10 px) of theirs in the second, by the median.

Speed: wall time on one thread, from the files to the features, start of the program and Sightline's writing of text
included. The pictures are cut into chunks; every chunk is given to each contestant in turn; the medians
of the chunks' ratios to OpenCV are reported, so that a change of the machine's pace hits everybody. Then, in the
same manner, the throughput of two jobs against one.

Written: numbers.json, summary.md.
"""
import argparse
import glob
import json
import os
import statistics
import sys
import tempfile
import time

import extraction
import matching

OPENCV = "OpenCV SIFT"
SETTINGS = {
    "dog dominant": ["--detector", "dog", "--orientation", "dominant"],
    "dog dominant, doubled base": ["--detector", "dog", "--orientation", "dominant", "--double-base"],
    "default": [],
    "hessian-affine dominant": ["--detector", "hessian-affine", "--orientation", "dominant"],
}


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def solved_pairs(pairs, extract):
    """`extract` gives the features of two pictures."""
    results = []
    for pair in pairs:
        found, inliers = matching.homography(*extract(pair.pictures))
        results.append({"pair": pair.name, "inliers": inliers, "error": round(matching.error(found, pair.points), 2)})
    return results


def measure_pairs(folder, binary, count):
    pairs = matching.read_pairs(folder)
    if not pairs:
        sys.exit(f"{folder}: no pairs (NAME_A.jpg, NAME_B.jpg, NAME_points.csv)")
    sift = extraction.opencv_sift(count)
    results = {OPENCV: solved_pairs(pairs, lambda ab: [extraction.with_opencv(sift, path) for path in ab])}
    for name, options in SETTINGS.items():
        results[name] = solved_pairs(
            pairs, lambda ab, options=options: extraction.with_sightline(binary, ab, options, count))
    return results


def pictures_of(folder, wanted):
    """So many pictures, spread evenly over the folder; all, if there are fewer."""
    paths = sorted(path for ending in ("jpg", "jpeg", "png") for path in glob.glob(os.path.join(folder, "*." + ending)))
    if not paths:
        sys.exit(f"{folder}: no pictures")
    step = max(1, len(paths) / wanted)
    return [paths[int(i * step)] for i in range(min(wanted, len(paths)))]


def load_into_page_cache(paths):
    for path in paths:
        with open(path, "rb") as file:
            file.read()


def sightline_run(binary, paths, options, jobs, count):
    """Seconds, and the mean number of features."""
    with tempfile.TemporaryDirectory() as folder:
        taken = seconds(lambda: extraction.run_sightline(binary, paths, folder, options, jobs, count))
        counts = []
        for path in glob.glob(os.path.join(folder, "*.oxford")):
            with open(path) as file:
                file.readline()
                counts.append(int(file.readline()))
    return taken, statistics.mean(counts)


def opencv_run(sift, paths):
    counts = []
    taken = seconds(lambda: counts.extend(len(extraction.run_opencv(sift, path)[0]) for path in paths))
    return taken, statistics.mean(counts)


def measure_speed(paths, chunks, binary, count):
    """For each contestant a list with one entry a chunk: milliseconds a picture, features, ratio to OpenCV."""
    sift = extraction.opencv_sift(count)
    results = {name: [] for name in (OPENCV, *SETTINGS)}
    for index in range(chunks):
        chunk = paths[index::chunks]
        load_into_page_cache(chunk)
        runs = {OPENCV: opencv_run(sift, chunk)}
        for name, options in SETTINGS.items():
            runs[name] = sightline_run(binary, chunk, options, 1, count)
        for name, (taken, features) in runs.items():
            results[name].append({"milliseconds": round(1000 * taken / len(chunk), 2), "features": round(features, 1),
                                  "ratio": round(taken / runs[OPENCV][0], 4)})
    return results


def measure_jobs(paths, rounds, binary, count):
    """Pictures a second with one and with two jobs, in turn, for each round."""
    load_into_page_cache(paths)
    results = []
    for _ in range(rounds):
        one, _ = sightline_run(binary, paths, [], 1, count)
        two, _ = sightline_run(binary, paths, [], 2, count)
        results.append({"one": round(len(paths) / one, 2), "two": round(len(paths) / two, 2),
                        "ratio": round(one / two, 4)})
    return results


def median(entries, key):
    return statistics.median(entry[key] for entry in entries)


def pairs_summary(results):
    text = "## Pairs\n\n| | within 5 px | within 10 px | inliers | not within 5 px |\n|---|---:|---:|---:|---|\n"
    for name, pairs in results.items():
        within = [sum(pair["error"] < limit for pair in pairs) for limit in (5, 10)]
        missed = ", ".join(pair["pair"] for pair in pairs if not pair["error"] < 5)
        text += (f"| {name} | {within[0]} of {len(pairs)} | {within[1]} | {sum(pair['inliers'] for pair in pairs)} "
                 f"| {missed} |\n")
    return text


def speed_summary(results):
    text = "## Time a picture, one thread\n\n| | ms | features | ratio to OpenCV | lowest and highest |\n"
    text += "|---|---:|---:|---:|---|\n"
    for name, chunks in results.items():
        ratios = [chunk["ratio"] for chunk in chunks]
        text += (f"| {name} | {median(chunks, 'milliseconds'):.1f} | {median(chunks, 'features'):.0f} "
                 f"| {median(chunks, 'ratio'):.2f} | {min(ratios):.2f}–{max(ratios):.2f} |\n")
    return text


def jobs_summary(results, picture_count):
    return (f"## Two jobs against one\n\n{picture_count} pictures, {len(results)} rounds: "
            f"{median(results, 'one'):.1f} and {median(results, 'two'):.1f} pictures a second, "
            f"ratio {median(results, 'ratio'):.2f}\n")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sightline", required=True, metavar="PROGRAM", help="the release build")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the results go")
    parser.add_argument("--pairs", metavar="DIR", help="pairs of pictures with hand-made points")
    parser.add_argument("--images", metavar="DIR", help="pictures to be timed")
    parser.add_argument("--count", type=int, default=2000, help="features a picture, at most (%(default)s)")
    parser.add_argument("--timed", type=int, default=60, help="pictures timed beside OpenCV (%(default)s)")
    parser.add_argument("--chunks", type=int, default=6, help="parts they are timed in (%(default)s)")
    parser.add_argument("--throughput", type=int, default=200, help="pictures for two jobs against one (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of those (%(default)s)")
    arguments = parser.parse_args()
    if not (arguments.pairs or arguments.images):
        parser.error("nothing to measure: give --pairs or --images or both")
    return arguments


def main():
    arguments = read_arguments()
    binary, count = arguments.sightline, arguments.count
    numbers, summary = {"settings": {OPENCV: "contrastThreshold 0.01, RootSIFT", **SETTINGS}}, []
    if arguments.pairs:
        numbers["pairs"] = measure_pairs(arguments.pairs, binary, count)
        summary.append(pairs_summary(numbers["pairs"]))
    if arguments.images:
        timed = pictures_of(arguments.images, arguments.timed)
        numbers["speed"] = measure_speed(timed, arguments.chunks, binary, count)
        summary.append(speed_summary(numbers["speed"]))
        paths = pictures_of(arguments.images, arguments.throughput)
        numbers["jobs"] = measure_jobs(paths, arguments.rounds, binary, count)
        summary.append(jobs_summary(numbers["jobs"], len(paths)))
    os.makedirs(arguments.out, exist_ok=True)
    with open(os.path.join(arguments.out, "numbers.json"), "w") as file:
        json.dump(numbers, file, indent=1)
    text = "# Features beside OpenCV's SIFT\n\n" + "\n".join(summary)
    with open(os.path.join(arguments.out, "summary.md"), "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()

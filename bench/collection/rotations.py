#!/usr/bin/env python3
"""Which serves turned queries: an upright collection that is asked under several rotations, or one of dominant orientations?

Two vocabularies are learnt alike from the same pictures, one of upright features and one of features with dominant orientations,
and a collection of each is made of other pictures. Queries are parts of those pictures, reduced and compressed: once turned
freely, once as they stand, the part being the same. Each query has one right answer, so what is told is the mean of 1 / its
rank, and how often it comes first. With --buildings the same is asked of photographs of buildings, by mean average precision.

Needs Pillow. Everything is drawn from --seed: the same pictures give the same queries.
"""
import argparse
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import time

from PIL import Image

SETTINGS = [("upright", 1), ("upright", 4), ("upright", 8), ("dominant", 1)]
"""The kind of features, and the rotations of the query."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", nargs="+", help="folders of pictures: for learning words and for searching")
    parser.add_argument("--sightline", default=".build/release/sightline", help="the tool")
    parser.add_argument("--work", required=True, help="a folder for vocabularies, collections and queries; kept")
    parser.add_argument("--search", type=int, default=300, help="so many pictures are searched; the others teach words")
    parser.add_argument("--learn", type=int, default=900, help="words are learnt from at most so many")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--words", type=int, default=16384)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--buildings", nargs=2, metavar=("IMAGES", "TRUTH"), help="pictures, and their ground truth")
    parser.add_argument("--json", help="write all figures to this file")
    return parser.parse_args()


def files_in(folders):
    return sorted(
        os.path.join(place, name) for folder in folders for place, _, names in os.walk(folder, followlinks=True)
        for name in names if name.lower().endswith((".jpg", ".jpeg", ".png")))


def tool(options, *words):
    command = [options.sightline, *words]
    result = subprocess.run(command, stdout=subprocess.PIPE)
    if result.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: ended with {result.returncode}")
    return result.stdout


def write_list(path, files):
    with open(path, "w") as file:
        file.writelines(name + "\n" for name in files)
    return "@" + path


def vocabulary(options, kind, files):
    path = os.path.join(options.work, kind + ".slv")
    if not os.path.exists(path):
        tool(
            options, "build-vocabulary", path, write_list(os.path.join(options.work, "learn.txt"), files), "--words",
            str(options.words), "--rounds", str(options.rounds), "--orientation", kind, "--quiet")
    return path


def collection(options, name, words, pictures):
    path = os.path.join(options.work, name)
    shutil.rmtree(path, ignore_errors=True)
    tool(options, "ingest", path, pictures, "--vocabulary", words, "--quiet")
    return path


def part(picture, angle, scale):
    """A square from the middle, turned: so small that no corner of it lies outside, whatever the angle."""
    side = int(min(picture.size) / math.sqrt(2)) - 2
    left, top = ((length - side) // 2 for length in picture.size)
    turned = picture.rotate(angle, Image.Resampling.BICUBIC)
    square = turned.crop((left, top, left + side, top + side))
    return square.resize((round(side * scale),) * 2, Image.Resampling.LANCZOS)


def make_queries(options, files):
    """Pairs of files, turned and as it stands, with the picture that each is a part of."""
    generator = random.Random(options.seed)
    queries = []
    for number, source in enumerate(generator.sample(files, min(options.queries, len(files)))):
        angle, scale = generator.uniform(0, 360), generator.uniform(0.6, 1)
        paths = {}
        with Image.open(source) as picture:
            for kind, turn in [("turned", angle), ("standing", 0)]:
                paths[kind] = os.path.join(options.work, f"{kind}-{number}.jpg")
                part(picture.convert("RGB"), turn, scale).save(paths[kind], quality=50)
        queries.append((source, paths))
    return queries


def ask(options, path, query, rotations, count, *more):
    return json.loads(tool(
        options, "query", path, query, "--rotations", str(rotations), "--verify", "0", "--top", str(count), "--json", "--quiet", "--jobs",
        "1", *more))


def rank(document, wanted):
    return next((result["rank"] for result in document["results"] if result["name"] == wanted), math.inf)


def turned_queries(options, path, rotations, queries, count):
    figures = {}
    for kind in ("turned", "standing"):
        documents = [(ask(options, path, paths[kind], rotations, count), source) for source, paths in queries]
        ranks = [rank(document, source) for document, source in documents]
        figures[kind] = {
            "meanReciprocalRank": statistics.fmean(1 / place for place in ranks),
            "first": statistics.fmean(place == 1 for place in ranks),
            "seconds": statistics.fmean(document["timings"]["total"] for document, _ in documents)}
    return figures


def buildings(options, path, rotations, files):
    from average_precision import evaluate
    from ground_truth import picture_name, read_queries

    by_name = {picture_name(file): file for file in files}
    queries = read_queries(options.buildings[1])
    rankings, seconds = {}, []
    for query in queries:
        document = ask(options, path, by_name[query.picture], rotations, len(files), "--region", query.region)
        rankings[query.name] = [picture_name(result["name"]) for result in document["results"]]
        seconds.append(document["timings"]["total"])
    figures = evaluate(queries, rankings)
    return {key: figures[key] for key in ("meanAveragePrecision", "meanWithoutQuery")} | {
        "seconds": statistics.fmean(seconds)}


def table(rows):
    lines = ["| features | rotations | turned: mean 1/rank | first | standing: mean 1/rank | first | seconds | buildings: mAP |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for row in rows:
        turned, standing = row["turned"], row["standing"]
        precision = f"{row['buildings']['meanAveragePrecision']:.4f}" if "buildings" in row else ""
        lines.append(
            f"| {row['features']} | {row['rotations']} | {turned['meanReciprocalRank']:.3f} | {turned['first']:.2f} | "
            f"{standing['meanReciprocalRank']:.3f} | {standing['first']:.2f} | {turned['seconds']:.3f} | {precision} |")
    return "\n".join(lines)


def main():
    options = arguments()
    os.makedirs(options.work, exist_ok=True)
    files = files_in(options.pictures)
    random.Random(options.seed).shuffle(files)
    searched, others = files[:options.search], files[options.search:options.search + options.learn]
    if not others:
        raise SystemExit(f"{len(files)} pictures are too few: words are learnt from others than those that are searched")
    queries = make_queries(options, searched)
    building_files = files_in(options.buildings[:1]) if options.buildings else []
    collections, rows = {}, []
    for kind in ("upright", "dominant"):
        words = vocabulary(options, kind, others)
        collections[kind] = collection(
            options, kind, words, write_list(os.path.join(options.work, "search.txt"), searched))
        if building_files:
            collections[kind, "buildings"] = collection(options, kind + "-buildings", words, options.buildings[0])
    for kind, rotations in SETTINGS:
        start = time.monotonic()
        row = {"features": kind, "rotations": rotations}
        row |= turned_queries(options, collections[kind], rotations, queries, len(searched))
        if building_files:
            row["buildings"] = buildings(options, collections[kind, "buildings"], rotations, building_files)
        rows.append(row)
        print(f"{kind} {rotations}: {time.monotonic() - start:.0f} s", flush=True)
    print(table(rows))
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"settings": vars(options), "results": rows}, file, indent=1)


if __name__ == "__main__":
    main()

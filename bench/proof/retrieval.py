#!/usr/bin/env python3
"""What verification and expansion make of a ranking: mean average precision, ours beside COLMAP's with its verification on.

    python3 bench/proof/retrieval.py --sightline .build/release/sightline --images DIR --truth DIR --training DIR --work DIR

`--images` is the collection, `--truth` its ground truth in the form of the Oxford buildings, `--training` a folder of other
pictures, for the vocabularies of `--words` words. Sightline is measured with such a vocabulary and with its own, as shortlist,
after verification of 200 and of 1,000 candidates, and after each expansion; every picture is ranked (`--max-nfa inf`). COLMAP has
the same features (its queries are only those features which lie in the box), or others that lie in `WORK/opencv/features` (see
`opencv_features.py`), and a vocabulary as large, learnt from the same pictures.

`--work DIR` keeps COLMAP's features, vocabularies and answers; what is there is not measured again. Ours are measured anew.
"""
import argparse
import os
import statistics
import subprocess

import recording  # first: it finds the modules below

import average_precision
import sightline_retrieval
from colmap_side import Peer
from colmap_features import ENVIRONMENT
from ground_truth import picture_name, read_queries

STAGES = {
    "shortlist": ["--verify", "0", "--expand", "off"],
    "verification of 200": ["--verify", "200", "--expand", "off"],
    "verification of 1,000": ["--verify", "1000", "--expand", "off"],
    "200, expanded: average": ["--verify", "200", "--expand", "average"],
    "200, expanded: hamming": ["--verify", "200", "--expand", "hamming"],
    "200, expanded: discriminative": ["--verify", "200", "--expand", "discriminative"],
}
PEERS = {"own": "COLMAP, Sightline's features", "opencv": "COLMAP, OpenCV's SIFT"}
OURS = {"same": "Sightline, vocabulary as COLMAP's", "shipped": "Sightline, own vocabulary"}
DEPTHS = (200, 1000)


def known(sightline, options):
    """The options that this version of `query` has; a stage without its own is left out."""
    text = subprocess.run([sightline, "query", "--help"], capture_output=True, text=True).stdout
    kept = [word for name, value in zip(options[::2], options[1::2]) if name + " " in text for word in (name, value)]
    optional = {("--expand", "off"), ("--verify", "0"), ("--max-nfa", "inf")}
    missing = {pair for pair in zip(options[::2], options[1::2]) if pair[0] + " " not in text} - optional
    return None if missing else kept


def collection(arguments, kind):
    vocabulary = os.path.join(arguments.work, "same.slv") if kind == "same" else arguments.vocabulary
    if kind == "same" and not os.path.exists(vocabulary):
        sightline_retrieval.build_vocabulary(arguments.sightline, vocabulary, arguments.training, arguments.words)
    path = os.path.join(arguments.work, kind + ".collection")
    if not (arguments.keep and os.path.exists(path)):
        sightline_retrieval.ingest(arguments.sightline, path, arguments.images, vocabulary)
    return path


def ask(arguments, path, files, queries, options):
    documents = {
        query.name: sightline_retrieval.answer(
            arguments.sightline, path, files[query.picture], query, ["--top", str(len(files)), *options])
        for query in queries}
    return {
        "rankings": {
            name: [picture_name(result["name"]) for result in document["results"]] for name, document in documents.items()},
        "seconds": statistics.median(document["timings"]["total"] for document in documents.values()),
        "steps": {
            step: statistics.median(document["timings"].get(step, 0) for document in documents.values())
            for step in next(iter(documents.values()))["timings"]}}


def measure(arguments, queries):
    """(system, stage) and its numbers, one by one."""
    for name in arguments.peers:
        folder = os.path.join(arguments.work, name)
        if name == "opencv" and not os.path.isdir(os.path.join(folder, "features", "collection")):
            raise SystemExit(f"{folder}: no features there; opencv_features.py makes them")
        peer = Peer(folder, arguments, queries)
        peer.prepare()
        for depth, answers in peer.rankings(DEPTHS) if not arguments.prepare else ():
            yield PEERS[name], f"verification of {depth:,}" if depth else "shortlist", answers
    files = sightline_retrieval.picture_files(arguments.images)
    for kind in arguments.ours:
        path = collection(arguments, kind)
        for stage, options in STAGES.items():
            everything = [] if stage == "shortlist" else ["--max-nfa", "inf"]
            options = known(arguments.sightline, [*options, *everything])
            if options is not None:
                yield OURS[kind], stage, ask(arguments, path, files, queries, options)


def summary(results):
    rows = [
        (result["system"], result["stage"], f"{result['meanAveragePrecision']:.3f}", f"{result['meanWithoutQuery']:.3f}",
         f"{result['seconds']:.3f}") for result in results]
    names = list(results[0]["queries"]) if results else []
    each = [
        (name, *(f"{result['queries'][name]['official']:.3f}" for result in results)) for name in names]
    return "\n".join([
        "# Rankings after verification and expansion", "",
        recording.table(("system", "stage", "mAP", "without the query's picture", "seconds a query"), rows), "",
        "- mAP: the mean over all queries of the official average precision (trapezia, junk left out, the query's own picture",
        "  counted); beside it, with the query's own picture taken out of rankings and positives.",
        "- COLMAP verifies the first pictures of its shortlist and ranks them anew; the others follow as they were.",
        "- Seconds: medians on one processor; ours from the picture's file on, COLMAP's from features in its database on.", "",
        "## Average precision of each query", "",
        recording.table(("query", *(f"{result['system']}, {result['stage']}" for result in results)), each)])


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    for name in ("images", "truth", "training", "work"):
        parser.add_argument("--" + name, required=True, metavar="DIR")
    parser.add_argument("--vocabulary", help="Sightline's own (default: the shipped one)")
    parser.add_argument("--words", type=int, default=16384)
    parser.add_argument(
        "--training-pictures", type=int, default=-1, help="COLMAP learns from so many of them, by chance (default: all)")
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS), help="(default: all)")
    parser.add_argument("--ours", nargs="*", choices=list(OURS), default=list(OURS), help="(default: all)")
    parser.add_argument("--keep", action="store_true", help="take our collections of the last time, if there are any")
    parser.add_argument("--prepare", action="store_true", help="only build COLMAP's vocabularies and indices")
    recording.add_record_option(parser)
    return parser.parse_args()


def main():
    arguments = parse()
    average_precision.self_test()
    queries, results = read_queries(arguments.truth), []
    for system, stage, answers in measure(arguments, queries):
        numbers = average_precision.evaluate(queries, answers.pop("rankings"))
        results.append({"system": system, "stage": stage} | numbers | answers)
        print(f"{system}, {stage}: {numbers['meanAveragePrecision']:.3f} ({numbers['meanWithoutQuery']:.3f})", flush=True)
    peer = subprocess.run(["colmap", "help"], capture_output=True, text=True, env=ENVIRONMENT).stdout.splitlines()[:1]
    recording.finish(arguments, "retrieval", results, summary(results), peer)


if __name__ == "__main__":
    main()

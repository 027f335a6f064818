#!/usr/bin/env python3
"""The first stage of searching a collection beside COLMAP's retriever: the same features, queries and number of words.

    apt-get install colmap
    swift build -c release
    python3 bench/collection/compare_colmap.py --sightline .build/release/sightline \\
        --images DIR --truth DIR --training DIR --work work --out results

`--images` is the collection, `--truth` its ground truth in the form of the Oxford buildings, `--training` a folder of other
pictures, for the vocabularies. Sightline's default features of both go to COLMAP through its importer. A query is what lies in
the box of a query picture; COLMAP, which knows no boxes, gets it as a picture that has only those features and is not itself
searched.

Measured are both sides with vocabularies of `--words` words, learnt from the same pictures, and Sightline with a vocabulary of
its own choice (the shipped one) in its default scoring and the others. Queries run on one thread, on one processor, each
`--rounds` times.

`--work DIR` keeps each part's result: what is there is not measured again, unless `--again` names it; `--parts` names those to
do now. So the parts can be run one by one, when nobody else uses the machine. Names are those of the files in that folder, or
their beginnings up to the hyphen: `--parts colmap`, `--again colmap-queries same-hamming`.

Written: results.json, summary.md, command.txt.
"""
import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "words"))

import average_precision
import colmap_retrieval
import retrieval_summary
import sightline_retrieval
from colmap_features import ENVIRONMENT, Layout
from ground_truth import picture_name, read_queries
from parts import Parts

SCORINGS = {"same": ["hamming", "bow"], "shipped": ["hamming", "bow", "asmk"]}
ONE_DESCRIPTION = ["--rotations", "1"]
"""COLMAP describes a query once; so does the side that is to have the same features."""


class Comparison:
    def __init__(self, arguments):
        self.arguments = arguments
        settings = {name: os.path.abspath(getattr(arguments, name)) for name in ("images", "truth", "training")}
        self.parts = Parts(
            arguments.work, settings | {"words": arguments.words}, arguments.parts, arguments.again)
        self.layout = Layout(arguments.work)
        self.queries = read_queries(arguments.truth)
        self.results = {}

    def part(self, name, measure):
        result = self.parts.part(name, measure)
        if result is not None:
            self.results[name] = result
        return result

    def features(self):
        def export():
            folders = {"training": self.arguments.training, "collection": self.arguments.images}
            self.layout.prepare(self.arguments.sightline, folders)
            return {"queries": self.layout.prepare_queries(self.queries, picture_name)}

        def into_databases():
            return {"training": self.layout.import_features("training.db", ["training"]),
                    "collection": self.layout.import_features("collection.db", ["collection", "queries"])}

        self.part("features", export)
        self.part("import", into_databases)

    def colmap(self):
        path, words, rounds = self.layout.path, self.arguments.words, self.arguments.rounds
        vocabulary, index, database = path("colmap-vocabulary.bin"), path("colmap-index.bin"), path("collection.db")
        names = self.layout.names("queries")

        def one_picture():
            single = self.layout.write_list("collection", first=1)
            answers = colmap_retrieval.ask(database, vocabulary, single, names, rounds, self.layout.folder)
            return {"seconds": {picture_name(name): answer["seconds"] for name, answer in answers.items()}}

        def queries():
            searched = self.layout.write_list("collection")
            answers = colmap_retrieval.ask(database, index, searched, names, rounds, self.layout.folder)
            return self.evaluated({picture_name(name): answer["ranking"] for name, answer in answers.items()}) | {
                "seconds": {picture_name(name): answer["seconds"] for name, answer in answers.items()}}

        self.part("colmap-vocabulary", lambda: colmap_retrieval.build_vocabulary(path("training.db"), vocabulary, words))
        self.part("colmap-index", lambda: colmap_retrieval.build_index(
            database, vocabulary, self.layout.write_list("collection"), self.layout.write_list("queries"), index))
        self.part("colmap-words", one_picture)
        self.part("colmap-queries", queries)

    def evaluated(self, rankings):
        rankings = {name: [picture_name(picture) for picture in ranking] for name, ranking in rankings.items()}
        return average_precision.evaluate(self.queries, rankings)

    def sightline(self, name, vocabulary):
        """A collection and its queries; ASMK has a collection of its own, since it stores more."""
        for scoring in SCORINGS[name]:
            kept = "-asmk" if scoring == "asmk" else ""
            collection = self.layout.path(f"{name}{kept}.collection")
            self.part(f"{name}-collection{kept}", lambda: sightline_retrieval.ingest(
                self.arguments.sightline, collection, self.arguments.images, vocabulary, *(["--asmk"] if kept else [])))
            self.part(f"{name}-{scoring}", lambda: self.ask(collection, scoring, ONE_DESCRIPTION if name == "same" else []))

    def ask(self, collection, scoring, options):
        answers = sightline_retrieval.ask(
            self.arguments.sightline, collection, sightline_retrieval.picture_files(self.arguments.images), self.queries,
            ["--scoring", scoring, *options], self.arguments.rounds)
        return self.evaluated({name: answer["ranking"] for name, answer in answers.items()}) | {
            "timings": {name: answer["timings"] for name, answer in answers.items()},
            "features": {name: answer["features"] for name, answer in answers.items()}}

    def run(self):
        self.features()
        self.colmap()
        vocabulary = self.layout.path("same.slv")
        self.part("same-vocabulary", lambda: sightline_retrieval.build_vocabulary(
            self.arguments.sightline, vocabulary, self.arguments.training, self.arguments.words))
        self.sightline("same", vocabulary)
        if self.arguments.bench:
            self.part("same-warm", lambda: sightline_retrieval.ask_within_one_process(
                self.arguments.bench, self.layout.path("same.collection"),
                sightline_retrieval.picture_files(self.arguments.images), self.queries, self.arguments.rounds,
                self.layout.folder))
        self.sightline("shipped", self.arguments.vocabulary)
        return self.results


def command_text():
    shown = [os.path.basename(word.rstrip("/")) if os.path.isabs(word) else word for word in sys.argv[1:]]
    processor = next((l.split(": ")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    commit = subprocess.run(
        ["git", "describe", "--always", "--abbrev=40", "--dirty=, with changes"], capture_output=True, text=True, cwd=HERE)
    colmap = subprocess.run(["colmap", "help"], capture_output=True, text=True, env=ENVIRONMENT).stdout
    return "\n".join([
        "bench/collection/compare_colmap.py " + " ".join(shown), "",
        f"commit: {commit.stdout.strip() or 'unknown'}",
        f"processor: {processor}, {os.cpu_count()} of them",
        f"peer: {colmap.strip().splitlines()[0] if colmap.strip() else 'COLMAP was not there'}",
        f"Python {platform.python_version()}"]) + "\n"


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightline", required=True, help="the tool")
    parser.add_argument("--bench", help="the program collection-benchmark, for queries within one process")
    parser.add_argument("--images", required=True, help="the folder of the pictures to be searched")
    parser.add_argument("--truth", required=True, help="the folder of the ground truth")
    parser.add_argument("--training", required=True, help="a folder of other pictures, for the vocabularies")
    parser.add_argument("--words", type=int, default=16384, help="of the vocabularies that are compared (default: 16384)")
    parser.add_argument("--vocabulary", help="Sightline's own choice (default: the shipped vocabulary)")
    parser.add_argument("--peer-best", type=float, help="the best mean average precision known of the peer on this set")
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is timed (default: 5)")
    parser.add_argument("--out", required=True, help="the folder for the results")
    parser.add_argument("--work", help="a folder that keeps what was measured")
    parser.add_argument("--parts", nargs="+", default=[], help="measure only these")
    parser.add_argument("--again", nargs="+", default=[], help="measure these although there are results")
    return parser.parse_args()


def main():
    arguments = parse()
    average_precision.self_test()
    temporary = None
    if not arguments.work:
        temporary = tempfile.TemporaryDirectory()
        arguments.work = temporary.name
    os.makedirs(arguments.out, exist_ok=True)
    results = Comparison(arguments).run()
    text = retrieval_summary.text(results, arguments.words, arguments.peer_best)
    for name, content in (
        ("results.json", json.dumps(results, indent=1) + "\n"), ("summary.md", text), ("command.txt", command_text()),
    ):
        with open(os.path.join(arguments.out, name), "w") as file:
            file.write(content)
    print(text)


if __name__ == "__main__":
    main()

"""COLMAP's vocabulary and retriever, by its programs, and what they print.

The index is kept in a file, so that queries can be timed again beside ours without indexing. A time that the retriever prints
for a query holds reading the features from the database, finding their words, and the ranking.
"""
import os
import re
import statistics

from colmap_features import ENVIRONMENT
from measured_process import run

QUERY_LINE = re.compile(r"^Querying for image (.+) \[\d+/\d+\].* in ([0-9.]+)s")
RESULT_LINE = re.compile(r"^ +image_id=\d+, image_name=(.+), score=(\S+)$")
INDEXING_LINE = re.compile(r"^Indexing image \[\d+/\d+\] in ([0-9.]+)s")


def on_one_processor():
    """For `preexec_fn`: the process and its threads stay on the first processor that we may use."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def build_vocabulary(database, out, words):
    result = run([
        "colmap", "vocab_tree_builder", "--database_path", database, "--vocab_tree_path", out, "--num_visual_words",
        str(words)], env=ENVIRONMENT)
    return {key: result[key] for key in ("seconds", "cpuSeconds", "peakBytes")} | {
        "words": words, "printed": result["output"]}


def retrieve(database, vocabulary, searched, queries, *options):
    """One thread's indexing of what is not indexed yet, and the queries; the output of the retriever."""
    return run(
        ["colmap", "vocab_tree_retriever", "--database_path", database, "--vocab_tree_path", vocabulary,
         "--database_image_list_path", searched, "--query_image_list_path", queries, "--num_images_after_verification", "0",
         *options],
        env=ENVIRONMENT | {"OMP_NUM_THREADS": "1"}, preexec_fn=on_one_processor)


def build_index(database, vocabulary, searched, queries, out):
    result = retrieve(database, vocabulary, searched, queries, "--output_index_path", out)
    seconds = [float(match[1]) for line in result["output"].splitlines() if (match := INDEXING_LINE.match(line))]
    return {
        "seconds": result["seconds"], "secondsAPicture": statistics.median(seconds), "pictures": len(seconds),
        "indexBytes": os.path.getsize(out) - os.path.getsize(vocabulary), "peakBytes": result["peakBytes"]}


def parse_rankings(output):
    """For each query picture: the seconds of each time that it was asked, and the ranking, best first."""
    answers, current = {}, None
    for line in output.splitlines():
        if match := QUERY_LINE.match(line):
            current = answers.setdefault(match[1], {"seconds": [], "ranking": []})
            current["seconds"].append(float(match[2]))
            current["ranking"] = []
        elif current is not None and (match := RESULT_LINE.match(line)):
            current["ranking"].append(match[1])
    return answers


def ask(database, vocabulary, searched, names, rounds, work):
    """All queries, asked so many times over."""
    path = os.path.join(work, "queries-in-rounds.list")
    with open(path, "w") as file:
        file.writelines(name + "\n" for _ in range(rounds) for name in names)
    return parse_rankings(retrieve(database, vocabulary, searched, path)["output"])

"""Sightline's side, by its tool: a vocabulary, a collection, and queries of the first stage.

A query is a process of its own, which opens the collection anew. Its `timings` tell the steps apart, in seconds.
"""
import json
import os
import shutil
import subprocess

from colmap_retrieval import on_one_processor
from ground_truth import picture_name
from measured_process import run

FIRST_STAGE = {"--verify": "0", "--expand": "off"}
"""What must be switched off for the shortlist alone, where the tool has it."""


def build_vocabulary(sightline, out, training, words):
    measured = run([sightline, "build-vocabulary", out, training, "--words", str(words), "--json", "--quiet"])
    account = json.loads(measured.pop("output"))
    account["path"] = os.path.basename(out)
    return account | {"process": measured}


def ingest(sightline, collection, pictures, vocabulary, *options):
    """A new collection, compacted; what it took and what `info` says of it. Without a vocabulary the shipped one is taken."""
    if os.path.exists(collection):
        shutil.rmtree(collection)
    chosen = ["--vocabulary", vocabulary] if vocabulary else []
    measured = run([sightline, "ingest", collection, pictures, *chosen, *options, "--quiet"])
    run([sightline, "compact", collection, "--quiet"])
    account = json.loads(run([sightline, "info", collection, "--json"])["output"])
    return {"process": {key: measured[key] for key in ("seconds", "cpuSeconds", "peakBytes")}, "info": account}


def first_stage_options(sightline):
    """The switches that leave only the first stage, of those that this version's `query` knows."""
    text = run([sightline, "query", "--help"])["output"]
    return [word for option, value in FIRST_STAGE.items() if option + " " in text for word in (option, value)]


def answer(sightline, collection, picture, query, options):
    command = [sightline, "query", collection, picture, "--region", query.region, "--json", "--jobs", "1", *options]
    result = subprocess.run(command, stdout=subprocess.PIPE, preexec_fn=on_one_processor)
    if result.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: ended with {result.returncode}")
    return json.loads(result.stdout)


def ask(sightline, collection, files, queries, options, rounds):
    """All queries, asked so many times over: rankings, and each time's seconds of each step. `files`: paths by names."""
    options = ["--top", str(len(files)), *first_stage_options(sightline), *options]
    answers = {}
    for _ in range(rounds):
        for query in queries:
            document = answer(sightline, collection, files[query.picture], query, options)
            ranking = [picture_name(result["name"]) for result in document["results"]]
            known = answers.setdefault(query.name, {"timings": [], "ranking": ranking})
            if known["ranking"] != ranking:
                raise SystemExit(f"{query.name}: the second answer is another than the first")
            known["timings"].append(document["timings"])
            known["features"] = feature_count(document)
    return answers


def ask_within_one_process(bench, collection, files, queries, rounds, folder):
    """The same queries in a program that stays open, as COLMAP's does: each time's seconds of each step."""
    path = os.path.join(folder, "questions.txt")
    with open(path, "w") as file:
        file.writelines(f"{files[query.picture]}\t{query.region}\n" for query in queries)
    measured = run([bench, "ask", collection, "--list", path, "--rounds", str(rounds)], preexec_fn=on_one_processor)
    steps = json.loads(measured["output"])
    return {"timings": {
        query.name: [dict(zip(steps, times)) for times in zip(*(steps[step][place] for step in steps))]
        for place, query in enumerate(queries)}}


def feature_count(document):
    """How many features the query had, where the tool says it."""
    count = document.get("features")
    return count if isinstance(count, int) else None


def picture_files(folder):
    """The pictures' paths by their names in the ground truth."""
    return {
        picture_name(file): os.path.join(place, file) for place, _, files in os.walk(folder, followlinks=True)
        for file in files}

"""Sightline by its tool: three collections of a set of pictures, and all that `sightline benchmark` measures in each.

The collection as it is by default; a lean one, which keeps words alone; and one that keeps aggregates too. Each is made anew by
`ingest` and `compact` with one job on one processor. All queries of a collection are asked in one process, from their files on.
"""
import json
import os
import shutil

import recording  # noqa: F401, finds the modules below
from colmap_retrieval import on_one_processor
from measured_process import run

COLLECTIONS = {
    "lean": (["--lean"], ["bow"]),
    "standard": ([], [
        "bow", "hamming", "verify-200", "verify-1000", "expand-average", "expand-hamming", "expand-discriminative"]),
    "aggregates": (["--asmk"], ["asmk"]),
}
"""Options of `ingest`, and the stages that are measured."""


def make(sightline, collection, images, options):
    """Seconds of wall and processor, for ingestion and compaction."""
    if os.path.exists(collection):
        shutil.rmtree(collection)
    steps = {
        "features and words": run(
            [sightline, "ingest", collection, images, *options, "--jobs", "1", "--quiet"], preexec_fn=on_one_processor),
        "compaction": run([sightline, "compact", collection, "--quiet"], preexec_fn=on_one_processor)}
    return {
        output: {step: result[key] for step, result in steps.items()}
        for output, key in (("indexSeconds", "seconds"), ("indexCPUSeconds", "cpuSeconds"))}


def disk_bytes(folder):
    """All files of a collection, by the blocks that they take: LMDB's files may have holes."""
    return sum(
        os.stat(os.path.join(place, file)).st_blocks * 512 for place, _, files in os.walk(folder) for file in files)


def judged(sightline, collection, images, truth, stages):
    """The document of `sightline benchmark`, by the rule of the Oxford buildings."""
    output = run(
        [sightline, "benchmark", "oxford5k", "--images", images, "--truth", truth, "--collection", collection, "--stages",
         ",".join(stages), "--jobs", "1", "--json", "--quiet"], preexec_fn=on_one_processor)["output"]
    return json.loads(output)


def measure(sightline, images, truth, folder):
    """(system, its numbers) for each stage; the vocabulary's path and words are told by each."""
    for kind, (options, stages) in COLLECTIONS.items():
        collection = os.path.join(folder, kind + ".sight")
        made = make(sightline, collection, images, options)
        document = judged(sightline, collection, images, truth, stages)
        for stage in document["stages"]:
            label = ", lean collection" if kind == "lean" else ""
            yield f"Sightline, {stage['title']}{label}", made | {
                "meanAveragePrecision": stage["meanAveragePrecision"], "bytes": disk_bytes(collection),
                "querySeconds": [query["seconds"] for query in stage["perQuery"]],
                "queries": {query["query"]: query["averagePrecision"] for query in stage["perQuery"]},
                "features": document["pictures"]["features"], "words": document["settings"]["words"]}
